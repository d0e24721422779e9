package site

import (
	"context"
	"net/http"

	"kiroku/ledger"
)

type userKey struct{}

// UserOf is who asks; nobody has no role and may do nothing.
func UserOf(r *http.Request) ledger.User {
	u, _ := r.Context().Value(userKey{}).(ledger.User)
	return u
}

// ByUser is the request, asked by a user.
func ByUser(r *http.Request, u ledger.User) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), userKey{}, u))
}

// WhoIs is the name of whoever asks, as decisions keep it.
func (s *Site) WhoIs(r *http.Request) string { return UserOf(r).Name }
