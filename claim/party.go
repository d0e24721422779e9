package claim

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Key is what two parties that are the same for certain share: the code, or
// else the folded name. A party without either has the key "".
func (p Party) Key() string {
	if p.Code != "" {
		return p.Code
	}
	return FoldName(p.Name)
}

// FoldName makes a name comparable: lower case, without accents, dots and
// apostrophes, words parted by one space, no leading article: "The U.S. Army"
// is "us army".
func FoldName(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	apart := false // the last word is over
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if apart && b.Len() > 0 {
				b.WriteByte(' ')
			}
			apart = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || strings.ContainsRune(".'’ʼ`", r):
		default:
			apart = true
		}
	}
	return strings.TrimPrefix(b.String(), "the ")
}
