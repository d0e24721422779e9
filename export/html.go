package export

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/text"
)

//go:embed bundle.html
var bundlePage string

// WriteHTML writes the bundle as one page that needs nothing else: quotes in
// their context, addresses, times, hashes, versions, and the annotations as
// JSON-LD. The page loads nothing and runs nothing.
func (b Bundle) WriteHTML(w io.Writer) error {
	page, err := template.New("bundle").Parse(bundlePage)
	if err != nil {
		return fmt.Errorf("read the page's template: %w", err)
	}
	if err := page.Execute(w, b.view()); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

// view is what the page shows.
type view struct {
	Title       string
	Entry       ledger.Entry
	Fields      []pair
	Documents   []documentView
	Annotations template.JS
	Tool        string
}

type pair struct{ Name, Words string }

type documentView struct {
	Doc      *text.Document
	Heading  string
	Fields   []pair
	Fetches  []ledger.Fetch
	Versions []ledger.Revision
	Claims   []claimView
}

type claimView struct {
	ID, Says, SaidBy     string
	Before, Quote, After string
	Fields               []pair
	Start, End           int
	Withdrawn            bool
	Rule                 string
	Confidence           string
}

func (b Bundle) view() view {
	e := b.Entry
	v := view{Title: visible(e.Summary), Entry: e, Tool: b.Tool, Annotations: b.annotations()}
	v.Fields = pairs("type", string(e.Type), "what", e.Action, "category", e.Category, "polarity", string(e.Polarity), "modality", string(e.Modality),
		"who", parties(e.Actors), "to whom", parties(e.Recipients), "through", parties(e.Via), "when", e.When.String(), "where", e.Where.Name,
		"reported", e.Reported.String(), "independent origins", fmt.Sprint(e.Origins), "confidence", fmt.Sprintf("%.2f", e.Confidence), "decided", e.Status)
	if e.Money != nil {
		v.Fields = append(v.Fields, pair{"sum", e.Money.String()})
	}
	for _, src := range b.Documents {
		v.Documents = append(v.Documents, b.documentView(src))
	}
	return v
}

func (b Bundle) documentView(src Source) documentView {
	doc := src.Doc
	d := documentView{Doc: doc, Fetches: src.Fetches, Versions: src.Versions}
	if d.Heading = visible(doc.Title); d.Heading == "" {
		d.Heading = visible(doc.Ref)
	}
	taken := ""
	if !doc.Retrieved.IsZero() {
		taken = doc.Retrieved.UTC().Format(time.RFC3339)
	}
	d.Fields = pairs("outlet", doc.Source, "by", doc.Byline, "published", doc.Published.String(), "updated", doc.Updated.String(),
		"language", doc.Lang, "taken", taken, "SHA-256 of the bytes", doc.RawHash, "SHA-256 of the text", sum([]byte(doc.Text)), "document", doc.ID)
	for _, name := range slices.Sorted(maps.Keys(doc.Found)) {
		d.Fields = append(d.Fields, pair{"how " + name + " was found", visible(doc.Found[name])})
	}
	for _, c := range b.Claims {
		if c.Document == doc.ID {
			d.Claims = append(d.Claims, b.claimView(c, doc))
		}
	}
	return d
}

// contextBytes is how much of the text stands on each side of a quote.
const contextBytes = 400

func (b Bundle) claimView(c claim.Claim, doc *text.Document) claimView {
	from, to := max(0, c.Evidence.Start-contextBytes), min(len(doc.Text), c.Evidence.End+contextBytes)
	for from > 0 && !utf8.RuneStart(doc.Text[from]) {
		from--
	}
	for to < len(doc.Text) && !utf8.RuneStart(doc.Text[to]) {
		to++
	}
	v := claimView{ID: c.ID, Says: describe(c), SaidBy: chain(c.Sources), Quote: visible(c.Evidence.Quote),
		Before: visible(doc.Text[from:c.Evidence.Start]), After: visible(doc.Text[c.Evidence.End:to]),
		Start: c.Evidence.Start, End: c.Evidence.End, Withdrawn: slices.Contains(b.Entry.Withdrawn, c.ID),
		Rule: c.Rule + " (rules " + c.Version + ")", Confidence: fmt.Sprintf("%.2f", c.Confidence)}
	for _, name := range slices.Sorted(maps.Keys(c.Spans)) {
		v.Fields = append(v.Fields, pair{name, visible(c.Spans[name].Of(doc.Text))})
	}
	return v
}

// annotations is a list of all annotations, safe to stand in a script element:
// the encoder escapes <, > and &, and marks of direction are escaped after it.
func (b Bundle) annotations() template.JS {
	list := []Annotation{}
	for _, c := range b.Claims {
		list = append(list, annotate(c, b.source(c).Doc, b.Tool))
	}
	out, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		return "[]" // strings and numbers always can be written
	}
	var safe strings.Builder
	for _, r := range string(out) {
		if unicode.Is(unicode.Bidi_Control, r) {
			fmt.Fprintf(&safe, `\u%04x`, r)
		} else {
			safe.WriteRune(r)
		}
	}
	return template.JS(safe.String())
}

// describe says in a line what a claim says.
func describe(c claim.Claim) string {
	words := []string{string(c.Type)}
	if c.Polarity == claim.Negated {
		words = append(words, "not")
	}
	for _, w := range []string{c.Action, c.Measure, c.Kind, c.Stance, c.Category, string(c.Modality)} {
		if w != "" {
			words = append(words, w)
		}
	}
	s := strings.Join(words, ", ")
	for _, part := range []struct{ before, words string }{{": ", parties(c.Actors)}, {" → ", parties(c.Recipients)}, {"; ", moneyOf(c)}, {"; ", figureOf(c)}} {
		if part.words != "" {
			s += part.before + part.words
		}
	}
	return visible(s)
}

func moneyOf(c claim.Claim) string {
	if c.Money == nil {
		return ""
	}
	return c.Money.String()
}

func figureOf(c claim.Claim) string {
	n := c.Value
	if !n.Known() {
		n = c.Count
	}
	if !n.Known() {
		return ""
	}
	return strings.TrimSpace(n.String() + " " + c.Unit)
}

func chain(sources []claim.Attribution) string {
	var names []string
	for _, s := range sources {
		names = append(names, visible(s.Name))
	}
	return strings.Join(names, " < ")
}

func parties(list []claim.Party) string {
	var names []string
	for _, p := range list {
		name := p.Name
		if p.Code != "" && p.Code != p.Name {
			name += " (" + p.Code + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// pairs are names and words, those without words left out.
func pairs(of ...string) []pair {
	var list []pair
	for i := 0; i+1 < len(of); i += 2 {
		if strings.TrimSpace(of[i+1]) != "" {
			list = append(list, pair{of[i], visible(of[i+1])})
		}
	}
	return list
}

// visible takes away the characters that would steer the page: controls, and
// marks that turn the direction of writing.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// HTML is the page as bytes.
func (b Bundle) HTML() ([]byte, error) {
	var page bytes.Buffer
	err := b.WriteHTML(&page)
	return page.Bytes(), err
}
