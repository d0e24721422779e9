package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/temoto/robotstxt"
)

// Fetcher gets what an address names, politely and safely: it asks robots.txt,
// waits between requests to one host, says who it is, follows few redirects,
// and connects to public addresses only. That is checked where the connection
// is made, so that neither a redirect nor a name that changes its address gets
// round it. The zero Fetcher is ready for use, by one goroutine at a time.
type Fetcher struct {
	AllowPrivate bool          // connect to private and local addresses too
	Agent        string        // who it says it is, "" for the default
	Interval     time.Duration // between requests to one host, 0 for the default
	Timeout      time.Duration // of one fetch with its redirects, 0 for the default

	once   sync.Once
	client *http.Client
	allow  func(netip.AddrPort) bool // in place of the rule, for tests
	rules  map[string]*robotstxt.RobotsData
	last   map[string]time.Time
}

// The defaults, and limits that are not for changing.
const (
	DefaultAgent    = "kiroku/1 (reads news into a sourced ledger; obeys robots.txt)"
	DefaultInterval = time.Second
	DefaultTimeout  = time.Minute

	maxRedirects = 5
	maxWait      = 30 * time.Second // that a host may ask for between requests
	maxRobots    = 512 << 10        // RFC 9309 wants 500 KiB at least
)

func isAddress(path string) bool {
	return strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://")
}

// Fetch gets one address. The item has the bytes in memory; its URL is where
// the redirects ended.
func (f *Fetcher) Fetch(ctx context.Context, address string) (Raw, *Problem) {
	f.once.Do(f.prepare)
	timeout := f.Timeout
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	raw, err := f.follow(ctx, address)
	if err != nil {
		return Raw{}, unreachable(address, err)
	}
	raw.Ref = address
	return raw, nil
}

func (f *Fetcher) prepare() {
	f.rules, f.last = map[string]*robotstxt.RobotsData{}, map[string]time.Time{}
	if f.Agent == "" {
		f.Agent = DefaultAgent
	}
	if f.Interval <= 0 {
		f.Interval = DefaultInterval
	}
	if f.allow == nil {
		f.allow = func(at netip.AddrPort) bool { return f.AllowPrivate || public(at.Addr()) }
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: f.control}
	f.client = &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{ // no proxy: it would connect in our place
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  20 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
			MaxIdleConnsPerHost:    1,
			IdleConnTimeout:        30 * time.Second,
		},
	}
}

// errPrivate is a connection that is not made.
var errPrivate = errors.New("is not a public address")

// control is called with the address itself, after names are looked up.
func (f *Fetcher) control(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !f.allow(at) {
		return fmt.Errorf("%s %w", address, errPrivate)
	}
	return nil
}

// special are ranges that are no public hosts and that netip has no word for.
var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),       // this network, RFC 791
	netip.MustParsePrefix("100.64.0.0/10"),   // shared by carriers, RFC 6598
	netip.MustParsePrefix("192.0.0.0/24"),    // protocol assignments, RFC 6890
	netip.MustParsePrefix("192.0.2.0/24"),    // documentation, RFC 5737
	netip.MustParsePrefix("198.18.0.0/15"),   // benchmarks, RFC 2544
	netip.MustParsePrefix("198.51.100.0/24"), // documentation, RFC 5737
	netip.MustParsePrefix("203.0.113.0/24"),  // documentation, RFC 5737
	netip.MustParsePrefix("240.0.0.0/4"),     // reserved, RFC 1112
	netip.MustParsePrefix("64:ff9b::/96"),    // translated IPv4, RFC 6052
	netip.MustParsePrefix("64:ff9b:1::/48"),  // translated IPv4, RFC 8215
	netip.MustParsePrefix("100::/64"),        // discarded, RFC 6666
	netip.MustParsePrefix("2001::/23"),       // protocol assignments and Teredo, RFC 2928
	netip.MustParsePrefix("2001:db8::/32"),   // documentation, RFC 3849
	netip.MustParsePrefix("2002::/16"),       // 6to4, RFC 3056
}

// public reports whether an address can be a public host's.
func public(addr netip.Addr) bool {
	addr = addr.Unmap()
	if !addr.IsValid() || !addr.IsGlobalUnicast() || addr.IsPrivate() || addr.Zone() != "" {
		return false
	}
	for _, p := range special {
		if p.Contains(addr) {
			return false
		}
	}
	return true
}

// follow gets an address and goes after its redirects, with every rule applied
// to every one.
func (f *Fetcher) follow(ctx context.Context, address string) (Raw, error) {
	for range maxRedirects + 1 {
		at, err := url.Parse(address)
		switch {
		case err != nil:
			return Raw{}, fmt.Errorf("%w: not an address", errNot)
		case at.Scheme != "http" && at.Scheme != "https" || at.Host == "":
			return Raw{}, fmt.Errorf("%w: addresses of %q are not fetched", errNot, at.Scheme)
		}
		at.User, at.Fragment = nil, ""
		if err := f.permitted(ctx, at); err != nil {
			return Raw{}, err
		}
		res, err := f.get(ctx, at)
		if err != nil {
			return Raw{}, err
		}
		next := res.Header.Get("Location")
		if res.StatusCode < 300 || res.StatusCode > 399 || next == "" {
			return f.take(res, at)
		}
		res.Body.Close()
		to, err := at.Parse(next)
		if err != nil {
			return Raw{}, fmt.Errorf("%w: it redirects to something that is no address", errNot)
		}
		address = to.String()
	}
	return Raw{}, fmt.Errorf("%w: it redirects more than %d times", errNot, maxRedirects)
}

// errNot is an address that will not be fetched, for the reason after it.
var errNot = errors.New("is not fetched")

func (f *Fetcher) get(ctx context.Context, at *url.URL) (*http.Response, error) {
	if err := f.wait(ctx, at.Host); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.Agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain, application/pdf, application/rss+xml, application/atom+xml, */*;q=0.5")
	return f.client.Do(req)
}

// take reads an answer into memory, within the limit.
func (f *Fetcher) take(res *http.Response, at *url.URL) (Raw, error) {
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return Raw{}, fmt.Errorf("%w: it answers %s", errAnswer, res.Status)
	}
	body, err := hold(res.Body, maxHeld)
	if err != nil {
		return Raw{}, err
	}
	raw := Raw{URL: at.String(), ContentType: res.Header.Get("Content-Type"), Header: res.Header}
	return raw.of(body), nil
}

var errAnswer = errors.New("cannot be had")

// wait keeps requests to one host apart.
func (f *Fetcher) wait(ctx context.Context, host string) error {
	pause := f.Interval
	if rules := f.rules[host]; rules != nil {
		pause = max(pause, min(rules.FindGroup(f.Agent).CrawlDelay, maxWait))
	}
	if last, ok := f.last[host]; ok {
		timer := time.NewTimer(time.Until(last.Add(pause)))
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	f.last[host] = time.Now()
	return nil
}

// permitted asks the host's robots.txt, once. RFC 9309: what is not there
// permits all, what is broken on the host's side forbids all.
func (f *Fetcher) permitted(ctx context.Context, at *url.URL) error {
	rules, known := f.rules[at.Host]
	if !known {
		var err error
		if rules, err = f.robots(ctx, at); err != nil {
			return err
		}
		if len(f.rules) > 10_000 {
			clear(f.rules)
			clear(f.last)
		}
		f.rules[at.Host] = rules
	}
	if !rules.TestAgent(at.RequestURI(), f.Agent) {
		return fmt.Errorf("%w: the site's robots.txt forbids it", errNot)
	}
	return nil
}

func (f *Fetcher) robots(ctx context.Context, at *url.URL) (*robotstxt.RobotsData, error) {
	place := &url.URL{Scheme: at.Scheme, Host: at.Host, Path: "/robots.txt"}
	for range maxRedirects + 1 {
		res, err := f.get(ctx, place)
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

// unreachable says for people why an address was not had.
func unreachable(address string, err error) *Problem {
	p := &Problem{Ref: address, Err: err}
	var name *net.DNSError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, errPrivate):
		p.Reason, p.Hint = "leads to a private or local address, which is not fetched", "save the page and give the file"
	case errors.Is(err, errNot):
		p.Reason, p.Hint = err.Error(), "save the page and give the file, if you may"
	case errors.Is(err, errAnswer):
		p.Reason, p.Hint = err.Error(), "check the address"
	case errors.As(err, &name) && name.IsNotFound:
		p.Reason, p.Hint = "names a host that is not known", "check the address"
	case errors.As(err, &timeout) && timeout.Timeout():
		p.Reason, p.Hint = "took too long to answer", "try again later"
	default:
		if inner := new(url.Error); errors.As(err, &inner) {
			err = inner.Err
		}
		p.Reason, p.Hint = "cannot be fetched: "+err.Error(), "try again later"
	}
	return p
}
