package add

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"os"
	"sync"
	"time"

	"kiroku/ledger"
	"kiroku/serve/account"
	"kiroku/serve/site"
	"kiroku/serve/upload"
)

// The bounds of what is read at once.
const (
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
	progress site.Progress
	begun    bool
	done     bool
	failed   string
}

// jobView is a job at one moment.
type jobView struct {
	ID, Who, What string
	Since         time.Time
	Progress      site.Progress
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
func (s *pages) addPage(w http.ResponseWriter, r *http.Request) error {
	return s.Render(w, r, "add", site.Page{Title: "Add", Active: "add", Body: struct {
		Can  bool
		Jobs []jobView
	}{s.Reading != nil, s.jobs.views()}})
}

// add takes files, pasted text or an address, and reads them in the background.
func (s *pages) add(w http.ResponseWriter, r *http.Request) (err error) {
	if s.Reading == nil {
		return ledger.Errorf(ledger.NotFound, "This server reads nothing.")
	}
	// A reader's time is for pages; what is uploaded may take longer. A deadline
	// is of the machine's clock, whatever clock the ledger goes by.
	if err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(uploadTimeout)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	in, what, err := upload.Receive(r)
	if err != nil {
		return err
	}
	j := &job{ID: account.Secret()[:20], Who: s.WhoIs(r), What: what, Since: s.Now()}
	if !s.jobs.add(j) {
		return errors.Join(ledger.Errorf(ledger.Unavailable, "Too much is being read already; try again in a while."), os.RemoveAll(in.Folder))
	}
	s.Go(func(ctx context.Context) { s.read(ctx, j, in) })
	return site.Redirect(w, r, "/add/"+j.ID)
}

// read works a job off, when those before it are done.
func (s *pages) read(ctx context.Context, j *job, in upload.Input) {
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
	case <-ctx.Done():
		set(func() { j.done, j.failed = true, "The server was stopped before this was read." })
		return
	}
	set(func() { j.begun = true })
	err := s.Reading.Read(ctx, in, func(p site.Progress) { set(func() { j.progress = p }) })
	set(func() {
		j.done = true
		if err != nil {
			j.failed = "Reading ended early: " + err.Error()
		}
	})
	p := j.view().Progress
	s.Log.Info("read", "who", j.Who, "what", j.What, "new", p.New, "known", p.Known, "problems", len(p.Problems), "error", err)
}

// jobPage shows how far a job has come. While it is under way the page asks
// for itself again every second.
func (s *pages) jobPage(w http.ResponseWriter, r *http.Request) error {
	for _, j := range s.jobs.views() {
		if j.ID != r.PathValue("job") {
			continue
		}
		if !j.Done {
			w.Header().Set("Refresh", "1")
		}
		w.Header().Set("Cache-Control", "no-store")
		return s.Render(w, r, "job", site.Page{Title: cmp.Or(j.What, "Reading"), Active: "add", Body: j})
	}
	return ledger.Errorf(ledger.NotFound, "Nothing is being read under this address; what was read is in the ledger.")
}
