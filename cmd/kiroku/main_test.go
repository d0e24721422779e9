package main

import (
	"errors"
	"flag"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The test binary is the command, too, so scripts and tests run the real
// program, under the race detector when the tests do.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"kiroku": main})
}

var update = flag.Bool("update", false, "rewrite what the scripts expect")

// fixedNow is the clock of every script.
const fixedNow = "2024-04-01T12:00:00Z"

func TestCommandScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"status": checkStatus},
		Setup: func(env *testscript.Env) error {
			env.Setenv("KIROKU_NOW", fixedNow)
			env.Setenv("COLUMNS", "100")
			return nil
		},
	})
}

// checkStatus is the script command "status N command args...": it runs the
// command and compares its exit status.
func checkStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command args...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("run %v: %v", args[1:], err)
	}
	if args[0] != strconv.Itoa(got) {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}
