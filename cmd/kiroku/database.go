package main

import (
	"cmp"
	"context"
	"errors"

	"kiroku/resolve"
	"kiroku/store"
	"kiroku/value"
)

// database is the flag of every command that uses a ledger.
type database struct {
	DB string `name:"db" env:"KIROKU_DB" default:"kiroku.db" placeholder:"FILE" help:"The ledger's file, kiroku.db where nothing is said."`
}

// path is the ledger's file; an empty variable is as good as none.
func (d database) path() string { return cmp.Or(d.DB, "kiroku.db") }

// create opens the ledger, making it when it is not there.
func (d database) create(ctx context.Context) (*store.SQLite, error) {
	return store.Open(ctx, d.path())
}

// open opens a ledger that is there, its entries as today's rules derive them.
func (d database) open(ctx context.Context) (*store.SQLite, error) {
	st, err := d.openAsIs(ctx)
	if err != nil {
		return nil, err
	}
	if err := st.Refresh(ctx, resolve.Rules{}); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

// openAsIs opens a ledger that is there, its entries as they were derived.
func (d database) openAsIs(ctx context.Context) (*store.SQLite, error) {
	return store.OpenExisting(ctx, d.path())
}

// asking is the flags of a command that asks the ledger, as it is or as it
// was.
type asking struct {
	database
	AsOf string `name:"as-of" placeholder:"DAY" help:"Answer from what was known at the end of this day: documents by publication or else retrieval, decisions by when they were taken."`
}

func (a asking) open(ctx context.Context) (*store.SQLite, error) {
	day, err := value.ParseDay(a.AsOf)
	switch {
	case err != nil:
		return nil, usageError("--as-of: " + err.Error())
	case day.IsZero():
		return a.database.open(ctx)
	}
	st, err := a.openAsIs(ctx)
	if err != nil {
		return nil, err
	}
	then, err := st.AsOf(ctx, day, resolve.Rules{})
	return then, errors.Join(err, st.Close())
}
