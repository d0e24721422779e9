package source_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kiroku/source"
)

// tree makes files in a new folder; a name that ends with "/" is a folder, one
// with " -> " a symbolic link, one with "|" a pipe.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		var err error
		link, target, isLink := strings.Cut(name, " -> ")
		path := filepath.Join(dir, link)
		if err = os.MkdirAll(filepath.Dir(path), 0o755); err == nil {
			switch {
			case isLink:
				err = os.Symlink(target, path)
			case strings.HasSuffix(name, "/"):
				err = os.MkdirAll(path, 0o755)
			case strings.HasSuffix(name, "|"):
				err = syscall.Mkfifo(strings.TrimSuffix(path, "|"), 0o644)
			default:
				err = os.WriteFile(path, []byte(name), 0o644)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// walk lists what was found and what was wrong, with dir taken off.
func walk(dir string, paths ...string) (found, problems []string) {
	for raw, problem := range (source.Walker{}).Walk(paths...) {
		if problem != nil {
			problems = append(problems, strings.ReplaceAll(problem.Error(), dir+"/", ""))
			continue
		}
		found = append(found, strings.TrimPrefix(raw.Ref, dir+"/"))
	}
	return found, problems
}

func TestWalkFolder(t *testing.T) {
	dir := tree(t, "b.txt", "a.md", "c/d.html", "c/.hidden/x.txt", ".git/config", "kiroku.db", "kiroku.db-wal", "C.SQLITE", "c/e/")
	found, problems := walk(dir, dir)
	if want := []string{"a.md", "b.txt", "c/d.html"}; !slices.Equal(found, want) || problems != nil {
		t.Errorf("found %q, problems %q, want %q", found, problems, want)
	}
	found, _ = walk(dir, dir+"/.git/config", dir+"/kiroku.db")
	if want := []string{".git/config", "kiroku.db"}; !slices.Equal(found, want) {
		t.Errorf("what is named is read: %q", found)
	}
}

func TestWalkPattern(t *testing.T) {
	dir := tree(t, "b.txt", "a.txt", "a.md", "odd[1].txt")
	found, problems := walk(dir, dir+"/*.txt", dir+"/odd[1].txt", dir+"/*.pdf", dir+"/[")
	want := []string{"a.txt", "b.txt", "odd[1].txt", "odd[1].txt"}
	wantProblems := []string{"*.pdf: no file matches the pattern; check the pattern", "[: not a valid pattern; close the bracket or quote it with \\"}
	if !slices.Equal(found, want) || !slices.Equal(problems, wantProblems) {
		t.Errorf("found %q\nproblems %q", found, problems)
	}
}

func TestWalkLinks(t *testing.T) {
	dir := tree(t, "in/a.txt", "in/up -> ..", "in/self -> self", "in/gone -> nowhere", "in/file -> a.txt", "x/y -> ../in", "x/z -> ../in")
	found, problems := walk(dir, dir+"/in", dir+"/x")
	// Through "up" the walk finds x, and in it nothing new.
	if want := []string{"in/a.txt", "in/file"}; !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
	for _, want := range []string{
		"in/gone: a symbolic link to something that is not there", "in/self: a symbolic link that leads round in a circle",
		"in/up/in: ", // not said: see below
	} {
		said := slices.ContainsFunc(problems, func(p string) bool { return strings.HasPrefix(p, want) })
		if said == strings.HasSuffix(want, ": ") {
			t.Errorf("problems %q: %q", problems, want)
		}
	}
}

func TestWalkLoop(t *testing.T) {
	dir := tree(t, "in/a.txt", "in/deep/loop -> ../../in")
	found, problems := walk(dir, dir+"/in")
	if want := []string{"in/a.txt"}; !slices.Equal(found, want) {
		t.Errorf("found %q", found)
	}
	if len(problems) != 1 || !strings.HasPrefix(problems[0], "in/deep/loop: a symbolic link that leads back to a folder it is in") {
		t.Errorf("problems %q", problems)
	}
}

// A farm of links that doubles at each level must not double the walk.
func TestWalkLinkFarm(t *testing.T) {
	names := []string{"d0/a.txt"}
	for i := range 30 {
		at := "d" + string(rune('A'+i))
		next := "../d" + string(rune('A'+i+1))
		names = append(names, at+"/x -> "+next, at+"/y -> "+next)
	}
	names = append(names, "d"+string(rune('A'+30))+"/end.txt")
	dir := tree(t, names...)
	if found, _ := walk(dir, dir+"/dA"); len(found) != 1 {
		t.Errorf("found %d files", len(found))
	}
}

func TestWalkNeverBlocks(t *testing.T) {
	dir := tree(t, "pipe|", "a.txt")
	done := make(chan []string)
	go func() {
		_, problems := walk(dir, dir, "/dev/null")
		done <- problems
	}()
	select {
	case problems := <-done:
		want := []string{
			`pipe: a pipe, not a file; to read from another program, give "-" and pipe it in`,
			`/dev/null: a device, not a file; to read from another program, give "-" and pipe it in`,
		}
		if !slices.Equal(problems, want) {
			t.Errorf("problems %q", problems)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("blocked")
	}
}

// A file that is replaced by a pipe between the look and the opening is
// refused at once.
func TestOpenOfWhatBecameAPipe(t *testing.T) {
	dir := tree(t, "a.txt")
	path := filepath.Join(dir, "a.txt")
	for raw := range (source.Walker{}).Walk(path) {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(path, 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := raw.Open()
		if p := new(source.Problem); !errors.As(err, &p) || p.Reason != "a pipe, not a file" {
			t.Errorf("opened: %v", err)
		}
	}
}

func TestStandardInput(t *testing.T) {
	at := time.Date(2022, 3, 4, 5, 6, 7, 0, time.UTC)
	w := source.Walker{Stdin: strings.NewReader("words"), Now: func() time.Time { return at }}
	var got []string
	for raw, problem := range w.Walk("-", "-") {
		if problem != nil {
			got = append(got, problem.Error())
			continue
		}
		f, err := raw.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(f)
		if err != nil || raw.Ref != "-" || !raw.Retrieved.Equal(at) || raw.Size != -1 {
			t.Errorf("%+v: %v", raw, err)
		}
		got = append(got, string(b))
	}
	if want := []string{"words", "-: standard input cannot be read here; name a file"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestMissing(t *testing.T) {
	_, problems := walk("elsewhere", "no/such.txt")
	if want := []string{"no/such.txt: no such file or folder; check the name"}; !slices.Equal(problems, want) {
		t.Errorf("problems %q", problems)
	}
}

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "open", Path: "a", Err: syscall.EACCES}, "a: may not be read; ask for read permission on it"},
		{&fs.PathError{Op: "read", Path: "a", Err: syscall.EIO}, "a: cannot be read: input/output error; check the file and its disk"},
		{io.ErrUnexpectedEOF, "a: cannot be read: unexpected EOF"},
		{&source.Problem{Ref: "b", Line: 3, Reason: "is odd"}, "b:3: is odd"},
	} {
		if got := source.Explain("a", c.err).Error(); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

func TestStop(t *testing.T) {
	dir := tree(t, "a", "b", "c/d", "c/e")
	for range (source.Walker{}).Walk(dir, dir+"/*") {
		break
	}
}
