// Package decide has the subcommands by which people decide about entries.
package decide
