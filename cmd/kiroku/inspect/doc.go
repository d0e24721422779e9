// Package inspect has the subcommands that show what reading makes of a document,
// with no ledger.
package inspect
