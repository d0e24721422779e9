// Command claims fits the models that judge candidate claims
// (extract/judge/model.tsv) to the marked documents of a data folder, and prints
// what cross-validation says of them. The same data gives the same bytes.
//
// usage: go run ./internal/train/claims DATA
package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"kiroku/claim"
	"kiroku/eval"
	"kiroku/extract"
	"kiroku/extract/judge"
)

const (
	target = "extract/judge/model.tsv"
	folds  = 5
)

const header = `# Linear models that judge candidate claims; see docs/accuracy.md.
# Trained by 'make model' on the marked documents of ../shared/eval/training
# (marks CC BY 4.0; the texts' licences are in their records). Weights only.
`

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/train/claims DATA")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "claims:", err)
		os.Exit(1)
	}
}

func run(data string) error {
	docs, err := eval.LoadMarked(filepath.Join(data, "eval", "training"))
	if err != nil {
		return err
	}
	crossValidate(docs)
	model := train(docs)
	return os.WriteFile(target, append([]byte(header), model.Bytes()...), 0o644)
}

func train(docs []eval.Marked) *judge.Model {
	tasks := map[string]*judge.Task{}
	for name, examples := range eval.Examples(docs) {
		tasks[name] = eval.TrainTask(name, examples)
	}
	return judge.NewModel(tasks)
}

// crossValidate trains on all folds but one and scores that one, and prints
// the sum and how well confidence is calibrated.
func crossValidate(docs []eval.Marked) {
	var gold []eval.Gold
	var claims, all []claim.Claim
	for k := range folds {
		var rest, held []eval.Marked
		for i, d := range docs {
			if i%folds == k {
				held = append(held, d)
			} else {
				rest = append(rest, d)
			}
		}
		model := train(rest)
		for _, d := range held {
			gold = append(gold, d.Gold...)
			claims = append(claims, extract.ClaimsWith(d.Analysis, model)...)
			all = append(all, extract.Weighed(d.Analysis, model)...)
		}
	}
	report := eval.Score(gold, claims)
	fmt.Printf("cross-validation over %d documents, %d folds\n", len(docs), folds)
	for _, t := range claim.Types {
		fmt.Printf("%s %d/%d  ", t, report.ByType[t][0], report.ByType[t][1])
	}
	fmt.Println()
	report.Print(os.Stdout)
	printReliability(report.Verdicts)
	printThresholds(gold, all)
}

// printThresholds shows what each least confidence would give, by type.
func printThresholds(gold []eval.Gold, claims []claim.Claim) {
	for _, t := range []claim.Type{claim.Aid, claim.Sanction, claim.Impact} {
		for _, least := range []float64{0.2, 0.3, 0.4, 0.5, 0.6, 0.7} {
			var kept []claim.Claim
			for _, c := range claims {
				if c.Type == t && c.Confidence >= least {
					kept = append(kept, c)
				}
			}
			r := eval.Score(gold, kept)
			fmt.Printf("%s from %.1f: recall %d/%d precision %.3f\n", t, least, r.ByType[t][0], r.ByType[t][1], r.Precision())
		}
	}
}

// printReliability shows, by tenths of confidence, how often claims are right.
func printReliability(verdicts []eval.Verdict) {
	slices.SortFunc(verdicts, func(a, b eval.Verdict) int { return cmp.Compare(a.Claim.Confidence, b.Claim.Confidence) })
	var n, right [10]int
	var sum [10]float64
	for _, v := range verdicts {
		k := min(9, int(v.Claim.Confidence*10))
		n[k]++
		sum[k] += v.Claim.Confidence
		if v.Right {
			right[k]++
		}
	}
	fmt.Println("confidence  claims  mean  right")
	for k := range n {
		if n[k] > 0 {
			fmt.Printf("%.1f-%.1f    %6d  %.2f  %.2f\n", float64(k)/10, float64(k+1)/10, n[k], sum[k]/float64(n[k]), float64(right[k])/float64(n[k]))
		}
	}
}
