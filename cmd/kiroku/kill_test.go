package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiroku/internal/crawl"
	"kiroku/ledger"
	"kiroku/store"
)

// reports writes n documents with something to find in each.
func reports(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "reports")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		text := fmt.Sprintf("Japan will provide $%d million to Ukraine, the foreign ministry said on 4 March 2024.\n\n"+
			"At least %d people were killed in Kharkiv, officials said.\n", i+1, i+2)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// kiroku runs the command and gives its output, for people and for programs.
func kiroku(t *testing.T, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command("kiroku", args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	cmd.Env = append(os.Environ(), "KIROKU_NOW="+fixedNow)
	err = cmd.Run()
	return out.String(), errs.String(), err
}

func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	out, errs, err := kiroku(t, args...)
	if err != nil {
		t.Fatalf("kiroku %s: %v\n%s", strings.Join(args, " "), err, errs)
	}
	return out
}

// TestKilled kills `read` at one moment after another: whatever is stored then
// holds, and the last run reads the rest as if nothing had happened.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	dir := reports(t, 60)
	whole := filepath.Join(t.TempDir(), "whole.db")
	mustRun(t, "read", "--quiet", "--db", whole, dir)
	want := mustRun(t, "ledger", "--json", "--db", whole)

	db := filepath.Join(t.TempDir(), "killed.db")
	killed := 0
	for try := range 5 {
		cmd := exec.Command("kiroku", "read", "--quiet", "--db", db, dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		awaitWriting(db, ended, 64<<10)
		time.Sleep(time.Duration(9*try) * time.Millisecond)
		cmd.Process.Kill()
		if <-ended != nil {
			killed++
		}
		mustRun(t, "verify", "--db", db)
	}
	if killed == 0 {
		t.Error("no run was killed: the test tests nothing")
	}
	mustRun(t, "read", "--quiet", "--db", db, dir)
	mustRun(t, "verify", "--db", db)
	if got := mustRun(t, "ledger", "--json", "--db", db); got != want {
		t.Errorf("the ledger is another one after kills:\n%s\nwithout:\n%s", got, want)
	}
}

// takenOnce checks that the ledger holds that many documents, each taken from its
// source once.
func takenOnce(t *testing.T, db string, pages int) {
	t.Helper()
	st, err := store.OpenExisting(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	docs, err := st.Documents(t.Context(), ledger.DocumentFilter{})
	if err != nil || len(docs) != pages {
		t.Fatalf("%d documents of %d pages, %v", len(docs), pages, err)
	}
	for _, d := range docs {
		if fetches, err := st.Fetches(t.Context(), d.ID); err != nil || len(fetches) != 1 {
			t.Errorf("%s was taken %d times, %v", d.Ref, len(fetches), err)
		}
	}
}

// killAtRandom starts the command six times, each time killing it a random moment
// after it began to write into the ledger; killed says how often one was running.
func killAtRandom(t *testing.T, seed uint64, db string, command func() *exec.Cmd) (killed int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, seed))
	for range 6 {
		cmd := command()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		awaitWriting(db, ended, 64<<10)
		time.Sleep(time.Duration(rng.IntN(60)) * time.Millisecond)
		cmd.Process.Kill()
		if <-ended != nil {
			killed++
		}
	}
	if killed == 0 {
		t.Error("no run was killed: the test tests nothing")
	}
	return killed
}

// awaitWriting returns when the ledger's log has grown to more than least
// bytes, or when the process has ended, which is left in ended.
func awaitWriting(db string, ended chan error, least int64) {
	size := func() int64 {
		info, err := os.Stat(db + "-wal")
		if err != nil {
			return 0
		}
		return info.Size()
	}
	before := size()
	for {
		select {
		case err := <-ended:
			ended <- err
			return
		case <-time.After(time.Millisecond):
		}
		now := size()
		if now > max(before, least) {
			return
		}
		before = min(before, now)
	}
}

// TestTwoAtOnce lets processes read the same documents into one ledger.
func TestTwoAtOnce(t *testing.T) {
	dir := reports(t, 20)
	db := filepath.Join(t.TempDir(), "both.db")
	var cmds []*exec.Cmd
	var errs [2]bytes.Buffer
	for i := range errs {
		cmd := exec.Command("kiroku", "read", "--quiet", "--db", db, dir)
		cmd.Stderr = &errs[i]
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		cmds = append(cmds, cmd)
	}
	for i, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			t.Errorf("process %d: %v\n%s", i, err, &errs[i])
		}
	}
	mustRun(t, "verify", "--db", db)
	if n := strings.Count(mustRun(t, "documents", "--json", "--db", db), "\n"); n != 20 {
		t.Errorf("%d documents of 20", n)
	}
}

// TestInterrupted sends SIGINT in the middle of a run: it ends by itself, says
// how to go on, and keeps what it had begun.
func TestInterrupted(t *testing.T) {
	dir := reports(t, 100)
	db := filepath.Join(t.TempDir(), "interrupted.db")
	var errs bytes.Buffer
	cmd := exec.Command("kiroku", "read", "--db", db, dir)
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	awaitWriting(db, ended, 400<<10)
	cmd.Process.Signal(os.Interrupt)
	err := <-ended
	if err == nil {
		t.Skip("it was done before the signal came")
	}
	if cmd.ProcessState.ExitCode() != exitFailed || !strings.Contains(errs.String(), "run the same command again") {
		t.Errorf("exit status %d, stderr:\n%s", cmd.ProcessState.ExitCode(), &errs)
	}
	mustRun(t, "verify", "--db", db)
	mustRun(t, "read", "--quiet", "--db", db, dir)
	if n := strings.Count(mustRun(t, "documents", "--json", "--db", db), "\n"); n != 100 {
		t.Errorf("%d documents of 100", n)
	}
}

// TestKilledInAnArchive kills `read` of a web archive at one random moment
// after another: nothing is lost, nothing is read twice, and the evidence is
// there with every document.
func TestKilledInAnArchive(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	archive := filepath.Join(t.TempDir(), "crawl.warc")
	file, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := crawl.Write(file, 40<<20)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole.db")
	mustRun(t, "read", "--quiet", "--db", whole, archive)
	want := mustRun(t, "ledger", "--json", "--db", whole)
	if n := strings.Count(mustRun(t, "documents", "--json", "--db", whole), "\n"); n != pages {
		t.Fatalf("%d documents of %d pages", n, pages)
	}

	db := filepath.Join(t.TempDir(), "killed.db")
	killAtRandom(t, 7, db, func() *exec.Cmd { return exec.Command("kiroku", "read", "--quiet", "--db", db, archive) })
	mustRun(t, "verify", "--db", db)
	mustRun(t, "read", "--quiet", "--db", db, archive)
	mustRun(t, "verify", "--db", db)
	if got := mustRun(t, "ledger", "--json", "--db", db); got != want {
		t.Errorf("the ledger is another one after kills:\n%s\nwithout:\n%s", got, want)
	}
	takenOnce(t, db, pages)
}
