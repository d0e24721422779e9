package ledger

import "time"

// Poll is an address that is asked again and again, and how that went.
type Poll struct {
	Address   string    `json:"address"`
	Source    string    `json:"source"` // name of the watched source
	Kind      string    `json:"kind"`   // see the PollKinds
	ETag      string    `json:"etag,omitempty"`
	Modified  string    `json:"modified,omitempty"`
	Listed    time.Time `json:"listed,omitzero"` // when its list says that it changed
	Added     time.Time `json:"added"`
	Tried     time.Time `json:"tried,omitzero"`
	Succeeded time.Time `json:"succeeded,omitzero"`
	Due       time.Time `json:"due,omitzero"` // when to ask next, zero is never
	Failures  int       `json:"failures,omitempty"`
	Error     string    `json:"error,omitempty"`
}

// The kinds of polls: the first three are named by a person, the others were
// found in those.
const (
	PollFeed    = "feed"
	PollSitemap = "sitemap"
	PollPage    = "page"
	PollMap     = "map"  // a sitemap that a sitemap lists
	PollItem    = "item" // a page that a feed or sitemap lists
)

// PollFilter narrows a listing of polls. Zero fields do not narrow.
type PollFilter struct {
	Due    time.Time // those due by then
	Source string
	Kind   string
	Failed bool // those whose last try failed
	Limit  int  // 0 is all
}

// Health is how watching a source goes.
type Health struct {
	Source    string    `json:"source"`
	Addresses int       `json:"addresses"`
	Waiting   int       `json:"waiting"`         // due and not yet asked
	Failing   int       `json:"failing"`         // whose last try failed
	Error     string    `json:"error,omitempty"` // the latest of theirs
	Tried     time.Time `json:"tried,omitzero"`
	Succeeded time.Time `json:"succeeded,omitzero"`
	Weekly    float64   `json:"weekly"` // documents a week, of the last four whole or begun weeks that it was watched
	Total     int       `json:"total"`  // documents that watching brought
}

// Outlet is what a ledger holds of one outlet.
type Outlet struct {
	Name      string    `json:"name"`
	Publisher string    `json:"publisher,omitempty"` // id in the register
	Documents int       `json:"documents"`
	Claims    int       `json:"claims"`
	Latest    time.Time `json:"latest,omitzero"` // retrieval
	Empty     []string  `json:"empty,omitempty"` // fields that none of its documents gives: title, byline, published
}
