package store

import (
	"testing"
	"time"

	"kiroku/ledger"
)

func TestAccounts(t *testing.T) {
	s, ctx := openTemp(t), t.Context()
	code := func(err error, want ledger.Code) {
		t.Helper()
		if got := ledger.CodeOf(err); got != want {
			t.Errorf("%v has code %q, want %q", err, got, want)
		}
	}
	now := time.Now().UTC().Truncate(time.Second)
	_, err := s.User(ctx, "ada")
	code(err, ledger.NotFound)
	code(s.RemoveUser(ctx, "ada"), ledger.NotFound)
	for _, bad := range []ledger.User{{}, {Name: "ada", Password: "x"}, {Name: "ada", Password: "x", Role: "king"}, {Name: "ada", Role: ledger.Reads}} {
		code(s.PutUser(ctx, bad), ledger.Invalid)
	}
	for _, u := range []ledger.User{{Name: "ben", Role: ledger.Reads, Password: "b", Since: now}, {Name: "ada", Role: ledger.Admins, Password: "a", Since: now}} {
		if err := s.PutUser(ctx, u); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Users(ctx)
	if err != nil || len(list) != 2 || list[0].Name != "ada" || list[1] != (ledger.User{Name: "ben", Role: ledger.Reads, Password: "b", Since: now}) {
		t.Fatalf("%+v, %v", list, err)
	}
	start := func(key, user string, until time.Time) {
		t.Helper()
		if err := s.StartSession(ctx, ledger.Session{Key: key, User: user, Since: now.Add(-2 * time.Hour), Until: until}); err != nil {
			t.Fatal(err)
		}
	}
	start("k1", "ada", now.Add(time.Hour))
	start("k2", "ben", now.Add(time.Hour))
	start("k3", "ben", now.Add(-time.Hour))
	if u, err := s.SessionUser(ctx, "k1", now); err != nil || u.Name != "ada" || u.Role != ledger.Admins {
		t.Errorf("%+v, %v", u, err)
	}
	for _, key := range []string{"", "k", "k3"} {
		_, err := s.SessionUser(ctx, key, now)
		code(err, ledger.NotFound)
	}
	_, err = s.SessionUser(ctx, "k1", now.Add(2*time.Hour))
	code(err, ledger.NotFound)
	code(s.StartSession(ctx, ledger.Session{Key: "k4", User: "nobody", Until: now}), ledger.Conflict)
	if err := s.EndSession(ctx, "k1"); err != nil {
		t.Fatal(err)
	}
	_, err = s.SessionUser(ctx, "k1", now)
	code(err, ledger.NotFound)
	// Another password or role, and the end of the account, end its sessions.
	if err := s.PutUser(ctx, ledger.User{Name: "ben", Role: ledger.Reviews, Password: "c", Since: now}); err != nil {
		t.Fatal(err)
	}
	_, err = s.SessionUser(ctx, "k2", now)
	code(err, ledger.NotFound)
	start("k5", "ben", now.Add(time.Hour))
	if err := s.RemoveUser(ctx, "ben"); err != nil {
		t.Fatal(err)
	}
	_, err = s.SessionUser(ctx, "k5", now)
	code(err, ledger.NotFound)
}

func TestRoles(t *testing.T) {
	if !ledger.Admins.May(ledger.Reviews) || ledger.Reads.May(ledger.Reviews) || ledger.Role("").May(ledger.Reads) || ledger.Role("x").May("x") {
		t.Error("a role may do what it may not")
	}
}
