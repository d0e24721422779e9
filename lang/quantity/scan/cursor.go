package scan

import (
	"strings"

	"kiroku/lang/mention"
	"kiroku/value"
)

// Scanner reads the values of one stretch of text. Its methods take the index of
// a piece and give the index behind what they read; each looks at a bounded
// number of pieces, so that the whole is linear.
type Scanner struct {
	Source  string
	Lexicon *lexicon
	Pieces  []Piece
	Anchor  Anchor
	Out     []mention.Mention
}

// At is piece i; before the first and behind the last stands one that is nothing.
func (s *Scanner) At(i int) *Piece {
	if i < 0 || i >= len(s.Pieces) {
		return &outside
	}
	return &s.Pieces[i]
}

var outside = Piece{Kind: Opaque, Gap: Broken}

// Word is what the word lists know of piece i.
func (s *Scanner) Word(i int) *word {
	if w := s.At(i).Word; w != nil {
		return w
	}
	return &noWord
}

var noWord word

// Text are the bytes of piece i.
func (s *Scanner) Text(i int) string {
	p := s.At(i)
	return s.Source[p.Start:p.End]
}

// Is reports whether piece i is this word or sign, in any case.
func (s *Scanner) Is(i int, w string) bool {
	p := s.At(i)
	return p.End-p.Start == len(w) && strings.EqualFold(s.Text(i), w)
}

// Dash reports a dash or minus of any length.
func (s *Scanner) Dash(i int) bool {
	switch s.Text(i) {
	case "-", "–", "—", "‑", "−":
		return true
	}
	return false
}

// Hyphen reports a dash without white space on either side.
func (s *Scanner) Hyphen(i int) bool {
	return s.Dash(i) && s.At(i).Gap == Glued && s.At(i+1).Gap == Glued
}

// Phrase finds the longest phrase of that sense at i.
func (s *Scanner) Phrase(i int, want sense) (*Entry, int) {
	w := s.At(i).Word
	if w == nil {
		return nil, i
	}
	for k := range w.Phrases {
		p := &w.Phrases[k]
		if p.sense == want && s.matches(i, p.Words) {
			return p, i + len(p.Words)
		}
	}
	return nil, i
}

func (s *Scanner) matches(i int, words []string) bool {
	if i+len(words) > len(s.Pieces) {
		return false
	}
	for k, w := range words {
		if k > 0 && s.Pieces[i+k].Gap == Broken {
			return false
		}
		have := s.Text(i + k)
		if k > 0 && !strings.EqualFold(have, w) && (w != "'" || have != "’") {
			return false
		}
	}
	return true
}

// HyphenLike reports a sign without white space on either side.
func (s *Scanner) HyphenLike(i int) bool { return s.At(i).Gap == Glued && s.At(i+1).Gap == Glued }

// IsPlural guesses from the word's form.
func (s *Scanner) IsPlural(i int) bool {
	p, w := s.At(i), s.Word(i)
	if p.Kind != Letters || w.Roles&(Stop|singular) != 0 {
		return false
	}
	if w.Roles&plural != 0 {
		return true
	}
	low := strings.ToLower(s.Text(i))
	return len(low) > 3 && strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && !strings.HasSuffix(low, "us") && !strings.HasSuffix(low, "is")
}

// Currency finds a currency at i. Codes count in capitals only; letters before
// a sign ("A$") must stand close, or a plain article would join the sign.
func (s *Scanner) Currency(i int, behind bool) (*Entry, int) {
	w := s.At(i).Word
	if w == nil {
		return nil, i
	}
	for k := range w.Phrases {
		p := &w.Phrases[k]
		if p.sense != currencySense || p.After && !behind || p.Letter && behind || !s.matches(i, p.Words) {
			continue
		}
		if p.Code && (!s.At(i).Upper || behind && s.makes(i+1)) {
			continue
		}
		if n := len(p.Words); n == 2 && s.At(i+1).Kind == Sign && s.At(i).Kind == Letters {
			pc := s.At(i)
			near := s.At(i+1).Gap == Glued && (pc.Upper || len(p.Words[0]) > 1)
			if !near && !(pc.Upper && len(p.Words[0]) > 1) && s.Text(i) != "c" {
				continue
			}
		}
		if s.At(i).Kind == Letters && s.At(i).Gap == Glued && i > 0 && s.At(i-1).Kind == Letters {
			continue
		}
		return p, i + len(p.Words)
	}
	return nil, i
}

// makes reports a hyphen and a figure glued to the letters before: in "40 ZMK-2
// carriers" the letters are a make and no currency.
func (s *Scanner) makes(i int) bool {
	return s.At(i).Gap == Glued && s.Text(i) == "-" && s.At(i+1).Gap == Glued && s.At(i+1).Kind == Digits
}

// Anchor is the publication date that relative dates are counted from.
type Anchor struct {
	Day   value.Day // its last day
	Exact bool      // published on one known day: else no single day can be derived
}

// AnchorOf is the anchor of a document published then.
func AnchorOf(d value.Date) Anchor {
	day := d.To
	if day.IsZero() {
		day = d.From
	}
	return Anchor{day, d.From == d.To && !d.IsZero()}
}

// Known reports whether there is a day to count from.
func (r Anchor) Known() bool { return !r.Day.IsZero() }
