package scale

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/gazetteer"
	"kiroku/text"
	"kiroku/value"
)

// Generator tells the stories of its seeds again.
type Generator struct {
	seeds     []Report
	rng       *rand.Rand
	countries []gazetteer.Entry
	perStory  int

	story told
	left  int // reports of the story to come
}

// told is a story as its first report has it.
type told struct {
	Report
	day value.Day
}

// outlets is how many outlets report; the first report most.
const outlets = 400

// New makes a generator of stories that so many outlets report on average.
func New(seeds []Report, seed uint64, perStory int) *Generator {
	countries := slices.Clone(gazetteer.Countries())
	slices.SortFunc(countries, func(a, b gazetteer.Entry) int { return cmp.Compare(a.Code, b.Code) })
	return &Generator{seeds: seeds, rng: rand.New(rand.NewPCG(seed, 1)), countries: countries, perStory: max(perStory, 1)}
}

// Next is the next report: of the story under way, or the first of a new one.
func (g *Generator) Next() Report {
	if g.left == 0 {
		g.story = g.tell(g.seeds[g.rng.IntN(len(g.seeds))])
		g.left = 1 + int(g.rng.ExpFloat64()*float64(g.perStory-1)+0.5)
	}
	g.left--
	doc := *g.story.Doc
	doc.Source = fmt.Sprintf("Outlet %d", g.skewed(outlets)+1)
	doc.Ref = fmt.Sprintf("generated/%s.txt", strings.ReplaceAll(strings.ToLower(doc.Source), " ", "-"))
	doc.Published = value.OnDay(g.story.day.Add(0, 0, g.rng.IntN(3)))
	doc.ID = text.DocumentID(doc.Source, doc.URL, doc.Text)
	rep := Report{Doc: &doc}
	for _, c := range g.story.Claims {
		c.Confidence = float64(50+g.rng.IntN(50)) / 100
		if sealed, err := claim.Seal(&doc, c.Evidence.Span(), c); err == nil {
			rep.Claims = append(rep.Claims, sealed)
		}
	}
	return rep
}

// skewed is a number below n, small ones more often: few parties and outlets
// make most of the news.
func (g *Generator) skewed(n int) int {
	f := g.rng.Float64()
	return int(f * f * f * float64(n))
}

// tell makes another story of a seed: other countries, people, sums and days.
func (g *Generator) tell(seed Report) told {
	day := value.NewDay(2014, 1, 1).Add(0, 0, g.rng.IntN(12*365))
	names := g.renames(seed.Claims)
	edits := renamed(seed.Doc.Text, names)
	amounts := map[string]string{} // digits of an amount, and what stands for them
	claims := make([]claim.Claim, len(seed.Claims))
	for i, c := range seed.Claims {
		claims[i] = g.vary(c, names, day, seed.Doc)
		if e, ok := g.digits(&claims[i], seed.Doc, amounts); ok {
			edits = append(edits, e)
		}
	}
	doc := *seed.Doc
	var at func(text.Span) text.Span
	doc.Text, at = apply(doc.Text, edits)
	for i := range claims {
		sp := at(claims[i].Evidence.Span())
		claims[i].Evidence.Start, claims[i].Evidence.End = sp.Start, sp.End
		spans := make(map[string]text.Span, len(claims[i].Spans))
		for field, s := range claims[i].Spans {
			spans[field] = at(s)
		}
		claims[i].Spans = spans
	}
	doc.Paragraphs = []text.Paragraph{{Span: text.Span{Start: 0, End: len(doc.Text)}, Role: text.Body}}
	doc.Title = rename(doc.Title, names)
	return told{Report{&doc, claims}, day}
}

// renames chooses for every party that claims name another country, or another
// name.
func (g *Generator) renames(claims []claim.Claim) map[string]claim.Party {
	names, codes := map[string]claim.Party{}, map[string]claim.Party{}
	for _, c := range claims {
		for _, p := range slices.Concat(c.Actors, c.Recipients, c.Via, []claim.Party{{Name: c.Where.Name, Code: c.Where.Code}}) {
			if _, ok := names[p.Name]; ok || p.Name == "" {
				continue
			}
			switch {
			case len(p.Code) != 3:
				names[p.Name] = claim.Party{Name: g.name(), Kind: p.Kind}
			case codes[p.Code].Code == "":
				other := g.countries[g.skewed(len(g.countries))]
				codes[p.Code] = claim.Party{Name: other.Name, Code: other.Code, Kind: claim.Country}
				fallthrough
			default:
				names[p.Name] = codes[p.Code]
			}
		}
	}
	return names
}

// name makes up a name of two words.
func (g *Generator) name() string {
	syllables := []string{"ba", "dor", "el", "fin", "ga", "hal", "iss", "ka", "lor", "mun", "na", "or", "pel", "ra", "sto", "tir", "ul", "ven", "wa", "zim"}
	word := func() string {
		var b strings.Builder
		for range 2 + g.rng.IntN(2) {
			b.WriteString(syllables[g.rng.IntN(len(syllables))])
		}
		return strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	return word() + " " + word()
}

// vary gives a claim its new parties and days.
func (g *Generator) vary(c claim.Claim, names map[string]claim.Party, day value.Day, doc *text.Document) claim.Claim {
	swap := func(list []claim.Party) []claim.Party {
		var out []claim.Party
		for _, p := range list {
			out = append(out, names[p.Name])
		}
		return out
	}
	c.Actors, c.Recipients, c.Via = swap(c.Actors), swap(c.Recipients), swap(c.Via)
	if p, ok := names[c.Where.Name]; ok {
		c.Where = claim.Location{Name: p.Name, Code: p.Code}
	}
	c.Content = rename(c.Content, names)
	c.When.Date, c.AsOf.Date = moved(c.When.Date, doc.Published, day), moved(c.AsOf.Date, doc.Published, day)
	return c
}

// moved is a date as far from its new day of publication as it was from the
// old one; one that cannot be moved so is unknown.
func moved(d, published value.Date, day value.Day) value.Date {
	if d.From.IsZero() || d.To.IsZero() || published.From.IsZero() {
		return value.Date{}
	}
	shift := int(day.Time().Sub(published.From.Time()).Hours() / 24)
	return value.Date{From: d.From.Add(0, 0, shift), To: d.To.Add(0, 0, shift)}
}

// edit is words in place of others.
type edit struct {
	text.Span
	words string
}

var digits = regexp.MustCompile(`[0-9][0-9,.]*[0-9]|[1-9]`)

// digits gives the sum or figure of a claim another number, in its words too.
func (g *Generator) digits(c *claim.Claim, doc *text.Document, chosen map[string]string) (edit, bool) {
	field, amount := "money", value.Number{}
	if c.Type == claim.Impact {
		field, amount = "value", c.Value
	} else if c.Money != nil {
		amount = c.Money.Amount
	}
	sp := c.Spans[field]
	at := digits.FindStringIndex(sp.Of(doc.Text))
	if at == nil || !amount.Known() {
		return edit{}, false
	}
	written := sp.Of(doc.Text)[at[0]:at[1]]
	old, err := value.ParseNumber(strings.ReplaceAll(written, ",", ""))
	if err != nil || !old.Known() || old.Sign() <= 0 {
		return edit{}, false
	}
	if chosen[written] == "" {
		chosen[written] = fmt.Sprint(1 + g.rng.IntN(900))
	}
	scaled := amount.Mul(value.MustNumber(chosen[written])).Div(old).Round(0)
	if c.Type == claim.Impact {
		c.Value, c.ValueTo = scaled, value.Number{}
	} else {
		m := *c.Money
		m.Amount, m.AmountTo, m.Equivalent = scaled, value.Number{}, nil
		c.Money = &m
	}
	return edit{text.Span{Start: sp.Start + at[0], End: sp.Start + at[1]}, chosen[written]}, true
}

// renamed finds where names stand in a text.
func renamed(t string, names map[string]claim.Party) []edit {
	var edits []edit
	for _, name := range slices.Sorted(maps.Keys(names)) {
		for from := 0; ; {
			i := strings.Index(t[from:], name)
			if i < 0 {
				break
			}
			sp := text.Span{Start: from + i, End: from + i + len(name)}
			edits = append(edits, edit{sp, names[name].Name})
			from = sp.End
		}
	}
	return edits
}

func rename(t string, names map[string]claim.Party) string {
	t, _ = apply(t, renamed(t, names))
	return t
}

// apply makes the edits that do not overlap an earlier or a longer one, and
// gives where spans of the old text lie in the new. A span that begins or ends
// within an edit takes all of it in.
func apply(t string, edits []edit) (string, func(text.Span) text.Span) {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	var b strings.Builder
	var made []edit
	var moved []text.Span // where each edit's words lie in the new text
	end := 0
	for _, e := range edits {
		if e.Start < end {
			continue
		}
		b.WriteString(t[end:e.Start])
		moved = append(moved, text.Span{Start: b.Len(), End: b.Len() + len(e.words)})
		b.WriteString(e.words)
		made = append(made, e)
		end = e.End
	}
	b.WriteString(t[end:])
	shift := func(at int, end bool) int {
		i, _ := slices.BinarySearchFunc(made, at, func(e edit, at int) int { return cmp.Compare(e.End, at) })
		if i < len(made) && at > made[i].Start && at < made[i].End { // within
			if end {
				return moved[i].End
			}
			return moved[i].Start
		}
		if i < len(made) && at == made[i].End {
			return moved[i].End
		}
		if i == 0 {
			return at
		}
		return at - made[i-1].End + moved[i-1].End
	}
	return b.String(), func(sp text.Span) text.Span {
		return text.Span{Start: shift(sp.Start, false), End: shift(sp.End, true)}
	}
}
