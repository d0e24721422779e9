package watch

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"kiroku/document"
	"kiroku/ledger"
	"kiroku/source"
)

// lists reports whether what is there lists addresses, and is no document.
func (s *Source) lists(kind string) bool {
	return kind == ledger.PollSitemap || kind == ledger.PollMap || kind == ledger.PollFeed && !s.Entries
}

const maxList = 64 << 20 // of a sitemap, unpacked: the protocol allows 50 MB

// list takes a feed or sitemap apart and enters what it lists. It gives how
// many addresses are new or have changed.
func (w *Watcher) list(ctx context.Context, s *Source, a *asked) (n int, problem *source.Problem, err error) {
	b, problem := w.bytes(a.got.Raw)
	if problem != nil {
		return 0, problem, nil
	}
	pages, maps, reading := links(b, a.poll.Kind)
	if reading != nil && len(pages)+len(maps) == 0 {
		return 0, &source.Problem{Ref: a.poll.Address, Reason: "lists nothing that can be read: " + reading.Error(), Hint: "check that it is a feed or a sitemap", Err: reading}, nil
	}
	now := w.Now()
	var found []ledger.Poll
	for _, l := range s.choose(pages, a.poll) {
		found = append(found, ledger.Poll{Address: l.URL, Source: s.Name, Kind: ledger.PollItem, Listed: l.Changed, Added: now, Due: now})
	}
	for _, l := range s.chooseMaps(maps, a.poll) {
		found = append(found, ledger.Poll{Address: l.URL, Source: s.Name, Kind: ledger.PollMap, Listed: l.Changed, Added: now, Due: now})
	}
	n, err = w.State.List(ctx, found...)
	return n, nil, err
}

// bytes is the list, out of the gzip file that it may be.
func (w *Watcher) bytes(raw source.Raw) ([]byte, *source.Problem) {
	for item, problem := range (source.Walker{}).Expand(raw) {
		if problem != nil {
			return nil, problem
		}
		in, err := item.Open()
		if err != nil {
			return nil, source.Explain(raw.Ref, err)
		}
		b, err := io.ReadAll(io.LimitReader(in, maxList+1))
		if closing := in.Close(); err == nil {
			err = closing
		}
		if err != nil {
			return nil, source.Explain(raw.Ref, err)
		}
		if len(b) > maxList {
			return nil, &source.Problem{Ref: raw.Ref, Reason: "is a list of more than 64 MB", Hint: "watch the sitemaps that it is made of"}
		}
		return b, nil
	}
	return nil, &source.Problem{Ref: raw.Ref, Reason: "is an archive with nothing in it"}
}

// links are what a list names. A sitemap where a feed is expected, or the
// other way round, is read as what it is.
func links(b []byte, kind string) (pages, maps []source.Link, err error) {
	if source.LooksSitemap(b) || kind != ledger.PollFeed {
		m, err := source.ReadSitemap(bytes.NewReader(b))
		return m.Pages, m.Sitemaps, err
	}
	pages, err = document.Links(b)
	return pages, nil, err
}

// fresh is how long before it was met first a source's own list goes back.
const fresh = 7 * 24 * time.Hour

// choose leaves the newest addresses that a source asks for.
func (s *Source) choose(links []source.Link, list ledger.Poll) []source.Link {
	since := s.since
	if since.IsZero() {
		since = list.Added.Add(-fresh)
	}
	var chosen []source.Link
	seen := map[string]bool{}
	for _, l := range links {
		l.URL, _, _ = strings.Cut(l.URL, "#")
		switch {
		case seen[l.URL] || !isAddress(l.URL) || !s.matches(l.URL):
		case list.Kind != ledger.PollFeed && (!l.Changed.IsZero() && l.Changed.Before(since) || !sameSite(l.URL, list.Address)):
		default:
			seen[l.URL] = true
			chosen = append(chosen, l)
		}
	}
	slices.SortStableFunc(chosen, func(a, b source.Link) int { return b.Changed.Compare(a.Changed) })
	return chosen[:min(len(chosen), s.Most)]
}

// maxMaps bounds the sitemaps of one source's index.
const maxMaps = 500

// chooseMaps leaves the sitemaps of an index that may have news. A sitemap of
// an index lists no sitemaps (sitemaps.org).
func (s *Source) chooseMaps(links []source.Link, list ledger.Poll) []source.Link {
	if list.Kind == ledger.PollMap {
		return nil
	}
	since := s.since
	if since.IsZero() {
		since = list.Added.Add(-fresh)
	}
	chosen := slices.DeleteFunc(slices.Clone(links), func(l source.Link) bool {
		return !isAddress(l.URL) || !l.Changed.IsZero() && l.Changed.Before(since) || !sameSite(l.URL, list.Address)
	})
	slices.SortStableFunc(chosen, func(a, b source.Link) int {
		return cmp.Or(b.Changed.Compare(a.Changed), strings.Compare(b.URL, a.URL)) // undated ones are numbered or dated by name
	})
	return chosen[:min(len(chosen), maxMaps)]
}

func (s *Source) matches(address string) bool {
	return len(s.Match) == 0 || slices.ContainsFunc(s.Match, func(m string) bool { return strings.Contains(address, m) })
}

// sameSite reports whether two addresses are of one host or of hosts below
// one another: a sitemap speaks for its own site only.
func sameSite(a, b string) bool {
	x, errX := url.Parse(a)
	y, errY := url.Parse(b)
	if errX != nil || errY != nil {
		return false
	}
	p, q := strings.TrimPrefix(strings.ToLower(x.Host), "www."), strings.TrimPrefix(strings.ToLower(y.Host), "www.")
	return p == q || strings.HasSuffix(p, "."+q) || strings.HasSuffix(q, "."+p)
}
