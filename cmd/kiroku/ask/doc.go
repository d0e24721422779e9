// Package ask has the subcommands that ask a ledger.
package ask
