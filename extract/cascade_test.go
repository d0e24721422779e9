package extract_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strconv"
	"testing"

	"kiroku/extract"
	"kiroku/lang"
	"kiroku/text"
	"kiroku/value"
)

// releases reads every step-th document of the corpus of government releases; it
// skips the test where that is absent.
func releases(tb testing.TB, step int) []*text.Document {
	tb.Helper()
	f, err := os.Open("../../shared/corpora/whitehouse-2021-2022.jsonl.gz")
	if err != nil {
		tb.Skip("no corpus: ", err)
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var docs []*text.Document
	in := bufio.NewReader(unzipped)
	for n := 0; ; n++ {
		line, err := in.ReadBytes('\n')
		if err == io.EOF {
			return docs
		}
		if err != nil {
			tb.Fatal(err)
		}
		if n%step != 0 {
			continue
		}
		var record struct{ ID, Text, Date string }
		if err := json.Unmarshal(line, &record); err != nil {
			tb.Fatal(err)
		}
		published, _ := value.ParseDate(record.Date)
		docs = append(docs, &text.Document{ID: record.ID, Lang: "en", Text: record.Text, Published: published})
	}
}

// TestCascadeLosesNothing compares the claims of documents whose sentences were
// all parsed with those where only the worthy ones were. KIROKU_CASCADE_STEP=1
// compares the whole corpus (docs/performance.md).
func TestCascadeLosesNothing(t *testing.T) {
	step := 400
	if n, err := strconv.Atoi(os.Getenv("KIROKU_CASCADE_STEP")); err == nil && n > 0 {
		step = n
	}
	skipped, all, claims := 0, 0, 0
	for _, doc := range releases(t, step) {
		for _, source := range []string{"", "The White House"} {
			doc.Source = source
			worth := extract.Worth(doc)
			a := lang.Analyzer{Parse: func(sent *lang.Sentence) bool {
				ok := worth(sent)
				all += len(sent.Tokens)
				if !ok {
					skipped += len(sent.Tokens)
				}
				return ok
			}}
			want, _ := json.Marshal(extract.Claims(lang.Analyze(doc)))
			got := extract.Claims(a.Analyze(doc))
			claims += len(got)
			if have, _ := json.Marshal(got); !slices.Equal(have, want) {
				t.Errorf("%s from %q: the cascade changed the claims", doc.ID, source)
			}
		}
	}
	t.Logf("%d claims; %d of %d tokens left unparsed", claims, skipped, all)
}
