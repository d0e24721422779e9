// Package eval measures claims against gold marked by hand: recall, detail,
// precision, and how well confidence is calibrated. In come gold records and
// predicted claims, out come reports; the matching rules are those of the
// scoring scripts that ship with the development data, so that the figures
// agree.
package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"kiroku/claim"
	"kiroku/text"
)

// Gold is one claim marked by hand: the words it must be read from, the fields
// that any right reading has (Must) and those that a good one has (Want). A
// field's value is a list of alternatives or, for "counts", a map.
type Gold struct {
	ID       string         `json:"gid"`
	Doc      string         `json:"doc"`
	Type     claim.Type     `json:"type"`
	Anchor   string         `json:"anchor"`
	Alt      string         `json:"anchor_alt"`
	Must     map[string]any `json:"must"`
	Want     map[string]any `json:"want"`
	Optional bool           `json:"optional"`

	Span text.Span `json:"-"` // of the anchor, set by Locate
}

// maxLine bounds one line of a gold or document file, in bytes.
const maxLine = 16 << 20

// ReadLines decodes JSON Lines into values of one type.
func ReadLines[T any](in io.Reader) ([]T, error) {
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, maxLine)
	var out []T
	for line := 1; sc.Scan(); line++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("read line %d: %w", line, err)
		}
		out = append(out, v)
	}
	return out, sc.Err()
}

// Locate finds the anchor in the document's text, typographic apostrophes and
// non-breaking spaces folded.
func (g *Gold) Locate(docText string) error {
	folded, offsets := fold(docText)
	for _, anchor := range []string{g.Anchor, g.Alt} {
		if anchor == "" {
			continue
		}
		a, _ := fold(anchor)
		if i := strings.Index(folded, a); i >= 0 {
			g.Span = text.Span{Start: offsets[i], End: offsets[i+len(a)]}
			return nil
		}
	}
	return fmt.Errorf("gold %s: anchor not in document %s", g.ID, g.Doc)
}

// fold writes typographic apostrophes and non-breaking spaces plainly, and
// maps each byte of the result to its offset in s.
func fold(s string) (string, []int) {
	var b strings.Builder
	offsets := make([]int, 0, len(s)+1)
	for i, c := range s {
		switch c {
		case '\u2019':
			c = '\''
		case '\u00a0':
			c = ' '
		}
		n, _ := b.WriteRune(c)
		for range n {
			offsets = append(offsets, i)
		}
	}
	return b.String(), append(offsets, len(s))
}
