package serve

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"
	"unicode"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/serve/chart"
	"kiroku/value"
)

//go:embed pages
var pageFiles embed.FS

// page is what the frame around every page shows, and the page's own part.
type page struct {
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
// frame.html and parts*.html hold what is shared; every other file is a page
// and defines "main".
func (s *Server) parsePages() (map[string]*template.Template, error) {
	files, err := pageFiles.ReadDir("pages")
	if err != nil {
		return nil, fmt.Errorf("read pages: %w", err)
	}
	base := template.New("").Funcs(s.funcs())
	var own []string
	for _, f := range files {
		if f.Name() != "frame.html" && !strings.HasPrefix(f.Name(), "parts") {
			own = append(own, f.Name())
			continue
		}
		if base, err = base.ParseFS(pageFiles, "pages/"+f.Name()); err != nil {
			return nil, fmt.Errorf("read pages: %w", err)
		}
	}
	pages := map[string]*template.Template{}
	for _, name := range own {
		t, err := base.Clone()
		if err == nil {
			t, err = t.ParseFS(pageFiles, "pages/"+name)
		}
		if err != nil {
			return nil, fmt.Errorf("read pages: %w", err)
		}
		pages[strings.TrimSuffix(name, path.Ext(name))] = t
	}
	return pages, nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render writes a page, whole or not at all.
func (s *Server) render(w http.ResponseWriter, r *http.Request, name string, p page) error {
	return s.renderStatus(w, r, http.StatusOK, name, p)
}

func (s *Server) renderStatus(w http.ResponseWriter, r *http.Request, status int, name string, p page) error {
	p.Theme, p.Path, p.Who, p.Out = themeOf(r), r.URL.RequestURI(), userOf(r), s.Accounts != nil
	p.Back, p.Today = s.AsOf != nil, s.Now().Format(time.DateOnly)
	if p.Day.IsZero() {
		p.Day = s.day
	}
	if p.Who.Role.May(ledger.Reads) { // nobody else learns what there is
		p.Saved = s.saved(r.Context())
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

const themeCookie = "theme"

func themeOf(r *http.Request) string {
	c, err := r.Cookie(themeCookie)
	if err != nil || c.Value != "light" && c.Value != "dark" {
		return ""
	}
	return c.Value
}

// theme keeps which of light and dark the reader wants, and goes back.
func (s *Server) theme(w http.ResponseWriter, r *http.Request) error {
	want := r.PostFormValue("theme")
	if want != "light" && want != "dark" {
		want = ""
	}
	http.SetCookie(w, &http.Cookie{Name: themeCookie, Value: want, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return redirect(w, r, here(r.PostFormValue("back")))
}

// here is an address of this server, "/" for any other: nobody shall be sent
// elsewhere by a link to us.
func here(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(address, "//") || strings.Contains(address, `\`) {
		return "/"
	}
	return u.RequestURI()
}

// actorURL is the page of a party, or of the first of several.
func actorURL(key string) string { return "/actor/" + url.PathEscape(firstKey(key)) }

// capital is words with a capital at the beginning of each: a folded name as it
// may be shown.
func capital(s string) string {
	up := true
	return strings.Map(func(r rune) rune {
		if up {
			r = unicode.ToUpper(r)
		}
		up = r == ' '
		return r
	}, s)
}

// funcs are what templates may call.
func (s *Server) funcs() template.FuncMap {
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
		"partyURL":  func(p claim.Party) string { return actorURL(p.Key()) },
		"actorURL":  actorURL,
		"firstKey":  firstKey,
		"query":     url.QueryEscape,
		"dollars":   chart.ShortSum,
		"px":        func(f float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0") },
		"clip":      chart.Clip,
		"capital":   capital,
		"authority": phrase.Authority,
		"moment":    func(t time.Time) string { return t.Local().Format("2006-01-02 15:04") },
		"types":     func() []claim.Type { return claim.Types },
		"short":     func(id string) string { return id[:min(len(id), 7)] },
		"add":       func(a, b int) int { return a + b },
		"pair":      func(a, b any) []any { return []any{a, b} },
	}
}
