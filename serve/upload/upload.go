// Package upload takes what a person gives a server to read: files, pasted text
// or an address. In goes a request with a form in parts; out comes what to read,
// files under names that are no paths, in a folder of their own. What is too
// much, or cannot be, is refused as invalid.
package upload

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"kiroku/ledger"
	"kiroku/value"
)

// MaxBytes bounds a request that carries files; whoever takes it sees to that.
const MaxBytes = 64 << 20

const (
	maxFiles  = 200
	maxPasted = 2 << 20
	maxField  = 200 // bytes of a name
)

// Input is what a person gives to read.
type Input struct {
	Folder    string   // of the files, which goes when they are read
	Files     []string // paths below Folder, to be named without it
	Address   string
	Source    string     // outlet of documents that name none
	Published value.Date // of documents that state none
}

// Receive takes the parts of a request's form: files go to a folder of their own as
// they come, so that none stands in memory.
func Receive(r *http.Request) (in Input, what string, err error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return in, "", ledger.Errorf(ledger.Invalid, "This is no form with files.")
	}
	if in.Folder, err = os.MkdirTemp("", "kiroku-add-"); err != nil {
		return in, "", err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(in.Folder))
		}
	}()
	pasted := ""
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return in, "", tooLarge(err)
		}
		if err := in.take(part, &pasted); err != nil {
			return in, "", tooLarge(err)
		}
	}
	if strings.TrimSpace(pasted) != "" {
		path := filepath.Join(in.Folder, "pasted text.txt")
		if err := os.WriteFile(path, []byte(pasted), 0o600); err != nil {
			return in, "", err
		}
		in.Files = append(in.Files, path)
	}
	switch {
	case in.Address != "" && len(in.Files) > 0:
		return in, "", ledger.Errorf(ledger.Invalid, "Give files or text, or an address, not both.")
	case in.Address != "":
		u, err := url.Parse(in.Address)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return in, "", ledger.Errorf(ledger.Invalid, "An address begins with https:// or http://.")
		}
		return in, in.Address, nil
	case len(in.Files) == 0:
		return in, "", ledger.Errorf(ledger.Invalid, "Choose a file, paste a text or give an address.")
	case len(in.Files) == 1:
		return in, filepath.Base(in.Files[0]), nil
	}
	return in, fmt.Sprintf("%d files", len(in.Files)), nil
}

// tooLarge says so where the bound of a request ended it.
func tooLarge(err error) error {
	var bound *http.MaxBytesError
	switch {
	case errors.As(err, &bound):
		return ledger.Errorf(ledger.Invalid, "That is more than %d MB at once; give it in parts, or read it with kiroku read.", bound.Limit>>20)
	case ledger.CodeOf(err) != "":
		return err
	}
	return ledger.Errorf(ledger.Invalid, "The upload broke off: %w", err)
}

// take keeps one part of the form.
func (in *Input) take(part *multipart.Part, pasted *string) error {
	defer part.Close()
	if part.FormName() == "files" {
		if part.FileName() == "" {
			return nil // nothing was chosen
		}
		return in.keep(part)
	}
	b, err := io.ReadAll(io.LimitReader(part, maxPasted+1))
	if err != nil {
		return err
	}
	if len(b) > maxPasted {
		return ledger.Errorf(ledger.Invalid, "A pasted text has %d MB at most.", maxPasted>>20)
	}
	word := strings.TrimSpace(string(b))
	switch part.FormName() {
	case "text":
		*pasted = string(b)
	case "address":
		in.Address = word
	case "source":
		in.Source = word[:min(len(word), maxField)]
	case "published":
		if in.Published, err = value.ParseDate(word); err != nil {
			return ledger.Errorf(ledger.Invalid, "%q is not a day, a month or a year like 2024-03-14.", word[:min(len(word), 20)])
		}
	}
	return nil
}

// keep writes an uploaded file under its own name in a folder of its own.
func (in *Input) keep(part *multipart.Part) error {
	if len(in.Files) >= maxFiles {
		return ledger.Errorf(ledger.Invalid, "More than %d files at once; give them in parts, or read the folder with kiroku read.", maxFiles)
	}
	dir := filepath.Join(in.Folder, fmt.Sprintf("%03d", len(in.Files)))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	path := filepath.Join(dir, safeName(part.FileName()))
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, part)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	in.Files = append(in.Files, path)
	return nil
}

// safeName is a name that is no path: the last part, without signs that a
// file system or a terminal would take for something else.
func safeName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || strings.ContainsRune(`<>:"|?*[]`, r) {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	const most = 120 // bytes: file systems take 255
	if len(name) > most {
		ext := filepath.Ext(name)
		ext = ext[:min(len(ext), 20)]
		name = strings.ToValidUTF8(name[:most-len(ext)], "") + ext
	}
	if strings.Trim(name, ". ") == "" {
		name = "file"
	}
	return name
}
