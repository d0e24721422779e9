package extract

import (
	"fmt"
	"slices"

	"kiroku/claim"
	"kiroku/extract/judge"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
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
	lex := lexicon.Load()
	r := &reading.Reader{Setting: setting.Setting{Lex: lex, Analysis: a, Doc: a.Doc}}
	var out []Unread
	for i := range a.Sentences {
		t := syntax.NewTree(lex, a.Doc, &a.Sentences[i])
		for _, u := range telling(t) {
			if used(u.Span, kept) {
				continue
			}
			u.Text = t.Words(u.Span)
			u.Reason = reason(u, r.Readable(i), proposed)
			out = append(out, u)
		}
	}
	return out
}

// telling are the sentence's numbers and sums, and the words that open a
// frame of giving, harm or sanction.
func telling(t *syntax.Tree) []Unread {
	var out []Unread
	for _, m := range t.Sentence.Mentions {
		switch m.Kind {
		case mention.Number, mention.Measure, mention.Money, mention.Percent:
			out = append(out, Unread{Kind: string(m.Kind), Span: m.Span})
		}
	}
	for i := range t.Tokens {
		if !t.IsVerb(i) {
			continue
		}
		key := t.Lemma(i) + "/v"
		aid, impact := t.Lex.Aid[key], t.Lex.Impact[key]
		restricts := slices.ContainsFunc(t.Lex.Sanction[key], func(f lexicon.Frame) bool { return f.Object == "any" || f.Object == "asset" })
		if aid.Object == "any" || aid.Act == "pledge" || impact.Act != "" || restricts {
			out = append(out, Unread{Kind: "word", Span: t.Tokens[i].Span})
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
func reason(u Unread, readable bool, proposed []judge.Candidate) string {
	if !readable {
		return "stands in a title, caption, byline or boilerplate"
	}
	best := -1.0
	for _, c := range proposed {
		if !c.Claim.Evidence.Span().Contains(u.Span) {
			continue
		}
		if p, ok := judge.Embedded().Chance("keep."+string(c.Claim.Type), "yes", c.Grounds()); ok && p > best {
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
