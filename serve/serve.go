// Package serve shows the ledger as web pages. In go a ledger and the views
// that resolution has of it; out come pages made on the server, with styles,
// a small script and drawings of its own: a page asks nothing of any other
// host, and works where scripts do not run.
//
// It refuses requests for a host that it was not started for, requests that
// another site sends on a reader's behalf, and everything too large or too
// slow. What a document says is only ever shown as text.
//
// One noun is one file here and one template under pages. docs/serve.md tells
// people how to use it.
package serve

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"time"

	"kiroku/ledger"
	"kiroku/serve/account"
	"kiroku/serve/metrics"
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
	Totals(list []ledger.Entry, o TotalsOptions) []Total
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

// TotalsOptions says how to add up.
type TotalsOptions struct {
	By       []string // donor, recipient, category, stage, year, month
	Currency string
	RateDay  value.Day // zero: each entry's own day
}

// Total is what the entries of one key add up to.
type Total struct {
	Key         []string
	Sum         value.Number
	Entries     int
	Unknown     int // entries without a stated sum
	Unconverted map[string]value.Number
	Rates       []string
	UpperBounds int
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

// Server answers requests for pages of one ledger.
type Server struct {
	Options
	pages   map[string]*template.Template
	assets  *assets
	hosts   map[string]bool
	metrics *metrics.Metrics
	kept    kept
	pasts   pasts
	day     value.Day      // that this server looks back to, zero for today
	guesses *account.Limit // of passwords
	jobs    *jobs

	patience   time.Duration   // with a client that sends its header
	background context.Context // ends with the server
	stop       context.CancelFunc
}

// New makes a server. Its templates and styles are part of the program.
func New(o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Place == nil {
		o.Place = func(string) string { return "" }
	}
	s := &Server{Options: o, hosts: allowedHosts(o.Hosts), metrics: metrics.New(), guesses: guesses(), jobs: newJobs()}
	s.patience = headerTimeout
	s.background, s.stop = context.WithCancel(context.Background())
	var err error
	if s.assets, err = readAssets(); err != nil {
		return nil, err
	}
	if s.pages, err = s.parsePages(); err != nil {
		return nil, err
	}
	return s, nil
}

// Close ends what the server works out in the background.
func (s *Server) Close() {
	s.stop()
	s.pasts.close()
	s.kept.working.Wait()
}

// The bounds of a request. A page is small and made in milliseconds; a slow
// client shall not hold a connection for long.
const (
	maxHeaderBytes = 64 << 10
	headerTimeout  = 10 * time.Second
	readTimeout    = 30 * time.Second
	writeTimeout   = 60 * time.Second
	idleTimeout    = 2 * time.Minute
	stopTimeout    = 10 * time.Second
)

// Run serves until ctx ends, and then finishes the requests under way.
func (s *Server) Run(ctx context.Context, ln net.Listener) error {
	defer s.Close()
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: s.patience,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		stopped <- server.Shutdown(ending)
	})
	s.Log.Info("serving", "address", ln.Addr().String(), "version", s.Version)
	err := server.Serve(ln)
	if !errors.Is(err, http.ErrServerClosed) {
		stop()
		return fmt.Errorf("serve pages: %w", err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	s.Log.Info("stopped")
	return nil
}
