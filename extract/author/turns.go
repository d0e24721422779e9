package author

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/gazetteer"
	"kiroku/lang/mention"
	"kiroku/text"
)

// Transcripts of remarks and press conferences give each turn to a speaker
// whose name stands in capitals before it: "MINISTER KUBIAK: We will ...".

// turn is where a speaker begins to speak, until the next turn.
type turn struct {
	at      int         // byte offset of the line
	speaker claim.Party // zero for reporters, who ask and state nothing
}

// maxTurnLabel bounds the label before a turn's colon, in bytes.
const maxTurnLabel = 60

// leastTurns is how many turns make a text a transcript: memoranda have single
// labels ("SUBJECT:").
const leastTurns = 2

// turnsOf finds the turns of a transcript; nil for other texts.
func (v *Voice) turnsOf() []turn {
	var out []turn
	known := map[string]turn{}
	at := 0
	for line := range strings.Lines(v.analysis.Doc.Text) {
		if label, ok := labelOf(line); ok {
			t, seen := known[label]
			if !seen {
				t = v.turnOf(label)
				known[label] = t
			}
			t.at = at
			out = append(out, t)
		}
		at += len(line)
	}
	spoken := slices.DeleteFunc(slices.Clone(out), func(t turn) bool { return t.speaker.Name == "" })
	if len(out) < leastTurns || len(spoken) == 0 || len(spoken) < leastTurns && !asked(known) {
		return nil
	}
	return out
}

// IsTranscript reports whether a text may have turns: it has enough labels.
func IsTranscript(doc *text.Document) bool {
	n := 0
	for line := range strings.Lines(doc.Text) {
		if _, ok := labelOf(line); ok {
			n++
		}
	}
	return n >= leastTurns
}

// asked reports whether a reporter has a turn: then one speaker is enough.
func asked(known map[string]turn) bool {
	_, q := known["Q"]
	_, question := known["QUESTION"]
	return q || question
}

// labelOf is the speaker's label that a line begins with.
func labelOf(line string) (string, bool) {
	if rest, ok := strings.CutPrefix(line, "Q"); ok && (strings.HasPrefix(rest, "  ") || strings.HasPrefix(rest, ":")) {
		return "Q", true
	}
	label, _, ok := strings.Cut(line[:min(len(line), maxTurnLabel)], ":")
	if !ok || utf8.RuneCountInString(label) < 3 {
		return "", false
	}
	for _, c := range label {
		if !unicode.IsUpper(c) && !strings.ContainsRune(" .’'-", c) {
			return "", false
		}
	}
	return label, true
}

// turnOf reads who a label calls.
func (v *Voice) turnOf(label string) turn {
	office, name := splitLabel(v.lex, label)
	switch {
	case name == "" && (v.lex.HomeOffices[lastWord(office)] || v.lex.Answerers[office]):
		return turn{speaker: v.Author}
	case name == "":
		return turn{}
	}
	if p, ok := v.introduced(name); ok {
		return turn{speaker: p}
	}
	if office == "" {
		return turn{} // "FROM THE PRESIDENT:" heads a memorandum
	}
	return turn{speaker: claim.Party{Name: titleCase(name), Code: v.titleCountry(name), Kind: claim.Person}}
}

// splitLabel parts a label, in small letters, into office and name.
func splitLabel(lex *lexicon.Lexicon, label string) (office, name string) {
	words := strings.Fields(strings.ToLower(label))
	n := 0
	for n < len(words) && (lex.Persons[words[n]] || lex.Askers[words[n]] || lex.Answerers[words[n]] || lex.TitleGender[words[n]] != "" || lex.Labels[words[n]]) {
		n++
	}
	return strings.TrimPrefix(strings.Join(words[:n], " "), "the "), strings.Join(words[n:], " ")
}

func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// introduced is the person that the document names with that surname.
func (v *Voice) introduced(name string) (claim.Party, bool) {
	var best claim.Party
	for i := range v.analysis.Sentences {
		for _, m := range v.analysis.Sentences[i].Mentions {
			if m.Kind != mention.Person || !strings.HasSuffix(strings.ToLower(m.Name), name) {
				continue
			}
			p := claim.Party{Name: m.Name, Code: cmp.Or(best.Code, m.Code), Kind: claim.Person}
			if len(p.Name) >= len(best.Name) {
				best = p
			}
		}
	}
	best.Code = cmp.Or(best.Code, v.titleCountry(name))
	if best.Name == strings.ToUpper(best.Name) {
		best.Name = titleCase(strings.ToLower(best.Name))
	}
	return best, best.Name != ""
}

// titleCountry is the country that the document's title gives to a name:
// "President Ana Kubiak of Norland"; "" for none.
func (v *Voice) titleCountry(name string) string {
	_, behind, ok := strings.Cut(strings.ToLower(v.analysis.Doc.Title), name+" of ")
	if !ok {
		return ""
	}
	tail := v.analysis.Doc.Title[len(v.analysis.Doc.Title)-min(len(behind), len(v.analysis.Doc.Title)):]
	for _, m := range gazetteer.Find(nil, tail) {
		if m.Start > len("the ") {
			break
		}
		for _, e := range m.Entries {
			if e.Kind == gazetteer.Country {
				return e.Code
			}
		}
	}
	return ""
}

func titleCase(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		c, n := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(c)) + w[n:]
	}
	return strings.Join(words, " ")
}

// SelfAt is whom "we" and "I" mean outside quoted words: who speaks in a
// transcript, else the document's author.
func (v *Voice) SelfAt(offset int) claim.Party {
	k, _ := slices.BinarySearchFunc(v.Turns, offset+1, func(t turn, at int) int { return cmp.Compare(t.at, at) })
	if k == 0 {
		return v.Author
	}
	return v.Turns[k-1].speaker
}
