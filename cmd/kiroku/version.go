package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"kiroku/cmd/kiroku/terminal"
)

// release is the version that the next tag will carry.
const release = "0.1.0"

type versionCommand struct{}

func (versionCommand) Help() string {
	return "Example:\n\n    kiroku version"
}

func (versionCommand) Run(con *terminal.Console) error {
	_, err := fmt.Fprintf(con.Stdout, "kiroku %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version is the release and, where the build knows it, the commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	commit, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			commit = "+" + s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ".changed"
		}
	}
	if commit == "" {
		return release
	}
	return release + commit + changed
}
