package main

import (
	"fmt"
	"runtime"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
)

type versionCommand struct{}

func (versionCommand) Help() string {
	return "Example:\n\n    kiroku version"
}

func (versionCommand) Run(con *terminal.Console) error {
	_, err := fmt.Fprintf(con.Stdout, "kiroku %s %s %s/%s\n", cli.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
