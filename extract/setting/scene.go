package setting

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/gazetteer"
	"kiroku/lang/mention"
)

// The scene of a document is the country where what it tells of happened. Victims
// and people in need without a name are of the scene, and help goes there when no
// words say to whom it goes. A text may tell of a land that no gazetteer knows.

// titleVotes is how many mentions a country in the title counts for.
const titleVotes = 3

// ballot counts parties by code or, without one, by name.
type ballot struct {
	votes map[string]int
	best  claim.Party
}

func (b *ballot) add(p claim.Party, n int) {
	if b.votes[p.Key()] += n; b.best.Name == "" || b.votes[p.Key()] > b.votes[b.best.Key()] {
		b.best = p
	}
}

// most is the count of the leading party.
func (b *ballot) most() int { return b.votes[b.best.Key()] }

// SceneOf is the country that the document names most often as a place, counting
// its title; the author's own does not count where help goes abroad. A land without
// a code is the scene where countries are named in passing at most.
func (s *Setting) SceneOf(trees []*syntax.Tree) claim.Party {
	known, lands := ballot{votes: map[string]int{}}, ballot{votes: map[string]int{}}
	for _, m := range gazetteer.Find(nil, s.Doc.Title) {
		if len(m.Entries) == 0 {
			continue
		}
		if p, ok := s.abroadBy(cmp.Or(m.Entries[0].Country, m.Entries[0].Code)); ok {
			known.add(p, titleVotes)
		}
	}
	stems := nameStems(trees)
	for _, t := range trees {
		for i := range t.Sentence.Mentions {
			if t.NameOf(&t.Sentence.Mentions[i]) != "" && stems[t.NameOf(&t.Sentence.Mentions[i])] {
				continue // "the Norlandic ship" names no land beside Norland
			}
			if p, n := s.sceneVote(t, &t.Sentence.Mentions[i]); n > 0 && p.Code != "" {
				known.add(p, n)
			} else if n > 0 {
				if lands.votes[p.Key()] == 0 && titleHas(s.Doc.Title, p.Name) {
					n += titleVotes
				}
				lands.add(p, n)
			}
		}
	}
	if known.most() < inPassing && lands.most() >= leastLand && titleHas(s.Doc.Title, lands.best.Name) {
		return lands.best
	}
	return known.best
}

// nameStems are the names of one word that lengthen another name of the document
// by a suffix: "Norlandic" beside "Norland".
func nameStems(trees []*syntax.Tree) map[string]bool {
	const maxSuffix = 3
	names := map[string]bool{}
	for _, t := range trees {
		for i := range t.Sentence.Mentions {
			if name := t.NameOf(&t.Sentence.Mentions[i]); !strings.Contains(name, " ") {
				names[name] = true
			}
		}
	}
	longer := map[string]bool{}
	for name := range names {
		for n := 1; n <= maxSuffix && len(name)-n >= minStem; n++ {
			if names[name[:len(name)-n]] {
				longer[name] = true
			}
		}
	}
	return longer
}

// minStem is the least length of a name that another may lengthen.
const minStem = 4

// inPassing is the least count of a country that a document is about; leastLand
// that of a land that no gazetteer knows: of words that are read as a place once,
// most are none.
const (
	inPassing = 2
	leastLand = 4
)

// sceneVote is the land that a mention speaks for, and how much: as a place; or, of
// a land without a code, as a name that the title has too, unless it gives.
func (s *Setting) sceneVote(t *syntax.Tree, m *mention.Mention) (claim.Party, int) {
	head := t.HeadOf(m.Span)
	place := slices.Contains(PlacePrepositions, t.Marker(head))
	if m.Adj || !syntax.IsName(m.Kind) {
		return claim.Party{}, 0
	}
	if p, ok := s.abroadBy(CountryOf(m)); ok {
		return p, btoi(place)
	}
	if first, _ := utf8.DecodeRuneInString(t.NameOf(m)); !unicode.IsUpper(first) {
		return claim.Party{}, 0 // "$50m" is no land
	}
	titled := titleHas(s.Doc.Title, t.NameOf(m))
	if m.Kind != mention.Place && !titled || CountryOf(m) != "" || m.Code != "" || t.Is(head, "compound") || t.Marker(head) == "of" {
		return claim.Party{}, 0 // "a Katrina survivor", "the victims of Katrina" name a storm
	}
	p := claim.Party{Name: t.NameOf(m), Kind: claim.Country}
	gives := t.Is(head, "nsubj") && slices.Contains(givingActs, t.Lex.Aid[t.Lemma(t.Head(head))+"/v"].Act)
	switch {
	case strings.Contains(strings.ToLower(s.Doc.Source), strings.ToLower(p.Name)) || gives:
		return p, 0
	case titled:
		return p, 1 + btoi(place)
	}
	return p, btoi(place)
}

// titleHas reports whether a title has the name, of one word, as a word of its own;
// titles in capitals do not tell names by their letters.
func titleHas(title, name string) bool {
	return slices.ContainsFunc(strings.Fields(title), func(word string) bool {
		return strings.EqualFold(strings.Trim(word, ".,:;\"'()"), name)
	})
}

// givingActs are the frames whose subject gives.
var givingActs = []string{"give", "pledge", "offer", "approve"}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// abroadBy is the country with a code, if it is not the author's.
func (s *Setting) abroadBy(code string) (claim.Party, bool) {
	e, ok := gazetteer.ByCode(code)
	if !ok || e.Kind != gazetteer.Country || code == s.Home {
		return claim.Party{}, false
	}
	return claim.Party{Name: e.Name, Code: code, Kind: claim.Country}, true
}

// SceneNow is the country of the last place that was named, unless that is the
// author's own or the document is about a land without a code; else its scene.
func (s *Setting) SceneNow() claim.Party {
	if s.Scene.Name == "" || s.Scene.Code != "" {
		if p, ok := s.abroadBy(s.LastPlace.Code); ok {
			return p
		}
	}
	return s.Scene
}
