package story

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"kiroku/resolve/wordlist"
	"kiroku/text"
)

//go:embed wires.txt
var wireList string

// wires is the names under which agencies are known.
type wires struct {
	initials map[string]string   // by name
	starting map[string][]string // names by their first word, the longest first
}

var knownWires = sync.OnceValue(func() *wires {
	w := &wires{map[string]string{}, map[string][]string{}}
	for line := range wordlist.Lines(wireList) {
		initials, names, _ := strings.Cut(line, ":")
		for name := range strings.SplitSeq(names, ",") {
			name = strings.TrimSpace(name)
			w.initials[name] = strings.TrimSpace(initials)
			first := name[:wordEnd(name, 0)]
			w.starting[first] = append(w.starting[first], name)
		}
	}
	for _, names := range w.starting {
		slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	}
	return w
})

// find gives the spans of agencies' names in a text: those of the list, and
// names that say themselves that they are an agency's.
func (w *wires) find(t string) []text.Span {
	var found []text.Span
	named := 0 // start of the run of capitalised words that the present word belongs to
	last := -1 // end of the word before
	for i := 0; i < len(t); {
		r, n := utf8.DecodeRuneInString(t[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			i += n
			continue
		}
		end := wordEnd(t, i)
		if last < 0 || t[last:i] != " " || !unicode.IsUpper(r) {
			named = i
		}
		last = end
		sp := text.Span{Start: i, End: end}
		switch {
		case t[i:end] == "Agency" && (strings.HasSuffix(t[named:i], " News ") || strings.HasSuffix(t[named:i], " Press ")):
			sp.Start = named
			for len(found) > 0 && found[len(found)-1].End > named {
				found = found[:len(found)-1]
			}
		default:
			name := w.nameAt(t[i:])
			if name == "" {
				i = end
				continue
			}
			sp.End = i + len(name)
		}
		found = append(found, sp)
		i, last = max(end, sp.End), max(end, sp.End)
	}
	return found
}

// nameAt is the listed name that a text starts with, "" for none.
func (w *wires) nameAt(t string) string {
	for _, name := range w.starting[t[:wordEnd(t, 0)]] {
		if strings.HasPrefix(t, name) && wordEnd(t, len(name)) == len(name) {
			return name
		}
	}
	return ""
}

// first is the first agency named in a text, "" for none.
func (w *wires) first(t string) string {
	if found := w.find(t); len(found) > 0 {
		return found[0].Of(t)
	}
	return ""
}

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
	services = regexp.MustCompile(`(?i)\b(?:agencies|(?:news|wire) services)$`)
	bylined  = regexp.MustCompile(`(?im)^\s*\(?(?:(?:from|by|with|staff and|reporters and) )*(?:our |the )?(?:agencies|(?:news|wire) (?:agencies|services))\)?\.?\s*$`)
	credit   = regexp.MustCompile(`(?:^|\n)\s*\(?(?:Source:\s*|With |Reporting by )?([\p{L} /&-]{2,60}?)\)?\.?\s*$`)
	citing   = regexp.MustCompile(`(?:according to|told|quoted by|cited by|citing|to) (?:the )?(?:\p{L}+ ){0,3}$`)
	reports  = regexp.MustCompile(`^,? (?:has |had )?(?:reported|reports|said in a report|quoted|cited)\b`)
)

const (
	wireHead = 400  // bytes in which a byline or a dateline stands
	wireLead = 1200 // bytes in which a report names the agency it follows
	wireTail = 120  // bytes of a closing credit

	citingBytes = 60 // before an agency's name that are searched for "according to"
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
	if m := w.first(doc.Source); m != "" && len(m) >= len(strings.TrimSpace(doc.Source))-len("The ") {
		return w.of(m), agencyReport
	}
	if m := w.first(doc.Byline); m != "" {
		return w.of(m), agencyRelayed
	}
	t := strings.ToValidUTF8(doc.Text, " ")
	head := t[:min(len(t), wireHead)]
	if m := dateline.FindStringSubmatch(head); m != nil && w.of(m[1]) != "" {
		return w.of(m[1]), agencyRelayed
	}
	lead := t[:min(len(t), wireLead)]
	for _, sp := range w.find(lead) {
		if citing.MatchString(lead[max(0, sp.Start-citingBytes):sp.Start]) || reports.MatchString(lead[sp.End:]) {
			return w.of(sp.Of(lead)), agencyRelayed
		}
	}
	tail := strings.TrimSpace(t[max(0, len(t)-wireTail):])
	if m := credit.FindStringSubmatch(tail); m != nil {
		if name := w.first(m[1]); name != "" {
			return w.of(name), agencyRelayed
		}
	}
	if services.MatchString(strings.TrimSpace(doc.Byline)) || bylined.MatchString(head) || bylined.MatchString(tail) {
		return "", agencyRelayed
	}
	return "", outletReport
}
