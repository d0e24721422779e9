// Package ledger holds what documents' claims add up to: entities, entries,
// decisions, and the [Store] that keeps them. An entry records who said what
// and how well it is supported; it does not certify truth. The package is
// types and contracts only.
package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"kiroku/claim"
	"kiroku/text"
	"kiroku/value"
)

// Code classifies an error for whoever has to answer for it.
type Code string

// The error codes, mapped once at each boundary to an exit status or a reply.
const (
	NotFound    Code = "not_found"
	Invalid     Code = "invalid"
	Conflict    Code = "conflict"
	Unavailable Code = "unavailable"
)

// Error is a failure with a code and a sentence for people.
type Error struct {
	Code    Code
	Message string
	Err     error // cause, may be nil
}

// Errorf makes an Error; a %w verb keeps the cause.
func Errorf(code Code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{code, err.Error(), errors.Unwrap(err)}
}

func (e *Error) Error() string { return e.Message }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf is the code of the first Error in err's chain, "" when there is none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// Entry is one thing in the world as its reports tell it, derived from claims.
type Entry struct {
	ID         string         `json:"id"`
	Type       claim.Type     `json:"type"`
	Actors     []claim.Party  `json:"actors,omitempty"`
	Recipients []claim.Party  `json:"recipients,omitempty"`
	Action     string         `json:"action,omitempty"` // or measure, kind, stance
	Category   string         `json:"category,omitempty"`
	Polarity   claim.Polarity `json:"polarity"`
	Modality   claim.Modality `json:"modality,omitempty"`
	Money      *value.Money   `json:"money,omitempty"`
	Items      []claim.Item   `json:"items,omitempty"`
	Via        []claim.Party  `json:"via,omitempty"`
	Quantity   value.Quantity `json:"quantity,omitzero"` // impact's figure, sanction's count
	When       value.Date     `json:"when,omitzero"`
	Where      claim.Location `json:"where,omitzero"`
	Summary    string         `json:"summary"`   // one line for people
	Claims     []string       `json:"claims"`    // ids of the supporting claims, sorted
	Documents  []string       `json:"documents"` // ids of the documents they stand in, sorted
	Confidence float64        `json:"confidence"`
}

// Failure is a document, or a part of one, that could not be read.
type Failure struct {
	Ref     string    `json:"ref"`            // path or address
	Line    int       `json:"line,omitempty"` // of a JSON Lines file, from 1
	Reason  string    `json:"reason"`         // a sentence for people
	RawHash string    `json:"raw_hash,omitempty"`
	At      time.Time `json:"at"`
}

// Resolver derives entries from claims. [Store] calls it inside a transaction,
// so it must be a pure function of its arguments.
type Resolver interface {
	// Key says which claims tell of one thing: equal keys, one entry.
	Key(c claim.Claim) string
	// Entry is made of all claims that share a key, given in order of id.
	Entry(key string, claims []claim.Claim) Entry
}

// EntryFilter narrows a listing of entries. Zero fields do not narrow.
type EntryFilter struct {
	Types     []claim.Type
	Party     string // code or part of a name, in any role
	Actor     string
	Recipient string
	Category  string
	Action    string
	Period    value.Date   // entries whose date overlaps it
	MinAmount value.Number // in the entry's own currency
	MaxAmount value.Number
	Currency  string
	Document  string // id of a document that reports it
	Limit     int    // 0 is all
}

// DocumentFilter narrows a listing of documents.
type DocumentFilter struct {
	Source string
	Period value.Date
	Limit  int
}

// ClaimFilter narrows a listing of claims.
type ClaimFilter struct {
	Document string
	Entry    string
	Type     claim.Type
}

// DocumentInfo is a document without its text, for listings.
type DocumentInfo struct {
	text.Document
	Claims int `json:"claims"`
	Bytes  int `json:"bytes"`
}

// Hit is one full-text search result.
type Hit struct {
	Document string    `json:"document"`
	Title    string    `json:"title"`
	Source   string    `json:"source"`
	Span     text.Span `json:"span"`    // of the passage in the document's text
	Snippet  string    `json:"snippet"` // the passage's own words
}

// Added tells what adding a document did.
type Added struct {
	New     bool     // false: the same content was there already
	Claims  int      // claims stored
	Entries []string // ids of the entries made or changed
}

// Problem is a stored thing that no longer holds.
type Problem struct {
	Kind   string `json:"kind"` // "document", "claim", "entry", "database"
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

// Store keeps documents, claims, entries and failures. Documents and claims
// are append-only; entries are derived. Every method is safe for concurrent
// use, also by several processes. Implementations pass storetest.
type Store interface {
	io.Closer

	// Add stores a document and its claims and brings the entries that they
	// touch up to date, all in one transaction. Content that is there already
	// changes nothing. A claim that is not grounded is refused with Invalid.
	Add(ctx context.Context, doc *text.Document, claims []claim.Claim, r Resolver) (Added, error)
	// HasRaw reports whether bytes of this SHA-256 were read in full before.
	HasRaw(ctx context.Context, rawHash string) (bool, error)
	// Rebuild derives every entry again from the stored claims.
	Rebuild(ctx context.Context, r Resolver) error

	Document(ctx context.Context, id string) (*text.Document, error) // NotFound; id may be a unique prefix
	Documents(ctx context.Context, f DocumentFilter) ([]DocumentInfo, error)
	Claim(ctx context.Context, id string) (claim.Claim, error)
	Claims(ctx context.Context, f ClaimFilter) iter.Seq2[claim.Claim, error]
	Entry(ctx context.Context, id string) (Entry, error)
	Entries(ctx context.Context, f EntryFilter) ([]Entry, error)
	Search(ctx context.Context, words string, limit int) ([]Hit, error)

	AddFailure(ctx context.Context, f Failure) error // one per Ref and Line, the last one
	ClearFailures(ctx context.Context, ref string) error
	Failures(ctx context.Context) ([]Failure, error)

	// Verify checks every stored span, quote, id and hash.
	Verify(ctx context.Context) iter.Seq2[Problem, error]
}
