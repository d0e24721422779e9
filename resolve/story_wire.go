package resolve

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"kiroku/text"
)

//go:embed story_wires.txt
var storyWiresList string

// wires is the names under which agencies are known, and the patterns that
// find them where a report says by whom it is.
type wires struct {
	initials map[string]string // by name
	named    *regexp.Regexp    // a name, in running text
}

// agencyName is a name that says itself that it is an agency's.
const agencyName = `(?:\p{Lu}[\p{L}’'-]+ ){1,3}(?:News|Press) Agency`

// knownWires reads the list.
var knownWires = sync.OnceValue(func() *wires {
	w := &wires{initials: map[string]string{}}
	var alternatives []string
	for line := range listLines(storyWiresList) {
		initials, names, _ := strings.Cut(line, ":")
		initials = strings.TrimSpace(initials)
		for name := range strings.SplitSeq(names, ",") {
			name = strings.TrimSpace(name)
			w.initials[name] = initials
			alternatives = append(alternatives, regexp.QuoteMeta(name))
		}
	}
	slices.SortFunc(alternatives, func(a, b string) int { return len(b) - len(a) }) // "Kyodo News" before "Kyodo"
	w.named = regexp.MustCompile(`\b(?:` + agencyName + `|` + strings.Join(alternatives, "|") + `)\b`)
	return w
})

// of is the agency's initials: those of the list, or the capitals of a name
// that ends in "News Agency" or "Press Agency".
func (w *wires) of(name string) string {
	if s, ok := w.initials[name]; ok {
		return s
	}
	if name == strings.ToUpper(name) && !strings.Contains(name, " ") {
		return name
	}
	var b strings.Builder
	for word := range strings.FieldsSeq(name) {
		if r := []rune(word)[0]; unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

var (
	dateline = regexp.MustCompile(`(?m)^\s*\p{Lu}[\p{L}\d., /'’-]{2,60}\(([\p{L} ]{2,30})\)\s*[-–—:]`)
	services = regexp.MustCompile(`(?i)\b(?:(?:from|by|with|and) (?:our |the )?(?:news |wire )?(?:agencies|services)|(?:news|wire) (?:agencies|services))\b`)
	credit   = regexp.MustCompile(`(?:^|\n)\s*\(?(?:Source:\s*|With |Reporting by )?([\p{L} /&-]{2,60}?)\)?\.?\s*$`)
	citing   = regexp.MustCompile(`(?:according to|told|quoted by|cited by|citing|to) (?:the )?(?:\p{L}+ ){0,3}$`)
	reports  = regexp.MustCompile(`^,? (?:has |had )?(?:reported|reports|said in a report|quoted|cited)\b`)
)

const (
	wireHead = 400  // bytes in which a byline or a dateline stands
	wireLead = 1200 // bytes in which a report names the agency it follows
	wireTail = 120  // bytes of a closing credit
)

// authorship is whose words a report says that it carries.
type authorship uint8

const (
	agencyReport  authorship = iota // an agency's own
	outletReport                    // the outlet's own, as far as it says
	agencyRelayed                   // says that it is by or after an agency
)

// wireOf is the agency that a report is by or follows, "" where it names none.
// It looks at the outlet and the byline, then at a dateline "CITY (Agency) -",
// an agency named as the source in the first paragraphs, and a closing credit.
func wireOf(doc *text.Document) (string, authorship) {
	w := knownWires()
	if m := w.named.FindString(doc.Source); m != "" && len(m) >= len(strings.TrimSpace(doc.Source))-len("The ") {
		return w.of(m), agencyReport
	}
	if m := w.named.FindString(doc.Byline); m != "" {
		return w.of(m), agencyRelayed
	}
	t := strings.ToValidUTF8(doc.Text, " ")
	head := t[:min(len(t), wireHead)]
	if m := dateline.FindStringSubmatch(head); m != nil && w.of(m[1]) != "" {
		return w.of(m[1]), agencyRelayed
	}
	lead := t[:min(len(t), wireLead)]
	for _, at := range w.named.FindAllStringIndex(lead, -1) {
		if citing.MatchString(lead[:at[0]]) || reports.MatchString(lead[at[1]:]) {
			return w.of(lead[at[0]:at[1]]), agencyRelayed
		}
	}
	tail := strings.TrimSpace(t[max(0, len(t)-wireTail):])
	if m := credit.FindStringSubmatch(tail); m != nil {
		if name := w.named.FindString(m[1]); name != "" {
			return w.of(name), agencyRelayed
		}
	}
	if services.MatchString(doc.Byline) || services.MatchString(head) || services.MatchString(tail) {
		return "", agencyRelayed
	}
	return "", outletReport
}
