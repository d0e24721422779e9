package samples

import (
	"bufio"
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

const folder = "../../samples"

var charsets = map[string]*charmap.Charmap{"windows-1252": charmap.Windows1252, "iso-8859-1": charmap.ISO8859_1}

// plainTexts is the words of every document as a person sees them, one space
// between any two words. It is deliberately cruder than the program's own
// reader: the marks must hold whichever reader is used.
func plainTexts(t *testing.T, exp Expected) map[string]string {
	t.Helper()
	charset := map[string]string{}
	for _, d := range exp.Documents {
		charset[d.Document] = d.Charset
	}
	tag := regexp.MustCompile(`(?s)<script.*?</script>|<[^>]*>`)
	texts := map[string]string{}
	files, err := filepath.Glob(folder + "/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample files in %s (%v)", folder, err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		if filepath.Ext(name) == ".jsonl" {
			lines := bufio.NewScanner(strings.NewReader(string(raw)))
			for lines.Scan() {
				var r struct{ ID, Text string }
				if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				texts[name+"#"+r.ID] = squeeze(r.Text)
			}
			continue
		}
		body := string(raw)
		if enc := charsets[charset[name]]; enc != nil {
			if body, err = enc.NewDecoder().String(body); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if filepath.Ext(name) == ".html" {
			body = html.UnescapeString(tag.ReplaceAllString(body, " "))
		}
		texts[name] = squeeze(body)
	}
	return texts
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func load(t *testing.T) Expected {
	t.Helper()
	exp, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return exp
}

// TestDocumentsAreTheFolder holds the marks and the folder together.
func TestDocumentsAreTheFolder(t *testing.T) {
	exp := load(t)
	texts := plainTexts(t, exp)
	marked := map[string]bool{}
	for _, d := range exp.Documents {
		if marked[d.Document] {
			t.Errorf("%s is marked twice", d.Document)
		}
		marked[d.Document] = true
		if _, ok := texts[d.Document]; !ok {
			t.Errorf("%s is marked but not in the folder", d.Document)
		}
	}
	for name, words := range texts {
		if !marked[name] {
			t.Errorf("%s is in the folder but not marked", name)
		}
		if n := len(strings.Fields(words)); n > 450 {
			t.Errorf("%s has %d words, more than a short report", name, n)
		}
	}
}

// TestQuotesAreExact checks that every quotation stands in its document once,
// so that it names one place.
func TestQuotesAreExact(t *testing.T) {
	exp := load(t)
	texts := plainTexts(t, exp)
	check := func(where string, q Quote) {
		switch n := strings.Count(texts[q.Document], squeeze(q.Quote)); n {
		case 1:
		case 0:
			t.Errorf("%s: %q is not in %s", where, q.Quote, q.Document)
		default:
			t.Errorf("%s: %q stands %d times in %s", where, q.Quote, n, q.Document)
		}
	}
	ids := map[string]bool{}
	for _, e := range exp.Entries {
		if ids[e.ID] {
			t.Errorf("two entries %s", e.ID)
		}
		ids[e.ID] = true
		for _, q := range e.Reports {
			check(e.ID, q)
		}
	}
	for _, r := range exp.Relations {
		if len(r.Claims) != 2 {
			t.Errorf("%s: %d claims, want 2", r.What, len(r.Claims))
		}
		for _, q := range r.Claims {
			if !strings.Contains(texts[q.Document], q.Quote) {
				t.Errorf("%s %s: %q is not in %s", r.Kind, r.What, q.Quote, q.Document)
			}
		}
	}
	for _, c := range exp.Chains {
		check("chain", c.Quote)
		for _, s := range c.Sources {
			if !strings.Contains(texts[c.Document], s) {
				t.Errorf("chain: %s is not in %s", s, c.Document)
			}
		}
	}
	for _, n := range exp.Names {
		for _, w := range n.Written {
			if !strings.Contains(texts[n.Document], w) {
				t.Errorf("name: %s is not in %s", w, n.Document)
			}
		}
	}
}

// TestCopiesAreCopies checks that a copy's text is the origin's, whole or in
// part, but for the changes that are marked.
func TestCopiesAreCopies(t *testing.T) {
	exp := load(t)
	texts := plainTexts(t, exp)
	for _, c := range exp.Copies {
		text := texts[c.Document]
		for _, ch := range c.Changed {
			if !strings.Contains(text, ch.Copy) || strings.Contains(text, ch.Origin) {
				t.Errorf("%s: %s has not become %s", c.Document, ch.Origin, ch.Copy)
			}
			text = strings.ReplaceAll(text, ch.Copy, ch.Origin)
		}
		shared := 0
		for _, s := range strings.SplitAfter(texts[c.Origin], ". ") {
			if strings.Contains(text, strings.TrimSpace(s)) {
				shared++
			}
		}
		all := strings.Count(texts[c.Origin], ". ") + 1
		switch {
		case c.Kind == "verbatim" && shared < all-2: // the headline and the dateline differ
			t.Errorf("%s shares %d of %d sentences with its origin", c.Document, shared, all)
		case c.Kind == "cut" && (shared < 3 || shared > all*2/3):
			t.Errorf("%s shares %d of %d sentences with its origin, not a part", c.Document, shared, all)
		}
	}
}

// TestEveryKindIsShown keeps the samples what they are for: a view of all the
// record can hold.
func TestEveryKindIsShown(t *testing.T) {
	exp := load(t)
	shown := map[string]bool{}
	for _, e := range exp.Entries {
		shown[e.Type] = true
		for _, field := range []string{"action", "measure", "kind", "stance", "category", "polarity"} {
			for v := range strings.SplitSeq(e.Fields[field], "|") {
				shown[v] = true
			}
		}
	}
	for _, r := range exp.Relations {
		shown[r.Kind] = true
	}
	for _, want := range strings.Fields(`aid sanction impact event statement
		request offer decline accept pledge approve send deliver suspend cancel military humanitarian asylum personnel
		impose threaten lift asset_freeze financial export_ban import_ban travel_ban airspace_ban
		killed injured missing evacuated displaced affected trapped rescued without_power without_water damaged destroyed economic_loss
		agreement meeting visit cooperation concession withdrawal protest mobilization coercion attack alert disaster advisory policy closure
		support criticise condemn reject deny promise comment negated
		rounding currency part fulfils cumulative update conflict correction reversal`) {
		if !shown[want] {
			t.Errorf("no sample shows %s", want)
		}
	}
	if !slices.ContainsFunc(exp.Documents, func(d Document) bool { return d.Lang != "en" }) {
		t.Error("no sample is in another language than English")
	}
}
