package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net"
	"os"
	"time"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/gazetteer"
	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/resolve/story"
	"kiroku/resolve/view"
	"kiroku/serve"
	"kiroku/serve/site"
	"kiroku/store"
	"kiroku/text"
	"kiroku/value"
)

type serveCommand struct {
	cli.Database
	Addr    string   `default:"127.0.0.1:7878" placeholder:"HOST:PORT" help:"Where to listen, 127.0.0.1:7878 where nothing is said; port 0 takes a free one."`
	Host    []string `placeholder:"NAME" help:"A further name that the server may be asked by."`
	Cert    string   `placeholder:"FILE" help:"Certificate (PEM) to serve HTTPS with."`
	Key     string   `placeholder:"FILE" help:"The certificate's key (PEM)."`
	Secure  bool     `help:"Browsers reach the server by HTTPS, through a proxy: give them cookies for HTTPS alone."`
	LogJSON bool     `name:"log-json" help:"Write the log as JSON Lines."`
}

func (serveCommand) Help() string {
	return `Shows the ledger as web pages on this machine, until it is interrupted. Nothing is asked of any other host. The ledger is made where there is none.

An address that others can reach needs accounts ("kiroku user add"): everybody signs in. Give the names that it is reached by with --host, and serve HTTPS, by --cert and --key or through a proxy with --secure.

Examples:

    kiroku serve
    kiroku serve --db crisis.db --addr 127.0.0.1:8080
    kiroku serve --addr 0.0.0.0:7878 --host ledger.example.org --cert ledger.pem --key ledger.key`
}

func (c serveCommand) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Create(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	accounts, err := c.accounts(ctx, st)
	if err != nil {
		return err
	}
	server, err := serve.New(site.Options{
		Ledger:   st,
		Shelf:    st,
		Resolver: resolve.Rules{},
		Views:    views{},
		Formats:  pageFormats(),
		Audit:    auditOf,
		Place:    placeName,
		Reading:  pageReading{st},
		AsOf: func(ctx context.Context, day value.Day) (site.Past, error) {
			return st.AsOf(ctx, day, resolve.Rules{})
		},
		Accounts: accounts,
		Owner:    owner(),
		Secure:   c.Secure,
		Hosts:    c.hosts(),
		Log:      slog.New(c.handler(con)),
		Version:  cli.Version(),
		Now:      time.Now,
	})
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", c.Addr, err)
	}
	scheme := "http"
	if ln, err = c.secured(ln); err != nil {
		return errors.Join(err, ln.Close())
	}
	if c.Cert != "" {
		scheme = "https"
	} else if accounts != nil && !c.Secure {
		con.Say("Passwords travel unprotected to %s; use --cert and --key, or a proxy and --secure.", c.Addr)
	}
	con.Say("The ledger %s is at %s://%s/ (Ctrl-C ends it)", c.Path(), scheme, ln.Addr())
	return server.Run(ctx, ln)
}

// accounts are who may see the ledger: nil where only this machine can ask for
// it, and otherwise there must be some.
func (c serveCommand) accounts(ctx context.Context, st *store.SQLite) (ledger.Accounts, error) {
	if serve.IsLoopback(c.Addr) {
		return nil, nil
	}
	users, err := st.Users(ctx)
	if err != nil {
		return nil, err
	}
	if len(users) == 0 {
		return nil, cli.UsageError(fmt.Sprintf("--addr %s can be reached by others, and there are no accounts; make one with kiroku user add NAME --role admin", c.Addr))
	}
	return st, nil
}

// owner is the name of whoever runs the program, as decisions keep it.
func owner() string {
	for _, name := range []string{"KIROKU_WHO", "USER", "LOGNAME", "USERNAME"} {
		if who := os.Getenv(name); who != "" {
			return who
		}
	}
	return ""
}

// hosts are the names to be asked by: those given, and the address itself
// where it is one.
func (c serveCommand) hosts() []string {
	host, _, err := net.SplitHostPort(c.Addr)
	if ip := net.ParseIP(host); err == nil && ip != nil && !ip.IsUnspecified() {
		return append(c.Host, host)
	}
	return c.Host
}

// secured is the listener with HTTPS, where a certificate is given.
func (c serveCommand) secured(ln net.Listener) (net.Listener, error) {
	if c.Cert == "" && c.Key == "" {
		return ln, nil
	}
	pair, err := tls.LoadX509KeyPair(c.Cert, c.Key)
	if err != nil {
		return ln, fmt.Errorf("read the certificate: %w", err)
	}
	return tls.NewListener(ln, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}), nil
}

// handler writes the log: on a terminal what matters, otherwise every request.
func (c serveCommand) handler(con *terminal.Console) slog.Handler {
	if c.LogJSON {
		return slog.NewJSONHandler(con.Stderr, nil)
	}
	level := slog.LevelInfo
	if con.Live {
		level = slog.LevelWarn
	}
	return slog.NewTextHandler(con.Stderr, &slog.HandlerOptions{Level: level})
}

// pageFormats are those that listings are exported in.
func pageFormats() []site.Format {
	lines := func(w io.Writer, entries iter.Seq2[ledger.Entry, error]) error {
		enc := json.NewEncoder(w)
		for e, err := range entries {
			if err == nil {
				err = enc.Encode(e)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	return []site.Format{
		{Name: "CSV", Key: "csv", Type: "text/csv; charset=utf-8", Write: cli.WriteEntriesCSV},
		{Name: "JSON", Key: "json", Type: "application/json", Write: func(w io.Writer, entries iter.Seq2[ledger.Entry, error]) error {
			return writeArray(w, entries)
		}},
		{Name: "JSON Lines", Key: "jsonl", Type: "application/jsonl", Write: lines},
	}
}

func writeArray(w io.Writer, entries iter.Seq2[ledger.Entry, error]) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	before := "[\n"
	for e, err := range entries {
		b.Reset()
		b.WriteString(before)
		if err == nil {
			err = enc.Encode(e)
		}
		if err == nil {
			_, err = w.Write(b.Bytes())
		}
		if err != nil {
			return err
		}
		before = ","
	}
	end := "]\n"
	if before == "[\n" {
		end = "[]\n"
	}
	_, err := io.WriteString(w, end)
	return err
}

// auditOf reads a document again and lists what no claim uses.
func auditOf(doc *text.Document) []site.Unread {
	left, problem := pipeline.Audit(doc)
	if problem != nil {
		return nil
	}
	var list []site.Unread
	for _, u := range left {
		list = append(list, site.Unread(u))
	}
	return list
}

func placeName(code string) string {
	e, ok := gazetteer.ByCode(code)
	if !ok {
		return ""
	}
	return e.Name
}

// views are resolution's views for pages.
type views struct{}

func (views) Conflicts(list []ledger.Entry, copies ...ledger.Copy) []site.Disagreement {
	return disagreements(view.Conflicts(list, copies...))
}

func disagreements(list []view.Disagreement) []site.Disagreement {
	out := make([]site.Disagreement, len(list))
	for i, d := range list {
		out[i] = site.Disagreement{Kind: string(d.Kind), Entries: d.Entries, Claims: d.Claims, Why: d.Why}
	}
	return out
}

func (views) Series(list []ledger.Entry) []site.Series {
	var out []site.Series
	for _, s := range view.SeriesOf(list) {
		out = append(out, site.Series{Measure: s.Measure, Area: s.Area, Unit: s.Unit, Cause: s.Cause, Points: s.Points, Line: s.Line(), Latest: s.Latest()})
	}
	return out
}

func (views) Profile(list []ledger.Entry, key string) site.Profile {
	p := view.ProfileOf(list, key)
	return site.Profile{Gives: p.Gives, Refuses: p.Refuses, Receives: p.Receives, Sanctions: p.Sanctions, Sanctioned: p.Sanctioned,
		Suffers: p.Suffers, Acts: p.Acts, Says: p.Says, Reversals: disagreements(p.Reversals)}
}

func (views) Origins(docs []*text.Document) []string {
	out := make([]string, len(docs))
	for i, s := range story.Find(docs) {
		out[i] = s.Origin
	}
	return out
}
