// Command generate writes a web archive of so many megabytes to standard
// output, for measuring how reading one behaves:
//
//	go run ./internal/crawl/generate 5000 | kiroku read --quiet --db crawl.db -
package main

import (
	"fmt"
	"os"
	"strconv"

	"kiroku/internal/crawl"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate MEGABYTES")
		os.Exit(2)
	}
	mb, err := strconv.ParseInt(os.Args[1], 10, 64)
	if err == nil {
		var pages int
		if pages, err = crawl.Write(os.Stdout, mb<<20); err == nil {
			fmt.Fprintf(os.Stderr, "%d pages\n", pages)
			return
		}
	}
	fmt.Fprintln(os.Stderr, "generate:", err)
	os.Exit(1)
}
