package quantity

import (
	"strings"

	"kiroku/lang/mention"
	"kiroku/lang/quantity/scan"
	"kiroku/text"
)

// Aliases says what the tagger and the parser, which have seen "$5 million" a
// thousand times and "HK$5m" never, may take the tokens of the values for: a sign
// or code before digits for "$", letters behind them ("bn", "crore") for
// "million", "to" between digits for "-", a currency whose name is also a plain word ("won") for "dollars".
// The result is in order of tokens, nil for most sentences.
func Aliases(t string, tokens []text.Token, values []mention.Mention) (out []text.Alias) {
	i := 0
	for k := range values {
		m := &values[k]
		for i < len(tokens) && tokens[i].Span.Start < m.Span.Start {
			i++
		}
		from := i
		for i < len(tokens) && tokens[i].Span.End <= m.Span.End {
			i++
		}
		if m.Kind == mention.Money || m.Kind == mention.Number {
			out = aliases(out, t, tokens[:i], from, m.Kind == mention.Money)
		}
	}
	return out
}

// aliases adds those of one value, whose tokens are the last from from on.
func aliases(out []text.Alias, t string, tokens []text.Token, from int, money bool) []text.Alias {
	for i := from; i < len(tokens); i++ {
		form := tokens[i].Span.Of(t)
		switch {
		case isDigits(form):
		case money && i == from && i+1 < len(tokens) && isDigits(tokens[i+1].Span.Of(t)):
			out = alias(out, i, form, "$")
		case i > from && isDigits(tokens[i-1].Span.Of(t)) && shortScale(form):
			out = alias(out, i, form, "million")
		case i > from && i+1 < len(tokens) && form == "to" && isDigits(tokens[i-1].Span.Of(t)) && isDigits(tokens[i+1].Span.Of(t)):
			out = alias(out, i, form, "-")
		case money && i > from && i == len(tokens)-1 && plainWord(form):
			out = alias(out, i, form, "dollars")
		}
	}
	return out
}

func alias(out []text.Alias, i int, form, common string) []text.Alias {
	if form == common {
		return out
	}
	return append(out, text.Alias{Token: i, Form: common})
}

func isDigits(form string) bool { return form != "" && '0' <= form[0] && form[0] <= '9' }

// shortScale reports whether the form is a scale written with few letters: "m",
// "bn", "mln", or one that the treebanks lack: "crore".
func shortScale(form string) bool {
	switch w := scan.Words().Words[strings.ToLower(form)]; {
	case w == nil:
		return false
	case w.Class == scan.Suffix:
		return true
	default:
		return w.Class == scan.Scale && w.Num != 1_000 && w.Num != 1_000_000 && w.Num != 1_000_000_000
	}
}

// plainWord reports whether the form names a currency and is a plain word too.
func plainWord(form string) bool {
	w := scan.Words().Words[strings.ToLower(form)]
	if w == nil {
		return false
	}
	for k := range w.Phrases {
		if p := &w.Phrases[k]; p.Codes != nil && p.After && !p.Code && !p.Mass && len(p.Words) == 1 {
			return true
		}
	}
	return false
}
