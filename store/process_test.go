package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"kiroku/internal/storetest"
	"kiroku/ledger"
	"kiroku/resolve"
)

// The test binary, started with this variable set to "path first count", adds
// that many numbered reports, wrapping around, and ends.
const addVariable = "KIROKU_TEST_ADD"

const processReports = 40

func TestMain(m *testing.M) {
	if job := os.Getenv(addVariable); job != "" {
		if err := addReports(job); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// adder is the testing.TB of a child process, whose reports cannot fail.
type adder struct{ testing.TB }

func (adder) Helper() {}

func addReports(job string) error {
	words := strings.SplitN(job, " ", 3)
	first, err := strconv.Atoi(words[0])
	if err != nil {
		return err
	}
	count, err := strconv.Atoi(words[1])
	if err != nil {
		return err
	}
	fmt.Println("ready")
	ctx := context.Background()
	s, err := Open(ctx, words[2])
	if err != nil {
		return err
	}
	for i := range count {
		rep := storetest.Numbered(adder{}, (first+i)%processReports)
		if _, err := s.Add(ctx, rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
			return err
		}
	}
	return s.Close()
}

// startAdding starts a child and waits until it is about to open the store.
func startAdding(t *testing.T, path string, first, count int) (child *exec.Cmd, wait func() error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %d %s", addVariable, first, count, path))
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	return cmd, func() error {
		if err := cmd.Wait(); err != nil {
			return fmt.Errorf("%w: %s", err, errs.String())
		}
		return nil
	}
}

// undisturbed is what one process alone makes of all reports.
func undisturbed(t *testing.T) []ledger.Entry {
	s := openTemp(t)
	for n := range processReports {
		rep := storetest.Numbered(t, n)
		if _, err := s.Add(t.Context(), rep.Doc, rep.Claims, resolve.Rules{}); err != nil {
			t.Fatal(err)
		}
	}
	return storetest.Entries(t, s)
}

// Several processes make one new file and add overlapping reports in different
// orders.
func TestSeveralProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	var waits []func() error
	for n := range 4 {
		_, wait := startAdding(t, path, n*11, processReports)
		waits = append(waits, wait)
	}
	for _, wait := range waits {
		if err := wait(); err != nil {
			t.Error(err)
		}
	}
	checkFinal(t, path, undisturbed(t))
}

func checkFinal(t *testing.T, path string, want []ledger.Entry) {
	t.Helper()
	s, err := OpenExisting(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	storetest.Holds(t, s, resolve.Rules{})
	docs, err := s.Documents(t.Context(), ledger.DocumentFilter{})
	if err != nil || len(docs) != processReports {
		t.Errorf("%d documents, %v", len(docs), err)
	}
	storetest.Same(t, "entries", storetest.Entries(t, s), want)
}

// Killed at any moment, from making the file on, a store opens again without
// complaint, holds whole documents only, and the next run goes on.
func TestKilled(t *testing.T) {
	want := undisturbed(t)
	rng := rand.New(rand.NewPCG(7, 7))
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	for round := 0; round < rounds; {
		path := filepath.Join(t.TempDir(), "ledger.db")
		for finished := false; !finished && round < rounds; round++ {
			child, wait := startAdding(t, path, 0, processReports)
			time.Sleep(time.Duration(rng.IntN(60_000)) * time.Microsecond)
			_ = child.Process.Kill() // it may have ended already
			finished = wait() == nil
			checkWhole(t, path)
		}
		_, wait := startAdding(t, path, 0, processReports)
		if err := wait(); err != nil {
			t.Fatal(err)
		}
		checkFinal(t, path, want)
	}
}

// checkWhole opens what a killed process left.
func checkWhole(t *testing.T, path string) {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	storetest.Holds(t, s, resolve.Rules{})
	docs, err := s.Documents(t.Context(), ledger.DocumentFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range docs {
		list, err := s.Entries(t.Context(), ledger.EntryFilter{Document: doc.ID})
		if err != nil || doc.Claims != 2 || len(list) != 2 {
			t.Errorf("document %s has %d claims, %d entries, %v", doc.ID, doc.Claims, len(list), err)
		}
	}
}
