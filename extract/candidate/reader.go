package candidate

import (
	"maps"
	"math"

	"kiroku/claim"
	"kiroku/extract/judge"
	"kiroku/extract/reading"
	"kiroku/extract/syntax"
	"kiroku/text"
)

// Reader is a [reading.Reader] that keeps what the rules propose.
type Reader struct {
	*reading.Reader
	Topic   string      // class of aid that the document is about, "" unknown
	Foreign bool        // it opens with a country besides its author's
	Crisis  string      // how much of it uses words of crises: "none" to "much"
	Harm    string      // how much of it tells of harm, likewise
	AidDoc  AidDocument // what the whole document says of aid

	Taken   map[int]bool // tokens of this sentence that an expression uses
	Stopped map[int]bool // those of an expression that stops or cuts aid
	Given   map[int]bool // those by which it gives aid
	Model   *judge.Model // judges candidates; nil keeps all
	Grounds bool         // keeps the features of what is found
	Found   []judge.Candidate
	record  record // of found
}

// Add judges a candidate read at token at, with obj what it acts on (-1 for
// none), seals it and keeps it; one whose words do not hold is dropped.
func (r *Reader) Add(t *syntax.Tree, at, obj int, sp text.Span, c claim.Claim, more ...string) {
	c.Version = Version
	for field, s := range c.Spans {
		if s.IsZero() {
			delete(c.Spans, field)
		}
	}
	c.Evidence.Start, c.Evidence.End = sp.Start, sp.End
	if c.Type == claim.Aid && r.Stopped[at] && c.Action != "cancel" {
		c.Action = "suspend" // "announced a cut in food aid"
	}
	cand := judge.Candidate{Claim: c, Features: append(r.features(t, at, obj, c), more...), Context: r.context(t, at, c),
		Shown: r.shows(t, at, c), AtHome: r.atHome(t, c), Domestic: r.Crisis == "none" && !r.Foreign, Done: c.Type == claim.Aid && c.Rule != "aid.other" && t.WasDone(at)}
	if r.Model != nil && !r.Model.Judge(&cand) {
		return
	}
	if r.Model != nil && (c.Type == claim.Event || c.Type == claim.Statement) {
		cand.Claim.Confidence = math.Round(cand.Claim.Confidence*r.prominence(t, at)*1000) / 1000
	}
	sealed, err := claim.Seal(r.Doc, sp, cand.Claim)
	if err != nil {
		return
	}
	cand.Claim = sealed
	if !r.Grounds {
		cand.Features, cand.Context = nil, nil // a long text has more of them than of itself
	}
	r.Found = append(r.Found, cand)
	if c.Type == claim.Aid && r.Given != nil && sealed.Confidence > 0.6 && (c.Action == "deliver" || c.Action == "send") {
		r.Given[at] = true
	}
	r.keep()
}

// AmendLast changes the last claim of a type by what is told of it later, and seals it
// again; it reports whether there was one that change took.
func (r *Reader) AmendLast(of claim.Type, change func(*claim.Claim) bool) bool {
	at := r.record.byType[of]
	if len(at) == 0 {
		return false
	}
	cand := &r.Found[at[len(at)-1]]
	c := cand.Claim
	c.Spans = maps.Clone(c.Spans)
	if !change(&c) {
		return false
	}
	maps.DeleteFunc(c.Spans, func(_ string, sp text.Span) bool { return sp.IsZero() })
	sealed, err := claim.Seal(r.Doc, c.Evidence.Span(), c)
	if err != nil {
		return false
	}
	cand.Claim = sealed
	return true
}

// shows reports whether the word of saying at token at shows the claim's stance by
// itself, so that it is more than a comment.
func (r *Reader) shows(t *syntax.Tree, at int, c claim.Claim) bool {
	o, ok := t.Open(r.Lex.Saying, at)
	return c.Type == claim.Statement && ok && o.Act == c.Stance && o.Act != "comment" && t.IsVerb(at)
}

// AidDocument is what the whole document says of aid, for judging single
// candidates: help is news in a text that is about help.
type AidDocument struct {
	Density string // how many of its sentences speak of help or goods: "none" to "much"
	Title   bool   // the title speaks of help, goods or money
	Need    string // how many of its sentences speak of people in need
}

// Version names the rules; it changes when their output does.
const Version = "1"
