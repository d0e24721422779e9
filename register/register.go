// Package register knows publishers: what they are called, where they are, of
// what kind and country they are, and which wire they relay. In go TOML files,
// one a publisher, the file's name its id; out come publishers, found by the
// address of a document or by a name. A starter set is part of the program;
// files of one's own go before it, and add to it.
//
// It holds no opinion: a grade of reliability is one that people gave, in
// their own files, and the starter set has none.
package register

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/BurntSushi/toml"
)

// Publisher is one file of the register.
type Publisher struct {
	ID      string   `toml:"-" json:"id"`                      // the file's name without ".toml"
	Name    string   `toml:"name" json:"name"`                 // the one that the ledger uses
	Kind    string   `toml:"kind" json:"kind"`                 // one of Kinds
	Country string   `toml:"country" json:"country,omitempty"` // ISO 3166-1 alpha-3; "" for none or several
	Names   []string `toml:"names" json:"names,omitempty"`     // other names that it goes by
	Domains []string `toml:"domains" json:"domains,omitempty"` // host names; those below them count too
	Relays  []string `toml:"relays" json:"relays,omitempty"`   // ids of wires whose reports it prints
	Grade   string   `toml:"grade" json:"grade,omitempty"`     // Admiralty reliability A to F, given by a person
	Note    string   `toml:"note" json:"note,omitempty"`       // for people
}

// Kinds are the kinds of publishers.
var Kinds = []string{"government", "intergovernmental", "wire", "newspaper", "broadcaster", "ngo", "blog"}

// Register is publishers, by their names and domains.
type Register struct {
	list     []Publisher // by id
	byName   map[string]int
	byDomain map[string]int
}

//go:embed data/*.toml
var starter embed.FS

// Default is the starter set.
var Default = sync.OnceValue(func() *Register {
	data, err := fs.Sub(starter, "data")
	if err == nil {
		var r *Register
		if r, err = load(data); err == nil {
			return r
		}
	}
	panic(err) // it is part of the program: the tests load it
})

// Load is the starter set with the files of a folder before it: one with the
// id of a publisher that is there takes its place. No folder is no files.
func Load(folder string) (*Register, error) {
	if folder == "" {
		return Default(), nil
	}
	if info, err := os.Stat(folder); err != nil {
		return nil, fmt.Errorf("read register: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("read register: %s is not a folder of TOML files, one a publisher", folder)
	}
	own, err := load(os.DirFS(folder))
	if err != nil {
		return nil, fmt.Errorf("read register %s: %w", folder, err)
	}
	list := slices.Clone(own.list)
	for _, p := range Default().list {
		if !slices.ContainsFunc(list, func(o Publisher) bool { return o.ID == p.ID }) {
			list = append(list, p)
		}
	}
	return build(list), nil // its own names and domains come first
}

const (
	maxFiles = 10_000
	maxFile  = 64 << 10
)

// load reads every TOML file of a folder. All that is wrong is said at once.
func load(files fs.FS) (*Register, error) {
	names, err := fs.Glob(files, "*.toml")
	if err != nil {
		return nil, err
	}
	if len(names) > maxFiles {
		return nil, fmt.Errorf("more than %d files", maxFiles)
	}
	var list []Publisher
	var errs []error
	for _, name := range names {
		p, err := readFile(files, name)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
			continue
		}
		list = append(list, p)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return build(list), nil
}

func readFile(files fs.FS, name string) (Publisher, error) {
	if info, err := fs.Stat(files, name); err != nil || info.Size() > maxFile {
		return Publisher{}, cmp.Or(err, fmt.Errorf("is larger than %d kB", maxFile>>10))
	}
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return Publisher{}, err
	}
	p, err := Parse(b)
	p.ID = strings.TrimSuffix(path.Base(name), ".toml")
	return p, err
}

// Parse reads the file of one publisher, and refuses keys it does not know and
// values that cannot be.
func Parse(b []byte) (Publisher, error) {
	var p Publisher
	if len(b) > maxFile {
		return p, fmt.Errorf("is larger than %d kB", maxFile>>10)
	}
	meta, err := toml.NewDecoder(bytes.NewReader(b)).Decode(&p)
	if err != nil {
		return Publisher{}, err
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return Publisher{}, fmt.Errorf("the key %q is not known", unknown[0])
	}
	return p, p.check()
}

var (
	isCountry = regexp.MustCompile(`^[A-Z]{3}$`)
	isDomain  = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$`)
	isGrade   = regexp.MustCompile(`^[A-F]$`)
)

func (p Publisher) check() error {
	switch {
	case fold(p.Name) == "":
		return errors.New(`"name" is missing`)
	case !slices.Contains(Kinds, p.Kind):
		return fmt.Errorf(`"kind" is %q, not one of %s`, p.Kind, strings.Join(Kinds, ", "))
	case p.Country != "" && !isCountry.MatchString(p.Country):
		return fmt.Errorf(`"country" is %q, not three capital letters of ISO 3166-1`, p.Country)
	case p.Grade != "" && !isGrade.MatchString(p.Grade):
		return fmt.Errorf(`"grade" is %q, not one of A to F`, p.Grade)
	}
	for _, d := range p.Domains {
		if len(d) > 253 || !isDomain.MatchString(d) {
			return fmt.Errorf("%q in \"domains\" is not a host name in small letters", d)
		}
	}
	return nil
}

// build makes the register; of two that claim one name or domain the earlier
// has it.
func build(list []Publisher) *Register {
	r := &Register{byName: map[string]int{}, byDomain: map[string]int{}}
	claim := func(index map[string]int, key string, i int) {
		if _, taken := index[key]; !taken && key != "" {
			index[key] = i
		}
	}
	r.list = list
	for i, p := range list {
		claim(r.byName, fold(p.Name), i)
		for _, d := range p.Domains {
			claim(r.byDomain, d, i)
		}
	}
	for i, p := range list { // a name of its own goes before another's second one
		for _, name := range p.Names {
			claim(r.byName, fold(name), i)
		}
	}
	return r
}

// Publishers are all of the register, by id.
func (r *Register) Publishers() []Publisher {
	return slices.SortedFunc(slices.Values(r.list), func(a, b Publisher) int { return strings.Compare(a.ID, b.ID) })
}

// Named is the publisher that goes by a name.
func (r *Register) Named(name string) (Publisher, bool) {
	i, ok := r.byName[fold(name)]
	if !ok {
		return Publisher{}, false
	}
	return r.list[i], true
}

// Wires are the names of the wires whose reports a publisher prints.
func (r *Register) Wires(p Publisher) []string {
	var names []string
	for _, wire := range r.list {
		if slices.Contains(p.Relays, wire.ID) {
			names = append(names, wire.Name)
		}
	}
	return names
}

// At is the publisher whose domain a host is, or is below.
func (r *Register) At(host string) (Publisher, bool) {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	for host != "" {
		if i, ok := r.byDomain[host]; ok {
			return r.list[i], true
		}
		_, rest, found := strings.Cut(host, ".")
		if !found {
			break
		}
		host = rest
	}
	return Publisher{}, false
}

// fold makes names comparable: small letters, digits and single spaces, no
// leading article.
func fold(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
