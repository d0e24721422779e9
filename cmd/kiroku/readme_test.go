package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadmeStartsWithTwoCommands holds the README to the two commands that a
// newcomer runs, and CI to the second of them.
func TestReadmeStartsWithTwoCommands(t *testing.T) {
	_, rest, ok := strings.Cut(doc(t, "README.md"), "```sh\n")
	if !ok {
		t.Fatal("README.md has no sh block")
	}
	block, _, _ := strings.Cut(rest, "```")
	var commands []string
	for line := range strings.Lines(block) {
		command, _, _ := strings.Cut(line, "#")
		commands = append(commands, strings.TrimSpace(command))
	}
	if len(commands) != 2 || commands[0] != "go run ./cmd/kiroku read samples" {
		t.Fatalf("the README begins with %q", commands)
	}
	ci := doc(t, ".ci/run")
	if !strings.Contains(ci, "\n"+commands[1]+"\n") {
		t.Errorf(".ci/run does not call the README's test command %q", commands[1])
	}
}

// TestReadmeCommandsWork reads the samples and runs every "$ kiroku" line of
// the README on them.
func TestReadmeCommandsWork(t *testing.T) {
	db := filepath.Join(t.TempDir(), "kiroku.db")
	samples := filepath.Join("..", "..", "samples")
	mustRun(t, "read", "--quiet", "--db", db, samples)
	t.Setenv("KIROKU_DB", db)
	var first struct{ ID string }
	entries, _, _ := strings.Cut(mustRun(t, "ledger", "--json"), "\n")
	if entries != "" {
		if err := json.Unmarshal([]byte(entries), &first); err != nil {
			t.Fatal(err)
		}
	}
	ran := 0
	for line := range strings.Lines(doc(t, "README.md")) {
		command, ok := strings.CutPrefix(strings.TrimSpace(line), "$ kiroku ")
		if !ok {
			continue
		}
		args := strings.Fields(command)
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], "samples", samples)
		}
		if args[0] == "show" { // ids change when the rules do
			if first.ID == "" {
				t.Log("no entries to show")
				continue
			}
			args[1] = first.ID
		}
		mustRun(t, args...)
		ran++
	}
	if ran < 2 {
		t.Errorf("only %d commands in the README", ran)
	}
}

// TestSamplesReadTwice is the first demonstration, twice.
func TestSamplesReadTwice(t *testing.T) {
	db := filepath.Join(t.TempDir(), "kiroku.db")
	samples := filepath.Join("..", "..", "samples")
	files, err := os.ReadDir(samples)
	if err != nil {
		t.Fatal(err)
	}
	mustRun(t, "read", "--db", db, samples)
	before := mustRun(t, "ledger", "--json", "--db", db)
	_, said, err := kiroku(t, "read", "--db", db, samples)
	if err != nil || !strings.Contains(said, "Nothing new: the ledger is unchanged.") {
		t.Errorf("the second reading: %v\n%s", err, said)
	}
	if after := mustRun(t, "ledger", "--json", "--db", db); after != before {
		t.Error("the second reading changed the ledger")
	}
	if n := strings.Count(mustRun(t, "documents", "--json", "--db", db), "\n"); n < len(files) {
		t.Errorf("%d documents of %d files", n, len(files))
	}
	mustRun(t, "verify", "--db", db)
}
