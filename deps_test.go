package kiroku_test

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// policy says who may import whom: "a < b" means that b may import a, and the
// relation is transitive. It is a statement of policy, not to be changed to
// fix a build; docs/decisions says why it is what it is.
const policy = `
	NONE < value, source, register, gazetteer, lang/cluster, lang/wordnet, resolve/wordlist, resolve/disjoint;
	value < text, fx;
	text < claim;
	claim < ledger;
	NONE < document/charset, document/language, document/magic, document/pdf;
	value < document/date;
	text, source, register, document/charset, document/language, document/magic, document/date, document/pdf < document;
	NONE < lang/mlp;
	text < lang/conllu;
	lang/mlp < lang/tag, lang/parse, lang/mention;
	lang/wordnet < lang/tag;
	lang/conllu < lang;
	text, gazetteer, lang/cluster < lang/segment, lang/tag, lang/parse, lang/mention;
	text, gazetteer, lang/cluster, lang/mlp < lang/name;
	lang/name < lang/mention;
	lang/mention < lang/quantity/scan;
	lang/quantity/scan < lang/quantity/number;
	lang/quantity/number < lang/quantity/date;
	lang/quantity/date < lang/quantity;
	lang/segment, lang/tag, lang/parse, lang/mention, lang/quantity < lang;
	gazetteer, claim < extract/lexicon;
	lang, extract/lexicon < extract/syntax;
	claim, gazetteer < extract/judge;
	extract/syntax < extract/setting;
	extract/lexicon, lang < extract/author;
	extract/setting, extract/author < extract/reading;
	extract/reading, extract/judge < extract/candidate;
	extract/candidate < extract/aid/act;
	extract/aid/act < extract/aid;
	extract/candidate < extract/sanction, extract/harm, extract/event, extract/statement;
	extract/syntax, extract/judge < extract/headline;
	extract/headline, extract/aid, extract/sanction, extract/harm, extract/event, extract/statement < extract;
	text, resolve/wordlist < resolve/story;
	ledger, gazetteer, resolve/wordlist, resolve/disjoint < resolve/name;
	ledger, resolve/wordlist < resolve/summary;
	resolve/name, resolve/story, resolve/summary, fx < resolve;
	resolve < resolve/view;
	ledger < store/codec, store/fulltext;
	store/codec < store/derive;
	store/derive < store/verify;
	store/verify, store/fulltext < store;
	ledger, fx < export;
	ledger < phrase;
	NONE < serve/account, serve/compress, serve/metrics, serve/world;
	ledger < serve/query, serve/highlight, serve/upload;
	phrase < serve/chart;
	serve/query, serve/upload, serve/chart, serve/metrics < serve/site;
	serve/site, serve/account < serve/signin, serve/add;
	serve/site, serve/highlight, fx < serve/ask;
	serve/ask, serve/world < serve/draw;
	serve/ask < serve/review;
	serve/draw, serve/review, serve/add, serve/signin, serve/compress < serve;
	document, extract, resolve < pipeline;
	lang, extract, resolve < eval;
	pipeline < watch;
	text < cmd/kiroku/terminal;
	pipeline, store, phrase, cmd/kiroku/terminal < cmd/kiroku/cli;
	cmd/kiroku/cli, watch < cmd/kiroku/read;
	cmd/kiroku/cli < cmd/kiroku/inspect, cmd/kiroku/decide;
	cmd/kiroku/inspect, cmd/kiroku/decide, export, resolve/view < cmd/kiroku/ask;
	cmd/kiroku/read, serve/account < cmd/kiroku/keep;
	cmd/kiroku/read, cmd/kiroku/ask, cmd/kiroku/keep, serve, eval < cmd/kiroku;
`

// onlyIn names the packages that alone may import a path with that prefix.
var onlyIn = map[string][]string{
	"database/sql":          {"store", "store/codec", "store/derive", "store/verify"},
	"golang.org/x/crypto":   {"serve/account"},
	"modernc.org/sqlite":    {"store", "store/verify"},
	"github.com/jackc":      {"store"},
	"net/http":              {"source", "serve", "serve/site", "serve/ask", "serve/draw", "serve/review", "serve/add", "serve/signin", "serve/compress", "serve/metrics", "serve/upload", "cmd/kiroku"},
	"flag":                  {"internal/casetest", "cmd/kiroku", "cmd/kiroku/cli"},
	"github.com/alecthomas": {"cmd/kiroku"},
}

func TestImportPolicy(t *testing.T) {
	allowed := parsePolicy(t)
	for _, p := range listPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, "kiroku/")
		may, known := allowed[name]
		support := strings.HasPrefix(name, "internal/") || name == "kiroku"
		if !known && !support {
			t.Errorf("package %s is not in the policy", name)
		}
		for _, imp := range p.Imports {
			if dep, ours := strings.CutPrefix(imp, "kiroku/"); ours && !support && !may[dep] {
				t.Errorf("%s may not import %s", name, dep)
			}
			for prefix, who := range onlyIn {
				if (imp == prefix || strings.HasPrefix(imp, prefix+"/")) && !slices.Contains(who, name) {
					t.Errorf("%s may not import %s: only %v may", name, imp, who)
				}
			}
		}
	}
}

// parsePolicy gives for every package the set of packages that it may import.
func parsePolicy(t *testing.T) map[string]map[string]bool {
	t.Helper()
	allowed := map[string]map[string]bool{}
	for rule := range strings.SplitSeq(policy, ";") {
		left, right, ok := strings.Cut(rule, "<")
		if !ok {
			if strings.TrimSpace(rule) != "" {
				t.Fatalf("policy: no < in %q", rule)
			}
			continue
		}
		for _, importer := range splitNames(right) {
			if allowed[importer] == nil {
				allowed[importer] = map[string]bool{}
			}
			for _, imported := range splitNames(left) {
				if imported == "NONE" {
					continue
				}
				reach, known := allowed[imported]
				if !known {
					t.Fatalf("policy: %s is used before it is placed", imported)
				}
				allowed[importer][imported] = true
				for dep := range reach {
					allowed[importer][dep] = true
				}
			}
		}
	}
	return allowed
}

func splitNames(list string) []string {
	var names []string
	for n := range strings.SplitSeq(list, ",") {
		names = append(names, strings.TrimSpace(n))
	}
	return names
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []goPackage
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for dec.More() {
		var p goPackage
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
	if len(pkgs) < 5 {
		t.Fatalf("go list found %d packages only", len(pkgs))
	}
	return pkgs
}
