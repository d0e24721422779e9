package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"

	"kiroku/ledger"
	"kiroku/serve/account"
	"kiroku/value"
)

// Reading reads what a person gives into the ledger.
type Reading interface {
	// Read reads the input and says how far it has come, after each document
	// and at the end. The error is of the ledger; what is wrong with documents
	// stands in the progress.
	Read(ctx context.Context, in Input, say func(Progress)) error
}

// Input is what a person gives to read.
type Input struct {
	Folder    string   // of the files, which goes when they are read
	Files     []string // paths below Folder, to be named without it
	Address   string
	Source    string     // outlet of documents that name none
	Published value.Date // of documents that state none
}

// Progress is what reading has come to.
type Progress struct {
	New, Known, Claims int
	Last               string
	Problems, Warnings []FileProblem
}

// FileProblem is what is wrong with a file, or with a part of it.
type FileProblem struct{ Where, Reason string }

// The bounds of what is given at once.
const (
	maxUpload     = 64 << 20
	maxFiles      = 200
	maxPasted     = 2 << 20
	maxJobs       = 20 // waiting or under way
	maxKeptJobs   = 200
	uploadTimeout = 10 * time.Minute
)

// job is something that is being read.
type job struct {
	ID, Who string
	What    string // what was given, in words
	Since   time.Time

	mu       sync.Mutex
	progress Progress
	begun    bool
	done     bool
	failed   string
}

// jobView is a job at one moment.
type jobView struct {
	ID, Who, What string
	Since         time.Time
	Progress      Progress
	Begun, Done   bool
	Failed        string
}

func (j *job) view() jobView {
	j.mu.Lock()
	defer j.mu.Unlock()
	return jobView{j.ID, j.Who, j.What, j.Since, j.progress, j.begun, j.done, j.failed}
}

// jobs are those of this run of the server, the newest last; they are read one
// after the other.
type jobs struct {
	mu   sync.Mutex
	list []*job
	turn chan struct{}
}

func newJobs() *jobs { return &jobs{turn: make(chan struct{}, 1)} }

// add takes a job on; false where too many wait.
func (js *jobs) add(j *job) bool {
	js.mu.Lock()
	defer js.mu.Unlock()
	waiting := 0
	for _, have := range js.list {
		if !have.view().Done {
			waiting++
		}
	}
	if waiting >= maxJobs {
		return false
	}
	js.list = append(js.list, j)
	if len(js.list) > maxKeptJobs {
		js.list = js.list[1:]
	}
	return true
}

func (js *jobs) views() []jobView {
	js.mu.Lock()
	defer js.mu.Unlock()
	var out []jobView
	for i := len(js.list) - 1; i >= 0; i-- {
		out = append(out, js.list[i].view())
	}
	return out
}

// addPage offers to give something to read.
func (s *Server) addPage(w http.ResponseWriter, r *http.Request) error {
	return s.render(w, r, "add", page{Title: "Add", Active: "add", Body: struct {
		Can  bool
		Jobs []jobView
	}{s.Reading != nil, s.jobs.views()}})
}

// add takes files, pasted text or an address, and reads them in the background.
func (s *Server) add(w http.ResponseWriter, r *http.Request) (err error) {
	if s.Reading == nil {
		return ledger.Errorf(ledger.NotFound, "This server reads nothing.")
	}
	// A reader's time is for pages; what is uploaded may take longer. A deadline
	// is of the machine's clock, whatever clock the ledger goes by.
	if err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(uploadTimeout)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	in, what, err := s.receive(r)
	if err != nil {
		return err
	}
	j := &job{ID: account.Secret()[:20], Who: s.whoIs(r), What: what, Since: s.Now()}
	if !s.jobs.add(j) {
		return errors.Join(ledger.Errorf(ledger.Unavailable, "Too much is being read already; try again in a while."), os.RemoveAll(in.Folder))
	}
	s.kept.working.Go(func() { s.read(j, in) })
	return redirect(w, r, "/add/"+j.ID)
}

// read works a job off, when those before it are done.
func (s *Server) read(j *job, in Input) {
	defer func() {
		if err := os.RemoveAll(in.Folder); err != nil {
			s.Log.Error("remove what was uploaded", "error", err)
		}
	}()
	set := func(f func()) {
		j.mu.Lock()
		defer j.mu.Unlock()
		f()
	}
	select {
	case s.jobs.turn <- struct{}{}:
		defer func() { <-s.jobs.turn }()
	case <-s.background.Done():
		set(func() { j.done, j.failed = true, "The server was stopped before this was read." })
		return
	}
	set(func() { j.begun = true })
	err := s.Reading.Read(s.background, in, func(p Progress) { set(func() { j.progress = p }) })
	set(func() {
		j.done = true
		if err != nil {
			j.failed = "Reading ended early: " + err.Error()
		}
	})
	p := j.view().Progress
	s.Log.Info("read", "who", j.Who, "what", j.What, "new", p.New, "known", p.Known, "problems", len(p.Problems), "error", err)
}

// receive takes the parts of the form: files go to a folder of their own as
// they come, so that none stands in memory.
func (s *Server) receive(r *http.Request) (in Input, what string, err error) {
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
		in.Source = word[:min(len(word), maxParam)]
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

// jobPage shows how far a job has come. While it is under way the page asks
// for itself again every second.
func (s *Server) jobPage(w http.ResponseWriter, r *http.Request) error {
	for _, j := range s.jobs.views() {
		if j.ID != r.PathValue("job") {
			continue
		}
		if !j.Done {
			w.Header().Set("Refresh", "1")
		}
		w.Header().Set("Cache-Control", "no-store")
		return s.render(w, r, "job", page{Title: cmp.Or(j.What, "Reading"), Active: "add", Body: j})
	}
	return ledger.Errorf(ledger.NotFound, "Nothing is being read under this address; what was read is in the ledger.")
}
