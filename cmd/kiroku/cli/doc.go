// Package cli is what the subcommands share: the flags of a ledger, of filters and
// of what is read; records, tables and CSV of entries; and how a command fails.
package cli
