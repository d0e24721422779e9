package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"path"
	"strings"
)

// zip gives the members of a ZIP archive. Of a web archive (WACZ) only the
// records are given, of an office document the document itself.
func (t *trip) zip(raw Raw, in *bufio.Reader, depth int) bool {
	if raw.once {
		held, err := hold(in, maxZipBytes)
		if err != nil {
			return t.yield(Raw{}, Explain(raw.Ref, err))
		}
		raw = raw.of(held)
	}
	file, err := raw.Open()
	if err != nil {
		return t.yield(Raw{}, Explain(raw.Ref, err))
	}
	at, size, err := seekable(file)
	if err != nil {
		file.Close()
		return t.yield(Raw{}, Explain(raw.Ref, err))
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		file.Close()
		return t.yield(Raw{}, damaged(raw.Ref, err))
	}
	defer file.Close()
	if isOffice(z) {
		return t.yield(raw, nil)
	}
	if len(z.File) > maxMembers {
		return t.yield(Raw{}, &Problem{Ref: raw.Ref, Reason: fmt.Sprintf("has more than %d members", maxMembers), Hint: "split it"})
	}
	web := isWACZ(z)
	var total uint64
	for _, f := range z.File {
		if web && !strings.HasPrefix(f.Name, "archive/") || f.FileInfo().IsDir() || hiddenMember(f.Name) {
			continue
		}
		total += f.UncompressedSize64
		if total > ratioFrom && total > maxRatio*uint64(size) {
			return t.yield(Raw{}, &Problem{Ref: raw.Ref, Reason: fmt.Sprintf("unpacks to more than %d times its size; it may be made to do harm", maxRatio), Hint: "unpack it by hand if you trust it"})
		}
		if !t.member(raw, f, depth) {
			return false
		}
	}
	return true
}

// hiddenMember reports members that folders would pass over, and the notes
// that macOS leaves in archives.
func hiddenMember(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "__MACOSX" || passedOver(part) && part != "." && part != ".." {
			return true
		}
	}
	return false
}

func isOffice(z *zip.Reader) bool {
	for _, f := range z.File[:min(len(z.File), 50)] {
		if f.Name == "[Content_Types].xml" || f.Name == "mimetype" && f.UncompressedSize64 < 100 {
			return true
		}
	}
	return false
}

func isWACZ(z *zip.Reader) bool {
	pack, records := false, false
	for _, f := range z.File {
		pack = pack || f.Name == "datapackage.json"
		records = records || strings.HasPrefix(f.Name, "archive/")
	}
	return pack && records
}

// member gives one member, which is opened from the archive each time.
func (t *trip) member(raw Raw, f *zip.File, depth int) bool {
	ref := raw.Ref + "!/" + path.Clean(f.Name)
	offset, err := f.DataOffset()
	switch {
	case err != nil:
		return t.yield(Raw{}, damaged(ref, err))
	case f.Flags&1 != 0:
		return t.yield(Raw{}, &Problem{Ref: ref, Reason: "is encrypted", Hint: "unpack it with its password"})
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return t.yield(Raw{}, &Problem{Ref: ref, Reason: fmt.Sprintf("is packed in a way that is not read (method %d)", f.Method), Hint: "unpack it and give the files"})
	}
	inner := Raw{Ref: ref, Retrieved: raw.Retrieved, Size: int64(f.UncompressedSize64)}
	inner.Open = func() (io.ReadCloser, error) {
		file, err := raw.Open()
		if err != nil {
			return nil, err
		}
		at, _, err := seekable(file)
		if err != nil {
			file.Close()
			return nil, err
		}
		packed := &counter{in: io.NewSectionReader(at, offset, int64(f.CompressedSize64))}
		var in io.Reader = packed
		if f.Method == zip.Deflate {
			in = flate.NewReader(bufio.NewReader(packed))
		}
		sum := &checked{in: in, left: int64(f.UncompressedSize64), want: f.CRC32, hash: crc32.NewIEEE()}
		return readCloser{&guard{ref: ref, in: sum, packed: packed}, file}, nil
	}
	return t.expand(inner, depth+1)
}

// checked compares what was read with its size and its checksum. What is said of
// sizes is what the growth of a whole archive is judged by, so that a member
// which is larger than it says is damaged.
type checked struct {
	in   io.Reader
	left int64
	want uint32
	hash hash.Hash32
}

func (c *checked) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	if c.left -= int64(n); c.left < 0 {
		return 0, zip.ErrFormat
	}
	c.hash.Write(b[:n])
	if err == io.EOF && c.hash.Sum32() != c.want {
		err = zip.ErrChecksum
	}
	return n, err
}

// seekable gives random access to what was opened: a file has it, anything
// else is held in memory.
func seekable(file io.ReadCloser) (io.ReaderAt, int64, error) {
	if at, ok := file.(io.ReaderAt); ok {
		if end, ok := file.(io.Seeker); ok {
			size, err := end.Seek(0, io.SeekEnd)
			return at, size, err
		}
	}
	held, err := hold(file, maxZipBytes)
	return bytes.NewReader(held), int64(len(held)), err
}

// errLarger is what is too much to be held.
var errLarger = errors.New("larger")

// hold reads all of a stream into memory, up to a limit.
func hold(in io.Reader, limit int64) ([]byte, error) {
	held, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(held)) > limit {
		err = fmt.Errorf("%w than %d MB", errLarger, limit>>20)
	}
	return held, err
}

// of is the item with its bytes in memory.
func (r Raw) of(b []byte) Raw {
	r.once, r.Size = false, int64(len(b))
	r.Open = func() (io.ReadCloser, error) { return inMemory{bytes.NewReader(b)}, nil }
	return r
}

// inMemory keeps the random access of a bytes.Reader that is to be closed.
type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }
