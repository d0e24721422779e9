// Package world is the outlines of countries that maps are drawn with. The
// borders are those of its data (see the head of world.tsv).
package world

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed world.tsv
var table string

// Country is a country as a map draws it.
type Country struct {
	Code, Name string
	X, Y       float64 // its middle
	Outline    string  // a path of SVG's notation
}

// Countries is every country of the data, by name, and where each code is.
var Countries = sync.OnceValues(func() ([]Country, map[string]int) {
	var list []Country
	at := map[string]int{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(cells) != 5 {
			continue
		}
		x, _ := strconv.ParseFloat(cells[2], 64) // of our own making, and tested
		y, _ := strconv.ParseFloat(cells[3], 64)
		at[cells[0]] = len(list)
		list = append(list, Country{cells[0], cells[1], x, y, cells[4]})
	}
	return list, at
})
