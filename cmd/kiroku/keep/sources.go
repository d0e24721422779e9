package keep

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/read"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/register"
	"kiroku/watch"
)

// Sources is `kiroku sources`.
type Sources struct {
	cli.Database
	read.Registered
	All  bool   `help:"List every publisher of the register instead."`
	JSON bool   `name:"json" help:"Write JSON Lines."`
	File string `arg:"" optional:"" name:"sources.toml" help:"What is watched, for the documents a week that are expected."`
}

func (Sources) Help() string {
	return `Lists the outlets that the ledger was read from, with what the register of publishers knows of each, and how watching goes: when each source last answered, what fails, how many documents a week it brings against what is expected, and fields that none of an outlet's documents gave.

Examples:

    kiroku sources
    kiroku sources sources.toml
    kiroku sources --all --register our-publishers`
}

// outletRecord is an outlet with what the register says of it.
type outletRecord struct {
	ledger.Outlet
	Kind    string   `json:"kind,omitempty"`
	Country string   `json:"country,omitempty"`
	Grade   string   `json:"grade,omitempty"`
	Relays  []string `json:"relays,omitempty"`
}

// healthRecord is how watching a source goes, and what is wrong with that.
type healthRecord struct {
	ledger.Health
	Expect int    `json:"expect,omitempty"`
	State  string `json:"state"` // good, failing, silent, few, new
}

func (c Sources) Run(ctx context.Context, con *terminal.Console) error {
	known, err := c.Load()
	if err != nil {
		return err
	}
	if c.All {
		return c.publishers(con, known)
	}
	var config watch.Config
	if c.File != "" {
		if config, err = read.ReadSources(c.File); err != nil {
			return err
		}
	}
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	outlets, err := st.Outlets(ctx)
	if err != nil {
		return err
	}
	watched, err := st.Health(ctx, con.Now())
	if err != nil {
		return err
	}
	health := healthOf(watched, config, con.Now())
	records := outletsOf(outlets, known)
	if c.JSON {
		out := cli.NewRecords(con)
		for _, h := range health {
			out.Write(h)
		}
		for _, o := range records {
			out.Write(o)
		}
		return out.Close()
	}
	if len(health)+len(records) == 0 {
		con.Say("The ledger has no documents, and nothing is watched.")
		return nil
	}
	showHealth(con, health)
	if len(health) > 0 && len(records) > 0 {
		fmt.Fprintln(con.Stdout)
	}
	showOutlets(con, records)
	return nil
}

// silentAfter is how long a source may go without an answer.
const silentAfter = 3 * 24 * time.Hour

func healthOf(watched []ledger.Health, config watch.Config, now time.Time) []healthRecord {
	expect := map[string]int{}
	for _, s := range config.Sources {
		expect[s.Name] = s.Expect
		if !slices.ContainsFunc(watched, func(h ledger.Health) bool { return h.Source == s.Name }) {
			watched = append(watched, ledger.Health{Source: s.Name})
		}
	}
	var list []healthRecord
	for _, h := range watched {
		r := healthRecord{Health: h, Expect: expect[h.Source], State: "good"}
		switch {
		case h.Tried.IsZero():
			r.State = "new"
		case h.Succeeded.IsZero() || h.Failing > 0 && 2*h.Failing >= h.Addresses:
			r.State = "failing"
		case now.Sub(h.Succeeded) > silentAfter:
			r.State = "silent"
		case r.Expect > 0 && 2*h.Weekly < float64(r.Expect):
			r.State = "few"
		}
		list = append(list, r)
	}
	return list
}

func outletsOf(outlets []ledger.Outlet, known *register.Register) []outletRecord {
	var list []outletRecord
	for _, o := range outlets {
		r := outletRecord{Outlet: o}
		i := slices.IndexFunc(known.Publishers(), func(p register.Publisher) bool { return p.ID == o.Publisher })
		if p, ok := known.Named(o.Name); i >= 0 || ok {
			if i >= 0 {
				p = known.Publishers()[i]
			}
			r.Publisher, r.Kind, r.Country, r.Grade, r.Relays = p.ID, p.Kind, p.Country, p.Grade, p.Relays
		}
		list = append(list, r)
	}
	return list
}

func showHealth(con *terminal.Console, list []healthRecord) {
	if len(list) == 0 {
		return
	}
	t := terminal.Table{Lines: 3, Columns: []terminal.Column{{Name: "WATCHED", Least: 12, Style: terminal.Bold}, {Name: "STATE"}, {Name: "LAST ANSWER"}, {Name: "A WEEK", Right: true},
		{Name: "PAGES", Right: true}, {Name: "FAILING", Right: true}, {Name: "LAST ERROR", Least: 12, Early: true}}}
	for _, h := range list {
		weekly := fmt.Sprintf("%.1f", h.Weekly)
		if h.Expect > 0 {
			weekly += fmt.Sprintf(" of %d", h.Expect)
		}
		t.Add(h.Source, h.State, stamp(h.Succeeded), weekly, fmt.Sprint(h.Addresses), fmt.Sprint(h.Failing), h.Error)
	}
	t.Write(con.Stdout, con)
}

func showOutlets(con *terminal.Console, list []outletRecord) {
	if len(list) == 0 {
		return
	}
	t := terminal.Table{Lines: 2, Columns: []terminal.Column{{Name: "OUTLET", Least: 12, Style: terminal.Bold}, {Name: "KIND", Least: 8}, {Name: "COUNTRY"}, {Name: "GRADE"}, {Name: "DOCUMENTS", Right: true},
		{Name: "CLAIMS", Right: true}, {Name: "LATEST"}, {Name: "NEVER GIVEN", Least: 10, Early: true}}}
	for _, o := range list {
		t.Add(cmp.Or(o.Name, "(not named)"), o.Kind, o.Country, o.Grade, fmt.Sprint(o.Documents), fmt.Sprint(o.Claims), dayOf(o.Latest), strings.Join(o.Empty, ", "))
	}
	t.Write(con.Stdout, con)
}

// publishers lists the register.
func (c Sources) publishers(con *terminal.Console, known *register.Register) error {
	list := known.Publishers()
	if c.JSON {
		return cli.WriteAll(con, list)
	}
	t := terminal.Table{Lines: 2, Columns: []terminal.Column{{Name: "ID", Least: 14, Style: terminal.Dim}, {Name: "NAME", Least: 12, Style: terminal.Bold}, {Name: "KIND", Least: 10}, {Name: "COUNTRY"}, {Name: "GRADE"},
		{Name: "DOMAINS", Least: 12, Early: true}, {Name: "RELAYS", Least: 6, Early: true}}}
	for _, p := range list {
		t.Add(p.ID, p.Name, p.Kind, p.Country, p.Grade, strings.Join(p.Domains, " "), strings.Join(p.Relays, " "))
	}
	t.Write(con.Stdout, con)
	con.Say("%s", phrase.Plural(len(list), "publisher"))
	return nil
}

// dayOf is the day of a time, "" for none.
func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// stamp is a time to the minute, "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04")
}
