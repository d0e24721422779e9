package serve_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kiroku/serve/site"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// chromium finds a browser; tests that need one are skipped where there is none.
func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium is installed; apt-get install chromium")
	return ""
}

// sharedBrowser is started once: a start takes longer than a test.
var sharedBrowser struct {
	sync.Mutex
	ctx  context.Context
	stop []context.CancelFunc
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, stop := range sharedBrowser.stop {
		stop()
	}
	os.Exit(code)
}

// tab is a page of a real browser.
type tab struct {
	testing.TB
	ctx  context.Context
	base string

	mu     sync.Mutex
	faults []string // what the console complains of, and requests to others
}

// openTab opens a page of a server of its own, in a browser without cookies.
func openTab(t testing.TB, base string) *tab {
	t.Helper()
	path := chromium(t)
	sharedBrowser.Lock()
	if sharedBrowser.ctx == nil {
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900),
			chromedp.WSURLReadTimeout(time.Minute))
		alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, stop := chromedp.NewContext(alloc)
		if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
			sharedBrowser.Unlock()
			t.Fatalf("start %s: %v", path, err)
		}
		sharedBrowser.ctx, sharedBrowser.stop = ctx, []context.CancelFunc{stop, stopAlloc}
	}
	parent := sharedBrowser.ctx
	sharedBrowser.Unlock()
	b := &tab{TB: t, base: base}
	ctx, stop := chromedp.NewContext(parent, chromedp.WithNewBrowserContext(), chromedp.WithListener(b.listen))
	t.Cleanup(stop)
	ctx, end := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(end)
	b.ctx = ctx
	b.do(chromedp.Navigate("about:blank"))
	if _, err := chromedp.Call(b.ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, f := range b.faults {
			t.Error(f)
		}
	})
	return b
}

// listen notes what no page of ours may cause.
func (b *tab) listen(ev any) {
	fault := ""
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if u := ev.Request.URL; !strings.HasPrefix(u, b.base) && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "about:") {
			fault = "a page asks another host: " + u
		}
	case *runtime.EventExceptionThrown:
		fault = "a script fails: " + ev.ExceptionDetails.Text
	}
	if fault != "" {
		b.mu.Lock()
		b.faults = append(b.faults, fault)
		b.mu.Unlock()
	}
}

// serving starts a real server of a ledger of the samples.
func serving(t testing.TB) string {
	t.Helper()
	st := samplesLedger(t)
	s := newServerWith(t, st, func(o *site.Options) { o.Reading = reading{st} })
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	return server.URL
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

func (b *tab) open(path string) { b.Helper(); b.do(chromedp.Navigate(b.base + path)) }

// keys types what a person types; keys without a letter are those of package kb.
func (b *tab) keys(keys string) { b.Helper(); b.do(chromedp.KeyEvent(keys)) }

// click presses the mouse in the middle of the first thing that a selector
// finds, once it is there.
func (b *tab) click(selector string) {
	b.Helper()
	b.until(fmt.Sprintf("document.querySelector(%q)", selector))
	at := js[[]float64](b, fmt.Sprintf(`(() => { const el = document.querySelector(%q); el.scrollIntoView({block: "center", behavior: "instant"});
		const r = el.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()`, selector))
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// js is the value of an expression in the page.
func js[T any](b *tab, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits for an expression to hold: pages load and scripts run in their
// own time.
func (b *tab) until(expression string) {
	b.Helper()
	var err error
	for start := time.Now(); time.Since(start) < 10*time.Second; time.Sleep(20 * time.Millisecond) {
		var ok bool
		if ok, err = chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")")); err == nil && ok {
			return
		}
	}
	where, _ := chromedp.Run(b.ctx, chromedp.Location())
	said, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.body.innerText.slice(0, 400)`))
	b.Fatalf("at %s it never came to: %s (%v)\n%s", where, expression, err, said)
}

// TestBrowserReadsByKeyboard goes from the overview to the words of a claim
// without a mouse.
func TestBrowserReadsByKeyboard(t *testing.T) {
	b := openTab(t, serving(t))
	b.open("/")
	b.keys(kb.Tab)
	b.until(`document.activeElement.className === "skip"`)
	b.keys(kb.Enter)
	b.until(`document.activeElement.id === "main" || location.hash === "#main"`)
	b.keys("/")
	b.until(`document.activeElement.type === "search"`)
	b.keys("flood" + kb.Enter)
	b.until(`location.pathname === "/search" && document.querySelector("mark.hit")`)

	b.open("/ledger?type=aid")
	b.keys("j")
	b.keys("j")
	b.keys("k")
	b.until(`document.activeElement.closest("tr") === document.querySelector("tbody tr")`)
	want := js[string](b, `document.activeElement.getAttribute("href")`)
	b.keys(kb.Enter)
	b.until(fmt.Sprintf(`location.pathname === %q && document.querySelector("blockquote mark.quote")`, want))

	b.do(run(`document.querySelector(".evidence h3 a").focus()`))
	b.keys(kb.Enter)
	b.until(`location.pathname.startsWith("/document/") && document.querySelector("mark.claim.here")`)
	b.keys("j")
	b.until(`document.querySelectorAll(".claims li.here").length === 1`)
	first := js[string](b, `document.querySelector(".claims li.here").dataset.claim`)
	b.keys("j")
	b.until(fmt.Sprintf(`document.querySelector(".claims li.here").dataset.claim !== %q`, first))
	b.until(`getComputedStyle(document.querySelector(".claims li.here dl")).display !== "none"`)
}

// TestBrowserFilters sets filters as a person does, and comes back to them.
func TestBrowserFilters(t *testing.T) {
	b := openTab(t, serving(t))
	b.open("/ledger")
	all := js[string](b, `document.querySelector(".sub").textContent`)
	b.click(`input[name="type"][value="aid"]`)
	b.until(`location.search === "?type=aid"`)
	b.click(`input[name="party"]`)
	b.keys("UKR" + kb.Enter)
	b.until(`location.search.includes("party=UKR") && document.querySelector("tbody tr")`)
	if some := js[string](b, `document.querySelector(".sub").textContent`); some == all {
		t.Errorf("%q with filters as without", some)
	}
	b.click(`.save input[name="name"]`)
	b.keys("Aid to Ukraine" + kb.Enter)
	b.until(`[...document.querySelectorAll(".side a[aria-current]")].some((a) => a.textContent === "Aid to Ukraine")`)
	b.do(run(`history.back()`))
	b.until(`document.querySelector("input[name=party]").value === "UKR" && !document.querySelector("input[name=party]").disabled`)
	b.open("/ledger?since=May")
	b.until(`document.querySelector("h1").textContent === "Bad Request"`)
}

// TestBrowserWithoutScripts filters where no script of ours runs.
func TestBrowserWithoutScripts(t *testing.T) {
	handler := newServer(t, samplesLedger(t)).Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".js") {
			http.NotFound(w, r)
			return
		}
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	b := openTab(t, server.URL)
	b.open("/ledger")
	b.click(`input[name="type"][value="impact"]`)
	b.click(`.filters button`)
	b.until(`location.search.includes("type=impact") && document.querySelector("tbody .dot.t-impact")`)
	b.click(`.theme button[value="dark"]`)
	b.until(`document.documentElement.dataset.theme === "dark"`)
}

// TestBrowserCompares chooses a second report and sees what both say.
func TestBrowserCompares(t *testing.T) {
	b := openTab(t, serving(t))
	b.open("/ledger?sort=reports")
	b.click("tbody .what a")
	b.until(`document.querySelector("#reports")`)
	b.click(`a[href^="/compare?"]`)
	b.until(`location.pathname === "/compare" && document.querySelectorAll(".compared li").length > 1`)
	b.until(`[...document.querySelectorAll("h2")].some((h) => /^(Both|All) say/.test(h.textContent))`)
}

// TestBrowserReviews decides, merges and undoes by the keyboard alone.
func TestBrowserReviews(t *testing.T) {
	b := openTab(t, serving(t))
	b.open("/review?type=aid")
	first := js[string](b, `document.querySelector("#now a").getAttribute("href")`)
	b.keys("a")
	b.until(`document.querySelector(".done") && document.querySelector("#now")`)
	if now := js[string](b, `document.querySelector("#now a").getAttribute("href")`); now == first {
		t.Errorf("%s is still first in the queue after it was accepted", first)
	}
	b.keys("u")
	b.until(fmt.Sprintf(`document.querySelector("#now a")?.getAttribute("href") === %q`, first))

	b.open("/ledger?type=impact&sort=reports")
	rows := js[int](b, `+document.querySelector(".sub").textContent.match(/^[0-9]+/)[0]`)
	ids := js[[]string](b, `[...document.querySelectorAll("tbody .what a")].slice(0, 2).map((a) => a.getAttribute("href"))`)
	b.open(ids[0])
	b.keys("m")
	b.until(`document.querySelector("#merge").open`)
	b.do(run(`document.querySelector("#merge input[name=other-id]").focus()`))
	b.keys(ids[1])
	b.do(run(`document.querySelector("#merge button[value=merge]").focus()`))
	b.keys(kb.Enter)
	b.until(`document.querySelector(".done")`)
	entry := js[string](b, `location.pathname`)
	b.open("/ledger?type=impact")
	b.until(fmt.Sprintf(`+document.querySelector(".sub").textContent.match(/^[0-9]+/)[0] === %d`, rows-1))
	b.open(entry)
	b.do(run(`document.querySelector(".decisions form button").focus()`))
	b.keys(kb.Enter)
	b.until(`document.querySelector(".decisions .undone")`)
	b.open("/ledger?type=impact")
	b.until(fmt.Sprintf(`+document.querySelector(".sub").textContent.match(/^[0-9]+/)[0] === %d`, rows))
}

// TestBrowserSignsIn is sent to the sign-in from a page, and back to it.
func TestBrowserSignsIn(t *testing.T) {
	chromium(t)
	c, clock := withAccounts(t, samplesLedger(t))
	*clock = time.Now() // or the browser drops the cookie as long out of date
	server := httptest.NewServer(c.handler)
	t.Cleanup(server.Close)
	b := openTab(t, server.URL)
	b.open("/timeline?type=aid")
	b.until(`location.pathname === "/signin" && document.activeElement.name === "name"`)
	b.keys("ron" + kb.Tab + "wrong" + kb.Enter)
	b.until(`document.querySelector("[role=alert]") && document.activeElement.name === "password"`)
	b.until(`document.activeElement.value === ""`)
	b.keys(goodPassword + kb.Enter)
	b.until(`location.pathname === "/timeline" && location.search === "?type=aid" && document.querySelector(".days")`)
	b.open("/review")
	b.until(`!document.querySelector("button[value=accept]")`)
}

// everyPage is an address of each page.
func everyPage(b *tab) []string {
	b.open("/ledger?sort=reports")
	entry := js[string](b, `document.querySelector("tbody .what a").getAttribute("href")`)
	b.open(entry)
	doc := js[string](b, `document.querySelector(".evidence h3 a").getAttribute("href")`)
	doc, _, _ = strings.Cut(doc, "#")
	compare := js[string](b, `document.querySelector('a[href^="/compare?"]').getAttribute("href")`)
	return []string{"/", "/ledger", "/ledger?type=aid&review=open&q=aid", entry, doc, doc + "?audit=1", compare, "/compare", "/documents", "/search?q=flood", "/timeline",
		"/figures", "/figures?area=marenta&measure=killed", "/map", "/map?layer=killed", "/actors", "/actor/UKR", "/disagreements", "/review", "/decisions", "/add", "/nowhere"}
}

// violation is what the checker of accessibility finds.
type violation struct {
	ID    string
	Nodes []struct {
		HTML           string
		FailureSummary string
	}
}

// TestBrowserAccessible checks every page by the rules of WCAG 2.2 A and AA, light
// and dark, and that no page is wider than a telephone.
func TestBrowserAccessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join("testdata", "axe", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b := openTab(t, serving(t))
	pages := everyPage(b)
	rules := map[string]string{ // in the dark only colours differ
		"light": `{type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}`,
		"dark":  `{type: "rule", values: ["color-contrast"]}`,
	}
	for theme, only := range rules {
		b.media("prefers-color-scheme", theme)
		for _, page := range pages {
			b.open(page)
			b.do(run(string(axe)))
			found := js[[]violation](b, `axe.run(document, {resultTypes: ["violations"], runOnly: `+only+`}).then((r) => r.violations)`)
			for _, v := range found {
				for _, n := range v.Nodes[:min(len(v.Nodes), 3)] {
					t.Errorf("%s, %s: %s: %s\n%s", page, theme, v.ID, n.HTML, n.FailureSummary)
				}
			}
		}
	}
	b.do(chromedp.EmulateViewport(360, 740))
	for _, page := range pages {
		b.open(page)
		if wide := js[int](b, `document.documentElement.scrollWidth`); wide > 360 {
			t.Errorf("%s is %d wide on a telephone of 360: %s", page, wide, js[string](b, widest))
		}
	}
}

// widest names what reaches furthest to the right.
const widest = `(() => { let w = 0, n = ""; for (const el of document.querySelectorAll("main *")) { if (el.closest(".scroll")) continue;
	const r = el.getBoundingClientRect().right; if (r > w) { w = r; n = el.outerHTML.slice(0, 120); } } return w + " " + n; })()`

func (b *tab) media(name, value string) {
	b.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: name, Value: value}}}); err != nil {
		b.Fatal(err)
	}
}

// run runs a script in the page for what it does.
func run(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[any](script+"\n;null"))
		return err
	})
}
