package store

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// The SQLite driver is C translated for one version of its C library and may
// crash with any other; the module graph, which takes the newest that anybody
// asks for, must come out at that one.
func TestDriverHasItsLibc(t *testing.T) {
	list := func(format, module string) string {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", format, module).Output()
		if err != nil {
			t.Fatalf("go list -m %s: %v", module, err)
		}
		return strings.TrimSpace(string(out))
	}
	goMod, err := os.ReadFile(list("{{.GoMod}}", "modernc.org/sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(`modernc\.org/libc (\S+)`).FindSubmatch(goMod)
	if want == nil {
		t.Fatal("the driver names no libc")
	}
	if got := list("{{.Version}}", "modernc.org/libc"); got != string(want[1]) {
		t.Errorf("libc is %s, the driver names %s", got, want[1])
	}
}
