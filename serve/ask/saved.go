package ask

import (
	"net/http"
	"net/url"
	"slices"

	"kiroku/ledger"
	"kiroku/serve/query"
	"kiroku/serve/site"
)

// savable are the pages whose listings can be kept.
var savable = []string{"/ledger", "/timeline"}

// saveView keeps the listing that its form stands on.
func (s Pages) saveView(w http.ResponseWriter, r *http.Request) error {
	if s.Shelf == nil {
		return ledger.Errorf(ledger.NotFound, "Views cannot be saved here.")
	}
	u, err := url.Parse(site.Here(r.PostFormValue("address")))
	if err != nil || !slices.Contains(savable, u.Path) {
		return ledger.Errorf(ledger.Invalid, "Only listings can be saved.")
	}
	q, err := query.Parse(u)
	if err != nil {
		return err
	}
	q.Page = 1
	v := ledger.SavedView{Name: r.PostFormValue("name"), Path: u.Path, Query: q.Encode(), Who: s.WhoIs(r), At: s.Now()}
	if err := s.Shelf.SaveView(r.Context(), v); err != nil {
		return err
	}
	return site.Redirect(w, r, v.Address())
}

// deleteView forgets a listing.
func (s Pages) deleteView(w http.ResponseWriter, r *http.Request) error {
	if s.Shelf == nil {
		return ledger.Errorf(ledger.NotFound, "Views cannot be saved here.")
	}
	if err := s.Shelf.DeleteView(r.Context(), r.PostFormValue("name")); err != nil {
		return err
	}
	return site.Redirect(w, r, site.Here(r.PostFormValue("back")))
}
