package ask

import (
	"net/http"
	"strings"

	"kiroku/ledger"
	"kiroku/serve/highlight"
	"kiroku/serve/query"
	"kiroku/serve/site"
	"kiroku/text"
)

// results are the documents that hold some words.
type results struct {
	Words string
	Hits  []hit
	Full  bool // there may be more
}

type hit struct {
	ledger.Hit
	Pieces []highlight.Piece
}

const maxHits = 40

func (s Pages) search(w http.ResponseWriter, r *http.Request) error {
	words := strings.TrimSpace(r.URL.Query().Get("q"))
	if len(words) > query.MaxParam {
		return ledger.Errorf(ledger.Invalid, "The search is longer than %d characters.", query.MaxParam)
	}
	p := results{Words: words}
	if words != "" {
		found, err := s.Ledger.Search(r.Context(), words, maxHits)
		if err != nil {
			return err
		}
		for _, h := range found {
			p.Hits = append(p.Hits, hit{h, snippet(h)})
		}
		p.Full = len(found) == maxHits
	}
	return s.Render(w, r, "search", site.Page{Title: "Search", Search: words, Body: p})
}

// snippet is the passage of a hit with the words found marked.
func snippet(h ledger.Hit) []highlight.Piece {
	var marks []highlight.Mark
	for _, m := range h.Matches {
		marks = append(marks, highlight.Mark{Span: text.Span{Start: m.Start - h.Span.Start, End: m.End - h.Span.Start}, Class: "hit"})
	}
	return highlight.Pieces(h.Snippet, text.Span{End: len(h.Snippet)}, marks)
}
