package ledger

import (
	"context"
	"iter"
	"time"

	"kiroku/claim"
	"kiroku/value"
)

// EntryFilter narrows a listing of entries. Zero fields do not narrow.
type EntryFilter struct {
	Types     []claim.Type
	Party     string // code, or words of a name, in any role
	Actor     string // the same, of those who act
	Recipient string // the same, of those acted upon
	Exactly   bool   // these three are keys of a party, see [claim.Party.Key], and not words
	// ActorKey and RecipientKey are those of the entry, exactly.
	ActorKey, RecipientKey string

	Category  string
	Action    string       // an action, measure, kind or stance; of a sanction also either word of "impose asset_freeze"; "aid.pledge" is one of that type
	Period    value.Date   // entries whose date overlaps it, see [Entry.Dated]
	MinAmount value.Number // in the entry's own currency
	MaxAmount value.Number
	Currency  string
	Document  string // full id of a document that reports it
	Review    Review
	Area      string // country code, or a whole name, of where it happened
	Text      string // words that must all stand in its summary, parties or words, as [Reader.Search] takes them
	Counted   bool   // only aid that totals take in, see [Entry.Counted]
	Likely    bool   // only entries that are worth a reader's time, see [Entry.Likely]

	Sort   Sort
	Offset int // entries passed over
	Limit  int // 0 is all
}

// leastLikely is the confidence under which an event or a statement is listed
// only for those who ask for everything. Aid, sanctions and harm are counted
// and summed, so what is kept of them is likely by itself.
const leastLikely = 0.3

// Likely reports whether the entry is worth the time of a reader who did not
// ask for everything: what a person decided about always is.
func (e Entry) Likely() bool {
	return e.Type != claim.Event && e.Type != claim.Statement || e.Confidence >= leastLikely || e.Status != "" || len(e.Edited) > 0
}

// Review is how far people have looked at an entry.
type Review string

// The states of review; "" is any. The middle two are an entry's Status.
const (
	Open     Review = "open" // neither accepted nor rejected
	Accepted Review = "accepted"
	Rejected Review = "rejected"
	Edited   Review = "edited" // some field is as a person set it
)

// Sort is the order of a listing of entries. Entries that are equal in it
// stand in order of id.
type Sort string

// The orders; "" is ByDate.
const (
	ByDate       Sort = "date"       // oldest first, undated last
	ByNewest     Sort = "newest"     // newest first, undated last
	ByAmount     Sort = "amount"     // largest sum in US dollars first, unknown last
	ByReports    Sort = "reports"    // most documents first
	ByConfidence Sort = "confidence" // least sure first
	ByChange     Sort = "change"     // derived last first: what the last documents and decisions made of the ledger
	ByWorth      Sort = "worth"      // what is most worth a person's look first, see [Entry.Worth]
	ByActor      Sort = "actor"      // by key of who acts
	ByRecipient  Sort = "recipient"  // by key of who is acted upon
)

// Sorts lists every order.
var Sorts = []Sort{ByDate, ByNewest, ByAmount, ByReports, ByConfidence, ByChange, ByWorth, ByActor, ByRecipient}

// DocumentFilter narrows a listing of documents.
type DocumentFilter struct {
	Source  string
	Period  value.Date
	URL     string // of this address
	Revised bool   // those that are the newest of several versions
	Newest  bool   // newest first, undated last, instead of oldest first
	Offset  int
	Limit   int // 0 is all
}

// ClaimFilter narrows a listing of claims.
type ClaimFilter struct {
	Document string
	Entry    string
	Type     claim.Type
	Offset   int
	Limit    int // 0 is all
}

// Dimension is what the entries of a group share.
type Dimension string

// The dimensions. A group of an unknown value has the key "".
const (
	PerType      Dimension = "type"
	PerAction    Dimension = "action" // of aid: how far it came
	PerCategory  Dimension = "category"
	PerStatus    Dimension = "status"    // "", "accepted" or "rejected"
	PerActor     Dimension = "actor"     // [Entry.ActorKey]
	PerRecipient Dimension = "recipient" // [Entry.RecipientKey]
	PerArea      Dimension = "area"      // country code, or else the folded name of the place
	PerCurrency  Dimension = "currency"
	PerYear      Dimension = "year"
	PerMonth     Dimension = "month" // "2024-03"
	PerDay       Dimension = "day"
)

// Dimensions lists every dimension.
var Dimensions = []Dimension{PerType, PerAction, PerCategory, PerStatus, PerActor, PerRecipient, PerArea, PerCurrency, PerYear, PerMonth, PerDay}

// Grouping says how to gather entries.
type Grouping struct {
	By    []Dimension
	Order GroupOrder
	Limit int // 0 is all
}

// GroupOrder is the order of groups; equal ones stand in order of their keys.
type GroupOrder string

// The orders of groups; "" is by key.
const (
	ByKey     GroupOrder = ""
	ByEntries GroupOrder = "entries" // most entries first
	BySum     GroupOrder = "sum"     // largest sum in US dollars first
)

// Group is entries that share their dimensions, and what they add up to. Sums
// are to the hundredth and leave out sums of more than [MaxSum].
type Group struct {
	Key     []string     `json:"key"` // one for each dimension
	Entries int          `json:"entries"`
	Counted int          `json:"counted"`           // of them, aid that totals take in; the sums below are of these
	USD     value.Number `json:"usd"`               // in US dollars, each at the rate of its day
	Stated  value.Number `json:"stated"`            // amounts as stated: of one currency where that is a dimension
	Unknown int          `json:"unknown"`           // counted, without a sum that is known in US dollars
	Bounded int          `json:"bounded,omitempty"` // counted, of which only an upper bound is stated
}

// MaxSum is the largest amount that [Group] adds up. No single aid comes near
// it; a misread number may.
const MaxSum = 10_000_000_000_000

// Size is how much a ledger holds.
type Size struct {
	Documents int `json:"documents"`
	Claims    int `json:"claims"`
	Entries   int `json:"entries"`
	Decisions int `json:"decisions"`
	Failures  int `json:"failures"`
}

// SourceInfo is an outlet and what the ledger holds of it.
type SourceInfo struct {
	Name      string     `json:"name"`
	Documents int        `json:"documents"`
	Published value.Date `json:"published,omitzero"` // first to last day
}

// Reader is what asks the ledger and changes nothing. Each answer is of one
// unchanging state.
type Reader interface {
	// State names the state of the ledger: it is another after each document
	// and decision. What was worked out in one state holds while it lasts.
	State(ctx context.Context) (string, error)
	Size(ctx context.Context) (Size, error)

	Documents(ctx context.Context, f DocumentFilter) ([]DocumentInfo, error) // by publication, then id
	CountDocuments(ctx context.Context, f DocumentFilter) (int, error)       // without regard to Offset and Limit
	Sources(ctx context.Context) ([]SourceInfo, error)                       // most documents first, then by name
	Claims(ctx context.Context, f ClaimFilter) iter.Seq2[claim.Claim, error] // by document and place in it
	Entries(ctx context.Context, f EntryFilter) ([]Entry, error)
	Count(ctx context.Context, f EntryFilter) (int, error) // of Entries without regard to Offset and Limit
	// Groups gathers the entries that pass a filter, without regard to its
	// order, Offset and Limit.
	Groups(ctx context.Context, f EntryFilter, g Grouping) ([]Group, error)
	// PartyNames gives for keys of parties, as in [Entry.ActorKey] and as parts
	// of it, the name to show; a key that is not known stays away.
	PartyNames(ctx context.Context, keys []string) (map[string]string, error)
	// Parties finds parties whose code is, or whose name holds, the words:
	// those with most entries first.
	Parties(ctx context.Context, words string, limit int) ([]PartyInfo, error)
	// Entities lists persons, organizations, countries and places, those in most
	// documents first, then by id, without the documents of each name.
	Entities(ctx context.Context, f EntityFilter) ([]Entity, error)
	// Entity gives one whole: by its id, that of one of its names (see
	// [NameID]), or the beginning of just one.
	Entity(ctx context.Context, id string) (Entity, error)
	// DecisionsOn lists the decisions, undone ones too, that name a claim of
	// the entry, in order of At, then ID.
	DecisionsOn(ctx context.Context, entry string) ([]Decision, error)
}

// PartyInfo is a party that entries name.
type PartyInfo struct {
	Key     string `json:"key"`
	Name    string `json:"name"`
	Entries int    `json:"entries"`
}

// SavedView is a listing that somebody keeps under a name.
type SavedView struct {
	Name  string    `json:"name"`
	Path  string    `json:"path"`  // of the page: "/ledger"
	Query string    `json:"query"` // what stands after "?" in its address
	Who   string    `json:"who"`
	At    time.Time `json:"at"`
}

// Address is where the view is shown.
func (v SavedView) Address() string {
	if v.Query == "" {
		return v.Path
	}
	return v.Path + "?" + v.Query
}
