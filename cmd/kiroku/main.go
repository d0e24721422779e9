// Command kiroku reads news and announcements about a crisis and keeps a
// sourced ledger of who gave, refused, suffered, imposed and said what.
//
// This package is flags, configuration and wiring: each subcommand has a file
// here or, by what it is for, in a package below, parses what it was given, calls
// the package that does the work and shows the answer. Standard output carries the answer alone; progress and warnings go
// to standard error. Exit status 0 is success, 1 a failure or something that
// could not be read, 2 a mistake in the command line.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/alecthomas/kong"

	"kiroku/cmd/kiroku/ask"
	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/decide"
	"kiroku/cmd/kiroku/inspect"
	"kiroku/cmd/kiroku/keep"
	"kiroku/cmd/kiroku/read"
	"kiroku/cmd/kiroku/terminal"
)

// commands is the command line: one field a subcommand.
type commands struct {
	Read     read.Command     `cmd:"" group:"read" help:"Read documents into the ledger."`
	Watch    read.Watch       `cmd:"" group:"read" help:"Read feeds, sitemaps and pages on a schedule."`
	Extract  inspect.Extract  `cmd:"" group:"read" help:"Write the claims of documents as JSON Lines; nothing is stored."`
	Annotate inspect.Annotate `cmd:"" group:"read" help:"Show what the language stages find in a text."`
	Audit    inspect.Audit    `cmd:"" group:"read" help:"List the numbers and telling words that no claim uses."`
	Stories  inspect.Stories  `cmd:"" group:"read" help:"Say which documents tell of one happening, and which are copies."`

	Ledger    ask.Ledger    `cmd:"" group:"ask" help:"List the entries of the ledger."`
	Timeline  ask.Timeline  `cmd:"" group:"ask" help:"List entries in order of time."`
	Totals    ask.Totals    `cmd:"" group:"ask" help:"Add up aid by donor, recipient, category, stage or time."`
	Conflicts ask.Conflicts `cmd:"" group:"ask" help:"List where reports disagree, with the words of both."`
	Actor     ask.Actor     `cmd:"" group:"ask" help:"Show what one party gives, receives, suffers, imposes and says."`
	Entities  ask.Entities  `cmd:"" group:"ask" help:"List persons, organizations, countries and places with their names."`
	Compare   ask.Compare   `cmd:"" group:"ask" help:"Compare what two documents report."`
	Show      ask.Show      `cmd:"" group:"ask" help:"Show an entry, a claim or a document with its words in context."`
	Explain   ask.Explain   `cmd:"" group:"ask" help:"Say how a claim was read: rule, words, weights and tree."`
	Documents ask.Documents `cmd:"" group:"ask" help:"List the documents of the ledger."`
	Serve     serveCommand  `cmd:"" group:"ask" help:"Show the ledger as web pages on this machine."`
	Search    ask.Search    `cmd:"" group:"ask" help:"Search the full text of the documents."`

	Accept    decide.Accept    `cmd:"" group:"decide" help:"Say that entries are right."`
	Reject    decide.Reject    `cmd:"" group:"decide" help:"Say that entries are wrong and not to be counted."`
	Edit      decide.Edit      `cmd:"" group:"decide" help:"Set fields of an entry."`
	Merge     decide.Merge     `cmd:"" group:"decide" help:"Say that entries are one thing."`
	Split     decide.Split     `cmd:"" group:"decide" help:"Say that claims, or entries, are not the same thing."`
	Undo      decide.Undo      `cmd:"" group:"decide" help:"Take decisions back."`
	Decisions decide.Decisions `cmd:"" group:"decide" help:"List what people decided."`

	Bundle  ask.Bundle  `cmd:"" group:"ask" help:"Write an entry with all that is needed to check it."`
	Changes ask.Changes `cmd:"" group:"ask" help:"Show what changed in documents since they were read first."`

	Errors  keep.Errors  `cmd:"" group:"keep" help:"List what could not be read."`
	Sources keep.Sources `cmd:"" group:"keep" help:"List outlets, and how watching them goes."`
	Retry   keep.Retry   `cmd:"" group:"keep" help:"Read again what could not be read."`
	Verify  keep.Verify  `cmd:"" group:"keep" help:"Check that everything stored still holds."`
	Rebuild keep.Rebuild `cmd:"" group:"keep" help:"Derive every entry again from the claims."`

	User       keep.User         `cmd:"" group:"keep" help:"Keep the accounts of a ledger that is served to several people."`
	Formats    formatsCommand    `cmd:"" group:"other" help:"List the formats of documents that are read."`
	Version    versionCommand    `cmd:"" group:"other" help:"Say which version this is."`
	Completion completionCommand `cmd:"" group:"other" help:"Write a completion script for a shell."`
}

// groups are the headings of the help.
var groups = []kong.Group{
	{Key: "read", Title: "Reading documents"},
	{Key: "ask", Title: "Asking the ledger"},
	{Key: "decide", Title: "Deciding"},
	{Key: "keep", Title: "Keeping the ledger"},
	{Key: "other", Title: "Other"},
}

const description = "Read news and announcements about a crisis into a ledger of who gave, refused, suffered, imposed and said what, " +
	"each line backed by the exact words it was read from."

func main() { os.Exit(run(os.Args[1:])) }

// The exit statuses.
const (
	exitFailed = 1
	exitUsage  = 2
)

func run(args []string) int {
	con, err := terminal.Open()
	if err != nil {
		fmt.Fprintln(os.Stderr, "kiroku:", err)
		return exitUsage
	}
	parser, err := newParser(con)
	if err != nil {
		panic(err) // the tags above do not fit together: every test of a command says so
	}
	if len(args) == 0 { // help for whoever does not know the words yet, but no success
		con.Stdout, args = con.Stderr, []string{"--help"}
		parser.Stdout, parser.Exit = con.Stderr, func(int) { os.Exit(exitUsage) }
	}
	command, err := parser.Parse(args)
	if err != nil {
		where := "kiroku --help"
		var parse *kong.ParseError
		if errors.As(err, &parse) && parse.Context.Selected() != nil {
			where = parse.Context.Selected().FullPath() + " --help"
		}
		con.Say("kiroku: %v", err)
		con.Say("Run %q to see what it takes.", where)
		return exitUsage
	}
	ctx, stop := interruptible(context.Background())
	defer stop()
	command.BindTo(ctx, (*context.Context)(nil))
	err = command.Run(con)
	if failed := con.Failed(); err == nil && failed != nil {
		err = fmt.Errorf("write the answer: %w", failed)
	}
	return status(con, command, err)
}

// status maps a command's error to its exit status, saying what went wrong.
func status(con *terminal.Console, command *kong.Context, err error) int {
	var usage cli.UsageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, cli.ErrSomeFailed):
	case errors.Is(err, context.Canceled):
		con.Say("kiroku: %v", cli.ErrStopped)
	case errors.As(err, &usage):
		con.Say("kiroku: %v", err)
		con.Say("Run %q to see what it takes.", command.Selected().FullPath()+" --help")
		return exitUsage
	default:
		con.Say("kiroku: %v", err)
	}
	return exitFailed
}

func newParser(con *terminal.Console) (*kong.Kong, error) {
	return kong.New(&commands{},
		kong.Name("kiroku"),
		kong.Description(description),
		kong.ExplicitGroups(groups),
		kong.Writers(con.Stdout, con.Stderr),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars{"version": cli.Version()},
	)
}
