package ask

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"slices"

	"kiroku/ledger"
	"kiroku/serve/query"
	"kiroku/serve/site"
)

// export writes the entries that a listing shows, all pages of it, in its
// order and in full.
func (s Pages) export(w http.ResponseWriter, r *http.Request) error {
	q, err := query.Parse(r.URL)
	if err != nil {
		return err
	}
	key := r.URL.Query().Get("format")
	i := slices.IndexFunc(s.Formats, func(f site.Format) bool { return f.Key == key })
	if i < 0 {
		return ledger.Errorf(ledger.Invalid, "There is no format %q.", key)
	}
	h := w.Header()
	h.Set("Content-Type", s.Formats[i].Type)
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=\"ledger.%s\"", key))
	err = s.Formats[i].Write(w, s.everyEntry(r.Context(), q))
	if err != nil { // the answer has begun: breaking it off is all that is left to say so
		s.Log.Error("export entries", "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// exportChunk is how many entries are read at a time.
const exportChunk = 500

// everyEntry yields all that a query matches, in its order.
func (s Pages) everyEntry(ctx context.Context, q query.Query) iter.Seq2[ledger.Entry, error] {
	return func(yield func(ledger.Entry, error) bool) {
		for q.Page = 1; ; q.Page++ {
			chunk, err := s.Ledger.Entries(ctx, q.Window(exportChunk))
			if err != nil {
				yield(ledger.Entry{}, err)
				return
			}
			for _, e := range chunk {
				if !yield(e, nil) {
					return
				}
			}
			if len(chunk) < exportChunk {
				return
			}
		}
	}
}
