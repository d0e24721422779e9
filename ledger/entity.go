package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"kiroku/claim"
	"kiroku/value"
)

// Entity is one person, organization, country or place over all documents,
// derived from the names that claims give. Every written form is kept, with
// the reason why it is taken for the same one.
type Entity struct {
	ID        string          `json:"id"` // it is found by the id of each of its names too, see [NameID]
	Kind      claim.PartyKind `json:"kind"`
	Name      string          `json:"name"`           // the form in most documents, of those that say most
	Code      string          `json:"code,omitempty"` // of a country or organization: its own; of a person: whom it acts for
	Names     []EntityName    `json:"names"`          // most documents first
	Offices   []Office        `json:"offices,omitempty"`
	Documents int             `json:"documents"` // that name it in any form
}

// EntityName is a written form of an entity's name.
type EntityName struct {
	ID        string          `json:"id"` // see [NameID]
	Text      string          `json:"text"`
	Code      string          `json:"code,omitempty"` // as the documents' claims have it
	Kind      claim.PartyKind `json:"kind,omitempty"`
	Documents int             `json:"documents"`
	Published value.Date      `json:"published,omitzero"` // first to last day of the documents
	With      string          `json:"with,omitempty"`     // id of the form that it is one with; "" for the first
	Rule      string          `json:"rule,omitempty"`     // why: "name.transliteration"
	In        []string        `json:"in,omitempty"`       // ids of the documents, where one entity is asked for
}

// Party is the name as claims give it.
func (n EntityName) Party() claim.Party { return claim.Party{Name: n.Text, Code: n.Code, Kind: n.Kind} }

// Office is what a person was called, for whom, and the days of the documents
// that say so.
type Office struct {
	Title     string     `json:"title"`
	Code      string     `json:"code,omitempty"` // of the country or organization
	Held      value.Date `json:"held,omitzero"`
	Documents int        `json:"documents"`
}

// EntityFilter narrows a listing of entities. Zero fields do not narrow.
type EntityFilter struct {
	Kind   claim.PartyKind
	Text   string // code, or words that a form of the name holds side by side
	Offset int
	Limit  int // 0 is all
}

// Mention is that a document gives a name, as a party or as who says so.
type Mention struct {
	Name   claim.Party
	Office string // what a person is called: "foreign minister"; "" unknown
}

// Name is a written form with what its documents say of who it is.
type Name struct {
	Party   claim.Party
	Offices []OfficeYear // in order
}

// OfficeYear is that documents of a year call a person by an office.
type OfficeYear struct {
	Office string
	Year   int // 0 unknown
}

// Namesake says with which name a name is one, and why.
type Namesake struct {
	Entity string // id
	With   string // id of a name, "" for the first of its entity
	Rule   string
}

// NameID is the identity of a written form: of its words, its code and kind.
func NameID(p claim.Party) string {
	h := sha256.Sum256([]byte("name " + p.Code + "\x00" + string(p.Kind) + "\x00" + Spelled(p.Name)))
	return hex.EncodeToString(h[:10])
}

// Spelled is a name in one line, by which two forms are the same.
func Spelled(name string) string { return strings.Join(strings.Fields(name), " ") }

// Namer finds which names are of one entity, as [Resolver] does for claims.
type Namer interface {
	// Mentions are the names in the reports of one document, each with an office
	// once, in order.
	Mentions(reports []Report) []Mention
	// Anchor gives the entity of a name that its code, or a table, identifies
	// by itself, and the rule; "" for other names, which are compared.
	Anchor(p claim.Party) (entity, rule string)
	// NameKeys are the blocks of a name; only names of one block are compared.
	NameKeys(n Name) []string
	// SameName names the rule by which two names may be of one entity, "" when
	// none does.
	SameName(a, b Name) string
	// Namesakes parts names that hang together into entities, in the order
	// given. It gives the same for the same names in any order.
	Namesakes(names []Name) []Namesake
}
