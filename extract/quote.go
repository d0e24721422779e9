package extract

import (
	"strings"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/text"
)

// quote is a run of words in quotation marks, who speaks them, and through
// whom they reached the document.
type quote struct {
	span    text.Span
	speaker party
	via     []said
	stance  string // that of the verb which leads to it, "" when it shows none
}

// minQuote is how many bytes make quoted words a saying rather than a term.
const minQuote = 20

// maxQuote bounds how far an opening mark looks for its closing one.
const maxQuote = 4000

// quoteMarks pairs opening marks with closing ones.
var quoteMarks = map[rune]string{'“': "”", '"': "\"", '‘': "’"}

// quoteSpans finds the quoted runs of the text. A paragraph that opens with a
// mark and never closes it goes on in the next, as newspapers print long
// quotations.
func quoteSpans(t string) []text.Span {
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
		if sp.Len() >= minQuote {
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

// findQuotes finds the document's quotations and their speakers.
func (r *reader) findQuotes(trees []*tree) []quote {
	spans := quoteSpans(r.doc.Text)
	out := make([]quote, 0, len(spans))
	first := 0
	for _, sp := range spans {
		for first < len(trees) && trees[first].sent.Span.End <= sp.Start {
			first++
		}
		q := quote{span: sp}
		r.quoteSpeaker(&q, trees, first)
		if q.speaker.Name == "" && len(out) > 0 {
			if prev := out[len(out)-1]; sp.Start-prev.span.End < 300 && r.resumes(prev.span.End, sp.Start) {
				q.speaker, q.via = prev.speaker, prev.via
			}
		}
		out = append(out, q)
	}
	return out
}

// resumes reports whether a quotation goes on where another ended: nothing but
// a short bridge stands between.
func (r *reader) resumes(end, start int) bool {
	return len(strings.Fields(r.doc.Text[end:start])) < 25
}

// quoteSpeaker looks for a verb of saying outside the marks: in the sentences
// that the quotation touches, then in one that leads over to it, then behind.
func (r *reader) quoteSpeaker(q *quote, trees []*tree, first int) {
	last := first
	for last < len(trees) && trees[last].sent.Span.Start < q.span.End {
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
	if last >= len(trees) {
		return
	}
	// The splitter may end a sentence at the mark.
	start := trees[last].sent.Span.Start
	if start-q.span.End < 8 || strings.TrimSpace(r.doc.Text[q.span.End:start]) != "" {
		r.speakerIn(q, trees[last], false)
	}
}

// leads reports whether a sentence leads over to a quotation behind it, with a
// colon or a comma.
func (r *reader) leads(t *tree) bool {
	lead := strings.TrimRight(r.doc.Text[t.sent.Span.Start:t.sent.Span.End], " \n\"“‘'")
	return strings.HasSuffix(lead, ":") || strings.HasSuffix(lead, ",")
}

// speakerIn finds the speaker by the verb of saying outside the quotation that
// stands nearest to it; leading is true of a sentence that ends before it.
func (r *reader) speakerIn(q *quote, t *tree, leading bool) bool {
	best := r.sayingNear(t, q.span)
	r.now = t.sent.Span.Start
	if best < 0 {
		return r.speakerWithoutVerb(q, t, leading)
	}
	if st := r.lex.stance[t.lemma(best)]; st != "comment" {
		q.stance = st
	}
	q.via = r.relayed(t, best)
	s := t.subject(best)
	if l := t.lemma(best); (l == "quote" || l == "cite") && !t.passive(best) && len(t.objects(best)) > 0 {
		q.via = append(q.via, r.outlet(t, s, best)...) // "AP quoted the mayor as saying"
		s = t.objects(best)[0]
	}
	if s < 0 || t.toks[s].Span.Overlaps(q.span) {
		s = r.nearestName(t, best, q.span)
	}
	if s < 0 { // "In addition, told The Times:"
		p, ok := r.antecedent(claim.Person)
		q.speaker = party{Party: p}
		return ok
	}
	if ps := r.actorsOf(t, s); len(ps) > 0 {
		q.speaker = ps[0]
	}
	return q.speaker.Name != ""
}

// outlet is who quotes somebody, as a link of the chain.
func (r *reader) outlet(t *tree, s, verb int) []said {
	if s < 0 {
		return nil
	}
	p, ok := r.party(t, s)
	if !ok {
		return nil
	}
	return []said{{party: p, verb: t.low[verb]}}
}

// sayingNear is the verb of saying nearest to a quotation, -1 for none.
func (r *reader) sayingNear(t *tree, sp text.Span) int {
	best, bestDist := -1, 1<<30
	for i, tok := range t.toks {
		if tok.Span.Overlaps(sp) || !t.isVerb(i) {
			continue
		}
		if _, ok := r.lex.stance[t.lemma(i)]; !ok && !r.lex.quoting[t.lemma(i)] {
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
func (r *reader) speakerWithoutVerb(q *quote, t *tree, leading bool) bool {
	leading = leading || strings.HasSuffix(strings.TrimRight(r.doc.Text[t.sent.Span.Start:max(t.sent.Span.Start, q.span.Start)], " \n\"“‘'"), ":")
	for i := range t.toks {
		if s := t.nominative(i); leading && t.head(i) < 0 && s >= 0 && !t.toks[s].Span.Overlaps(q.span) {
			p, ok := r.party(t, s)
			q.speaker = p
			return ok && p.Kind != claim.Group
		}
	}
	for i := range t.toks {
		if s, ok := r.accordingTo(t, i); ok && !t.toks[i].Span.Overlaps(q.span) {
			q.speaker = s.party
			return true
		}
	}
	return false
}

// nearestName is the head of the nearest name outside the quotation, for trees
// that lost the subject.
func (r *reader) nearestName(t *tree, verb int, sp text.Span) int {
	best, bestDist := -1, 12
	for i := range t.toks {
		if t.nameAt(i) == nil || t.toks[i].Span.Overlaps(sp) || t.nameAt(i).Adj {
			continue
		}
		if t.head(i) == verb && t.is(i, "obj", "iobj", "obl") {
			continue // "told the Norland Times": whom it was said to
		}
		if d := abs(i - verb); d < bestDist {
			best, bestDist = i, d
		}
	}
	return best
}

// quoteAt is the quotation that holds most of the span, nil for none.
func (r *reader) quoteAt(sp text.Span) *quote {
	for i := range r.quotes {
		if r.quotes[i].span.Overlaps(sp) {
			return &r.quotes[i]
		}
	}
	return nil
}

// speakerOf is who says the words at sp, when they stand in a quotation.
func (r *reader) speakerOf(sp text.Span) claim.Party {
	if q := r.quoteAt(sp); q != nil {
		return q.speaker.Party
	}
	return claim.Party{}
}
