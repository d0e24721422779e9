package source

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// host is what is known of one host: its rules, and when it may be asked next.
type host struct {
	mu    sync.Mutex // held while its robots.txt is asked for
	rules *robotstxt.RobotsData
	asked time.Time // for its rules

	pace  sync.Mutex
	next  time.Time
	delay time.Duration // that its rules ask for
}

// hosts are those that were met, by name and port. The zero hosts are none.
type hosts struct {
	mu   sync.Mutex
	list map[string]*host
}

const (
	maxHosts  = 10_000
	maxWait   = 30 * time.Second // that a host may ask for between requests
	maxRobots = 512 << 10        // RFC 9309 wants 500 KiB at least
	robotsAge = 24 * time.Hour   // RFC 9309, 2.4: no longer
)

func (h *hosts) of(name string) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.list == nil || len(h.list) >= maxHosts {
		h.list = map[string]*host{}
	}
	known := h.list[name]
	if known == nil {
		known = &host{}
		h.list[name] = known
	}
	return known
}

// wait keeps requests to one host apart, whoever makes them: each takes the
// next moment that is free.
func (f *Fetcher) wait(ctx context.Context, h *host) error {
	h.pace.Lock()
	pause := max(f.Interval, h.delay)
	at := h.next
	if now := time.Now(); at.Before(now) {
		at = now
	}
	h.next = at.Add(pause)
	h.pace.Unlock()
	timer := time.NewTimer(time.Until(at))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// permitted asks the host's robots.txt, once a day. RFC 9309: what is not there
// permits all, what is broken on the host's side forbids all.
func (f *Fetcher) permitted(ctx context.Context, at *url.URL) error {
	h := f.hosts.of(at.Host)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.rules == nil || time.Since(h.asked) > robotsAge {
		rules, err := f.robots(ctx, at)
		if err != nil {
			return err
		}
		h.rules, h.asked = rules, time.Now()
		h.pace.Lock()
		h.delay = min(rules.FindGroup(f.Agent).CrawlDelay, maxWait)
		h.next = h.next.Add(max(0, h.delay-f.Interval)) // the request for the rules counts
		h.pace.Unlock()
	}
	if !h.rules.TestAgent(at.RequestURI(), f.Agent) {
		return fmt.Errorf("%w: the site's robots.txt forbids it", errNot)
	}
	return nil
}

func (f *Fetcher) robots(ctx context.Context, at *url.URL) (*robotstxt.RobotsData, error) {
	place := &url.URL{Scheme: at.Scheme, Host: at.Host, Path: "/robots.txt"}
	for range maxRedirects + 1 {
		res, err := f.get(ctx, place, Known{})
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(io.LimitReader(res.Body, maxRobots))
		res.Body.Close()
		if err != nil {
			return nil, err
		}
		to, redirectErr := place.Parse(res.Header.Get("Location"))
		if res.StatusCode < 300 || res.StatusCode > 399 || redirectErr != nil || to.Scheme != "http" && to.Scheme != "https" {
			return robotstxt.FromStatusAndBytes(res.StatusCode, body)
		}
		place = to
	}
	return robotstxt.FromStatusAndBytes(http.StatusNotFound, nil) // RFC 9309, 2.3.1.2
}
