package serve

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"kiroku/ledger"
	"kiroku/serve/query"
)

// Shelf keeps listings under names.
type Shelf interface {
	SaveView(ctx context.Context, v ledger.SavedView) error
	DeleteView(ctx context.Context, name string) error
	SavedViews(ctx context.Context) ([]ledger.SavedView, error)
}

// savable are the pages whose listings can be kept.
var savable = []string{"/ledger", "/timeline"}

// saveView keeps the listing that its form stands on.
func (s *Server) saveView(w http.ResponseWriter, r *http.Request) error {
	if s.Shelf == nil {
		return ledger.Errorf(ledger.NotFound, "Views cannot be saved here.")
	}
	u, err := url.Parse(here(r.PostFormValue("address")))
	if err != nil || !slices.Contains(savable, u.Path) {
		return ledger.Errorf(ledger.Invalid, "Only listings can be saved.")
	}
	q, err := query.Parse(u)
	if err != nil {
		return err
	}
	q.Page = 1
	v := ledger.SavedView{Name: r.PostFormValue("name"), Path: u.Path, Query: q.Encode(), Who: s.whoIs(r), At: s.Now()}
	if err := s.Shelf.SaveView(r.Context(), v); err != nil {
		return err
	}
	return redirect(w, r, v.Address())
}

// deleteView forgets a listing.
func (s *Server) deleteView(w http.ResponseWriter, r *http.Request) error {
	if s.Shelf == nil {
		return ledger.Errorf(ledger.NotFound, "Views cannot be saved here.")
	}
	if err := s.Shelf.DeleteView(r.Context(), r.PostFormValue("name")); err != nil {
		return err
	}
	return redirect(w, r, here(r.PostFormValue("back")))
}

// saved lists the saved views for the side of every page.
func (s *Server) saved(ctx context.Context) []ledger.SavedView {
	if s.Shelf == nil {
		return nil
	}
	list, err := s.Shelf.SavedViews(ctx)
	if err != nil { // the page is worth more than its side
		s.Log.Error("list saved views", "error", err)
	}
	return list
}
