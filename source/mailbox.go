package source

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
)

// A mailbox (RFC 4155) is a row of messages, each after a line like "From
// sender Fri Mar  4 05:06:07 2022"; a line in a message that starts so has a
// ">" before it.

// postmark is the line before a message: sender, day and year.
var postmark = regexp.MustCompile(`^From \S[^\r\n]*\b(?:19|20)\d\d\b`)

var mailStart = regexp.MustCompile(`^From \S[^\r\n]*\b(?:19|20)\d\d\b[^\r\n]*\r?\n(?:>?[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n)`)

func looksMailbox(head []byte) bool { return mailStart.Match(head) }

// mailbox gives the messages one after another.
func (t *trip) mailbox(raw Raw, in *bufio.Reader) bool {
	var message bytes.Buffer
	number, large, blank := 0, false, true
	give := func() bool {
		defer message.Reset()
		if number == 0 {
			return true
		}
		item := Raw{Ref: fmt.Sprintf("%s#%d", raw.Ref, number), ContentType: "message/rfc822", Retrieved: raw.Retrieved}
		if large {
			return t.yield(Raw{}, &Problem{Ref: item.Ref, Reason: fmt.Sprintf("is a message of more than %d MB", maxHeld>>20), Hint: "the other messages are read"})
		}
		return t.yield(item.of(bytes.Clone(message.Bytes())), nil)
	}
	whole := true // the line begins at its beginning
	for {
		line, err := in.ReadSlice('\n')
		if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
			return give() && t.yield(Raw{}, Explain(raw.Ref, err))
		}
		if whole && blank && postmark.Match(line) {
			if !give() {
				return false
			}
			number, large = number+1, false
		} else if large = large || message.Len()+len(line) > maxHeld; !large {
			message.Write(unescaped(line, whole))
		}
		blank = whole && len(bytes.TrimRight(line, "\r\n")) == 0
		whole = err == nil
		if err == io.EOF {
			return give()
		}
	}
}

// unescaped takes the ">" off a line that starts with ">From ".
func unescaped(line []byte, whole bool) []byte {
	if rest := bytes.TrimLeft(line, ">"); whole && len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From ")) {
		return line[1:]
	}
	return line
}
