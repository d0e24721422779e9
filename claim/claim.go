// Package claim holds the record of one thing that one document says happened,
// was promised, was counted or was said, with the exact words that say it.
//
// A claim comes into being only through [Seal], which copies the quoted words
// from the document and refuses spans that lie outside it: a claim without its
// words cannot exist. The package does no I/O.
package claim

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"kiroku/text"
	"kiroku/value"
)

// Type is the kind of thing claimed.
type Type string

// The five types.
const (
	Aid       Type = "aid"       // assistance from actors to recipients
	Sanction  Type = "sanction"  // a restrictive measure
	Impact    Type = "impact"    // a figure of harm or need
	Event     Type = "event"     // something that happened between parties or to a place
	Statement Type = "statement" // what somebody says
)

// Types lists every type in the order of documentation.
var Types = []Type{Aid, Sanction, Impact, Event, Statement}

// Polarity tells a claim from its denial.
type Polarity string

// The polarities.
const (
	Affirmed Polarity = "affirmed"
	Negated  Polarity = "negated" // "will not provide weapons"
)

// Modality says how real the claimed thing is.
type Modality string

// The modalities.
const (
	Fact        Modality = "fact"
	Promise     Modality = "promise"
	Plan        Modality = "plan"
	Request     Modality = "request"
	Possibility Modality = "possibility"
	Opinion     Modality = "opinion"
)

// PartyKind is what a party is.
type PartyKind string

// The kinds of parties.
const (
	Country      PartyKind = "country"
	Organization PartyKind = "organization"
	Person       PartyKind = "person"
	Group        PartyKind = "group" // "some 4,000 Norwegian citizens"
	Place        PartyKind = "place"
)

// Party is somebody who acts or is acted upon. Code is the ISO 3166-1 alpha-3
// code for a country and everything that acts for it, or the usual acronym of
// an organization. Name is the longest form that the document uses; Mention is
// the phrase by which this claim's words call the party, where it differs:
// "American troops" act for the United States.
type Party struct {
	Name    string    `json:"name"`
	Mention string    `json:"mention,omitempty"`
	Code    string    `json:"code,omitempty"`
	Kind    PartyKind `json:"kind,omitempty"`
	// Entity is who the party is where a person decided that it is not whom its
	// name sounds like; only in entries. See ledger.DifferentNames.
	Entity string `json:"entity,omitempty"`
}

// Attribution is one link of the chain of who says so.
type Attribution struct {
	Name string `json:"name"`
	Code string `json:"code,omitempty"`
	Role string `json:"role,omitempty"` // office or kind: "foreign minister", "newspaper"
	Verb string `json:"verb,omitempty"` // "said", "confirmed", "according to"
}

// When is a date with the words it was read from; the date is unknown where
// the words cannot be resolved.
type When struct {
	Text string
	Date value.Date
}

// IsZero reports whether no date was stated.
func (w When) IsZero() bool { return w.Text == "" && w.Date.IsZero() }

type whenRecord struct {
	Text string `json:"text"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// MarshalJSON writes {"text","from","to"}, ISO days, open ends left out.
func (w When) MarshalJSON() ([]byte, error) {
	return json.Marshal(whenRecord{w.Text, w.Date.From.String(), w.Date.To.String()})
}

// UnmarshalJSON reads {"text","from","to"}.
func (w *When) UnmarshalJSON(b []byte) error {
	var r whenRecord
	if err := json.Unmarshal(b, &r); err != nil {
		return fmt.Errorf("read when: %w", err)
	}
	from, err := value.ParseDay(r.From)
	if err != nil {
		return err
	}
	to, err := value.ParseDay(r.To)
	if err != nil {
		return err
	}
	*w = When{r.Text, value.Date{From: from, To: to}}
	return nil
}

// Location is a place and the country it lies in, ISO 3166-1 alpha-3, when known.
type Location struct {
	Name string `json:"name"`
	Code string `json:"code,omitempty"`
}

// Evidence is where a claim was read: byte offsets into the document's text,
// and the bytes themselves.
type Evidence struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

// Span is the evidence's offsets.
func (e Evidence) Span() text.Span { return text.Span{Start: e.Start, End: e.End} }

// Item is a thing given or asked for. Count is unknown when the text gives none.
type Item struct {
	Name  string       `json:"name"`
	Count value.Number `json:"count,omitzero"`
	Bound value.Bound  `json:"bound,omitempty"`
	Unit  string       `json:"unit,omitempty"`
}

// Codes are the claim's codes in the event ontologies that cover it.
type Codes struct {
	Plover string `json:"plover,omitempty"`
	Cameo  string `json:"cameo,omitempty"`
}

// Claim is the record. Fields that a type does not use stay zero and are left
// out of its JSON; docs/claims.md says which type uses which.
type Claim struct {
	ID         string               `json:"id"`
	Document   string               `json:"document"`
	Type       Type                 `json:"type"`
	Actors     []Party              `json:"actors,omitempty"`
	Recipients []Party              `json:"recipients,omitempty"`
	Polarity   Polarity             `json:"polarity"`
	Modality   Modality             `json:"modality"`
	Sources    []Attribution        `json:"sources,omitempty"` // nearest first; empty when the author asserts it
	When       When                 `json:"when,omitzero"`
	Where      Location             `json:"where,omitzero"`
	Evidence   Evidence             `json:"evidence"`
	Spans      map[string]text.Span `json:"spans,omitempty"` // by field name: "actors", "money", "items[1]"
	Codes      Codes                `json:"codes,omitzero"`
	Confidence float64              `json:"confidence"`
	Rule       string               `json:"rule"`    // name of the rule that found it: "aid.will-provide"
	Version    string               `json:"version"` // of the rules

	// aid
	Action    string       `json:"action,omitempty"` // sanction too
	Category  string       `json:"category,omitempty"`
	Lethality string       `json:"lethality,omitempty"`
	Money     *value.Money `json:"money,omitempty"`
	Items     []Item       `json:"items,omitempty"`
	Via       []Party      `json:"via,omitempty"`
	Purpose   string       `json:"purpose,omitempty"`
	Standing  string       `json:"standing,omitempty"` // how the sum stands to another: part, more, raise
	Beside    *value.Money `json:"beside,omitempty"`   // the other: the whole, what it adds to, what it was before
	Donors    value.Number `json:"donors,omitzero"`

	// sanction
	Count value.Number `json:"count,omitzero"`

	// impact
	Measure string       `json:"measure,omitempty"` // sanction too
	Value   value.Number `json:"value,omitzero"`
	ValueTo value.Number `json:"value_to,omitzero"`
	Unit    string       `json:"unit,omitempty"`
	Bound   value.Bound  `json:"bound,omitempty"`
	AsOf    When         `json:"as_of,omitzero"`
	Cause   string       `json:"cause,omitempty"`

	// event, statement
	Kind    string `json:"kind,omitempty"`
	Stance  string `json:"stance,omitempty"`
	Quoted  string `json:"quoted,omitempty"`
	Content string `json:"content,omitempty"`
}

// Seal grounds a claim read from the words at sp of doc: it copies the quote,
// fills the document, the codes and the id, and gives back an error when a
// span lies outside the text or the quote is empty.
func Seal(doc *text.Document, sp text.Span, c Claim) (Claim, error) {
	quote := sp.Of(doc.Text)
	if strings.TrimSpace(quote) == "" {
		return Claim{}, fmt.Errorf("seal %s claim: no words at %d-%d", c.Type, sp.Start, sp.End)
	}
	for field, s := range c.Spans {
		if !s.In(len(doc.Text)) {
			return Claim{}, fmt.Errorf("seal %s claim: %s at %d-%d is outside the text", c.Type, field, s.Start, s.End)
		}
	}
	c.Document = doc.ID
	c.Evidence = Evidence{sp.Start, sp.End, quote}
	if c.Polarity == "" {
		c.Polarity = Affirmed
	}
	if c.Modality == "" {
		c.Modality = Fact
	}
	if c.Codes == (Codes{}) {
		c.Codes = CodesOf(c)
	}
	c.ID = idOf(c)
	return c, nil
}

// Check reports how a claim fails to be grounded in its document, nil when
// the quote equals the bytes at its offsets and every span is in bounds.
func Check(doc *text.Document, c Claim) error {
	if got := c.Evidence.Span().Of(doc.Text); got != c.Evidence.Quote || got == "" {
		return fmt.Errorf("claim %s: quote is not the text at %d-%d", c.ID, c.Evidence.Start, c.Evidence.End)
	}
	for field, s := range c.Spans {
		if !s.In(len(doc.Text)) {
			return fmt.Errorf("claim %s: %s at %d-%d is outside the text", c.ID, field, s.Start, s.End)
		}
	}
	if want := idOf(c); c.ID != want {
		return fmt.Errorf("claim %s: id should be %s", c.ID, want)
	}
	return nil
}

// idOf hashes what makes a claim the one it is: document, words, type and roles.
func idOf(c Claim) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%d\x00%d\x00%s\x00%s\x00%s\x00%s\x00%s", c.Document, c.Evidence.Start, c.Evidence.End,
		c.Type, c.Action, c.Measure, c.Kind, c.Stance)
	for _, role := range [][]Party{c.Actors, c.Recipients, c.Via} {
		h.Write([]byte{1})
		names := make([]string, len(role))
		for i, p := range role {
			names[i] = p.Code + "\x00" + p.Name
		}
		slices.Sort(names)
		for _, n := range names {
			fmt.Fprintf(h, "%s\x00", n)
		}
	}
	money := ""
	if c.Money != nil {
		money = c.Money.String()
	}
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00", money, c.Value, c.Count)
	for _, it := range c.Items {
		fmt.Fprintf(h, "%s\x00%s\x00", it.Name, it.Count)
	}
	return hex.EncodeToString(h.Sum(nil)[:10])
}
