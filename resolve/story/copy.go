package story

import (
	"strings"

	"kiroku/text"
)

// CopyDays is how long after a text its copies appear.
const CopyDays = copyDays

// Keys are the blocks that a text stands in: a text and its copy share one. A
// text too short to tell copies from like reports stands in none.
func Keys(doc *text.Document) []uint64 {
	s := sketchOf(doc.Text)
	if s.shingles < copyMinimum {
		return nil
	}
	return s.keys
}

// Copied reports whether one of two texts was taken from the other, or both
// from a third, as [Index] decides it.
func Copied(a, b *text.Document) bool {
	s, o := sketchOf(a.Text), sketchOf(b.Text)
	if s.shingles < copyMinimum || o.shingles < copyMinimum || daysApart(a.Published.From, b.Published.From) > copyDays {
		return false
	}
	_, ok := s.copyPartOf(&o, a.Source != "" && strings.EqualFold(a.Source, b.Source))
	return ok
}

// Before reports whether the first of two texts is taken for the earlier, as
// [Index] decides it: a copy points to the earlier one.
func Before(a, b *text.Document) bool {
	x := Index{nodes: []node{placeOf(a), placeOf(b)}}
	return x.comesBefore(0, 1)
}

// placeOf is what of a text decides which of two is earlier.
func placeOf(doc *text.Document) node {
	_, author := wireOf(doc)
	return node{id: doc.ID, published: doc.Published.From, author: author, sketch: sketch{words: len(foldWords(doc.Text, maxSketchWords))}}
}

// Wire is the agency that a document is by or after, as initials; "" where it
// names none.
func Wire(doc *text.Document) string {
	wire, _ := wireOf(doc)
	return wire
}

// WireNamed is the agency that a name is of, as initials; "" for others.
func WireNamed(name string) string {
	w := knownWires()
	if m := w.first(name); m != "" && len(m) >= len(strings.TrimSpace(name))-len("The ") {
		return w.of(m)
	}
	return ""
}
