package document

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"kiroku/source"
)

const utf8BOM = "\ufeff"

// decode gives the text of the bytes, which is the bytes themselves where they
// are UTF-8, and the name of the character set where they are not. Its problem
// stands in place of the text where that is "", else it is a warning.
func decode(b []byte, raw source.Raw, format Format) (t, set string, bad *source.Problem) {
	problem := func(reason, hint string) *source.Problem {
		return &source.Problem{Ref: raw.Ref, Reason: reason, Hint: hint}
	}
	t, set, sure := toUTF8(b, raw.ContentType, format)
	if blank(t) {
		return "", "", problem("holds nothing but white space", "nothing to do unless it should hold text")
	}
	if format != HTML && looksBinary(t) {
		return "", "", problem("is binary data, not text", "give its text as a text, HTML or JSON Lines file")
	}
	switch broken := strings.Index(t, "\ufffd"); {
	case broken >= 0 && set == "" && !utf8.Valid(b):
		line := 1 + strings.Count(t[:broken], "\n")
		bad = problem(fmt.Sprintf("has bytes that are not UTF-8, the first in line %d; they are read as \ufffd", line), "save it again as UTF-8")
		if cutShort(b) {
			bad = problem("ends in the middle of a character; it may be cut short", "get the whole file")
		}
	case !sure:
		bad = problem("names no character set; read as "+set, "save it as UTF-8 if names look garbled")
	case len(twiceDecoded.FindAllStringIndex(t[:min(len(t), headBytes)], 3)) > 2:
		bad = problem("looks garbled (\u00e2\u20ac\u2122 for \u2019): it was decoded with the wrong character set before it was saved", "get it again from where it came")
	}
	return t, set, bad
}

// toUTF8 follows the order that browsers use: byte order mark, then what is
// declared; but bytes that are UTF-8 are UTF-8 whatever they declare.
func toUTF8(b []byte, contentType string, format Format) (t, set string, sure bool) {
	if order := utf16Order(b); order != nil {
		if out, err := order.enc.NewDecoder().Bytes(b); err == nil {
			return string(out), order.name, true
		}
	}
	if utf8.Valid(b) {
		return string(b), "", true
	}
	probe := b[:min(len(b), headBytes)]
	enc, name, declared := charset.DetermineEncoding(probe, contentType)
	if format == HTML && metaCharset.Match(probe) {
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
	probe := b[:min(len(b), headBytes)]
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
			if cutShort(b) {
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

// cutShort reports whether the bytes end inside a character.
func cutShort(b []byte) bool {
	for back := 1; back <= 3 && back <= len(b); back++ {
		if c := b[len(b)-back]; utf8.RuneStart(c) {
			return c >= 0xc2 && !utf8.FullRune(b[len(b)-back:])
		}
	}
	return false
}

var twiceDecoded = regexp.MustCompile(`\x{e2}\x{20ac}[\x{2122}\x{153}\x{9d}\x{2dc}\x{201c}\x{201d}\x{a6}]|\x{c3}[\x{80}-\x{bf}]`)

// looksBinary takes a zero byte, or more control characters than a damaged
// text would have, for data.
func looksBinary(t string) bool {
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

// magic are the first bytes of common files that hold no text to read.
var magic = []struct{ prefix, kind string }{
	{"\x1f\x8b", "a gzip archive"},
	{"BZh", "a bzip2 archive"},
	{"\xfd7zXZ\x00", "an xz archive"},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"},
	{"Rar!\x1a\x07", "a RAR archive"},
	{"\x28\xb5\x2f\xfd", "a zstd archive"},
	{"\x89PNG\r\n\x1a\n", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF87a", "a GIF image"},
	{"GIF89a", "a GIF image"},
	{"II*\x00", "a TIFF image"},
	{"MM\x00*", "a TIFF image"},
	{"RIFF", "a RIFF file (image, sound or film)"},
	{"OggS", "an Ogg sound or film"},
	{"ID3", "an MP3 sound"},
	{"fLaC", "a FLAC sound"},
	{"\x1a\x45\xdf\xa3", "a Matroska film"},
	{"\x7fELF", "a program"},
	{"MZ\x90\x00", "a program"},
	{"\xfe\xed\xfa\xce", "a program"},
	{"\xcf\xfa\xed\xfe", "a program"},
	{"\xca\xfe\xba\xbe", "a program"},
	{"\x00asm", "a program"},
	{"SQLite format 3\x00", "a database"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"},
	{"{\\rtf", "a rich text document"},
	{"PAR1", "a Parquet table"},
}

func binaryKind(head []byte) string {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return m.kind
		}
	}
	if len(head) > 12 && string(head[4:8]) == "ftyp" {
		return "a film or an image"
	}
	return ""
}
