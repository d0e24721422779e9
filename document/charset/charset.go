// Package charset turns the bytes of documents into UTF-8. In go bytes and what
// their carrier declares; out come text, the name of its character set and how
// sure that is. Bytes that fit nothing become U+FFFD: it never fails.
package charset

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// BOM is the byte order mark as UTF-8 writes it.
const BOM = "\ufeff"

// probeBytes is how much of the beginning a character set is told by.
const probeBytes = 64 << 10

// UTF8 gives the text of bytes, the name of their character set, "" for UTF-8,
// and whether that is more than a guess. It follows the order that browsers use: byte order
// mark, then what is declared; but bytes that are UTF-8 are UTF-8 whatever they
// declare.
func UTF8(b []byte, contentType string, html bool) (t, set string, sure bool) {
	if order := utf16Order(b); order != nil {
		if out, err := order.enc.NewDecoder().Bytes(b); err == nil {
			return string(out), order.name, true
		}
	}
	if utf8.Valid(b) {
		return string(b), "", true
	}
	probe := b[:min(len(b), probeBytes)]
	enc, name, declared := charset.DetermineEncoding(probe, contentType)
	if html && metaCharset.Match(probe) {
		declared = true
	}
	switch {
	case declared && name != "utf-8":
	case mostlyUTF8(b):
		return strings.ToValidUTF8(string(b), "\ufffd"), "", true
	default:
		declared = false
		enc, name = guessEncoding(b)
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd"), "", true
	}
	return string(out), name, declared
}

// guessEncoding takes few high bytes for Western European text, where nearly
// any such set reads them alike, and asks the statistics only for more.
func guessEncoding(b []byte) (encoding.Encoding, string) {
	probe := b[:min(len(b), probeBytes)]
	high := 0
	for _, c := range probe {
		if c >= 0x80 {
			high++
		}
	}
	name := "windows-1252"
	if high*5 > len(probe) {
		if best, err := chardet.NewTextDetector().DetectBest(probe); err == nil && best.Confidence >= 20 {
			name = strings.ToLower(best.Charset)
		}
	}
	enc, err := htmlindex.Get(name)
	if err != nil {
		name = "windows-1252"
		enc, _ = htmlindex.Get(name)
	}
	if canonical, err := htmlindex.Name(enc); err == nil {
		name = canonical
	}
	return enc, name
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{1,200}charset|<\?xml[^>]{1,100}encoding=`)

// IsUTF16 reports whether the bytes are UTF-16, marked or not.
func IsUTF16(b []byte) bool { return utf16Order(b) != nil }

type byteOrder struct {
	enc  encoding.Encoding
	name string
}

// utf16Order recognises UTF-16 by its mark, or by the zeros that stand in
// every second byte of Western text; nil means it is something else.
func utf16Order(b []byte) *byteOrder {
	big := &byteOrder{unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"}
	little := &byteOrder{unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"}
	switch {
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return big
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}) && !bytes.HasPrefix(b, []byte{0xff, 0xfe, 0, 0}):
		return little
	}
	probe := b[:min(len(b), 1024)]
	var zeros [2]int
	for i, c := range probe {
		if c == 0 {
			zeros[i%2]++
		}
	}
	most := len(probe) * 2 / 5
	switch {
	case len(probe) >= 8 && zeros[0] > most && zeros[1] == 0:
		return big
	case len(probe) >= 8 && zeros[1] > most && zeros[0] == 0:
		return little
	}
	return nil
}

// mostlyUTF8 reports whether well-formed characters of several bytes outnumber
// the bytes that fit none, or whether only the last character is cut.
func mostlyUTF8(b []byte) bool {
	good, wrong := 0, 0
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			wrong++
			if CutShort(b) {
				wrong--
				good++
			}
		} else {
			good++
		}
		b = b[n:]
	}
	return good > wrong
}

// CutShort reports whether the bytes end inside a character.
func CutShort(b []byte) bool {
	for back := 1; back <= 3 && back <= len(b); back++ {
		if c := b[len(b)-back]; utf8.RuneStart(c) {
			return c >= 0xc2 && !utf8.FullRune(b[len(b)-back:])
		}
	}
	return false
}

// twiceDecoded is what UTF-8 looks like that was taken for Windows-1252.
var twiceDecoded = regexp.MustCompile(`\x{e2}\x{20ac}[\x{2122}\x{153}\x{9d}\x{2dc}\x{201c}\x{201d}\x{a6}]|\x{c3}[\x{80}-\x{bf}]`)

// Garbled reports whether the text was decoded with the wrong character set
// before it was saved: "â€™" in place of an apostrophe, more than once.
func Garbled(t string) bool {
	return len(twiceDecoded.FindAllStringIndex(t[:min(len(t), probeBytes)], 3)) > 2
}

// LooksBinary takes a zero byte, or more control characters than a damaged
// text would have, for data.
func LooksBinary(t string) bool {
	controls := 0
	for i := 0; i < len(t); i++ {
		switch c := t[i]; {
		case c == 0:
			return true
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1b:
			controls++
		}
	}
	return controls*50 > len(t)
}
