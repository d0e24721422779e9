package serve_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"kiroku/gazetteer"
	"kiroku/serve/site"
)

// place is the name of a code, as the command gives it.
func place(code string) string {
	e, _ := gazetteer.ByCode(code)
	return e.Name
}

// TestScreenshots writes pictures of the main pages, made from the sample
// reports, into the folder that KIROKU_SCREENSHOTS names: make screenshots.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("KIROKU_SCREENSHOTS")
	if folder == "" {
		t.Skip("KIROKU_SCREENSHOTS names no folder")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	handler := newServerWith(t, samplesLedger(t), func(o *site.Options) {
		o.Place = place
		for _, name := range []string{"JSON", "CSV"} {
			o.Formats = append([]site.Format{{Name: name, Key: strings.ToLower(name), Write: writeLines}}, o.Formats...)
		}
	}).Handler()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	b := openTab(t, server.URL)
	b.open("/ledger?sort=reports&type=aid")
	entry := js[string](b, `document.querySelector("tbody .what a").getAttribute("href")`)
	b.open("/documents?source=The+North+Sea+Courier")
	doc := js[string](b, `document.querySelector("tbody a").getAttribute("href")`)
	for _, shot := range []struct {
		name, path, theme string
		width, height     int64
		before            string
	}{
		{"overview", "/", "light", 1280, 860, ""},
		{"overview-dark", "/", "dark", 1280, 860, ""},
		{"ledger", "/ledger?type=aid&sort=amount", "light", 1280, 860, ""},
		{"entry", entry, "light", 1280, 860, ""},
		{"document", doc + "?audit=1", "light", 1280, 860, `document.querySelector("mark.t-aid").click()`},
		{"document-dark", doc, "dark", 1280, 860, `document.querySelector("mark.t-aid").click()`},
		{"disagreements", "/disagreements", "light", 1280, 860, ""},
		{"review", "/review", "light", 1280, 860, ""},
		{"timeline", "/timeline?since=2024", "light", 1280, 860, ""},
		{"figures", "/figures?measure=killed&area=marenta", "light", 1280, 860, ""},
		{"map", "/map", "light", 1280, 860, ""},
		{"map-dark", "/map", "dark", 1280, 860, ""},
		{"actor", "/actor/UKR", "dark", 1280, 860, ""},
		{"phone-ledger", "/ledger?type=aid&sort=amount", "light", 390, 844, ""},
		{"phone-entry", entry, "dark", 390, 844, ""},
	} {
		b.media("prefers-color-scheme", shot.theme)
		b.do(chromedp.EmulateViewport(shot.width, shot.height))
		b.open(shot.path)
		if shot.before != "" {
			b.do(run(shot.before))
		}
		png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, shot.name+".png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
