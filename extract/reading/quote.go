package reading

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/extract/setting"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// quote is a run of words in quotation marks, who speaks them, and through
// whom they reached the document.
type quote struct {
	Span    text.Span
	Speaker NamedParty
	Via     []Said
	Stance  string        // that of the verb which leads to it, "" when it shows none
	Said    setting.Dated // when it was said, by the words beside that verb
	Verb    text.Span     // that verb, zero for none
}

// MinQuote is how many bytes make quoted words a saying rather than a term.
const MinQuote = 20

// maxQuote bounds how far an opening mark looks for its closing one.
const maxQuote = 4000

// quoteMarks pairs opening marks with closing ones.
var quoteMarks = map[rune]string{'“': "”", '"': "\"", '‘': "’"}

// QuoteSpans finds the quoted runs of the text. A paragraph that opens with a
// mark and never closes it goes on in the next, as newspapers print long
// quotations.
func QuoteSpans(t string) []text.Span {
	var out []text.Span
	for i := 0; i < len(t); {
		c, n := utf8.DecodeRuneInString(t[i:])
		closing, ok := quoteMarks[c]
		if !ok || c == '‘' && i > 0 && !opensBlock(t, i) {
			i += n
			continue
		}
		limit := min(len(t), i+maxQuote)
		end := closeQuote(t[i+n:limit], closing)
		if end < 0 {
			i += n
			continue
		}
		sp := text.Span{Start: i + n, End: i + n + end}
		if sp.Len() >= MinQuote {
			out = append(out, sp)
		}
		i = sp.End + len(closing)
	}
	return out
}

// closeQuote is the offset of the closing mark. A paragraph's end without one
// ends the quotation, unless the next paragraph opens with a mark again.
func closeQuote(t, closing string) int {
	at := 0
	for {
		end := strings.Index(t[at:], closing)
		para := strings.Index(t[at:], "\n")
		if end < 0 && para < 0 {
			return -1
		}
		if para < 0 || end >= 0 && end < para {
			// An apostrophe inside a word is no closing mark.
			if e := at + end; closing == "’" && e+len(closing) < len(t) && isLetter(t[e+len(closing)]) {
				at = e + len(closing)
				continue
			}
			return at + end
		}
		if end >= 0 && runsOn(t[at:], para, end) {
			return at + end
		}
		rest := strings.TrimLeft(t[at+para:], "\n\r \t")
		if !strings.HasPrefix(rest, "“") && !strings.HasPrefix(rest, "\"") && !strings.HasPrefix(rest, "‘") {
			return at + para
		}
		at += para + 1
		next := strings.IndexAny(t[at:], "“\"‘")
		if next < 0 {
			return -1
		}
		_, n := utf8.DecodeRuneInString(t[at+next:])
		at += next + n
	}
}

// runsOn reports whether a quotation goes on behind the line's end at line to
// the mark at end: texts with a sentence a line, not a paragraph, where the
// next mark closes, as it stands right behind a word.
func runsOn(t string, line, end int) bool {
	blank := strings.HasPrefix(strings.TrimLeft(t[line+1:], " \t\r"), "\n")
	return !blank && !strings.ContainsAny(t[line:end], "“\"‘") && t[end-1] > ' ' && !strings.Contains(t[line:end], "\n\n")
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80 }

// opensBlock reports whether a single mark at i begins a paragraph.
func opensBlock(t string, i int) bool {
	return strings.TrimRight(t[max(0, i-3):i], " \t\r\n") == "" || t[i-1] == '\n'
}

// FindQuotes finds the document's quotations and their speakers.
func (r *Reader) FindQuotes(trees []*syntax.Tree) []quote {
	out := make([]quote, 0, len(r.marked))
	first := 0
	for _, sp := range r.marked {
		for first < len(trees) && trees[first].Sentence.Span.End <= sp.Start {
			first++
		}
		q := quote{Span: sp}
		var before *quote
		if len(out) > 0 {
			before = &out[len(out)-1]
		}
		r.quoteSpeaker(&q, before, trees, first)
		out = append(out, q)
	}
	return out
}

// maxBridge is how many bytes may stand between quotations of one speaker.
const maxBridge = 300

// resumes reports whether a quotation goes on where another ended: nothing but
// a short bridge stands between.
func (r *Reader) resumes(end, start int) bool {
	return start-end < maxBridge && len(strings.Fields(r.Doc.Text[end:start])) < 25
}

// quoteSpeaker looks for a verb of saying outside the marks: in the sentences
// that the quotation touches, then in one that leads over to it, then behind.
// Without one it goes on with the quotation before it.
func (r *Reader) quoteSpeaker(q, before *quote, trees []*syntax.Tree, first int) {
	last := first
	for last < len(trees) && trees[last].Sentence.Span.Start < q.Span.End {
		last++
	}
	for k := last - 1; k >= first; k-- {
		if r.speakerIn(q, trees[k], false) {
			return
		}
	}
	if first > 0 && r.leads(trees[first-1]) && r.speakerIn(q, trees[first-1], true) {
		return
	}
	resumed := before != nil && before.Speaker.Name != "" && r.resumes(before.Span.End, q.Span.Start)
	if resumed && !strings.Contains(r.Doc.Text[before.Span.End:q.Span.Start], "\n") {
		q.Speaker, q.Via, q.Said = before.Speaker, before.Via, before.Said
		return
	}
	// The splitter may end a sentence at the mark.
	if last < len(trees) && r.closes(q, trees[last].Sentence.Span) && r.speakerIn(q, trees[last], false) {
		return
	}
	if resumed {
		q.Speaker, q.Via, q.Said = before.Speaker, before.Via, before.Said
		return
	}
	r.speakerBefore(q)
}

// maxLead is how many bytes before a quotation without a verb of saying its
// speaker may be told of.
const maxLead = 400

// speakerBefore takes whom the paragraph before a quotation told of last, where
// the quotation is a paragraph of its own.
func (r *Reader) speakerBefore(q *quote) {
	if !opensBlock(r.Doc.Text, max(0, q.Span.Start-1)) {
		return
	}
	r.Now = q.Span.Start
	for k := r.agentBefore(q.Span.Start); k >= 0 && q.Span.Start-r.agents[k].at < maxLead; k-- {
		a := r.agents[k]
		if a.quoted || !a.subject {
			continue
		}
		if a.person && a.Kind == claim.Person {
			q.Speaker = NamedParty{Party: a.Party}
		}
		return
	}
}

// closes reports whether the sentence behind a quotation can be its own: it
// stands in the paragraph, without quoted words of its own.
func (r *Reader) closes(q *quote, sent text.Span) bool {
	between := r.Doc.Text[q.Span.End:max(q.Span.End, sent.Start)]
	return !strings.Contains(between, "\n") && !slices.ContainsFunc(r.marked, func(sp text.Span) bool { return sp != q.Span && sp.Overlaps(sent) })
}

// leads reports whether a sentence leads over to a quotation behind it, with a
// colon or a comma.
func (r *Reader) leads(t *syntax.Tree) bool {
	lead := strings.TrimRight(r.Doc.Text[t.Sentence.Span.Start:t.Sentence.Span.End], " \n\"“‘'")
	return strings.HasSuffix(lead, ":") || strings.HasSuffix(lead, ",")
}

// speakerIn finds the speaker by the verb of saying outside the quotation that
// stands nearest to it; leading is true of a sentence that ends before it.
func (r *Reader) speakerIn(q *quote, t *syntax.Tree, leading bool) bool {
	best := r.sayingNear(t, q.Span)
	r.Now = t.Sentence.Span.Start
	if best < 0 {
		return r.speakerWithoutVerb(q, t, leading)
	}
	if st := r.Lex.Stance[t.Lemma(best)]; st != "comment" {
		q.Stance = st
	}
	q.Via = r.Relayed(t, best)
	q.Said.When, q.Said.Span = r.When(t, best)
	q.Verb = t.Tokens[best].Span
	s := r.SpeakerAt(t, best)
	if l := t.Lemma(best); (l == "quote" || l == "cite") && !t.Passive(best) && len(t.Objects(best)) > 0 {
		q.Via = append(q.Via, r.outlet(t, s, best)...) // "AP quoted the mayor as saying"
		s = t.Objects(best)[0]
	}
	if s < 0 || t.Tokens[s].Span.Overlaps(q.Span) {
		s = r.nearestName(t, best, q.Span)
	}
	if s < 0 { // "In addition, told The Times:"
		p, ok := r.person("", t.Tokens[best].Span.Start)
		q.Speaker = NamedParty{Party: p}
		return ok
	}
	if ps := r.Speakers(t, best, s); len(ps) > 0 {
		q.Speaker = ps[0]
	}
	return q.Speaker.Name != ""
}

// outlet is who quotes somebody, as a link of the chain.
func (r *Reader) outlet(t *syntax.Tree, s, verb int) []Said {
	if s < 0 {
		return nil
	}
	p, ok := r.Party(t, s)
	if !ok {
		return nil
	}
	return []Said{{NamedParty: p, Verb: t.Lower[verb]}}
}

// sayingNear is the verb of saying nearest to a quotation, -1 for none.
func (r *Reader) sayingNear(t *syntax.Tree, sp text.Span) int {
	best, bestDist := -1, 1<<30
	for i, tok := range t.Tokens {
		if tok.Span.Overlaps(sp) || !t.IsVerb(i) {
			continue
		}
		if _, ok := r.Lex.Stance[t.Lemma(i)]; !ok && !r.Lex.Quoting[t.Lemma(i)] || t.Marker(i) == "as" && r.PassesOn(t, i) {
			continue
		}
		if d := max(sp.Start-tok.Span.End, tok.Span.Start-sp.End); d < bestDist {
			best, bestDist = i, d
		}
	}
	return best
}

// speakerWithoutVerb reads "as for Silva, she is adamant:" and "according to
// Silva".
func (r *Reader) speakerWithoutVerb(q *quote, t *syntax.Tree, leading bool) bool {
	leading = leading || strings.HasSuffix(strings.TrimRight(r.Doc.Text[t.Sentence.Span.Start:max(t.Sentence.Span.Start, q.Span.Start)], " \n\"“‘'"), ":")
	for i := range t.Tokens {
		if s := t.Nominative(i); leading && t.Head(i) < 0 && s >= 0 && !t.Tokens[s].Span.Overlaps(q.Span) {
			p, ok := r.Party(t, s)
			q.Speaker = p
			return ok && p.Kind != claim.Group
		}
	}
	for i := range t.Tokens {
		if s, ok := r.AccordingTo(t, i); ok && !t.Tokens[i].Span.Overlaps(q.Span) {
			q.Speaker = s.NamedParty
			return true
		}
	}
	return false
}

// nearestName is the head of the nearest name outside the quotation, for trees
// that lost the subject.
func (r *Reader) nearestName(t *syntax.Tree, verb int, sp text.Span) int {
	best, bestDist := -1, 12
	for i := range t.Tokens {
		if t.NameAt(i) == nil || t.Tokens[i].Span.Overlaps(sp) || t.NameAt(i).Adj {
			continue
		}
		if t.Head(i) == verb && t.Is(i, "obj", "iobj", "obl") {
			continue // "told the Norland Times": whom it was said to
		}
		if t.Lemma(verb) == "tell" && i > verb && !slices.ContainsFunc(t.Tokens[verb:i], func(tok text.Token) bool { return tok.Tag == "PUNCT" }) {
			continue
		}
		if d := syntax.Abs(i - verb); d < bestDist {
			best, bestDist = i, d
		}
	}
	return best
}

// QuoteAt is the first quotation that shares words with the span, nil for none.
func (r *Reader) QuoteAt(sp text.Span) *quote {
	if held := r.QuotesIn(sp); len(held) > 0 {
		return &held[0]
	}
	return nil
}

// QuotesIn are the quotations that share words with a span, in order.
func (r *Reader) QuotesIn(sp text.Span) []quote {
	first, _ := slices.BinarySearchFunc(r.Quotes, sp.Start+1, func(q quote, at int) int { return cmp.Compare(q.Span.End, at) })
	last := first
	for last < len(r.Quotes) && r.Quotes[last].Span.Start < sp.End {
		last++
	}
	return r.Quotes[first:last]
}
