// Package conllu reads and writes CoNLL-U, the exchange format of Universal
// Dependencies (https://universaldependencies.org/format.html), and draws
// trees for people.
//
// What comes in is a file of sentence blocks; what goes out are sentences
// whose tokens point into one text made of the words, so that every stage
// works on them as on any document. Comments, multiword ranges and empty nodes
// are kept as they stand and written back in their places. A file whose words
// are not numbered 1, 2, 3, ... or that lacks a column is refused with the
// line's number. Enhanced dependencies of words are not read: they would be
// wrong once heads change, and are written as "_".
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"kiroku/text"
)

// MaxBytes bounds what [Read] takes in.
const MaxBytes = 256 << 20

// Sentence is one block: its words as tokens, and all that is not a word.
type Sentence struct {
	text.Sentence
	Extra []Line   // comments, multiword ranges, empty nodes, in file order
	Misc  []string // the last column of each token, "" for none
}

// Line is a line that is kept verbatim.
type Line struct {
	Before int // index of the token it stands before; len(Tokens) at the end
	Text   string
}

// File is a text made of the words, and the sentences that point into it.
type File struct {
	Text      string
	Sentences []Sentence
}

// Columns of a word's line.
const (
	colID = iota
	colForm
	colLemma
	colTag
	colXTag
	colFeats
	colHead
	colRel
	colDeps
	colMisc
	columns
)

// Read reads a whole file, at most [MaxBytes] of it.
func Read(r io.Reader) (*File, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read CoNLL-U: %w", err)
	}
	if len(raw) > MaxBytes {
		return nil, fmt.Errorf("read CoNLL-U: more than %d bytes", MaxBytes)
	}
	var rd reader
	n := 0
	for line := range strings.SplitSeq(string(raw), "\n") {
		n++
		if err := rd.line(strings.TrimSuffix(line, "\r")); err != nil {
			return nil, fmt.Errorf("read CoNLL-U: line %d: %w", n, err)
		}
	}
	if err := rd.endSentence(); err != nil {
		return nil, fmt.Errorf("read CoNLL-U: line %d: %w", n, err)
	}
	return &File{Text: rd.text.String(), Sentences: rd.sents}, nil
}

type reader struct {
	text     strings.Builder
	sents    []Sentence
	sent     Sentence
	rangeEnd int  // number of the last word of the multiword range being read
	glue     bool // no space before the next word
}

func (rd *reader) line(line string) error {
	switch {
	case line == "":
		return rd.endSentence()
	case line[0] == '#':
		rd.keep(line)
		return nil
	}
	col := strings.Split(line, "\t")
	if len(col) != columns {
		return fmt.Errorf("%d columns, not %d", len(col), columns)
	}
	if strings.Contains(col[colID], ".") {
		rd.keep(line)
		return nil
	}
	if first, last, ok := strings.Cut(col[colID], "-"); ok {
		from, err1 := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil || from != len(rd.sent.Tokens)+1 || to < from {
			return fmt.Errorf("bad range %q", col[colID])
		}
		rd.rangeEnd = to
		rd.keep(line)
		return nil
	}
	return rd.word(col)
}

func (rd *reader) keep(line string) {
	rd.sent.Extra = append(rd.sent.Extra, Line{len(rd.sent.Tokens), line})
}

func (rd *reader) word(col []string) error {
	n := len(rd.sent.Tokens) + 1
	if col[colID] != strconv.Itoa(n) {
		return fmt.Errorf("word %q where %d is due", col[colID], n)
	}
	if col[colForm] == "" {
		return fmt.Errorf("word %d has no form", n)
	}
	head := 0
	if col[colHead] != "_" {
		h, err := strconv.Atoi(col[colHead])
		if err != nil || h < 0 {
			return fmt.Errorf("word %d: bad head %q", n, col[colHead])
		}
		head = h
	}
	if n > 1 && !rd.glue {
		rd.text.WriteByte(' ')
	}
	start := rd.text.Len()
	rd.text.WriteString(col[colForm])
	rd.glue = n < rd.rangeEnd || strings.Contains(col[colMisc], "SpaceAfter=No")
	rd.sent.Tokens = append(rd.sent.Tokens, text.Token{
		Span:  text.Span{Start: start, End: rd.text.Len()},
		Lemma: blank(col[colLemma]),
		Tag:   blank(col[colTag]),
		XTag:  blank(col[colXTag]),
		Feats: blank(col[colFeats]),
		Head:  head - 1,
		Rel:   blank(col[colRel]),
	})
	rd.sent.Misc = append(rd.sent.Misc, blank(col[colMisc]))
	return nil
}

func (rd *reader) endSentence() error {
	tokens := rd.sent.Tokens
	if len(tokens) == 0 && len(rd.sent.Extra) == 0 {
		return nil
	}
	if rd.rangeEnd > len(tokens) {
		return fmt.Errorf("a range ends at word %d of %d", rd.rangeEnd, len(tokens))
	}
	for i := range tokens {
		if tokens[i].Head >= len(tokens) {
			return fmt.Errorf("word %d: head %d of %d words", i+1, tokens[i].Head+1, len(tokens))
		}
	}
	if len(tokens) > 0 {
		rd.sent.Span = text.Span{Start: tokens[0].Span.Start, End: tokens[len(tokens)-1].Span.End}
		rd.text.WriteByte('\n')
	}
	rd.sents = append(rd.sents, rd.sent)
	rd.sent, rd.rangeEnd, rd.glue = Sentence{}, 0, false
	return nil
}

// blank turns the format's "_" into "".
func blank(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

// Write writes the sentences, whose tokens point into t.
func Write(w io.Writer, t string, sents []Sentence) error {
	out := bufio.NewWriter(w)
	for i := range sents {
		write(out, t, &sents[i])
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write CoNLL-U: %w", err)
	}
	return nil
}

func write(out *bufio.Writer, t string, sent *Sentence) {
	extra := sent.Extra
	keepUpTo := func(i int) {
		for len(extra) > 0 && extra[0].Before <= i {
			out.WriteString(extra[0].Text)
			out.WriteByte('\n')
			extra = extra[1:]
		}
	}
	var num []byte
	for i := range sent.Tokens {
		keepUpTo(i)
		tok := &sent.Tokens[i]
		num = strconv.AppendInt(num[:0], int64(i+1), 10)
		out.Write(num)
		for _, field := range [...]string{tok.Span.Of(t), tok.Lemma, tok.Tag, tok.XTag, tok.Feats} {
			writeField(out, field)
		}
		out.WriteByte('\t')
		switch {
		case tok.Rel == "":
			out.WriteByte('_')
		default:
			num = strconv.AppendInt(num[:0], int64(tok.Head+1), 10)
			out.Write(num)
		}
		writeField(out, tok.Rel)
		out.WriteString("\t_")
		misc := ""
		if i < len(sent.Misc) {
			misc = sent.Misc[i]
		}
		writeField(out, misc)
		out.WriteByte('\n')
	}
	keepUpTo(len(sent.Tokens))
	out.WriteByte('\n')
}

// writeField writes a tab and the field, or "_" for none. A tab or line break
// in a word would break the table: it becomes a space.
func writeField(out *bufio.Writer, field string) {
	out.WriteByte('\t')
	if field == "" {
		out.WriteByte('_')
		return
	}
	if !strings.ContainsAny(field, "\t\r\n") {
		out.WriteString(field)
		return
	}
	for _, r := range field {
		if r == '\t' || r == '\r' || r == '\n' {
			r = ' '
		}
		out.WriteRune(r)
	}
}

// Of makes a sentence of an analysed one, with a text comment, and with
// SpaceAfter=No where two tokens touch.
func Of(t string, sent *text.Sentence) Sentence {
	s := Sentence{Sentence: *sent, Misc: make([]string, len(sent.Tokens))}
	for i := range sent.Tokens {
		if i+1 < len(sent.Tokens) && sent.Tokens[i].Span.End == sent.Tokens[i+1].Span.Start {
			s.Misc[i] = "SpaceAfter=No"
		}
	}
	if words := strings.Join(strings.Fields(sent.Span.Of(t)), " "); words != "" {
		s.Extra = []Line{{0, "# text = " + words}}
	}
	return s
}
