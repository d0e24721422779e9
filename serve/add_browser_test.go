package serve_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"kiroku/ledger"
	"kiroku/serve"
	"kiroku/serve/site"
)

// TestBrowserAdds gives the ledger a text and a file as a person does: typed
// and sent by a click, chosen and sent by Enter. A browser sends the form's
// head and its body apart, which requests made in a test do not; the server's
// clock is that of the tests, years from the machine's.
func TestBrowserAdds(t *testing.T) {
	st := emptyLedger(t)
	s := newServerWith(t, st, func(o *site.Options) { o.Reading = reading{st} })
	b := openTab(t, "http://"+runServer(t, s))

	b.open("/add")
	b.click(`textarea[name="text"]`)
	b.keys("Norland will give Sudria $5 million for tents, its minister said on Monday.")
	b.click(`input[name="source"]`)
	b.keys("Example News")
	b.click(`main form button.main`)
	b.read("pasted text.txt")

	path := filepath.Join(t.TempDir(), "floods.txt")
	if err := os.WriteFile(path, []byte("At least 40 people were killed by floods in Port Vell, the mayor said on 3 March 2024.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.open("/add")
	b.do(chromedp.SetUploadFiles(`input[name="files"]`, []string{path}))
	b.click(`input[name="published"]`)
	b.keys("2024-03-04" + kb.Enter)
	b.read("floods.txt")

	docs, err := st.Documents(t.Context(), ledger.DocumentFilter{})
	if err != nil || len(docs) != 2 {
		t.Fatalf("%d documents after two were added, %v", len(docs), err)
	}
}

// read waits for the page of what was given to say that one report was read.
func (b *tab) read(what string) {
	b.Helper()
	b.until(fmt.Sprintf(`location.pathname.startsWith("/add/") && document.querySelector("h1").textContent === %q`, what))
	b.until(`document.querySelector("[role=status]")?.textContent === "Done."`)
	if n := js[string](b, `document.querySelector(".facts dd").textContent`); n != "1" {
		b.Errorf("%s: %s new reports were read", what, n)
	}
}

// runServer serves as the command does, with its bounds of time, until the
// test ends.
func runServer(t testing.TB, s *serve.Server) (addr string) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, ln) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return ln.Addr().String()
}
