package parse

import (
	_ "embed"
	"strings"

	"kiroku/text"
)

// An aside names who says a sentence in the middle of it ("The convoy, she told
// reporters, is safe") or its subject once more. Treebanks hold few, and the networks take its verb for the
// sentence's own, or the subject before it for a form of address. So the sentence
// is parsed without the aside, the aside alone, and then hung where it stood.

//go:embed telling.txt
var tellingFile string

// telling is the set of lemmas that an aside's verb may have.
var telling = func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(tellingFile) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			set[line] = true
		}
	}
	return set
}()

// aside is a stretch of tokens: those of the telling words, and of the commas
// and quotation marks around them that the rest of the sentence can do without.
type aside struct {
	from, to   int  // all that is left out
	first, end int  // the words in it
	names      bool // they name the subject, and tell nothing
}

// Bounds of an aside, in tokens.
const (
	maxTeller = 12 // before the verb
	maxTold   = 10 // behind it
)

// findAside finds the sentence's first aside.
func findAside(t string, sent *text.Sentence) (aside, bool) {
	if len(sent.Tokens) > maxBeam {
		return aside{}, false // one after the other, each with a copy of the rest, would take too long
	}
	for c := 1; c+3 < len(sent.Tokens); c++ {
		if sent.Tokens[c].Tag == "PUNCT" && sent.Form(t, c) == "," {
			if a, ok := asideAt(t, sent, c); ok {
				return a, true
			}
		}
	}
	return aside{}, false
}

// asideAt reads an aside behind the comma c: what stands behind it must need
// what stands before, as a verb needs its subject or half a quotation the other.
func asideAt(t string, sent *text.Sentence, c int) (a aside, ok bool) {
	toks := sent.Tokens
	a.from, a.first = c, c+1
	closed := isQuote(sent.Form(t, a.first))
	if closed {
		a.first++
	}
	v := a.first
	for v < len(toks) && v-a.first < maxTeller && nominal(&toks[v]) {
		v++
	}
	if !closed && renames(t, sent, c, v) {
		if toks[v+1].XTag == "VBN" && !goesOn(toks[v+1:]) {
			toks[v+1].XTag, toks[v+1].Feats = "VBD", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
		}
		a.end, a.to, a.names = v, v+1, true
		return a, true
	}
	if v == len(toks) || toks[v].Tag != "VERB" || !finite(&toks[v]) || !telling[toks[v].Lemma] || v > a.first && !hasNoun(toks[a.first:v]) {
		return a, false
	}
	for a.end = v + 1; a.end < len(toks) && a.end-v <= maxTold && (nominal(&toks[a.end]) || toks[a.end].Tag == "ADV"); a.end++ {
	}
	inverted := v == a.first
	if a.end+1 >= len(toks) || sent.Form(t, a.end) != "," || inverted && !hasNoun(toks[v+1:a.end]) {
		return a, false
	}
	a.to = a.end + 1
	opened := isQuote(sent.Form(t, a.to))
	if opened {
		a.to++
	}
	if opened != closed || a.to >= len(toks) {
		return a, false // "In Rome, he said, “we stay”": the words said begin behind it
	}
	return a, hasNoun(toks[:c]) && (goesOn(toks[a.to:]) || opened && small(sent.Form(t, a.to)))
}

// renames reports whether the words between the commas c and end only name the
// subject before them another way: "the chief of the fund, Anna Holm, said".
func renames(t string, sent *text.Sentence, c, end int) bool {
	toks := sent.Tokens
	if end+1 >= len(toks) || sent.Form(t, end) != "," || toks[c+1].Tag == "ADP" || !hasNoun(toks[c+1:end]) || !goesOn(toks[end+1:]) && !wantsVerb(toks, end+1) {
		return false
	}
	if last := toks[c-1].Tag; last != "NOUN" && last != "PROPN" {
		return false
	}
	for i := range c {
		if finite(&toks[i]) || toks[i].Tag == "PUNCT" {
			return false
		}
	}
	return true
}

// wantsVerb reports whether the token at v, tagged as a participle, must be the
// verb of a sentence that has none: "the chief, Anna Holm, proposed a fund".
func wantsVerb(toks []text.Token, v int) bool {
	if toks[v].XTag != "VBN" {
		return false
	}
	for i := range toks {
		if finite(&toks[i]) {
			return false
		}
	}
	return true
}

// goesOn reports whether the tokens begin with a verb in want of a subject.
func goesOn(toks []text.Token) bool {
	for i := 0; i < len(toks) && i < 3; i++ {
		switch tok := &toks[i]; tok.Tag {
		case "ADV", "PART":
		case "AUX", "VERB":
			return finite(tok)
		default:
			return false
		}
	}
	return false
}

// finite reports whether a verb stands in a tense: "says", "told", "will".
func finite(tok *text.Token) bool {
	switch tok.XTag {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// nominal reports whether a token may belong to who tells or is told.
func nominal(tok *text.Token) bool {
	switch tok.Tag {
	case "NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADP", "SYM":
		return tok.XTag != "WDT" && tok.XTag != "WP" && tok.XTag != "WP$"
	}
	return tok.XTag == "POS"
}

func hasNoun(toks []text.Token) bool {
	for i := range toks {
		switch toks[i].Tag {
		case "NOUN", "PROPN", "PRON":
			return true
		}
	}
	return false
}

func isQuote(form string) bool {
	switch form {
	case `"`, "“", "”", "''", "``", "‘", "’", "'", "«", "»":
		return true
	}
	return false
}

func small(form string) bool { return form != "" && (form[0] < 'A' || form[0] > 'Z') }

// parseAround parses the sentence without the aside, the aside alone, and hangs
// the aside on the verb of the clause that it interrupts.
func (m *Model) parseAround(t string, sent *text.Sentence, a aside) {
	rest := excerpt(sent, 0, a.from, a.to, len(sent.Tokens))
	told := excerpt(sent, a.first, a.end, 0, 0)
	m.Parse(t, &rest, nil)
	m.Parse(t, &told, nil)
	back := func(i int) int {
		if i >= a.from {
			return i + a.to - a.from
		}
		return i
	}
	clause, subject := 0, a.from-1
	for i := range rest.Tokens {
		tok := rest.Tokens[i]
		if tok.Head == none {
			clause = back(i)
		} else {
			tok.Head = back(tok.Head)
		}
		if i < a.from && strings.HasPrefix(tok.Rel, "nsubj") {
			subject = i
		}
		sent.Tokens[back(i)] = tok
	}
	verb := a.first
	for i := range told.Tokens {
		tok := told.Tokens[i]
		if tok.Head == none {
			verb, tok.Head, tok.Rel = a.first+i, clause, "parataxis"
			if a.names {
				tok.Head, tok.Rel = subject, "appos"
			}
		} else {
			tok.Head += a.first
		}
		sent.Tokens[a.first+i] = tok
	}
	for i := a.from; i < a.to; i++ {
		if i < a.first || i >= a.end {
			sent.Tokens[i].Head, sent.Tokens[i].Rel = verb, "punct"
		}
	}
}

// excerpt is a sentence of two stretches of another's tokens, with their aliases.
func excerpt(sent *text.Sentence, from, to, on, end int) text.Sentence {
	out := text.Sentence{Span: sent.Span, Paragraph: sent.Paragraph}
	for _, part := range [2][2]int{{from, to}, {on, end}} {
		for i := part[0]; i < part[1]; i++ {
			if at, ok := sent.AliasOf(i); ok {
				out.Aliases = append(out.Aliases, text.Alias{Token: len(out.Tokens), Form: at})
			}
			out.Tokens = append(out.Tokens, sent.Tokens[i])
		}
	}
	return out
}
