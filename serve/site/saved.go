package site

import (
	"context"

	"kiroku/ledger"
)

// Shelf keeps listings under names.
type Shelf interface {
	SaveView(ctx context.Context, v ledger.SavedView) error
	DeleteView(ctx context.Context, name string) error
	SavedViews(ctx context.Context) ([]ledger.SavedView, error)
}

// Saved lists the saved views for the side of every page.
func (s *Site) Saved(ctx context.Context) []ledger.SavedView {
	if s.Shelf == nil {
		return nil
	}
	list, err := s.Shelf.SavedViews(ctx)
	if err != nil { // the page is worth more than its side
		s.Log.Error("list saved views", "error", err)
	}
	return list
}
