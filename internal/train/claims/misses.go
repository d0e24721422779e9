package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/eval"
)

// printMisses lists the marked claims of a type that nothing kept meets, with
// what stands in the way (no candidate on the words, wrong fields, or a right
// candidate that was judged away), and then the claims kept wrongly.
func printMisses(w io.Writer, kind claim.Type, gold []eval.Gold, kept, all []claim.Claim) {
	report, open := eval.Score(gold, kept), eval.Score(gold, all)
	why := map[string]string{}
	for _, miss := range open.Missed {
		why[miss.Gold.ID] = miss.Why
	}
	counts := map[string]int{}
	for _, miss := range report.Missed {
		g := miss.Gold
		if g.Type != kind || g.Optional {
			continue
		}
		reason, never := why[g.ID]
		if !never {
			reason = "judged away"
		}
		counts[reason]++
		fmt.Fprintf(w, "MISS %s %s: %s\n  must %v\n  %q\n", g.Doc, g.ID, reason, g.Must, g.Anchor)
		printNear(w, g, all)
	}
	for _, v := range report.Verdicts {
		if v.Claim.Type == kind && !v.Right {
			fmt.Fprintf(w, "FALSE %s\n", line(v.Claim))
		}
	}
	reasons := make([]string, 0, len(counts))
	for reason := range counts {
		reasons = append(reasons, reason)
	}
	slices.SortFunc(reasons, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	for _, reason := range reasons {
		fmt.Fprintf(w, "%4d %s\n", counts[reason], reason)
	}
}

// printNear lists the candidates on the words of the gold.
func printNear(w io.Writer, g eval.Gold, all []claim.Claim) {
	for _, c := range all {
		if c.Document == g.Doc && c.Type == g.Type && c.Evidence.Span().Overlaps(g.Span) {
			fmt.Fprintf(w, "    %s\n", line(c))
		}
	}
}

// line shows a claim on one line.
func line(c claim.Claim) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%.2f %s %s %s %s %s", c.Confidence, c.Document, c.Rule, cmp.Or(c.Action, c.Measure, c.Kind, c.Stance), c.Polarity, c.Modality)
	for _, p := range c.Actors {
		fmt.Fprintf(&b, " from %s(%s)", p.Name, p.Code)
	}
	for _, p := range c.Recipients {
		fmt.Fprintf(&b, " to %s(%s)", p.Name, p.Code)
	}
	if c.Money != nil {
		fmt.Fprintf(&b, " %s %s", c.Money.Currency, c.Money.Amount)
	}
	if c.Value.Known() {
		fmt.Fprintf(&b, " %s", c.Value)
	}
	fmt.Fprintf(&b, " %q", c.Evidence.Quote)
	return b.String()
}
