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
		q.speaker, q.via = r.quoteSpeaker(trees, first, sp)
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
// that the quotation touches, then in the one before.
func (r *reader) quoteSpeaker(trees []*tree, first int, sp text.Span) (party, []said) {
	last := first
	for last < len(trees) && trees[last].sent.Span.Start < sp.End {
		last++
	}
	var order []int
	for k := last - 1; k >= first; k-- {
		order = append(order, k)
	}
	if first > 0 && r.leads(trees[first-1]) {
		order = append(order, first-1)
	}
	if last < len(trees) && strings.TrimSpace(r.doc.Text[sp.End:trees[last].sent.Span.Start]) != "" {
		order = append(order, last)
	} else if last < len(trees) && trees[last].sent.Span.Start-sp.End < 8 {
		order = append(order, last) // the splitter may end a sentence at the mark
	}
	for _, k := range order {
		if k >= len(trees) {
			continue
		}
		if p, via, ok := r.speakerIn(trees[k], sp, k == first-1); ok {
			return p, via
		}
	}
	return party{}, nil
}

// leads reports whether a sentence leads over to a quotation behind it, with a
// colon or a comma.
func (r *reader) leads(t *tree) bool {
	lead := strings.TrimRight(r.doc.Text[t.sent.Span.Start:t.sent.Span.End], " \n\"“‘'")
	return strings.HasSuffix(lead, ":") || strings.HasSuffix(lead, ",")
}

// speakerIn finds the verb of saying outside the quotation that stands nearest
// to it.
func (r *reader) speakerIn(t *tree, sp text.Span, before bool) (party, []said, bool) {
	best, bestDist := -1, 1<<30
	for i, tok := range t.toks {
		if tok.Span.Overlaps(sp) || !t.isVerb(i) {
			continue
		}
		if _, ok := r.lex.stance[t.lemma(i)]; !ok && !r.lex.quoting[t.lemma(i)] {
			continue
		}
		d := max(sp.Start-tok.Span.End, tok.Span.Start-sp.End)
		if d < bestDist {
			best, bestDist = i, d
		}
	}
	if best < 0 && before {
		// "As for Silva, she is adamant:" leads over without a verb of saying.
		for i := range t.toks {
			if s := t.nominative(i); t.head(i) < 0 && s >= 0 {
				r.now = t.sent.Span.Start
				p, ok := r.party(t, s)
				return p, nil, ok && p.Kind != claim.Group
			}
		}
	}
	if best < 0 {
		for i := range t.toks {
			if s, ok := r.accordingTo(t, i); ok && !t.toks[i].Span.Overlaps(sp) {
				return s.party, nil, true
			}
		}
		return party{}, nil, false
	}
	s := t.subject(best)
	if s < 0 || t.toks[s].Span.Overlaps(sp) {
		s = r.nearestName(t, best, sp)
	}
	r.now = t.sent.Span.Start
	if s < 0 { // "In addition, told The Times:"
		p, ok := r.antecedent(claim.Person)
		return party{Party: p}, r.relayed(t, best), ok
	}
	p, ok := r.party(t, s)
	return p, r.relayed(t, best), ok
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
