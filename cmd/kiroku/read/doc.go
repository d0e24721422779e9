// Package read has the subcommands that read documents into a ledger.
package read
