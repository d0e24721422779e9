package extract

import (
	"cmp"
	"slices"

	"kiroku/claim"
	"kiroku/lang/mention"
	"kiroku/text"
)

// statements reads what somebody says in one sentence: verbs of saying with a
// speaker, quoted words, and the author's own "we urge".
func (r *reader) statements(t *tree) {
	for i := range t.toks {
		if r.taken[i] || r.quoteAt(t.toks[i].Span) != nil {
			continue
		}
		if o, ok := t.open(r.lex.saying, i); ok && o.act != "none" && (t.child(i, "ccomp") >= 0 || !t.outdone(o, r.lex.event)) {
			r.spoken(t, o)
		}
	}
	r.quoted(t)
	r.accorded(t)
	r.headed(t)
	r.authored(t)
}

// headed reads "Norland minister: no tanks for Sudria", as headlines and live
// pages print what somebody says.
func (r *reader) headed(t *tree) {
	colon := slices.Index(t.low, ":")
	if colon < 1 || colon > maxHeading || colon+3 > len(t.toks) {
		return
	}
	head := t.headOf(text.Span{Start: t.toks[0].Span.Start, End: t.toks[colon-1].Span.End})
	for i := range colon {
		if t.isVerb(i) || t.toks[i].Tag == "AUX" {
			return // read as a clause
		}
		if m := t.nameAt(i); m != nil && m.Kind == mention.Person {
			head = t.headOf(m.Span)
		}
	}
	if head < 0 || head >= colon {
		return
	}
	p, ok := r.party(t, head)
	m := t.nameAt(head)
	speaks := m != nil && (m.Kind == mention.Person || m.Kind == mention.Organization) || r.lex.actsFor[t.lemma(head)]
	if !ok || !speaks { // "KHARTOUM: the river rose"
		return
	}
	content := text.Span{Start: t.toks[colon+1].Span.Start, End: t.sent.Span.End}
	if r.quoteAt(content) != nil {
		return
	}
	c := claim.Claim{Type: claim.Statement, Rule: "statement.heading", Stance: r.stanceOf(t, colon+1, "comment"), Quoted: "indirect",
		Actors: plain([]party{p}), Content: t.words(content), Spans: map[string]text.Span{"actors": p.span, "content": content}}
	r.add(t, head, -1, t.sent.Span, c)
}

// maxHeading is how many tokens may stand before the colon of a heading.
const maxHeading = 8

// accorded reads "according to X, ..." as what X says.
func (r *reader) accorded(t *tree) {
	for i := range t.toks {
		s, ok := r.accordingTo(t, i)
		if !ok {
			continue
		}
		c := claim.Claim{Type: claim.Statement, Rule: "statement.according-to", Stance: r.stanceOf(t, i, "comment"), Quoted: "indirect",
			Actors: []claim.Party{s.Party}, Content: t.words(t.sent.Span), Spans: map[string]text.Span{"actors": s.span, "content": t.sent.Span}}
		r.add(t, i, -1, t.sent.Span, c)
	}
}

// authored reads the author's own sayings in a release: "we condemn", "the
// United States is committed to", "the regime must", and what a sentence says
// of things that it only judges: "this is an important step".
func (r *reader) authored(t *tree) {
	if r.author.Code == "" || len(r.quotes) > 0 && r.quoteAt(t.sent.Span) != nil {
		return
	}
	root := slices.IndexFunc(t.toks, func(tok text.Token) bool { return tok.Head < 0 })
	if root < 0 || !t.isVerb(root) && t.toks[root].Tag != "ADJ" && !t.isNoun(root) {
		return
	}
	_, speech := r.lex.stance[t.lemma(root)]
	own := r.ownSubject(t, root)
	rule := "statement.author"
	switch {
	case own && speech && t.isVerb(root):
		return // read as a verb of saying already
	case own || t.tense(root) == obliged:
	case t.tense(root) == present && !speech:
		rule = "statement.judgement"
	default:
		return
	}
	c := claim.Claim{Type: claim.Statement, Rule: rule, Stance: r.stanceOf(t, root, "comment"), Quoted: "indirect",
		Actors: []claim.Party{r.author}, Content: t.words(t.sent.Span), Spans: map[string]text.Span{"content": t.sent.Span}}
	rec := without(r.addressee(t, root, root), []party{{Party: r.author}})
	c.Recipients, c.Spans["recipients"] = plain(rec), spanOf(rec)
	r.add(t, root, -1, t.sent.Span, c)
}

// ownSubject reports whether the author speaks of itself: "we", its country.
func (r *reader) ownSubject(t *tree, root int) bool {
	s := t.nominative(root)
	if s < 0 {
		s = t.child(root, "nsubj:pass")
	}
	if s < 0 {
		return false
	}
	return firstPerson[t.low[s]] || t.low[s] == "our" || r.partyCode(t, s) == r.author.Code
}

// spoken reads a verb, noun or expression of saying outside quotations.
func (r *reader) spoken(t *tree, o opening) {
	v := o.at
	ps, rec := r.dealers(t, o)
	if len(ps) == 0 && (o.act == "comment" || len(rec) == 0 || !t.isVerb(v) || !t.passive(v)) {
		return // a passive like "was criticised" may leave out by whom
	}
	content := t.child(v, "ccomp", "xcomp", "parataxis")
	if content < 0 {
		content = t.child(v, "obj", "nsubj:pass", "obl", "nmod")
	}
	switch {
	case content >= 0:
	case len(o.parts) > 0:
		content = o.parts[len(o.parts)-1]
	case !t.isVerb(v) && len(r.suffering(t, o)) > 0:
		content = v // "faces criticism"
	}
	if content < 0 && r.quoteAt(text.Span{Start: max(0, t.toks[v].Span.Start-40), End: t.toks[v].Span.End + 10}) == nil {
		return
	}
	c := claim.Claim{Type: claim.Statement, Rule: "statement." + t.lemma(v), Stance: o.act, Quoted: "indirect", Codes: o.codes, Spans: map[string]text.Span{}}
	if o.act != "comment" && c.Codes == (claim.Codes{}) {
		c.Codes = claim.CodesOf(c) // as the words say, whatever stance the model reads
	}
	for _, k := range o.parts {
		c.Rule += "-" + t.lemma(k)
	}
	sp := t.phraseSpan(o).Cover(spanOf(ps))
	if content >= 0 {
		sp2 := t.subtree(content, nil)
		c.Content, c.Spans["content"] = t.words(sp2), sp2
		sp = sp.Cover(sp2)
		if o.act == "comment" {
			c.Stance = r.stanceOf(t, content, o.act)
		}
	}
	if t.negated(v) && c.Stance == "comment" {
		c.Polarity = claim.Negated
	}
	c.Actors, c.Spans["actors"] = plain(ps), spanOf(ps)
	if o.act == "comment" || len(rec) == 0 {
		rec = without(r.addressee(t, v, content), ps)
	}
	c.Recipients, c.Spans["recipients"] = plain(rec), spanOf(rec)
	chain := r.relayed(t, v)
	for at := t.head(v); at >= 0; at = t.head(at) {
		if q, ok := r.speech(t, at, v); ok {
			chain = append(chain, q)
		}
	}
	c.Sources, c.Spans["sources"] = sources(dedupeChain(chain))
	c.When, c.Spans["when"] = r.when(t, v)
	c.Confidence = 0.6
	r.add(t, v, content, sp, c)
}

// addressee is whom or what the saying is to or about.
func (r *reader) addressee(t *tree, v, content int) []party {
	var out []party
	for _, k := range t.children(v, "iobj", "obj") {
		if p, ok := r.party(t, k); ok && p.Code != "" {
			out = append(out, p)
		}
	}
	for _, from := range []int{v, content} {
		if from < 0 {
			continue
		}
		for _, k := range t.byCase(from, "to", "on", "for", "against", "with", "of") {
			if p, ok := r.party(t, k); ok && p.Code != "" {
				out = append(out, p)
			}
		}
	}
	if len(out) == 0 && content >= 0 {
		for _, k := range t.below(content, nil) {
			if m := t.nameAt(k); m != nil && m.Code != "" {
				return []party{named(t, k, m)}
			}
		}
	}
	return distinct(out)
}

// quoted makes a statement of the part of the sentence that stands in
// quotation marks.
func (r *reader) quoted(t *tree) {
	for qi := range r.quotes {
		q := &r.quotes[qi]
		if !q.span.Overlaps(t.sent.Span) {
			continue
		}
		sp := text.Span{Start: max(q.span.Start, t.sent.Span.Start), End: min(q.span.End, t.sent.Span.End)}
		if sp.Len() < minQuote/2 || q.speaker.Name == "" {
			continue
		}
		root := -1
		for i, tok := range t.toks {
			if !sp.Contains(tok.Span) {
				continue
			}
			if h := tok.Head; root < 0 && (h < 0 || !sp.Contains(t.toks[h].Span)) {
				root = i
			}
		}
		c := claim.Claim{Type: claim.Statement, Rule: "statement.quoted", Stance: cmp.Or(q.stance, "comment"), Quoted: "direct", Content: t.words(sp),
			Spans: map[string]text.Span{"content": sp, "actors": q.speaker.span}}
		if root >= 0 {
			c.Stance = r.stanceOf(t, root, c.Stance)
		}
		c.Actors = []claim.Party{q.speaker.Party}
		c.Sources, c.Spans["sources"] = sources(q.via)
		for _, tok := range t.toks {
			if m := r.nameIn(t, tok.Span, sp); m.Code != "" && m.Code != q.speaker.Code {
				c.Recipients = []claim.Party{m}
				break
			}
		}
		c.Confidence = 0.65
		if root >= 0 {
			r.add(t, root, -1, sp, c)
		}
	}
}

func (r *reader) nameIn(t *tree, tok, sp text.Span) claim.Party {
	for i, o := range t.toks {
		if o.Span == tok && sp.Contains(tok) {
			if m := t.nameAt(i); m != nil {
				return named(t, i, m).Party
			}
		}
	}
	return claim.Party{}
}

// stanceOf reads the stance that the words of a saying show, from the verb at
// their root and those joined to it.
func (r *reader) stanceOf(t *tree, root int, otherwise string) string {
	for _, k := range t.below(root, nil) {
		if !t.isVerb(k) {
			continue
		}
		if s, ok := r.lex.stance[t.lemma(k)]; ok && s != "comment" {
			return s
		}
		switch t.tense(k) {
		case obliged:
			return "request"
		case future:
			return "promise"
		}
	}
	return otherwise
}
