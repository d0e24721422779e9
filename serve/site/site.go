// Package site is what every page of the ledger stands on: what a server is
// given, the frame around pages and how they are made, who asks, what went
// wrong, and answers that are kept while the ledger stays as it is. In go
// options and the templates of the packages that make pages; out comes a Site,
// which those packages hold.
//
// It knows no page but the one that says what went wrong. A page is written
// whole or not at all.
package site

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"iter"
	"log/slog"
	"sync"
	"time"

	"kiroku/ledger"
	"kiroku/text"
	"kiroku/value"
)

// Options is what a server is made of.
type Options struct {
	Ledger   ledger.Store
	Shelf    Shelf           // nil where views cannot be saved
	Resolver ledger.Resolver // by which decisions change entries
	Views    Views
	Formats  []Format                                               // that listings are exported in
	Audit    func(doc *text.Document) []Unread                      // nil where nothing can read a document again
	Place    func(code string) string                               // a country's or an organization's name; "" is unknown
	Reading  Reading                                                // nil where nothing can be read
	AsOf     func(ctx context.Context, day value.Day) (Past, error) // what was known then; nil where nothing can look back
	Accounts ledger.Accounts                                        // who may see the ledger; nil where it is shown to this machine alone
	Owner    string                                                 // who decides where there are no accounts
	Secure   bool                                                   // browsers reach the server by HTTPS alone
	Hosts    []string                                               // names to be asked by, beside those of the loopback
	Log      *slog.Logger
	Version  string
	Now      func() time.Time
}

// Views are what resolution can tell of entries.
type Views interface {
	Conflicts(list []ledger.Entry, copies ...ledger.Copy) []Disagreement
	Series(list []ledger.Entry) []Series
	Profile(list []ledger.Entry, key string) Profile
	// Origins gives for each document the id of the one that its text was taken
	// over from, its own where it is no copy.
	Origins(docs []*text.Document) []string
}

// Disagreement is two statements that differ: of two entries, or within one.
type Disagreement struct {
	Kind    string
	Entries []string // the earlier first
	Claims  []string // whose words to put side by side, in the same order
	Why     string
}

// Series is the figures of one measure for one area, in order of time.
type Series struct {
	Measure, Area, Unit string
	Cause               string // the kind of what did the harm, "" unknown
	Points              []ledger.Entry
	Line                []ledger.Entry // the weightiest point of each day
	Latest              ledger.Entry
}

// Profile is what entries say of one party, each list in order of time.
type Profile struct {
	Gives, Refuses, Receives, Sanctions, Sanctioned, Suffers, Acts, Says []ledger.Entry
	Reversals                                                            []Disagreement
}

// Unread is a number or a telling word that no claim uses, and why.
type Unread struct {
	Kind   string
	Span   text.Span
	Text   string
	Reason string
}

// Format is a way to write entries for other programs.
type Format struct {
	Name  string // "CSV"
	Key   string // in addresses, and the ending of the file: "csv"
	Type  string // media type
	Write func(w io.Writer, entries iter.Seq2[ledger.Entry, error]) error
}

// Past is the ledger as it was known at the end of a day, until it is closed.
type Past interface {
	ledger.Store
	Close() error
}

// Site makes pages of one ledger.
type Site struct {
	Options
	pages  map[string]*template.Template
	assets *assets
	kept   kept
	day    value.Day // that is looked back to, zero for today

	background context.Context // ends with the site
	stop       context.CancelFunc
	working    sync.WaitGroup // what is done in the background
}

// New makes a site of the pages whose templates are given.
func New(o Options, templates ...fs.FS) (*Site, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Place == nil {
		o.Place = func(string) string { return "" }
	}
	s := &Site{Options: o}
	s.background, s.stop = context.WithCancel(context.Background())
	var err error
	if s.assets, err = readAssets(); err != nil {
		return nil, err
	}
	if s.pages, err = s.parsePages(templates); err != nil {
		return nil, fmt.Errorf("read pages: %w", err)
	}
	return s, nil
}

// LookingBack is the site of a day: the same pages over the ledger as it was
// known then, and nothing is read into that.
func (s *Site) LookingBack(day value.Day, then ledger.Store) *Site {
	o := s.Options
	o.Ledger, o.Reading = then, nil
	past := &Site{Options: o, day: day, pages: s.pages, assets: s.assets}
	past.background, past.stop = context.WithCancel(s.background)
	return past
}

// Go does work in the background. Its context ends with the site.
func (s *Site) Go(work func(ctx context.Context)) {
	s.working.Go(func() { work(s.background) })
}

// Stop tells what is under way in the background to end.
func (s *Site) Stop() { s.stop() }

// Wait waits for it to end.
func (s *Site) Wait() { s.working.Wait() }
