package main

import (
	"context"

	"kiroku/store"
)

// database is the flag of every command that uses a ledger.
type database struct {
	DB string `name:"db" env:"KIROKU_DB" default:"kiroku.db" placeholder:"FILE" help:"The ledger's file, kiroku.db where nothing is said."`
}

// create opens the ledger, making it when it is not there.
func (d database) create(ctx context.Context) (*store.SQLite, error) { return store.Open(ctx, d.DB) }

// open opens a ledger that is there.
func (d database) open(ctx context.Context) (*store.SQLite, error) {
	return store.OpenExisting(ctx, d.DB)
}
