package serve

import (
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"

	"kiroku/ledger"
)

// Format is a way to write entries for other programs.
type Format struct {
	Name  string // "CSV"
	Key   string // in addresses, and the ending of the file: "csv"
	Type  string // media type
	Write func(w io.Writer, entries iter.Seq2[ledger.Entry, error]) error
}

// export writes the entries that a listing shows, all pages of it, in its
// order and in full.
func (s *Server) export(w http.ResponseWriter, r *http.Request) error {
	q, err := parseQuery(r.URL.Query())
	if err != nil {
		return err
	}
	key := r.URL.Query().Get("format")
	i := slices.IndexFunc(s.Formats, func(f Format) bool { return f.Key == key })
	if i < 0 {
		return ledger.Errorf(ledger.Invalid, "There is no format %q.", key)
	}
	snap, err := s.snapshot(r.Context())
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", s.Formats[i].Type)
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=\"ledger.%s\"", key))
	err = s.Formats[i].Write(w, func(yield func(ledger.Entry, error) bool) {
		for _, row := range q.rows(snap) {
			if e, err := s.Ledger.Entry(r.Context(), row.ID); !yield(e, err) || err != nil {
				return
			}
		}
	})
	if err != nil { // the answer has begun: breaking it off is all that is left to say so
		s.Log.Error("export entries", "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}
