// Package casetest runs the project's data-driven test files, described in
// docs/testing.md. A file holds cases:
//
//	# A comment belongs to the case below it.
//	claims pledge-hedged published=2026-03-04 source=example-wire
//	The minister said Norland would provide at least $20 million.
//	----
//	aid.pledge "would provide at least $20 million"
//
// The first line names the layer, the case and its settings; the input runs to
// the line of four dashes, the expectation to the next blank line. A layer
// with an exclamation mark ("claims!") marks a known gap: the case must still
// fail, and the run fails once it passes. `go test -update` rewrites
// expectations; the diff is the review.
package casetest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expectations of .test files")

// Case is one case of a file.
type Case struct {
	Layer string // "tokens", "tree", "mentions", "claims", "entries", ...
	Name  string
	Args  map[string]string // the settings of the first line
	Input string            // without the final newline
	Want  string            // without the final newline
	Gap   bool              // a known gap: must fail

	line      int
	wantAt    int // index of the expectation's first line
	wantLines int
}

// Arg is the setting of that name, or otherwise.
func (c Case) Arg(name, otherwise string) string {
	if v, ok := c.Args[name]; ok {
		return v
	}
	return otherwise
}

// Run runs every case of the files that the glob pattern matches as a subtest
// and compares what got returns with the expectation, trailing space aside.
func Run(t *testing.T, pattern string, got func(t *testing.T, c Case) string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files match %s (%v)", pattern, err)
	}
	for _, file := range files {
		runFile(t, file, got)
	}
}

func runFile(t *testing.T, file string, got func(*testing.T, Case) string) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(raw), "\n")
	cases, err := parse(lines)
	if err != nil {
		t.Fatalf("%s:%v", file, err)
	}
	out := make(map[int]string)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			have := tidy(got(t, c))
			same := have == tidy(c.Want)
			switch {
			case c.Gap && same:
				t.Errorf("%s:%d: known gap passes now: take the ! away", file, c.line)
			case c.Gap || same:
			case *update:
				out[c.wantAt] = have
			default:
				t.Errorf("%s:%d: %s\ninput:\n%s\nwant:\n%s\ngot:\n%s", file, c.line, c.Name, c.Input, c.Want, have)
			}
		})
	}
	if *update && len(out) > 0 {
		if err := os.WriteFile(file, []byte(rewrite(lines, cases, out)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func parse(lines []string) ([]Case, error) {
	var cases []Case
	seen := map[string]bool{}
	for i := 0; i < len(lines); i++ {
		if l := strings.TrimSpace(lines[i]); l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		c := Case{line: i + 1, Args: map[string]string{}}
		words := strings.Fields(lines[i])
		if len(words) < 2 {
			return nil, fmt.Errorf("%d: want a layer and a name", i+1)
		}
		c.Layer, c.Gap = strings.CutSuffix(words[0], "!")
		c.Name = words[1]
		if seen[c.Name] {
			return nil, fmt.Errorf("%d: a second case named %s", i+1, c.Name)
		}
		seen[c.Name] = true
		for _, w := range words[2:] {
			k, v, ok := strings.Cut(w, "=")
			if !ok {
				return nil, fmt.Errorf("%d: want setting=value, not %q", i+1, w)
			}
			c.Args[k] = v
		}
		end := slices.Index(lines[i+1:], "----")
		if end < 0 {
			return nil, fmt.Errorf("%d: case %s has no ---- line", i+1, c.Name)
		}
		c.Input = strings.Join(lines[i+1:i+1+end], "\n")
		c.wantAt = i + 2 + end
		for j := c.wantAt; j < len(lines) && strings.TrimSpace(lines[j]) != ""; j++ {
			c.wantLines++
		}
		c.Want = strings.Join(lines[c.wantAt:c.wantAt+c.wantLines], "\n")
		cases = append(cases, c)
		i = c.wantAt + c.wantLines - 1
	}
	return cases, nil
}

func rewrite(lines []string, cases []Case, out map[int]string) string {
	var b []string
	at := 0
	for _, c := range cases {
		text, ok := out[c.wantAt]
		if !ok {
			continue
		}
		b = append(b, lines[at:c.wantAt]...)
		if text != "" {
			b = append(b, strings.Split(text, "\n")...)
		}
		at = c.wantAt + c.wantLines
	}
	return strings.Join(append(b, lines[at:]...), "\n")
}

// tidy drops space at line ends and blank lines, which end an expectation.
func tidy(s string) string {
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = strings.TrimRight(l, " \t"); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}
