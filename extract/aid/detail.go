package aid

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/syntax"
)

// A text tells what is given and then how it goes: "The funds will be transferred
// through the Red Cross." That is no aid of its own but more about the aid before.

// detail reports whether the act only tells how the aid told last goes, and adds its
// channel, day and purpose to that claim.
func (r *reader) detail(t *syntax.Tree, a act.Act, c claim.Claim) bool {
	if !t.IsVerb(a.At) || !r.Lex.Conveying[t.Lemma(a.At)] || c.Money != nil || c.Polarity != claim.Affirmed {
		return false
	}
	if slices.ContainsFunc(a.Things, func(th act.Thing) bool { return !r.referring(t, th) }) {
		return false
	}
	return r.AmendLast(claim.Aid, func(before *claim.Claim) bool {
		if t.Sentence.Span.Contains(before.Evidence.Span()) || c.Action != "pledge" && c.Action != before.Action || !slices.Contains(stages, before.Action) || elsewhere(c, *before) {
			return false
		}
		more := func(field string) { before.Spans[field] = c.Spans[field] }
		if len(before.Via) == 0 {
			before.Via = c.Via
			more("via")
		}
		if before.When == (claim.When{}) {
			before.When = c.When
			more("when")
		}
		if before.Purpose == "" {
			before.Purpose = c.Purpose
			more("purpose")
		}
		return true
	})
}

// elsewhere reports whether the words name a giver or receiver that the aid before has not.
func elsewhere(c, before claim.Claim) bool {
	other := func(field string, ps, of []claim.Party) bool {
		return !c.Spans[field].IsZero() && slices.ContainsFunc(ps, func(p claim.Party) bool {
			return p.Code == "" || !slices.ContainsFunc(of, func(q claim.Party) bool { return q.Code == p.Code })
		})
	}
	return other("actors", c.Actors, before.Actors) || other("recipients", c.Recipients, before.Recipients)
}

// stages are those of aid that has been told of and is not asked for or refused.
var stages = []string{"offer", "pledge", "approve", "send", "deliver"}

// referring reports whether a thing points back: "the funds", "these goods", without
// a number or a kind of its own.
func (r *reader) referring(t *syntax.Tree, th act.Thing) bool {
	d := t.Child(th.Head, "det")
	return d >= 0 && slices.Contains([]string{"the", "this", "these", "those", "that"}, t.Lower[d]) && th.Count == nil &&
		(th.Noun != "" || th.Goods != nil && th.Goods.Category == "-") && t.Child(th.Head, "amod", "compound", "acl", "acl:relcl") < 0 &&
		!slices.ContainsFunc(t.Children(th.Head, "nmod"), func(k int) bool { return !goesBy[t.Marker(k)] })
}

// goesBy are the prepositions of where something goes, and how.
var goesBy = map[string]bool{"to": true, "for": true, "through": true, "via": true, "by": true, "on": true}
