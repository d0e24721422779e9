package resolve

import (
	"cmp"
	_ "embed"
	"strings"
	"sync"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/resolve/wordlist"
)

//go:embed counted_things.txt
var countedThingList string

// countedThings gives by noun what a figure of damage counts.
var countedThings = sync.OnceValue(func() map[string]string { return classes(countedThingList) })

//go:embed causes.txt
var causeList string

// causes gives by noun the kind of what does harm.
var causes = sync.OnceValue(func() map[string]string { return classes(causeList) })

// classes reads lines "class: noun, noun" into the class of each noun.
func classes(list string) map[string]string {
	m := map[string]string{}
	for line := range wordlist.Lines(list) {
		class, nouns, _ := strings.Cut(line, ":")
		for noun := range strings.SplitSeq(nouns, ",") {
			m[strings.TrimSpace(noun)] = class
		}
	}
	return m
}

// classOf is the class of a noun, in the singular or the plural, "" for none.
func classOf(classes map[string]string, noun string) string {
	return cmp.Or(classes[noun], classes[strings.TrimSuffix(noun, "s")])
}

// valueWords are the words that a figure was read from, as far as the claim
// quotes them.
func valueWords(c claim.Claim) []string {
	sp, q := c.Spans["value"], c.Evidence
	if sp.IsZero() || sp.Start < q.Start || sp.End > q.End || q.End-q.Start != len(q.Quote) {
		return nil
	}
	return strings.Fields(claim.FoldName(q.Quote[sp.Start-q.Start : sp.End-q.Start]))
}

// thingsOf is what a figure of damage counts, "" where the list does not have
// it or its reports name several.
func thingsOf(reports []ledger.Report) string { return oneClass(reports, countedThings(), valueWords) }

// causeOf is the kind of what did the harm, "" where the list does not have it
// or the reports' words name several.
func causeOf(reports []ledger.Report) string {
	return oneClass(reports, causes(), func(c claim.Claim) []string { return strings.Fields(claim.FoldName(c.Cause)) })
}

// causeClasses are the kinds of what did harm that words name.
var causeClasses = remembering(func(cause string) string {
	return causeOf([]ledger.Report{{Claim: claim.Claim{Type: claim.Impact, Cause: cause}}})
})

// otherCause reports whether two figures are of harm that each says was done by
// another kind of thing: twelve dead by the quake are not the twelve by the flood.
func otherCause(x, y claim.Claim) bool {
	a, b := causeClasses.of(x.Cause), causeClasses.of(y.Cause)
	return a != "" && b != "" && a != b
}

// oneClass is the class that words of the impact reports name, "" for none or
// several.
func oneClass(reports []ledger.Report, classes map[string]string, words func(claim.Claim) []string) string {
	found := ""
	for _, rep := range reports {
		if rep.Claim.Type != claim.Impact {
			continue
		}
		for _, w := range words(rep.Claim) {
			class := classOf(classes, w)
			if class == "" || class == found {
				continue
			}
			if found != "" {
				return ""
			}
			found = class
		}
	}
	return found
}

// increment reports whether every report's figure is said to come on top of an
// earlier one: "two more people have died".
func increment(reports []ledger.Report) bool {
	for _, rep := range reports {
		if rep.Claim.Type != claim.Impact || !adds(valueWords(rep.Claim)) {
			return false
		}
	}
	return len(reports) > 0
}

// adds finds "more" behind the number or "another" before it: "more than two"
// bounds it.
func adds(words []string) bool {
	for i, w := range words {
		if w == "another" || w == "additional" || w == "further" || w == "more" && i > 0 && (i+1 == len(words) || words[i+1] != "than") {
			return true
		}
	}
	return false
}

// lethality is what reports say of it that agree, "" where none does.
func lethality(reports []ledger.Report) string {
	said := ""
	for _, rep := range reports {
		switch l := rep.Claim.Lethality; {
		case l == "" || l == said:
		case said != "":
			return ""
		default:
			said = l
		}
	}
	return said
}
