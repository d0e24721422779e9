package site

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/serve/chart"
	"kiroku/value"
)

//go:embed pages
var pageFiles embed.FS

// Page is what the frame around every page shows, and the page's own part.
type Page struct {
	Title  string
	Active string // the place in the navigation: "ledger"
	Body   any

	Theme  string // "", "light" or "dark"
	Path   string // where the reader is, to come back to
	Search string
	Nav    []place
	Saved  []ledger.SavedView
	Who    ledger.User
	Out    bool      // who asks has signed in, and can sign out
	Back   bool      // readers may look back
	Day    value.Day // that the page looks back to, zero for today
	Today  string
}

// place is a line of the navigation.
type place struct {
	Key, Name, Path string
	Group           string
	Needs           ledger.Role // "" is every reader
}

// places is the navigation, in order. A new page adds its line here.
var places = []place{
	{"overview", "Overview", "/", "read", ""},
	{"ledger", "Ledger", "/ledger", "read", ""},
	{"timeline", "Timeline", "/timeline", "read", ""},
	{"figures", "Figures", "/figures", "read", ""},
	{"map", "Map", "/map", "read", ""},
	{"actors", "Actors", "/actors", "read", ""},
	{"documents", "Documents", "/documents", "read", ""},
	{"review", "Review", "/review", "judge", ledger.Reviews},
	{"conflicts", "Disagreements", "/disagreements", "judge", ""},
	{"compare", "Compare", "/compare", "judge", ""},
	{"decisions", "Decisions", "/decisions", "judge", ""},
	{"add", "Add", "/add", "add", ledger.Reviews},
	{"accounts", "Accounts", "/accounts", "add", ledger.Admins},
}

// parsePages parses each page with the frame and the parts that pages share.
// frame.html and the files called parts hold what is shared, whoever brings
// them; every other file is a page and defines "main".
func (s *Site) parsePages(folders []fs.FS) (map[string]*template.Template, error) {
	base := template.New("").Funcs(s.funcs())
	folders = append([]fs.FS{pageFiles}, folders...)
	type pageFile struct {
		folder fs.FS
		path   string
	}
	var own []pageFile
	for _, folder := range folders {
		files, err := fs.Glob(folder, "pages/*.html")
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			if name := path.Base(file); name != "frame.html" && !strings.HasPrefix(name, "parts") {
				own = append(own, pageFile{folder, file})
			} else if base, err = base.ParseFS(folder, file); err != nil {
				return nil, err
			}
		}
	}
	pages := map[string]*template.Template{}
	for _, p := range own {
		t, err := base.Clone()
		if err == nil {
			t, err = t.ParseFS(p.folder, p.path)
		}
		if err != nil {
			return nil, err
		}
		pages[strings.TrimSuffix(path.Base(p.path), ".html")] = t
	}
	return pages, nil
}

// Part writes a template that pages share, by itself.
func (s *Site) Part(w io.Writer, name string, body any) error {
	return s.pages["error"].ExecuteTemplate(w, name, body)
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render writes a page, whole or not at all.
func (s *Site) Render(w http.ResponseWriter, r *http.Request, name string, p Page) error {
	return s.RenderStatus(w, r, http.StatusOK, name, p)
}

// RenderStatus does so with a status.
func (s *Site) RenderStatus(w http.ResponseWriter, r *http.Request, status int, name string, p Page) error {
	p.Theme, p.Path, p.Who, p.Out = themeOf(r), r.URL.RequestURI(), UserOf(r), s.Accounts != nil
	p.Back, p.Today = s.AsOf != nil, s.Now().Format(time.DateOnly)
	if p.Day.IsZero() {
		p.Day = s.day
	}
	if p.Who.Role.May(ledger.Reads) { // nobody else learns what there is
		p.Saved = s.Saved(r.Context())
		for _, pl := range places {
			if pl.Needs == "" || p.Who.Role.May(pl.Needs) && (pl.Key != "accounts" || s.Accounts != nil) {
				p.Nav = append(p.Nav, pl)
			}
		}
	}
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	if err := s.pages[name].ExecuteTemplate(buf, "frame", p); err != nil {
		return fmt.Errorf("make page %s: %w", name, err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "private, no-cache")
	}
	w.WriteHeader(status)
	w.Write(buf.Bytes()) // the client is gone where this fails
	return nil
}

// funcs are what templates may call.
func (s *Site) funcs() template.FuncMap {
	return template.FuncMap{
		"asset":   func(name string) string { return s.assets.paths[name] },
		"plural":  phrase.Plural,
		"number":  func(n value.Number) string { return phrase.Number(n) },
		"count":   func(n int) string { return phrase.Thousands(fmt.Sprint(n)) },
		"days":    phrase.Days,
		"day":     func(d value.Day) string { return phrase.Days(value.OnDay(d)) },
		"sum":     phrase.Sum,
		"what":    phrase.What,
		"stage":   phrase.Stage,
		"howMuch": phrase.HowMuch,
		"chain":   phrase.Chain,
		"words":   func(v any) string { return strings.ReplaceAll(fmt.Sprint(v), "_", " ") },
		"past": func(action string) string {
			return cmp.Or(phrase.PastForms[action], strings.ReplaceAll(action, "_", " "))
		},
		"when":      phrase.When,
		"percent":   func(f float64) string { return fmt.Sprintf("%.0f %%", 100*f) },
		"partyURL":  func(p claim.Party) string { return ActorURL(p.Key()) },
		"actorURL":  ActorURL,
		"firstKey":  FirstKey,
		"query":     url.QueryEscape,
		"dollars":   chart.ShortSum,
		"px":        func(f float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0") },
		"clip":      chart.Clip,
		"capital":   phrase.Capitals,
		"authority": phrase.Authority,
		"moment":    func(t time.Time) string { return t.Local().Format("2006-01-02 15:04") },
		"types":     func() []claim.Type { return claim.Types },
		"short":     func(id string) string { return id[:min(len(id), 7)] },
		"add":       func(a, b int) int { return a + b },
		"pair":      func(a, b any) []any { return []any{a, b} },
	}
}
