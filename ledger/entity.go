package ledger

import (
	"crypto/sha256"
	"encoding/hex"

	"kiroku/claim"
	"kiroku/value"
)

// Entity is one person, organization, country or place over all documents,
// derived from the names that claims give. Every written form is kept, with
// the reason why it is taken for the same one.
type Entity struct {
	ID         string          `json:"id"` // see [NameID]; of the form that appeared first
	Kind       claim.PartyKind `json:"kind"`
	Name       string          `json:"name"`           // the form to show
	Code       string          `json:"code,omitempty"` // of a country or organization itself; a person has those of the offices
	Names      []EntityName    `json:"names"`          // most documents first
	Offices    []Office        `json:"offices,omitempty"`
	Documents  int             `json:"documents"` // that name it in any form
	MergedInto string          `json:"merged_into,omitempty"`
}

// EntityName is a written form of an entity's name.
type EntityName struct {
	Text      string     `json:"text"`
	ID        string     `json:"id"`             // see [NameID]: the entity is found by it too
	Code      string     `json:"code,omitempty"` // for whom the party acts, as the documents' claims have it
	Documents int        `json:"documents"`
	Published value.Date `json:"published,omitzero"` // first to last day of the documents
	With      string     `json:"with,omitempty"`     // the form that it is one with; "" for the first
	Rule      string     `json:"rule,omitempty"`     // why: "name.transliteration"
	In        []string   `json:"in,omitempty"`       // ids of the documents, where one entity is asked for
}

// Office is what a person was called, for whom, and when: the days on which
// documents say so, or the whole term where it is known.
type Office struct {
	Title string     `json:"title"`
	Code  string     `json:"code,omitempty"` // of the country or organization
	Held  value.Date `json:"held,omitzero"`
	From  string     `json:"from,omitempty"` // where the dates come from: "documents", "gazetteer"
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
	Name claim.Party
	Role string // office or kind, as the document puts it: "foreign minister"
}

// NameID is the identity of a name as a code and a kind make it.
func NameID(p claim.Party) string {
	h := sha256.Sum256([]byte("name " + p.Code + "\x00" + string(p.Kind) + "\x00" + claim.FoldName(p.Name)))
	return hex.EncodeToString(h[:10])
}
