package source_test

import (
	"fmt"
	"os"
	"path/filepath"

	"kiroku/source"
)

func ExampleWalker_Walk() {
	dir, _ := os.MkdirTemp("", "walk")
	defer os.RemoveAll(dir)
	for _, name := range []string{"b.txt", "a.html", ".hidden", "ledger.db"} {
		os.WriteFile(filepath.Join(dir, name), []byte("words"), 0o644)
	}
	for raw, problem := range (source.Walker{}).Walk(dir, "no-such-file") {
		if problem != nil {
			fmt.Println(problem)
			continue
		}
		fmt.Println(filepath.Base(raw.Ref), raw.Size)
	}
	// Output:
	// a.html 5
	// b.txt 5
	// no-such-file: no such file or folder; check the name
}
