package resolve

import (
	"kiroku/ledger"
	"kiroku/resolve/story"
	"kiroku/text"
)

// Texts finds copies of texts, as [ledger.Copier] asks for them.
type Texts struct{}

var _ ledger.Copier = Texts{}

// A store looks for copies as far apart as they may be.
var _ = [1]struct{}{}[story.CopyDays-ledger.CopyDays]

// Wire is that of package story.
func (Texts) Wire(doc *text.Document) string { return story.Wire(doc) }

// TextKeys are those of package story.
func (Texts) TextKeys(doc *text.Document) []uint64 { return story.Keys(doc) }

// Copied is that of package story.
func (Texts) Copied(a, b *text.Document) bool { return story.Copied(a, b) }

// Earlier is that of package story.
func (Texts) Earlier(a, b *text.Document) bool { return story.Before(a, b) }
