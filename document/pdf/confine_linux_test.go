package pdf

import (
	"io"
	"os/exec"
	"strings"
	"testing"
)

// What is confined has so much memory and time and no more, as a shell tells.
func TestConfine(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell")
	}
	cmd := exec.Command(shell, "-c", "read go; ulimit -v; ulimit -t; ulimit -c")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	confine(cmd.Process)
	io.WriteString(in, "go\n")
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if out.String() != "1048576\n120\n0\n" {
		t.Errorf("limits %q", out.String())
	}
}
