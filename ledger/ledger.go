// Package ledger holds what documents' claims add up to: entities, entries,
// decisions, and the [Store] that keeps them. An entry records who said what
// and how well it is supported; it does not certify truth. The package is
// types and contracts only.
package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
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
	Content    string         `json:"content,omitempty"`   // of a statement: the words
	Quantity   value.Quantity `json:"quantity,omitzero"`   // impact's figure, sanction's count
	Things     string         `json:"things,omitempty"`    // what a figure of damage counts: "home", "school"
	Cause      string         `json:"cause,omitempty"`     // what did the harm, by kind: "weather", "violence"
	Increment  bool           `json:"increment,omitempty"` // the figure adds to an earlier one: "two more people"
	Lethality  string         `json:"lethality,omitempty"` // of military aid: lethal, non_lethal
	When       value.Date     `json:"when,omitzero"`       // as the claims date it
	Reported   value.Date     `json:"reported,omitzero"`   // first to last publication day of its documents
	Where      claim.Location `json:"where,omitzero"`
	Summary    string         `json:"summary"`   // one line for people
	Claims     []string       `json:"claims"`    // ids of the supporting claims, sorted
	Documents  []string       `json:"documents"` // ids of the documents they stand in, sorted
	Origins    int            `json:"origins"`   // how many of the documents' sources are independent
	Confidence float64        `json:"confidence"`

	// What listings and sums go by, as the rules see it.
	ActorKey     string       `json:"actor_key,omitempty"`     // keys of those who act and are told apart by them, "+" between
	RecipientKey string       `json:"recipient_key,omitempty"` // the same of those acted upon
	USD          value.Number `json:"usd,omitzero"`            // the sum in US dollars at the rate of its day, unknown where there is none
	Counted      bool         `json:"counted,omitempty"`       // aid that totals take in: given, not denied, rejected, or held by another sum

	Stages  []Stage             `json:"stages,omitempty"`  // aid: pledged, approved, sent, delivered, in order
	Sums    []StatedSum         `json:"sums,omitempty"`    // where its reports state it in more than one way
	Sources []claim.Attribution `json:"sources,omitempty"` // whom the claims name as saying so, each once
	Joins   []Join              `json:"joins,omitempty"`   // why the claims are one entry

	Relations []Relation `json:"relations,omitempty"` // how it stands to other entries, see [Relation]

	Status string   `json:"status,omitempty"` // "accepted" or "rejected", where a person decided
	Edited []string `json:"edited,omitempty"` // ids of the decisions that changed a field

	// Withdrawn are the ids of the claims that the newest version of their
	// document no longer makes, sorted.
	Withdrawn []string `json:"withdrawn,omitempty"`
}

// Dated is when the entry stands in the ledger: its own date, or else the days
// its reports appeared on. A date to come, as of a pledge "by June", is what
// was promised and not when.
func (e Entry) Dated() value.Date {
	if e.When.From.IsZero() || !e.Reported.To.IsZero() && e.When.From.Cmp(e.Reported.To.Add(0, 0, 1)) > 0 {
		if !e.Reported.IsZero() {
			return e.Reported
		}
	}
	return e.When
}

// Join says by which rule, or by whose decision, a claim came to an entry: it
// is one with an earlier claim.
type Join struct {
	Claim string `json:"claim"`
	With  string `json:"with"`
	Rule  string `json:"rule"` // "aid.same-sum", "decision 0123"
}

// Stage is a step of an entry's history.
type Stage struct {
	Action string     `json:"action"`
	When   value.Date `json:"when,omitzero"` // of the event, or else of the reports
	Claims []string   `json:"claims"`
}

// StatedSum is one of several ways in which an entry's sum is stated.
type StatedSum struct {
	Money  value.Money `json:"money"`
	Claims []string    `json:"claims"`
}

// DecisionKind is what a person decided.
type DecisionKind string

// The kinds of decisions.
const (
	Accept    DecisionKind = "accept"    // the entry of Claims is right
	Reject    DecisionKind = "reject"    // the entry of Claims is not to be counted
	Edit      DecisionKind = "edit"      // Field of the entry of Claims is Value
	Same      DecisionKind = "same"      // Claims tell of one thing: a merge
	Different DecisionKind = "different" // Claims and Others tell of different things: a split, "not the same"
	Undo      DecisionKind = "undo"      // decision Undoes no longer holds

	SameNames      DecisionKind = "same_names"      // Names are of one entity: a merge
	DifferentNames DecisionKind = "different_names" // OtherNames are of another entity than Names: a split
)

// Decision is what a person decided about claims, by which entries are
// derived. Decisions are append-only, and name claims, whose ids outlive every
// re-reading and rebuild.
type Decision struct {
	ID         string       `json:"id"` // see [DecisionID]
	Kind       DecisionKind `json:"kind"`
	Claims     []string     `json:"claims,omitempty"`
	Others     []string     `json:"others,omitempty"`
	Names      []string     `json:"names,omitempty"` // ids of names, see [NameID]
	OtherNames []string     `json:"other_names,omitempty"`
	Field      string       `json:"field,omitempty"`
	Value      string       `json:"value,omitempty"`
	Undoes     string       `json:"undoes,omitempty"`
	Who        string       `json:"who"`
	At         time.Time    `json:"at"`
	Why        string       `json:"why,omitempty"`
	// On are the versions of the entries that it was taken on, see [Version].
	// Where any is given, each entry that holds a claim the decision is about
	// must be among them, or it is refused with Conflict: somebody was faster.
	On []string `json:"on,omitempty"`
}

// DecisionID is the identity of a decision: a hash of all that it says.
func DecisionID(d Decision) string {
	h := sha256.New()
	for _, s := range append([]string{string(d.Kind), strings.Join(d.Claims, ","), strings.Join(d.Others, ","), d.Field, d.Value,
		d.Undoes, d.Who, d.At.UTC().Format(time.RFC3339Nano), d.Why}, d.On...) {
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	if len(d.Names)+len(d.OtherNames) > 0 {
		fmt.Fprintf(h, "names %s; %s", strings.Join(d.Names, ","), strings.Join(d.OtherNames, ","))
	}
	return hex.EncodeToString(h.Sum(nil)[:10])
}

// Version names the content of an entry: another where anything that it says
// changed.
func Version(e Entry) string {
	record, err := json.Marshal(e)
	if err != nil {
		return "" // an entry is plain data and always has a record
	}
	h := sha256.Sum256(record)
	return hex.EncodeToString(h[:8])
}

// Failure is a document, or a part of one, that could not be read.
type Failure struct {
	Ref     string    `json:"ref"`            // path or address
	Line    int       `json:"line,omitempty"` // of a JSON Lines file, from 1
	Reason  string    `json:"reason"`         // a sentence for people
	RawHash string    `json:"raw_hash,omitempty"`
	At      time.Time `json:"at"`
	Since   time.Time `json:"since,omitzero"`  // when it failed first, At where nothing is said
	Tries   int       `json:"tries,omitempty"` // how often since, 1 where nothing is said
}

// Report is one document's claim, with what resolution needs to know of the
// document.
type Report struct {
	Claim     claim.Claim
	Source    string     // outlet or author
	Title     string     // of the document
	Published value.Date // the day it was said, unknown where the document has none
	Address   string     // of the document: reports of one address are one source
	Publisher string     // of the document, as the register calls it; "" where it knows none
	Wire      string     // agency that the document is by or after, "" for none
	Relays    []string   // agencies whose reports its publisher prints, as the register calls them
	Copies    []string   // ids of the documents that share its text
	Withdrawn bool       // the newest version of the document no longer says it
	// Since is the day that is supposed for what it tells, where that is told
	// apart by days and it names none; see [Since]. Zero is the day it appeared.
	Since value.Day
}

// Copy is a document whose text was taken over from another.
type Copy struct{ Document, Of string }

// CopyDays is how long after a text its copies appear.
const CopyDays = 45

// Copier finds texts that were taken over from others.
type Copier interface {
	// Wire names the agency that a document is by or after, "" where it names
	// none.
	Wire(doc *text.Document) string
	// TextKeys are the blocks that a text stands in. Only texts of one block, no
	// more than CopyDays apart, are compared.
	TextKeys(doc *text.Document) []uint64
	// Copied reports whether one of two texts was taken from the other.
	Copied(a, b *text.Document) bool
	// Earlier reports whether the first of two is taken for the earlier.
	Earlier(a, b *text.Document) bool
}

// Component is reports that hang together, by rules or because somebody said
// so, with what people decided about any of them.
type Component struct {
	Reports   []Report   // in order of claim id
	Decisions []Decision // those in force, in order of At, then ID
}

// Resolver derives entries from claims. [Store] calls it inside a transaction,
// so it must be a pure function of its arguments.
type Resolver interface {
	Namer
	Copier

	// Version names the rules. A store whose entries another version derived
	// derives all of them again before it adds to them.
	Version() string
	// Keys are the blocks that a report stands in: few, and shared with every
	// report that Same might join it to. Only reports of one block are
	// compared, so that adding a report costs the same in a large ledger. A
	// report's Since changes its keys, and neither their number nor their order.
	Keys(rep Report) []string
	// Telling is what a report adds to what is told day by day; false where its
	// thing is not told apart by days, or nothing says which report tells of the
	// like. It does not look at Since.
	Telling(rep Report) (Telling, bool)
	// Same names the rule by which two reports tell of one thing, "" when none
	// does. It does not matter which comes first.
	Same(a, b Report) string
	// Entries parts a component into entries, each report in exactly one. It
	// gives the same for the same component, and knows nothing else.
	Entries(c Component) []Entry

	// RelationKeys are the blocks by which reports of different things find each
	// other: a report stands in some, and seeks those that stand in others. A
	// pair is asked about when one seeks a block that the other stands in.
	RelationKeys(rep Report) (in, seek []string)
	// Related names how a stands to b, and the rule, "" when in no way; the
	// other way round is asked too.
	Related(a, b Report) (RelationKind, string)
	// Relate gives an entry its relations, and what follows from them; others
	// are the entries they are with, in the same order.
	Relate(e Entry, relations []Relation, others []Entry) Entry
}

// EntryID is the identity of the entry whose earliest claim has that id. An
// entry is found by the identity that any of its claims would give it, so that
// an earlier report found later breaks no reference.
func EntryID(claimID string) string {
	h := sha256.Sum256([]byte("entry " + claimID))
	return hex.EncodeToString(h[:10])
}

// MaxBlockPerDocument bounds how many claims of one document stand in a block,
// the first by id; its others are compared with those alone. A document that
// says one thing a thousand times shall not cost a million comparisons. Which
// these are goes by the keys without Since.
const MaxBlockPerDocument = 32

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

	Matches []text.Span `json:"matches,omitempty"` // of the words found, in the document's text, inside Span
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
	Reader

	// Add stores a document and its claims and brings the entries that they
	// touch up to date, all in one transaction. Content that is there already
	// changes nothing. A claim that is not grounded is refused with Invalid.
	Add(ctx context.Context, doc *text.Document, claims []claim.Claim, r Resolver) (Added, error)
	// Copies lists the texts that were taken over from others, by document: those
	// that any of the documents has part in, or all where none is named.
	Copies(ctx context.Context, documents ...string) ([]Copy, error)
	// HasRaw reports whether bytes of this SHA-256 were read in full before.
	// Bytes that hold several documents count once each of them is stored with
	// its own bytes' hash.
	HasRaw(ctx context.Context, rawHash string) (bool, error)
	// Seen records that a document that is there already was met again. It
	// matters where its address has given another text since.
	Seen(ctx context.Context, doc *text.Document, r Resolver) error
	// Decide records a decision, gives it its id, and brings the entries it
	// touches up to date. One that names nothing known, or sets a field to what
	// it cannot be, is Invalid; one taken on what is no longer so is Conflict.
	Decide(ctx context.Context, d Decision, r Resolver) (Decision, error)
	// Mark adds a claim that a person found in a document of the ledger, and
	// gives its entry; dec says who, when and why, and accepts it. A claim that
	// is not grounded there is Invalid, one that is there already Conflict.
	Mark(ctx context.Context, c claim.Claim, dec Decision, r Resolver) (Entry, error)
	// Decisions lists every decision, those undone too, in order of At, then ID.
	Decisions(ctx context.Context) ([]Decision, error)
	// Reports yields every claim as a report, in order of arrival.
	Reports(ctx context.Context) iter.Seq2[Report, error]
	// Rebuild derives every entry again from claims and decisions.
	Rebuild(ctx context.Context, r Resolver) error
	// Refresh is Rebuild where other rules, or an older schema, derived the
	// entries, and nothing otherwise. Who only asks calls it first.
	Refresh(ctx context.Context, r Resolver) error

	// Document, Claim and Entry take a whole id or the beginning of just one;
	// NotFound when there is none, Invalid when several begin so.
	Document(ctx context.Context, id string) (*text.Document, error)
	Claim(ctx context.Context, id string) (claim.Claim, error)
	Entry(ctx context.Context, id string) (Entry, error)

	// Search finds documents that hold every word ("quoted words" as a
	// phrase, word* as a beginning), best first; limit 0 is all.
	Search(ctx context.Context, words string, limit int) ([]Hit, error)

	// Revisions lists the texts that the address of a document has given, as far
	// as they are versions of it, the oldest first; alone it is the only one.
	Revisions(ctx context.Context, document string) ([]Revision, error)
	// Fetches lists when a document was taken from where, in order of time;
	// none for documents that came without evidence.
	Fetches(ctx context.Context, document string) ([]Fetch, error)
	// Bytes gives the evidence of that hash, checked against it.
	Bytes(ctx context.Context, hash string) ([]byte, error)

	AddFailure(ctx context.Context, f Failure) error // one per Ref and Line, the last one
	ClearFailures(ctx context.Context, ref string) error
	Failures(ctx context.Context) ([]Failure, error)

	// Verify checks every stored span, quote, id and hash, and that r derives
	// exactly the stored entries; a nil r leaves the entries out.
	Verify(ctx context.Context, r Resolver) iter.Seq2[Problem, error]
}
