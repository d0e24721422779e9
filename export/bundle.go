// Package export writes parts of a ledger in forms that other people and
// programs take without kiroku. In goes what a [ledger.Store] answers; out come
// bytes that are the same for the same ledger. It invents nothing: what the
// ledger does not hold is left out, and said to be.
package export

import (
	"cmp"
	"context"
	"slices"

	"kiroku/claim"
	"kiroku/ledger"
	"kiroku/text"
)

// Bundle is an entry with all that somebody outside needs to check it: its
// claims, the documents that make them, what those were read from, and the
// other versions of those.
type Bundle struct {
	Entry     ledger.Entry
	Claims    []claim.Claim // by document in order of publication, then place
	Documents []Source
	Bytes     map[string][]byte // evidence by SHA-256; none where only hashes are wanted
	Tool      string            // the program that writes the bundle
}

// Source is a document of a bundle.
type Source struct {
	Doc      *text.Document
	Fetches  []ledger.Fetch
	Versions []ledger.Revision // more than one, or none
}

// Gather collects the bundle of an entry, given by its id or the beginning of
// it. Without evidence, the bytes of the documents are left out and their
// hashes kept.
func Gather(ctx context.Context, st ledger.Store, entry string, evidence bool) (Bundle, error) {
	e, err := st.Entry(ctx, entry)
	if err != nil {
		return Bundle{}, err
	}
	b := Bundle{Entry: e, Bytes: map[string][]byte{}}
	for _, id := range e.Claims {
		c, err := st.Claim(ctx, id)
		if err != nil {
			return b, err
		}
		b.Claims = append(b.Claims, c)
	}
	for _, id := range e.Documents {
		src, err := gatherSource(ctx, st, id)
		if err != nil {
			return b, err
		}
		b.Documents = append(b.Documents, src)
		for _, f := range src.Fetches {
			if _, known := b.Bytes[f.Hash]; known || !evidence {
				continue
			}
			if b.Bytes[f.Hash], err = st.Bytes(ctx, f.Hash); err != nil {
				return b, err
			}
		}
	}
	b.sort()
	return b, nil
}

func gatherSource(ctx context.Context, st ledger.Store, id string) (src Source, err error) {
	if src.Doc, err = st.Document(ctx, id); err != nil {
		return src, err
	}
	if src.Fetches, err = st.Fetches(ctx, id); err != nil {
		return src, err
	}
	versions, err := st.Revisions(ctx, id)
	if len(versions) > 1 {
		src.Versions = versions
	}
	return src, err
}

// sort puts documents in order of publication, undated ones last, and claims
// in the order of their documents and words.
func (b *Bundle) sort() {
	slices.SortFunc(b.Documents, func(x, y Source) int {
		return cmp.Or(cmp.Compare(dayKey(x.Doc), dayKey(y.Doc)), cmp.Compare(x.Doc.ID, y.Doc.ID))
	})
	place := map[string]int{}
	for i, src := range b.Documents {
		place[src.Doc.ID] = i
	}
	slices.SortFunc(b.Claims, func(x, y claim.Claim) int {
		return cmp.Or(cmp.Compare(place[x.Document], place[y.Document]), cmp.Compare(x.Evidence.Start, y.Evidence.Start), cmp.Compare(x.ID, y.ID))
	})
}

func dayKey(doc *text.Document) string { return cmp.Or(doc.Published.From.String(), "undated") }

// source is the document of a claim.
func (b Bundle) source(c claim.Claim) Source {
	i := slices.IndexFunc(b.Documents, func(src Source) bool { return src.Doc.ID == c.Document })
	return b.Documents[i]
}
