package statement

import (
	"cmp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// statements reads what somebody says in one sentence: verbs of saying with a
// speaker, quoted words, and the author's own "we urge".
func (r *reader) statements(t *syntax.Tree) {
	for i := range t.Tokens {
		if r.Taken[i] || r.QuoteAt(t.Tokens[i].Span) != nil {
			continue
		}
		if o, ok := t.Open(r.Lex.Saying, i); ok && o.Act != "none" && !t.WasAsked(i) && !r.PassesOn(t, i) && (t.Child(i, "ccomp") >= 0 || !t.Outdone(o, r.Lex.Event)) {
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
func (r *reader) headed(t *syntax.Tree) {
	colon := slices.Index(t.Lower, ":")
	if r.Turns != nil {
		return
	}
	if colon < 1 || colon > maxHeading || colon+3 > len(t.Tokens) {
		return
	}
	head := t.HeadOf(text.Span{Start: t.Tokens[0].Span.Start, End: t.Tokens[colon-1].Span.End})
	for i := range colon {
		if t.IsVerb(i) || t.Tokens[i].Tag == "AUX" {
			return // read as a clause
		}
		if m := t.NameAt(i); m != nil && m.Kind == mention.Person {
			head = t.HeadOf(m.Span)
		}
	}
	if head < 0 || head >= colon {
		return
	}
	p, ok := r.Party(t, head)
	m := t.NameAt(head)
	speaks := m != nil && (m.Kind == mention.Person || m.Kind == mention.Organization) || r.Lex.ActsFor[t.Lemma(head)]
	if !ok || !speaks { // "KHARTOUM: the river rose"
		return
	}
	content := text.Span{Start: t.Tokens[colon+1].Span.Start, End: t.Sentence.Span.End}
	if r.QuoteAt(content) != nil {
		return
	}
	c := claim.Claim{Type: claim.Statement, Rule: "statement.heading", Stance: r.stanceOf(t, colon+1, "comment", []reading.NamedParty{p}), Quoted: "indirect",
		Actors: reading.Plain([]reading.NamedParty{p}), Content: t.Words(content), Spans: map[string]text.Span{"actors": p.Span, "content": content}}
	r.Add(t, head, -1, t.Sentence.Span, c)
}

// maxHeading is how many tokens may stand before the colon of a heading.
const maxHeading = 8

// accorded reads "according to X, ..." as what X says.
func (r *reader) accorded(t *syntax.Tree) {
	for i := range t.Tokens {
		s, ok := r.AccordingTo(t, i)
		if !ok {
			continue
		}
		c := claim.Claim{Type: claim.Statement, Rule: "statement.according-to", Stance: r.stanceOf(t, i, "comment", []reading.NamedParty{s.NamedParty}), Quoted: "indirect",
			Actors: []claim.Party{s.Party}, Content: t.Words(t.Sentence.Span), Spans: map[string]text.Span{"actors": s.Span, "content": t.Sentence.Span}}
		rec := r.about(t, i, t.Sentence.Span, []reading.NamedParty{s.NamedParty})
		c.Recipients, c.Spans["recipients"] = reading.Plain(rec), reading.SpanOf(rec)
		r.Add(t, i, -1, t.Sentence.Span, c)
	}
}

// authored reads the author's own sayings in a release: "we condemn", "the
// United States is committed to", "the regime must", and what a sentence says
// of things that it only judges: "this is an important step".
func (r *reader) authored(t *syntax.Tree) {
	if r.Self.Name == "" || r.Turns == nil && r.Author.Code == "" || len(r.Quotes) > 0 && r.QuoteAt(t.Sentence.Span) != nil {
		return
	}
	root := r.saidRoot(t)
	if root < 0 || !t.IsVerb(root) && t.Tokens[root].Tag != "ADJ" && !t.IsNoun(root) {
		return
	}
	_, speech := t.Open(r.Lex.Saying, root)
	own := r.ownSubject(t, root)
	rule := "statement.author"
	switch {
	case own && speech && t.IsVerb(root):
		return // read as a verb of saying already
	case own || t.Tense(root) == syntax.Obliged:
	case t.Tense(root) == syntax.Present && !speech:
		rule = "statement.judgement"
	default:
		return
	}
	c := claim.Claim{Type: claim.Statement, Rule: rule, Stance: r.stanceOf(t, root, "comment", []reading.NamedParty{{Party: r.Self}}), Quoted: "indirect",
		Actors: []claim.Party{r.Self}, Content: t.Words(t.Sentence.Span), Spans: map[string]text.Span{"content": t.Sentence.Span}}
	rec := r.addressee(t, root, root, []reading.NamedParty{{Party: r.Self}})
	c.Recipients, c.Spans["recipients"] = reading.Plain(rec), reading.SpanOf(rec)
	r.Add(t, root, -1, t.Sentence.Span, c)
}

// saidRoot is the sentence's root; behind the label of a transcript's turn, the
// root of what is said.
func (r *reader) saidRoot(t *syntax.Tree) int {
	root := slices.IndexFunc(t.Tokens, func(tok text.Token) bool { return tok.Head < 0 })
	colon := slices.Index(t.Lower, ":")
	if root < 0 || r.Turns == nil || colon < root {
		return root
	}
	for _, k := range t.Kids[root] {
		if k > colon && (t.IsVerb(k) || t.Tokens[k].Tag == "ADJ" || t.IsNoun(k)) {
			return k
		}
	}
	return root
}

// ownSubject reports whether the author speaks of itself: "we", its country.
func (r *reader) ownSubject(t *syntax.Tree, root int) bool {
	s := t.Nominative(root)
	if s < 0 {
		s = t.Child(root, "nsubj:pass")
	}
	if s < 0 {
		return false
	}
	return reading.FirstPerson[t.Lower[s]] || t.Lower[s] == "our" || r.PartyCode(t, s) == r.Self.Code && r.Self.Code != ""
}

// spoken reads a verb, noun or expression of saying outside quotations.
func (r *reader) spoken(t *syntax.Tree, o syntax.Opening) {
	v := o.At
	ps, rec := r.Dealers(t, o)
	if s := r.SpeakerAt(t, v); s >= 0 && t.IsVerb(v) && o.Slots[0] != reading.Aroused && (!t.Passive(v) || reading.ApposedSpeaker(t, v) >= 0) {
		if who := r.Speakers(t, v, s); len(who) > 0 {
			ps, rec = who, reading.Without(rec, who)
		}
	}
	if len(ps) == 0 && !r.speakerless(t, o, rec) {
		return
	}
	content := r.content(t, o)
	if content < 0 && r.QuoteAt(text.Span{Start: max(0, t.Tokens[v].Span.Start-40), End: t.Tokens[v].Span.End + 10}) == nil {
		return
	}
	if o.Act == "comment" && r.leadsOver(t, v, content) {
		return // the quotation is the statement
	}
	if o.Act == "comment" && len(o.Parts) == 0 && content >= 0 && r.isQuoted(t.Subtree(content, func(k int) bool { return k == v }), ps) {
		return
	}
	c := claim.Claim{Type: claim.Statement, Rule: "statement." + t.Lemma(v), Stance: o.Act, Quoted: "indirect", Codes: o.Codes, Spans: map[string]text.Span{}}
	if o.Act != "comment" && c.Codes == (claim.Codes{}) {
		c.Codes = claim.CodesOf(c) // as the words say, whatever stance the model reads
	}
	for n, k := range o.Parts {
		word := t.Lemma(k)
		if o.Rest[n][0] == lexicon.IsCalled {
			word = "as" // "called it a crime"
		}
		c.Rule += "-" + word
	}
	sp := reading.PhraseSpan(t, o).Cover(reading.SpanOf(ps))
	if content >= 0 {
		sp2 := t.Subtree(content, func(k int) bool { return k == v })
		c.Content, c.Spans["content"] = t.Words(sp2), sp2
		if strings.ContainsAny(c.Content, "\"“") {
			c.Quoted = "direct" // called it "a disgrace"
		}
		sp = sp.Cover(sp2)
		c.Stance = r.spokenStance(t, v, content, o.Act, ps)
		if o.Act == "comment" && (c.Stance == "reject" || c.Stance == "threaten") {
			c.Codes = claim.CodesOf(c)
		}
	}
	if t.Negated(v) && c.Stance == "comment" {
		c.Polarity = claim.Negated
	}
	c.Actors, c.Spans["actors"] = reading.Plain(ps), reading.SpanOf(ps)
	if o.Act == "comment" || len(rec) == 0 {
		rec = r.addressee(t, v, content, ps)
	}
	chain := r.Relayed(t, v)
	rec = slices.DeleteFunc(rec, func(p reading.NamedParty) bool {
		return slices.ContainsFunc(chain, func(q reading.Said) bool { return q.Name == p.Name })
	})
	c.Recipients, c.Spans["recipients"] = reading.Plain(rec), reading.SpanOf(rec)
	for at := t.Head(v); at >= 0; at = t.Head(at) {
		if q, ok := r.Speech(t, at, v); ok && !slices.ContainsFunc(ps, func(p reading.NamedParty) bool { return p.Name == q.Name }) {
			chain = append(chain, q)
		}
	}
	c.Sources, c.Spans["sources"] = reading.Sources(reading.DedupeChain(chain))
	c.When, c.Spans["when"] = r.When(t, v)
	c.Confidence = 0.6
	r.Add(t, v, content, sp, c)
}

// speakerless reports whether a saying may leave out who says it: "was criticised",
// "the tax caused an outcry", "there are fears that the dam will break".
func (r *reader) speakerless(t *syntax.Tree, o syntax.Opening, about []reading.NamedParty) bool {
	if t.Lemma(o.At) == "ask" && t.Child(o.At, "xcomp") < 0 {
		return false // "was asked about the delay"
	}
	if !t.IsVerb(o.At) {
		h := t.Head(o.At)
		return len(o.Rest) > 0 && h >= 0 && t.Child(h, "expl") >= 0
	}
	return o.Act != "comment" && len(about) > 0 && (t.Passive(o.At) || o.Slots[0] == reading.Aroused)
}

// isQuoted reports whether most of what is said stands in a quotation of the
// same speaker, which makes a statement of its own.
func (r *reader) isQuoted(said text.Span, by []reading.NamedParty) bool {
	q := r.QuoteAt(said)
	if q == nil || len(by) == 0 || q.Speaker.Name != by[0].Name {
		return false
	}
	common := min(said.End, q.Span.End) - max(said.Start, q.Span.Start)
	return common*5 >= said.Len()*4
}

// quoted makes a statement of the part of the sentence that stands in
// quotation marks.
func (r *reader) quoted(t *syntax.Tree) {
	for _, q := range r.QuotesIn(t.Sentence.Span) {
		sp := text.Span{Start: max(q.Span.Start, t.Sentence.Span.Start), End: min(q.Span.End, t.Sentence.Span.End)}
		if sp.Len() < reading.MinQuote/2 || q.Speaker.Name == "" {
			continue
		}
		root := -1
		for i, tok := range t.Tokens {
			if !sp.Contains(tok.Span) {
				continue
			}
			if h := tok.Head; root < 0 && (h < 0 || !sp.Contains(t.Tokens[h].Span)) {
				root = i
			}
		}
		c := claim.Claim{Type: claim.Statement, Rule: "statement.quoted", Stance: cmp.Or(q.Stance, "comment"), Quoted: "direct", Content: t.Words(sp),
			Spans: map[string]text.Span{"content": sp, "actors": q.Speaker.Span}}
		if root >= 0 {
			c.Stance = r.stanceOf(t, root, c.Stance, []reading.NamedParty{q.Speaker})
		}
		c.Actors = []claim.Party{q.Speaker.Party}
		c.Sources, c.Spans["sources"] = reading.Sources(q.Via)
		c.When, c.Spans["when"] = q.Said.When, q.Said.Span
		if root >= 0 {
			rec := r.about(t, root, sp, []reading.NamedParty{q.Speaker})
			c.Recipients, c.Spans["recipients"] = reading.Plain(rec), reading.SpanOf(rec)
		}
		c.Confidence = 0.65
		if root >= 0 {
			r.Add(t, root, -1, sp, c)
		}
	}
}
