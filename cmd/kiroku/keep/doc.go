// Package keep has the subcommands that keep a ledger in order.
package keep
