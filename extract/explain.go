package extract

import (
	"cmp"
	"math"
	"slices"

	"kiroku/claim"
	"kiroku/extract/judge"
	"kiroku/lang"
	"kiroku/text"
)

// Explanation says how a claim came to be.
type Explanation struct {
	Claim     claim.Claim `json:"claim"`
	Fields    []FieldFrom `json:"fields"`    // in order of the words
	Evidence  []Weight    `json:"evidence"`  // what the judge went by, the weightiest first
	Least     float64     `json:"least"`     // confidence that a claim like this needs
	Sentences []int       `json:"sentences"` // of the analysis, those that the claim's words stand in
}

// FieldFrom is a field and the words that it was read from.
type FieldFrom struct {
	Field string    `json:"field"`
	Span  text.Span `json:"span"`
	Words string    `json:"words"`
}

// Weight is what one feature says for the claim, in log-odds: below nought it
// speaks against it. The weights of all features make the confidence.
type Weight struct {
	Feature string  `json:"feature"`
	Weight  float64 `json:"weight"`
}

// Explain reads the document again and explains the claim with that id; ok is
// false where today's rules do not find it. A candidate that was judged to be
// no claim is explained too.
func Explain(a *lang.Analysis, id string) (e Explanation, ok bool) {
	model := judge.Embedded()
	found := read(a, model.Lenient(), true)
	i := slices.IndexFunc(found, func(c judge.Candidate) bool { return c.Claim.ID == id })
	if i < 0 {
		return Explanation{}, false
	}
	c := found[i].Claim
	return Explanation{Claim: c, Fields: FieldsFrom(a.Doc, c), Evidence: evidence(model, found[i]), Least: judge.Least(c), Sentences: SentencesOf(a, c)}, true
}

// SentencesOf are the sentences that a claim's words stand in.
func SentencesOf(a *lang.Analysis, c claim.Claim) []int {
	list := []int{}
	for n, sent := range a.Sentences {
		if sent.Span.Start < c.Evidence.End && c.Evidence.Start < sent.Span.End {
			list = append(list, n)
		}
	}
	return list
}

// FieldsFrom are a claim's fields with their words, in order of the words.
func FieldsFrom(doc *text.Document, c claim.Claim) []FieldFrom {
	var list []FieldFrom
	for field, sp := range c.Spans {
		list = append(list, FieldFrom{field, sp, sp.Of(doc.Text)})
	}
	slices.SortFunc(list, func(a, b FieldFrom) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Field, b.Field))
	})
	return list
}

// evidence is what each feature adds to the judgement that the candidate is a
// claim, those that add nothing left out.
func evidence(m *judge.Model, c judge.Candidate) []Weight {
	task := m.Tasks["keep."+string(c.Claim.Type)]
	if task == nil {
		return nil
	}
	yes := slices.Index(task.Classes, "yes")
	if yes < 0 {
		return nil
	}
	var list []Weight
	for _, f := range c.Grounds() {
		w, known := task.Weights[f]
		if !known {
			continue
		}
		against := 0.0
		for i, v := range w {
			if i != yes {
				against += float64(v) / float64(len(w)-1)
			}
		}
		if d := math.Round((float64(w[yes])-against)*1000) / 1000; d != 0 {
			list = append(list, Weight{f, d})
		}
	}
	slices.SortStableFunc(list, func(a, b Weight) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)), cmp.Compare(a.Feature, b.Feature))
	})
	return list
}
