package ask

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/export"
)

// Bundle is `kiroku bundle`.
type Bundle struct {
	cli.Database
	To         string `default:"." placeholder:"FOLDER" help:"Where to write the two files, made where it is not there."`
	NoEvidence bool   `help:"Leave the bytes of the documents out and give their hashes alone."`
	JSON       bool   `name:"json" help:"Write what was written as JSON Lines: file, bytes, sha256."`
	ID         string `arg:"" name:"entry" help:"Id of an entry, or its beginning."`
}

func (Bundle) Help() string {
	return `Writes all that somebody without kiroku needs to check an entry: entry-ID.html, a page that needs nothing else, and entry-ID.zip with the page, the texts, the bytes they were read from, the claims as W3C Web Annotations, and checksums. The same ledger gives the same files.

Examples:

    kiroku bundle 3f2a91c
    kiroku bundle 3f2a91c --to for-the-desk --no-evidence`
}

// written is a file that the command wrote.
type written struct {
	File   string `json:"file"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func (c Bundle) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	bundle, err := export.Gather(ctx, st, c.ID, !c.NoEvidence)
	if err := errors.Join(err, st.Close()); err != nil {
		return err
	}
	bundle.Tool = "kiroku " + cli.Version()
	if err := os.MkdirAll(c.To, 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", c.To, err)
	}
	var files []written
	for _, kind := range []struct {
		suffix string
		write  func(io.Writer) error
	}{{".html", bundle.WriteHTML}, {".zip", bundle.WriteZIP}} {
		f, err := writeWhole(filepath.Join(c.To, "entry-"+bundle.Entry.ID+kind.suffix), kind.write)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	if c.JSON {
		return cli.WriteAll(con, files)
	}
	for _, f := range files {
		fmt.Fprintf(con.Stdout, "%s  %s\n", f.SHA256, terminal.Printable(f.File))
	}
	return nil
}

// writeWhole writes a file beside its place and moves it there, so that
// nobody finds half of one.
func writeWhole(path string, write func(io.Writer) error) (written, error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return written{}, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".kiroku-*")
	if err != nil {
		return written{}, fmt.Errorf("write %s: %w", path, err)
	}
	_, err = f.Write(b.Bytes())
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return written{}, errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(f.Name()))
	}
	sum := sha256.Sum256(b.Bytes())
	return written{path, b.Len(), hex.EncodeToString(sum[:])}, nil
}
