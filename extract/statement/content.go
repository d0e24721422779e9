package statement

import (
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// content is the head of what a word of saying says, -1 for none: a clause below it
// or beside it, else what it is about.
func (r *reader) content(t *syntax.Tree, o syntax.Opening) int {
	v := o.At
	if k := t.Child(v, "ccomp"); k >= 0 && !r.PassesOn(t, k) {
		return k
	} else if k >= 0 { // "said, as reported by Xinhua, that the dam was safe"
		return t.Child(k, "ccomp", "advcl")
	}
	if k := t.Child(v, "xcomp"); k >= 0 {
		return k
	}
	if k := reading.SaidOf(t, v); k >= 0 && t.IsVerb(v) {
		return k
	}
	if k := t.Child(v, "parataxis"); k >= 0 {
		return k
	}
	if k := t.ThatClause(v); k >= 0 {
		return k
	}
	if k := t.Child(v, "obj", "nsubj:pass", "obl", "nmod", "iobj"); k >= 0 {
		return k
	}
	switch {
	case len(o.Parts) > 0:
		return o.Parts[len(o.Parts)-1]
	case !t.IsVerb(v) && len(r.Suffering(t, o)) > 0:
		return v // "faces criticism"
	}
	return -1
}

// leadsOver reports whether a verb of saying only leads over to a quotation, and
// says nothing besides: "Kubiak told reporters:".
func (r *reader) leadsOver(t *syntax.Tree, v, content int) bool {
	if content >= 0 && (t.IsVerb(content) || t.Child(content, "nsubj", "cop", "acl") >= 0) {
		return false
	}
	near := text.Span{Start: t.Sentence.Span.Start - maxLead, End: t.Sentence.Span.End + maxLead}
	for _, q := range r.QuotesIn(near) {
		if q.Verb == t.Tokens[v].Span && q.Speaker.Name != "" {
			return true
		}
	}
	return false
}

// maxLead is how many bytes may lie between a quotation and the sentence that leads
// over to it.
const maxLead = 400
