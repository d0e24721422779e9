package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net"
	"time"

	"kiroku/extract"
	"kiroku/gazetteer"
	"kiroku/ledger"
	"kiroku/pipeline"
	"kiroku/resolve"
	"kiroku/serve"
	"kiroku/text"
)

type serveCommand struct {
	database
	Addr    string   `default:"127.0.0.1:7878" placeholder:"HOST:PORT" help:"Where to listen, 127.0.0.1:7878 where nothing is said; port 0 takes a free one."`
	Host    []string `placeholder:"NAME" help:"A further name that the server may be asked by."`
	LogJSON bool     `name:"log-json" help:"Write the log as JSON Lines."`
}

func (serveCommand) Help() string {
	return `Shows the ledger as web pages on this machine, until it is interrupted. Nothing is asked of any other host. The ledger is made where there is none.

Examples:

    kiroku serve
    kiroku serve --db crisis.db --addr 127.0.0.1:8080`
}

func (c serveCommand) Run(ctx context.Context, con *console) error {
	if !serve.IsLoopback(c.Addr) {
		return usageError(fmt.Sprintf("--addr %s can be reached by others; listen on 127.0.0.1", c.Addr))
	}
	st, err := c.create(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	server, err := serve.New(serve.Options{
		Ledger:   st,
		Shelf:    st,
		Resolver: resolve.Rules{},
		Views:    views{},
		Formats:  pageFormats(),
		Audit:    auditOf,
		Place:    placeName,
		Hosts:    c.Host,
		Log:      slog.New(c.handler(con)),
		Version:  version(),
		Now:      time.Now,
	})
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", c.Addr, err)
	}
	con.say("The ledger %s is at http://%s/ (Ctrl-C ends it)", c.path(), ln.Addr())
	return server.Run(ctx, ln)
}

// handler writes the log: on a terminal what matters, otherwise every request.
func (c serveCommand) handler(con *console) slog.Handler {
	if c.LogJSON {
		return slog.NewJSONHandler(con.stderr, nil)
	}
	level := slog.LevelInfo
	if con.live {
		level = slog.LevelWarn
	}
	return slog.NewTextHandler(con.stderr, &slog.HandlerOptions{Level: level})
}

// pageFormats are those that listings are exported in.
func pageFormats() []serve.Format {
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
	return []serve.Format{
		{Name: "CSV", Key: "csv", Type: "text/csv; charset=utf-8", Write: writeEntriesCSV},
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
func auditOf(doc *text.Document) []serve.Unread {
	a, problem := pipeline.Analyze(doc)
	if problem != nil {
		return nil
	}
	var list []serve.Unread
	for _, u := range extract.Audit(a) {
		list = append(list, serve.Unread(u))
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

func (views) Conflicts(list []ledger.Entry) []serve.Disagreement {
	return disagreements(resolve.Conflicts(list))
}

func disagreements(list []resolve.Disagreement) []serve.Disagreement {
	out := make([]serve.Disagreement, len(list))
	for i, d := range list {
		out[i] = serve.Disagreement{Kind: string(d.Kind), Entries: d.Entries, Claims: d.Claims, Why: d.Why}
	}
	return out
}

func (views) Series(list []ledger.Entry) []serve.Series {
	var out []serve.Series
	for _, s := range resolve.SeriesOf(list) {
		out = append(out, serve.Series{Measure: s.Measure, Area: s.Area, Unit: s.Unit, Points: s.Points, Latest: s.Latest()})
	}
	return out
}

func (views) Totals(list []ledger.Entry, o serve.TotalsOptions) []serve.Total {
	options := resolve.TotalsOptions{Currency: o.Currency, RateDay: o.RateDay}
	for _, by := range o.By {
		options.By = append(options.By, resolve.TotalsBy(by))
	}
	var out []serve.Total
	for _, t := range resolve.Totals(list, options) {
		out = append(out, serve.Total(t))
	}
	return out
}

func (views) Profile(list []ledger.Entry, key string) serve.Profile {
	p := resolve.ProfileOf(list, key)
	return serve.Profile{Gives: p.Gives, Refuses: p.Refuses, Receives: p.Receives, Sanctions: p.Sanctions, Sanctioned: p.Sanctioned,
		Suffers: p.Suffers, Acts: p.Acts, Says: p.Says, Reversals: disagreements(p.Reversals)}
}

func (views) Origins(docs []*text.Document) []string {
	out := make([]string, len(docs))
	for i, story := range resolve.Stories(docs) {
		out[i] = story.Origin
	}
	return out
}
