package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Walker finds what paths name. The zero Walker has no standard input and
// gives items no time.
type Walker struct {
	Stdin io.Reader        // what "-" reads, nil where it may not be used
	Now   func() time.Time // clock for Raw.Retrieved
	Web   *Fetcher         // gets addresses, nil for the zero Fetcher

	// Context ends the walk where it waits for a host; nil never does.
	Context context.Context
}

// maxDepth bounds how deep folders are followed: real trees stay far below.
const maxDepth = 64

// Walk gives every item that the paths name, in the order of the paths and by
// name inside folders. A path may be a file, a folder, a glob pattern, or "-".
// Exactly one of the pair is useful: an item, or the problem in its place. A
// file that is named is given whatever its name is; inside folders, hidden
// files and databases are passed over.
func (w Walker) Walk(paths ...string) iter.Seq2[Raw, *Problem] {
	return func(yield func(Raw, *Problem) bool) {
		t := &trip{Walker: w, yield: yield, seen: map[string]bool{}}
		for _, path := range paths {
			if !t.start(path) {
				return
			}
		}
	}
}

// Expand gives an item that is there already, or what it holds if it is an
// archive.
func (w Walker) Expand(raw Raw) iter.Seq2[Raw, *Problem] {
	return func(yield func(Raw, *Problem) bool) {
		(&trip{Walker: w, yield: yield, seen: map[string]bool{}}).expand(raw, 0)
	}
}

// trip is one walk: its consumer, and the folders that it has been in.
type trip struct {
	Walker
	yield func(Raw, *Problem) bool
	seen  map[string]bool // folders by resolved path
}

// start takes one path of the command line; false means the consumer is done.
func (t *trip) start(path string) bool {
	if path == "-" {
		return t.stdin()
	}
	if isAddress(path) {
		return t.address(path, 0)
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(path, "*?[") {
		return t.glob(path)
	}
	return t.visit(path, 0)
}

func (t *trip) glob(pattern string) bool {
	matches, err := filepath.Glob(pattern)
	switch {
	case err != nil:
		return t.yield(Raw{}, &Problem{Ref: pattern, Reason: "not a valid pattern", Hint: "close the bracket or quote it with \\", Err: err})
	case len(matches) == 0:
		return t.yield(Raw{}, &Problem{Ref: pattern, Reason: "no file matches the pattern", Hint: "check the pattern"})
	}
	slices.Sort(matches)
	for _, path := range matches {
		if !t.visit(path, 0) {
			return false
		}
	}
	return true
}

func (t *trip) stdin() bool {
	if t.Stdin == nil {
		return t.yield(Raw{}, &Problem{Ref: "-", Reason: "standard input cannot be read here", Hint: "name a file"})
	}
	in := t.Stdin
	t.Stdin = nil // a second "-" has nothing left to read
	raw := t.raw("-", -1)
	raw.Open = func() (io.ReadCloser, error) { return io.NopCloser(in), nil }
	raw.once = true
	return t.expand(raw, 0)
}

// maxPages bounds the pages of one sitemap that a person names: beyond, it is
// a site to be watched.
const maxPages = 1000

// address gets what is there. Of a sitemap that a person named, it gets the
// pages that it lists, the newest first, and those of the sitemaps of an index.
func (t *trip) address(address string, depth int) bool {
	if t.Web == nil {
		t.Web = &Fetcher{}
	}
	ctx := t.Context
	if ctx == nil {
		ctx = context.Background()
	}
	raw, problem := t.Web.Fetch(ctx, address)
	switch {
	case ctx.Err() != nil:
		return false // it was we who stopped, not the host that failed
	case problem != nil:
		return t.yield(Raw{}, problem)
	}
	if t.Now != nil {
		raw.Retrieved = t.Now()
	}
	more, sitemap := true, false
	each := *t
	each.yield = func(item Raw, problem *Problem) bool {
		if problem == nil && depth < 2 {
			if m, ok := sitemapIn(item); ok {
				sitemap = true
				more = t.sitemap(item.Ref, m, depth)
				return more
			}
		}
		return t.yield(item, problem)
	}
	return each.expand(raw, 0) && (more || !sitemap)
}

// sitemapIn reads an item that is a sitemap.
func sitemapIn(item Raw) (Sitemap, bool) {
	if item.once {
		return Sitemap{}, false
	}
	in, err := item.Open()
	if err != nil {
		return Sitemap{}, false
	}
	defer in.Close()
	head := bufio.NewReaderSize(in, 8<<10)
	if start, _ := head.Peek(8 << 10); !LooksSitemap(start) {
		return Sitemap{}, false
	}
	m, err := ReadSitemap(io.LimitReader(head, maxHeld))
	return m, err == nil || len(m.Pages)+len(m.Sitemaps) > 0
}

func (t *trip) sitemap(ref string, m Sitemap, depth int) bool {
	newest := func(a, b Link) int { return b.Changed.Compare(a.Changed) }
	slices.SortStableFunc(m.Sitemaps, newest)
	slices.SortStableFunc(m.Pages, newest)
	for _, l := range m.Sitemaps {
		if !t.address(l.URL, depth+1) {
			return false
		}
	}
	for i, l := range m.Pages {
		if i == maxPages {
			return t.yield(Raw{}, &Problem{Ref: ref, Reason: fmt.Sprintf("lists more than %d pages; the newest are read", maxPages), Hint: "watch it: kiroku watch --help"})
		}
		if !t.address(l.URL, 2) { // what a page is, is not followed
			return false
		}
	}
	return true
}

// visit gives a file, or goes through a folder.
func (t *trip) visit(path string, depth int) bool {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return t.yield(Raw{}, explainLink(path, err))
	case info.IsDir():
		return t.folder(path, depth)
	case !info.Mode().IsRegular():
		return t.yield(Raw{}, notAFile(path, info.Mode()))
	}
	raw := t.raw(path, info.Size())
	raw.Open = func() (io.ReadCloser, error) { return openRegular(path) }
	return t.expand(raw, 0)
}

func (t *trip) raw(ref string, size int64) Raw {
	raw := Raw{Ref: ref, Size: size}
	if t.Now != nil {
		raw.Retrieved = t.Now()
	}
	return raw
}

// folder goes through a folder in order of name. Each folder is gone through
// once, however many links lead to it, so no arrangement of links makes the
// walk long.
func (t *trip) folder(path string, depth int) bool {
	if depth > maxDepth {
		return t.yield(Raw{}, &Problem{Ref: path, Reason: "folders are nested too deep", Hint: "name the inner folder by itself"})
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return t.yield(Raw{}, explainLink(path, err))
	}
	if real, err = filepath.Abs(real); err != nil {
		return t.yield(Raw{}, Explain(path, err))
	}
	if t.seen[real] {
		return t.again(path, real)
	}
	t.seen[real] = true
	entries, err := os.ReadDir(path)
	if err != nil {
		return t.yield(Raw{}, Explain(path, err))
	}
	for _, entry := range entries {
		if passedOver(entry.Name()) {
			continue
		}
		if !t.visit(filepath.Join(path, entry.Name()), depth+1) {
			return false
		}
	}
	return true
}

// again meets a folder for the second time: worth a word when the link leads
// back to a folder that holds it, since that is a mistake somebody made.
func (t *trip) again(path, real string) bool {
	parent, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err == nil {
		parent, err = filepath.Abs(parent)
	}
	if err != nil || parent != real && !strings.HasPrefix(parent, real+string(filepath.Separator)) {
		return true
	}
	return t.yield(Raw{}, &Problem{Ref: path, Reason: "a symbolic link that leads back to a folder it is in", Hint: "its files are read once; remove the link to be rid of this line"})
}

// databaseSuffixes end the names of the program's own ledgers and their like,
// which are no documents.
var databaseSuffixes = []string{".db", ".sqlite", ".sqlite3", ".db-wal", ".db-shm", ".db-journal", ".sqlite-wal", ".sqlite-shm"}

func passedOver(name string) bool {
	if strings.HasPrefix(name, ".") {
		return true
	}
	lower := strings.ToLower(name)
	return slices.ContainsFunc(databaseSuffixes, func(s string) bool { return strings.HasSuffix(lower, s) })
}

// openRegular opens without waiting for a writer, should the file have become
// a pipe since it was looked at, and refuses what is no file.
func openRegular(path string) (io.ReadCloser, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = notAFile(path, info.Mode())
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func notAFile(path string, mode fs.FileMode) *Problem {
	kind := "not a regular file"
	switch {
	case mode&fs.ModeNamedPipe != 0:
		kind = "a pipe, not a file"
	case mode&fs.ModeSocket != 0:
		kind = "a socket, not a file"
	case mode&fs.ModeDevice != 0:
		kind = "a device, not a file"
	}
	return &Problem{Ref: path, Reason: kind, Hint: `to read from another program, give "-" and pipe it in`}
}

func explainLink(path string, err error) *Problem {
	info, lerr := os.Lstat(path)
	if lerr != nil || info.Mode()&fs.ModeSymlink == 0 {
		return Explain(path, err)
	}
	p := &Problem{Ref: path, Hint: "remove or mend the link", Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Reason = "a symbolic link to something that is not there"
	case errors.Is(err, syscall.ELOOP) || strings.Contains(err.Error(), "too many links"):
		p.Reason = "a symbolic link that leads round in a circle"
	default:
		return Explain(path, err)
	}
	return p
}
