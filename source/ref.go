package source

import (
	"os"
	"strings"
)

// Containers are the references of the archives that an item was found in,
// the innermost first: of "a.zip!/b.warc.gz#7" they are "a.zip!/b.warc.gz" and
// "a.zip". A gzip file's content is called like the file without its ".gz",
// so that name comes with each, too.
func Containers(ref string) []string {
	var list []string
	for {
		list = append(list, ref+".gz")
		cut := max(strings.LastIndex(ref, "!/"), strings.LastIndexByte(ref, '#'))
		if cut < 0 {
			return list
		}
		ref = ref[:cut]
		list = append(list, ref)
	}
}

// Path is what to walk for reading an item again: the reference itself when it
// names a file or an address, else the outermost archive that is there. It is
// "" where there is nothing to walk any more, and for standard input.
func Path(ref string) string {
	if isAddress(ref) {
		return ref
	}
	if ref == "" || ref[0] == '-' {
		return ""
	}
	path := ""
	for _, name := range append([]string{ref}, Containers(ref)...) {
		if _, err := os.Stat(name); err == nil {
			path = name
		}
	}
	return path
}
