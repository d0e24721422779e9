package mention

import (
	"strings"

	"kiroku/value"
)

// scan reads the values of one stretch of text. Its methods take the index of
// a piece and give the index behind what they read; each looks at a bounded
// number of pieces, so that the whole is linear.
type scan struct {
	t   string
	lex *lexicon
	ps  []atom
	ref anchor
	out []Mention
}

func (s *scan) at(i int) *atom {
	if i < 0 || i >= len(s.ps) {
		return &outside
	}
	return &s.ps[i]
}

var outside = atom{kind: opaque, gap: broken}

func (s *scan) word(i int) *word {
	if w := s.at(i).w; w != nil {
		return w
	}
	return &noWord
}

var noWord word

func (s *scan) text(i int) string {
	p := s.at(i)
	return s.t[p.start:p.end]
}

// is reports whether piece i is this word or sign, in any case.
func (s *scan) is(i int, w string) bool {
	p := s.at(i)
	return p.end-p.start == len(w) && strings.EqualFold(s.text(i), w)
}

func (s *scan) dash(i int) bool {
	switch s.text(i) {
	case "-", "–", "—", "‑", "−":
		return true
	}
	return false
}

// hyphen reports a dash without white space on either side.
func (s *scan) hyphen(i int) bool {
	return s.dash(i) && s.at(i).gap == glued && s.at(i+1).gap == glued
}

// phrase finds the longest phrase of that sense at i.
func (s *scan) phrase(i int, want sense) (*entry, int) {
	w := s.at(i).w
	if w == nil {
		return nil, i
	}
	for k := range w.phrases {
		p := &w.phrases[k]
		if p.sense == want && s.matches(i, p.words) {
			return p, i + len(p.words)
		}
	}
	return nil, i
}

func (s *scan) matches(i int, words []string) bool {
	if i+len(words) > len(s.ps) {
		return false
	}
	for k, w := range words {
		if k > 0 && s.ps[i+k].gap == broken {
			return false
		}
		have := s.text(i + k)
		if k > 0 && !strings.EqualFold(have, w) && (w != "'" || have != "’") {
			return false
		}
	}
	return true
}

func (s *scan) hyphenLike(i int) bool { return s.at(i).gap == glued && s.at(i+1).gap == glued }

// isPlural guesses from the word's form.
func (s *scan) isPlural(i int) bool {
	p, w := s.at(i), s.word(i)
	if p.kind != letters || w.roles&(stop|singular) != 0 {
		return false
	}
	if w.roles&plural != 0 {
		return true
	}
	low := strings.ToLower(s.text(i))
	return len(low) > 3 && strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss") && !strings.HasSuffix(low, "us") && !strings.HasSuffix(low, "is")
}

// currency finds a currency at i. Codes count in capitals only; letters before
// a sign ("A$") must stand close, or a plain article would join the sign.
func (s *scan) currency(i int, behind bool) (*entry, int) {
	w := s.at(i).w
	if w == nil {
		return nil, i
	}
	for k := range w.phrases {
		p := &w.phrases[k]
		if p.sense != currencySense || p.after && !behind || !s.matches(i, p.words) {
			continue
		}
		if p.code && !s.at(i).upper {
			continue
		}
		if n := len(p.words); n == 2 && s.at(i+1).kind == sign && s.at(i).kind == letters {
			pc := s.at(i)
			near := s.at(i+1).gap == glued && (pc.upper || len(p.words[0]) > 1)
			if !near && !(pc.upper && len(p.words[0]) > 1) && s.text(i) != "c" {
				continue
			}
		}
		if s.at(i).kind == letters && s.at(i).gap == glued && i > 0 && s.at(i-1).kind == letters {
			continue
		}
		return p, i + len(p.words)
	}
	return nil, i
}

// anchor is the publication date that relative dates are counted from.
type anchor struct {
	day   value.Day // its last day
	exact bool      // published on one known day: else no single day can be derived
}

func anchorOf(d value.Date) anchor {
	day := d.To
	if day.IsZero() {
		day = d.From
	}
	return anchor{day, d.From == d.To && !d.IsZero()}
}

func (r anchor) known() bool { return !r.day.IsZero() }
