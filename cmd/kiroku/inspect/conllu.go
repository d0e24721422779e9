package inspect

import (
	"io"
	"slices"
	"strings"

	"kiroku/lang"
	"kiroku/lang/conllu"
	"kiroku/lang/mention"
)

// conlluWriter writes analyses as CoNLL-U. The first error stays.
type conlluWriter struct {
	w   io.Writer
	err error
}

func (out *conlluWriter) write(a annotated) {
	if out.err != nil {
		return
	}
	sents := make([]conllu.Sentence, len(a.Sentences))
	for i := range a.Sentences {
		if a.kept != nil {
			sents[i] = a.kept[i]
			sents[i].Sentence = a.Sentences[i].Sentence
		} else {
			sents[i] = conllu.Of(a.Doc.Text, &a.Sentences[i].Sentence)
		}
		markNames(&sents[i], a.Sentences[i])
	}
	out.err = conllu.Write(out.w, a.Doc.Text, sents)
}

// markNames puts Entity=(kind at the first word of a name and Entity=kind) at
// its last, in MISC, as the bracket notation of CorefUD does.
func markNames(out *conllu.Sentence, sent lang.Sentence) {
	marks := make([]string, len(sent.Tokens))
	for _, m := range sent.Mentions {
		switch m.Kind {
		case mention.Person, mention.Organization, mention.Place, mention.Country:
		default:
			continue
		}
		first, last := -1, -1
		for i, tok := range sent.Tokens {
			if m.Span.Overlaps(tok.Span) {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		switch {
		case first < 0:
		case first == last:
			marks[first] += "(" + string(m.Kind) + ")"
		default:
			marks[first] += "(" + string(m.Kind)
			marks[last] += string(m.Kind) + ")"
		}
	}
	for i, mark := range marks {
		misc := slices.DeleteFunc(strings.Split(out.Misc[i], "|"), func(s string) bool {
			return s == "" || strings.HasPrefix(s, "Entity=") // of an earlier annotation
		})
		if mark != "" {
			misc = append(misc, "Entity="+mark)
		}
		out.Misc[i] = strings.Join(misc, "|")
	}
}

// looksLikeCoNLLU reports whether the first line that is no comment has ten
// columns and begins with the number 1.
func looksLikeCoNLLU(file string) bool {
	for line := range strings.Lines(file) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		return strings.HasPrefix(line, "1") && strings.Count(line, "\t") == 9
	}
	return false
}
