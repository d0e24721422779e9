package source

import (
	"archive/tar"
	"bufio"
	"fmt"
	"io"
	"path"
)

func looksTar(head []byte) bool { return len(head) > 262 && string(head[257:262]) == "ustar" }

// tar gives the members of a tar archive, which can be read in order only, so
// that each has to be held in memory until it is done with.
func (t *trip) tar(raw Raw, in *bufio.Reader, depth int) bool {
	members := tar.NewReader(in)
	for n := 0; ; n++ {
		header, err := members.Next()
		switch {
		case err == io.EOF:
			return true
		case err != nil:
			return t.yield(Raw{}, damaged(raw.Ref, err))
		case n > maxMembers:
			return t.yield(Raw{}, &Problem{Ref: raw.Ref, Reason: fmt.Sprintf("has more than %d members", maxMembers), Hint: "split it"})
		case header.Typeflag != tar.TypeReg || hiddenMember(header.Name):
			continue
		}
		inner := Raw{Ref: raw.Ref + "!/" + path.Clean(header.Name), Retrieved: raw.Retrieved}
		if header.Size > maxHeld {
			if !t.yield(Raw{}, &Problem{Ref: inner.Ref, Reason: fmt.Sprintf("is a member of more than %d MB", maxHeld>>20), Hint: "unpack it and give the file"}) {
				return false
			}
			continue
		}
		held, err := hold(members, maxHeld)
		if err != nil {
			return t.yield(Raw{}, damaged(raw.Ref, err))
		}
		if !t.expand(inner.of(held), depth+1) {
			return false
		}
	}
}
