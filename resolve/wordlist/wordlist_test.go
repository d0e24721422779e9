package wordlist_test

import (
	"fmt"

	"kiroku/resolve/wordlist"
)

func ExampleLines() {
	for line := range wordlist.Lines("# Source: ours.\n\nwire\n daily newspaper \r\n") {
		fmt.Printf("%q\n", line)
	}
	// Output:
	// "wire"
	// "daily newspaper"
}
