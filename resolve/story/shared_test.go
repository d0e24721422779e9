package story

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"kiroku/text"
)

const eventCorpus = "../../../shared/eval/stories/dev.jsonl"

// bcubed is precision, recall and F1 of a grouping of items over a gold one
// (Bagga and Baldwin 1998).
func bcubed(got, gold []string) (p, r, f float64) {
	byGot, byGold := map[string][]int{}, map[string][]int{}
	for i := range got {
		byGot[got[i]] = append(byGot[got[i]], i)
		byGold[gold[i]] = append(byGold[gold[i]], i)
	}
	for i := range got {
		both := 0.0
		for _, j := range byGot[got[i]] {
			if gold[j] == gold[i] {
				both++
			}
		}
		p += both / float64(len(byGot[got[i]]))
		r += both / float64(len(byGold[gold[i]]))
	}
	p, r = p/float64(len(got)), r/float64(len(got))
	return p, r, 2 * p * r / (p + r)
}

// eventDocuments reads the development half of the Event Coreference Bank
// (ECB+): reports, and the gold story of each. "12-ecb" and "12-ecbplus" are two
// like happenings of topic 12.
func eventDocuments(tb testing.TB) (docs []*text.Document, gold []string) {
	tb.Helper()
	f, err := os.Open(eventCorpus)
	if err != nil {
		tb.Skipf("no event corpus beside the checkout: %v", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r struct {
			ID, Text string
			Gold     struct{ Story string }
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			tb.Fatal(err)
		}
		docs = append(docs, &text.Document{ID: r.ID, Text: r.Text})
		gold = append(gold, r.Gold.Story)
	}
	return docs, gold
}

func indexOf(docs []*text.Document) *Index {
	x := NewIndex()
	for _, doc := range docs {
		x.Add(doc)
	}
	return x
}

// storiesUnder is the stories of indexed documents under given limits.
func storiesUnder(x *Index, docs []*text.Document, limits limits) []string {
	x.limits = limits
	clear(x.groups)
	stories := make([]string, len(docs))
	for i, doc := range docs {
		s, _ := x.Story(doc.ID)
		stories[i] = s.Story
	}
	return stories
}

// TestEventCorpus holds the score above a floor that only rises.
func TestEventCorpus(t *testing.T) {
	docs, gold := eventDocuments(t)
	p, r, f1 := bcubed(storiesUnder(indexOf(docs), docs, newsLimits), gold)
	t.Logf("B-cubed precision %.4f recall %.4f F1 %.4f over %d documents", p, r, f1, len(docs))
	if f1 < 0.92 {
		t.Errorf("F1 %.4f is below the floor", f1)
	}
}

// BenchmarkCrossValidation chooses the limits on four fifths of the topics
// and scores the last fifth, clustered alone, in turn; three ways of dealing
// the topics. cv-F1 is what to expect of topics never seen.
func BenchmarkCrossValidation(b *testing.B) {
	docs, gold := eventDocuments(b)
	var choices []limits
	for _, threshold := range []float64{0.12, 0.13, 0.14, 0.15, 0.16, 0.17, 0.19} {
		for _, gain := range []float64{1, 1.5, 2, 2.5, 3} {
			for _, contrast := range []float64{-0.1, 0, 0.1, 0.2, 0.3, 0.4} {
				choices = append(choices, limits{threshold, gain, contrast})
			}
		}
	}
	const folds, deals = 5, 3
	for b.Loop() {
		chosen, fixed := 0.0, 0.0
		for deal := range deals {
			scores := make([][folds]float64, len(choices))
			for fold := range folds {
				var some []*text.Document
				var someGold []string
				for i, doc := range docs {
					topic, _, _ := strings.Cut(gold[i], "-")
					if hash64(topic+strings.Repeat("+", deal))%folds == uint64(fold) {
						some = append(some, doc)
						someGold = append(someGold, gold[i])
					}
				}
				x := indexOf(some)
				for c, limits := range choices {
					_, _, f1 := bcubed(storiesUnder(x, some, limits), someGold)
					scores[c][fold] = f1 * float64(len(some)) / float64(len(docs))
					if limits == newsLimits {
						fixed += scores[c][fold] / deals
					}
				}
			}
			for fold := range folds {
				best, at := -1.0, 0
				for c := range choices {
					others := 0.0
					for f, s := range scores[c] {
						if f != fold {
							others += s
						}
					}
					if others > best {
						best, at = others, c
					}
				}
				b.Logf("deal %d fold %d: %+v", deal, fold, choices[at])
				chosen += scores[at][fold] / deals
			}
		}
		b.ReportMetric(chosen, "cv-F1")
		b.ReportMetric(fixed, "fixed-F1")
	}
}
