package author

import (
	"slices"
	"strings"
	"unicode"

	"kiroku/claim"
	"kiroku/gazetteer"
)

// signerOf is who says "I" in the author's own document: whom its title names behind
// "by" or "from" ("Statement by President Ana Kubiak on ..."), or who signs it in
// capitals on one of its last lines. The zero Party is nobody.
func (v *Voice) signerOf() claim.Party {
	name := v.titleSigner()
	if name == "" {
		name = v.signature()
	}
	if name == "" {
		return claim.Party{}
	}
	return claim.Party{Name: name, Code: v.Author.Code, Kind: claim.Person}
}

// titleSigner is the name behind the first "by" or "from" of the title, its office left
// out; "" where no office stands before it.
func (v *Voice) titleSigner() string {
	words := strings.Fields(v.analysis.Doc.Title)
	k := slices.IndexFunc(words, func(w string) bool { w = strings.ToLower(w); return w == "by" || w == "from" })
	if k < 0 {
		return ""
	}
	words = words[k+1:]
	end, office := 0, -1
	for end < len(words) && end < maxSigner && unicode.IsUpper([]rune(words[end])[0]) {
		if w := strings.ToLower(words[end]); v.lex.Persons[w] || v.lex.TitleGender[w] != "" {
			office = end
		}
		end++
	}
	if office < 0 || office+1 >= end {
		return ""
	}
	return strings.TrimSuffix(strings.Join(words[office+1:end], " "), ",")
}

// maxSigner bounds the words of an office with its name.
const maxSigner = 12

// signatureLines are the last lines of a letter that may be signed, a place and a date
// among them.
const signatureLines = 4

// signature is the name in capitals that a text ends with.
func (v *Voice) signature() string {
	lines := strings.FieldsFunc(v.analysis.Doc.Text, func(c rune) bool { return c == '\n' })
	for n := 1; n <= min(signatureLines, len(lines)); n++ {
		line := lines[len(lines)-n]
		if k := strings.LastIndex(line, ", "); k >= 0 && strings.ToUpper(line[:k]) != line[:k] {
			line = line[k+2:] // "Sincerely, ANA KUBIAK"
		}
		if name := strings.TrimSpace(line); isSignature(name) {
			return titleCase(strings.ToLower(name))
		}
	}
	return ""
}

// isSignature reports whether a line is a name in capitals and not that of an office or
// a place.
func isSignature(line string) bool {
	words := strings.Fields(line)
	if len(words) < 2 || len(words) > 5 || strings.ToUpper(line) != line || words[0] == "THE" {
		return false
	}
	letter := func(c rune) bool {
		return unicode.IsLetter(c) || c == '.' || c == '-' || c == ' ' || c == '\'' || c == '’'
	}
	if strings.IndexFunc(line, func(c rune) bool { return !letter(c) }) >= 0 {
		return false
	}
	return len(gazetteer.Find(nil, titleCase(strings.ToLower(words[0])))) == 0 || isGiven(words[0])
}

func isGiven(word string) bool {
	return slices.ContainsFunc(gazetteer.Lookup(titleCase(strings.ToLower(word))), func(e gazetteer.Entry) bool { return e.Kind == gazetteer.Given })
}
