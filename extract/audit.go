package extract

import (
	"fmt"
	"slices"

	"kiroku/claim"
	"kiroku/lang"
	"kiroku/lang/mention"
	"kiroku/text"
)

// Unread is a number, a sum, or a word of giving, harm or sanction that no
// claim uses, and why.
type Unread struct {
	Kind   string    `json:"kind"` // "number", "money", "measure", "percent", "word"
	Span   text.Span `json:"span"`
	Text   string    `json:"text"`
	Reason string    `json:"reason"`
}

// Audit lists what a careful reader might ask about: every number, sum and
// telling word of the document that none of its claims rests on, in order.
func Audit(a *lang.Analysis) []Unread {
	if a == nil || a.Doc == nil {
		return nil
	}
	kept := Claims(a)
	proposed := Candidates(a)
	lex := loadLexicon()
	r := &reader{lex: lex, a: a, doc: a.Doc}
	var out []Unread
	for i := range a.Sentences {
		t := newTree(lex, a.Doc, &a.Sentences[i])
		for _, u := range t.telling() {
			if used(u.Span, kept) {
				continue
			}
			u.Text = t.words(u.Span)
			u.Reason = reason(u, r.readable(i), proposed)
			out = append(out, u)
		}
	}
	return out
}

// telling are the sentence's numbers and sums, and the words that open a
// frame of giving, harm or sanction.
func (t *tree) telling() []Unread {
	var out []Unread
	for _, m := range t.sent.Mentions {
		switch m.Kind {
		case mention.Number, mention.Measure, mention.Money, mention.Percent:
			out = append(out, Unread{Kind: string(m.Kind), Span: m.Span})
		}
	}
	for i := range t.toks {
		if !t.isVerb(i) {
			continue
		}
		key := t.lemma(i) + "/v"
		aid, impact := t.lex.aid[key], t.lex.impact[key]
		restricts := slices.ContainsFunc(t.lex.sanction[key], func(f frame) bool { return f.object == "any" || f.object == "asset" })
		if aid.object == "any" || aid.act == "pledge" || impact.act != "" || restricts {
			out = append(out, Unread{Kind: "word", Span: t.toks[i].Span})
		}
	}
	slices.SortStableFunc(out, func(a, b Unread) int { return a.Span.Start - b.Span.Start })
	return out
}

// used reports whether a claim's field, or the quote of one that has no span
// for it, covers the words.
func used(sp text.Span, claims []claim.Claim) bool {
	return slices.ContainsFunc(claims, func(c claim.Claim) bool { return c.Evidence.Span().Contains(sp) })
}

// reason says why the words stay unread.
func reason(u Unread, readable bool, proposed []Candidate) string {
	if !readable {
		return "stands in a title, caption, byline or boilerplate"
	}
	best := -1.0
	for _, c := range proposed {
		if !c.Claim.Evidence.Span().Contains(u.Span) {
			continue
		}
		if p, ok := embeddedModel().chance("keep."+string(c.Claim.Type), "yes", c.Grounds()); ok && p > best {
			best = p
		}
	}
	if best >= 0 {
		return fmt.Sprintf("a claim was considered and judged unlikely (%.2f)", best)
	}
	switch u.Kind {
	case "percent":
		return "a percentage states no sum or count of its own"
	case "word":
		return "its clause names no sum, goods, people or parties that make a claim"
	}
	return "no word of giving, harm or sanction governs it"
}
