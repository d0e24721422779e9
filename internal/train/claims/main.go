// Command claims fits the models that judge candidate claims
// (extract/judge/model.tsv) to the marked documents of a data folder, and prints
// what cross-validation says of them. The same data gives the same bytes.
//
// usage: go run ./internal/train/claims DATA [TYPE]
//
// With a type of claim it trains nothing that is kept: it lists the marked
// claims of the type that cross-validation misses and the claims it keeps wrongly, each
// with the reason.
package main

import (
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
	if len(os.Args) != 2 && len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run ./internal/train/claims DATA [TYPE]")
		os.Exit(2)
	}
	misses := claim.Type("")
	if len(os.Args) == 3 {
		misses = claim.Type(os.Args[2])
	}
	if err := run(os.Args[1], misses); err != nil {
		fmt.Fprintln(os.Stderr, "claims:", err)
		os.Exit(1)
	}
}

func run(data string, misses claim.Type) error {
	docs, err := eval.LoadMarked(filepath.Join(data, "eval", "training"))
	if err != nil {
		return err
	}
	kept, all := crossValidate(docs)
	gold := allGold(docs)
	if misses != "" {
		printMisses(os.Stdout, misses, gold, kept, all)
		return nil
	}
	printReport(gold, kept, all)
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

// crossValidate trains on all folds but one and judges that one: kept are the
// claims that the program would give, all the candidates with their confidence.
func crossValidate(docs []eval.Marked) (kept, all []claim.Claim) {
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
			kept = append(kept, extract.ClaimsWith(d.Analysis, model)...)
			all = append(all, extract.Weighed(d.Analysis, model)...)
		}
	}
	return kept, all
}

func allGold(docs []eval.Marked) []eval.Gold {
	var gold []eval.Gold
	for _, d := range docs {
		gold = append(gold, d.Gold...)
	}
	return gold
}

// strict are the types of which all claims are marked.
var strict = []claim.Type{claim.Aid, claim.Sanction, claim.Impact}

// printReport prints the sum and how well confidence is calibrated.
func printReport(gold []eval.Gold, kept, all []claim.Claim) {
	report := eval.Score(gold, kept)
	fmt.Printf("cross-validation, %d folds\n", folds)
	for _, t := range claim.Types {
		fmt.Printf("%s %d/%d  ", t, report.ByType[t][0], report.ByType[t][1])
	}
	fmt.Println()
	printPrecision(report.Verdicts)
	report.Print(os.Stdout)
	for _, types := range [][]claim.Type{strict, {claim.Event}, {claim.Statement}} {
		printReliability(types, report.Verdicts)
	}
	printThresholds(gold, all)
}

// printPrecision shows how many claims of each strict type are right.
func printPrecision(verdicts []eval.Verdict) {
	right, all := map[claim.Type]int{}, map[claim.Type]int{}
	for _, v := range verdicts {
		all[v.Claim.Type]++
		if v.Right {
			right[v.Claim.Type]++
		}
	}
	for _, t := range strict {
		if all[t] > 0 {
			fmt.Printf("%s right %d/%d  ", t, right[t], all[t])
		}
	}
	fmt.Println()
}

// printThresholds shows what each least confidence would give, by type.
func printThresholds(gold []eval.Gold, claims []claim.Claim) {
	for _, t := range strict {
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

// printReliability shows, by tenths of confidence, how often claims of these types
// are right.
func printReliability(types []claim.Type, verdicts []eval.Verdict) {
	var n, right [10]int
	var sum [10]float64
	for _, v := range verdicts {
		if !slices.Contains(types, v.Claim.Type) {
			continue
		}
		k := min(9, int(v.Claim.Confidence*10))
		n[k]++
		sum[k] += v.Claim.Confidence
		if v.Right {
			right[k]++
		}
	}
	fmt.Println("confidence  claims  mean  right ", types)
	for k := range n {
		if n[k] > 0 {
			fmt.Printf("%.1f-%.1f    %6d  %.2f  %.2f\n", float64(k)/10, float64(k+1)/10, n[k], sum[k]/float64(n[k]), float64(right[k])/float64(n[k]))
		}
	}
}
