package cli

import (
	"cmp"
	"context"
	"errors"

	"kiroku/resolve"
	"kiroku/store"
	"kiroku/value"
)

// Database is the flag of every command that uses a ledger.
type Database struct {
	DB string `name:"db" env:"KIROKU_DB" default:"kiroku.db" placeholder:"FILE" help:"The ledger's file, kiroku.db where nothing is said."`
}

// Path is the ledger's file; an empty variable is as good as none.
func (d Database) Path() string { return cmp.Or(d.DB, "kiroku.db") }

// Create opens the ledger, making it when it is not there.
func (d Database) Create(ctx context.Context) (*store.SQLite, error) {
	return store.Open(ctx, d.Path())
}

// Open opens a ledger that is there, its entries as today's rules derive them.
func (d Database) Open(ctx context.Context) (*store.SQLite, error) {
	st, err := d.OpenAsIs(ctx)
	if err != nil {
		return nil, err
	}
	if err := st.Refresh(ctx, resolve.Rules{}); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

// OpenAsIs opens a ledger that is there, its entries as they were derived.
func (d Database) OpenAsIs(ctx context.Context) (*store.SQLite, error) {
	return store.OpenExisting(ctx, d.Path())
}

// Asking is the flags of a command that asks the ledger, as it is or as it
// was.
type Asking struct {
	Database
	AsOf string `name:"as-of" placeholder:"DAY" help:"Answer from what was known at the end of this day: documents by publication or else retrieval, decisions by when they were taken."`
}

// Open opens the ledger, as it is or as it was.
func (a Asking) Open(ctx context.Context) (*store.SQLite, error) {
	day, err := value.ParseDay(a.AsOf)
	switch {
	case err != nil:
		return nil, UsageError("--as-of: " + err.Error())
	case day.IsZero():
		return a.Database.Open(ctx)
	}
	st, err := a.OpenAsIs(ctx)
	if err != nil {
		return nil, err
	}
	then, err := st.AsOf(ctx, day, resolve.Rules{})
	return then, errors.Join(err, st.Close())
}
