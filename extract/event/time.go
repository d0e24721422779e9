package event

import (
	"slices"

	"kiroku/claim"
	"kiroku/extract/reading"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// dayOf is when the event of a main clause was, where its own words do not say so:
// the only date of the sentence, or, of the past, the day that the paragraph tells of.
func (r *reader) dayOf(t *syntax.Tree, at int) (claim.When, text.Span) {
	if w, sp := setting.OnlyDate(t); !w.IsZero() {
		return w, sp
	}
	if t.IsVerb(at) && t.Tense(at) == syntax.Past {
		return r.PastDay(t)
	}
	return claim.When{}, text.Span{}
}

// mainClause reports whether a word stands in the sentence's main clause, or in what
// somebody says there.
func mainClause(t *syntax.Tree, at int) bool {
	for n := 0; n < syntax.MaxDepth && t.Head(at) >= 0; n++ {
		h := t.Head(at)
		if t.IsVerb(at) && !t.Is(at, "conj", "parataxis") && !(t.Is(at, "ccomp") && t.Lex.Stance[t.Lemma(h)] != "") {
			return false
		}
		at = h
	}
	return true
}

// modality is how real an event is. What is to come is a plan, unless somebody
// promises it or says it of himself; nobody plans a disaster, and what is likely is no
// more than possible.
func (r *reader) modality(t *syntax.Tree, o syntax.Opening, v int, sc syntax.Scope) claim.Modality {
	switch {
	case sc.Modality != claim.Fact && sc.Modality != claim.Promise:
		return sc.Modality
	case r.onlyLikely(t, o.At, v):
		return claim.Possibility
	case sc.Modality == claim.Fact:
		if toCome(t, o.At) {
			return claim.Plan
		}
		return claim.Fact
	case o.Act == "disaster":
		return claim.Possibility
	}
	if s := t.Subject(v); sc.Force == "promise" || sc.Force == "offer" || s >= 0 && reading.FirstPerson[t.Lower[s]] {
		return claim.Promise
	}
	return claim.Plan
}

// onlyLikely reports whether the event or its verb stands with a word of mere
// possibility: "an attack is likely", "will probably strike", "a possible attack".
func (r *reader) onlyLikely(t *syntax.Tree, i, v int) bool {
	for _, at := range []int{i, v} {
		if at < 0 {
			continue
		}
		if h := t.Head(at); h >= 0 && t.Is(at, "nsubj") && r.Lex.Likelihood[t.Lower[h]] {
			return true
		}
		for _, k := range t.Children(at, "advmod", "amod") {
			if r.Lex.Likelihood[t.Lower[k]] {
				return true
			}
		}
	}
	return false
}

// toCome reports whether an infinitive that says what will be done describes the event:
// "an initiative to be unveiled", "the talks set to open".
func toCome(t *syntax.Tree, i int) bool {
	for _, k := range t.Children(i, "acl") {
		if t.Marker(k) == "to" && t.Child(k, "aux:pass") >= 0 && t.Tokens[k].XTag == "VBN" {
			return true
		}
	}
	h := t.Head(i)
	return h >= 0 && t.Is(i, "nsubj", "nsubj:pass") && t.IsVerb(h) && t.Tokens[h].XTag == "VBN" && t.Child(h, "aux:pass") >= 0 && t.Tense(h) != syntax.Past && slices.ContainsFunc(t.Children(h, "xcomp"), func(k int) bool { return t.Marker(k) == "to" })
}
