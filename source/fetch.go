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
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Fetcher gets what an address names, politely and safely: it asks robots.txt,
// waits between requests to one host, says who it is, follows few redirects,
// and connects to public addresses only. That is checked where the connection
// is made, so that neither a redirect nor a name that changes its address gets
// round it. The zero Fetcher is ready for use, by any number of goroutines.
type Fetcher struct {
	AllowPrivate bool          // connect to private and local addresses too
	Agent        string        // who it says it is, "" for the default
	Interval     time.Duration // between requests to one host, 0 for the default
	Timeout      time.Duration // of one fetch with its redirects, 0 for the default

	once   sync.Once
	client *http.Client
	allow  func(netip.AddrPort) bool // in place of the rule, for tests
	hosts  hosts
}

// Known is what an address was last answered with, for asking whether it has
// changed since: the entity tag and the time of change, as the server wrote
// them (RFC 9110, 8.8). The zero Known asks for everything.
type Known struct {
	ETag     string
	Modified string
}

// Answer is what an address gave. Same says that it has not changed since
// what was known, and there is no Raw then.
type Answer struct {
	Raw   Raw
	Same  bool
	Known Known
}

// The defaults, and limits that are not for changing.
const (
	DefaultAgent    = "kiroku/1 (reads news into a sourced ledger; obeys robots.txt)"
	DefaultInterval = time.Second
	DefaultTimeout  = time.Minute

	maxRedirects = 5
)

func isAddress(path string) bool {
	return strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://")
}

// Fetch gets one address. The item has the bytes in memory; its URL is where
// the redirects ended.
func (f *Fetcher) Fetch(ctx context.Context, address string) (Raw, *Problem) {
	got, problem := f.FetchIf(ctx, address, Known{})
	return got.Raw, problem
}

// FetchIf gets an address if it has changed since what is known of it.
func (f *Fetcher) FetchIf(ctx context.Context, address string, known Known) (Answer, *Problem) {
	f.once.Do(f.prepare)
	timeout := f.Timeout
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	got, err := f.follow(ctx, address, known)
	if err != nil {
		return Answer{}, unreachable(address, err)
	}
	got.Raw.Ref = address
	return got, nil
}

func (f *Fetcher) prepare() {
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
func (f *Fetcher) follow(ctx context.Context, address string, known Known) (Answer, error) {
	for range maxRedirects + 1 {
		at, err := url.Parse(address)
		switch {
		case err != nil:
			return Answer{}, fmt.Errorf("%w: not an address", errNot)
		case at.Scheme != "http" && at.Scheme != "https" || at.Host == "":
			return Answer{}, fmt.Errorf("%w: addresses of %q are not fetched", errNot, at.Scheme)
		}
		at.User, at.Fragment = nil, ""
		if err := f.permitted(ctx, at); err != nil {
			return Answer{}, err
		}
		res, err := f.get(ctx, at, known)
		if err != nil {
			return Answer{}, err
		}
		next := res.Header.Get("Location")
		if res.StatusCode == http.StatusNotModified && known != (Known{}) { // else it is nonsense, and refused below
			res.Body.Close()
			return Answer{Same: true, Known: known}, nil
		}
		if res.StatusCode < 300 || res.StatusCode > 399 || next == "" {
			return f.take(res, at)
		}
		res.Body.Close()
		to, err := at.Parse(next)
		if err != nil {
			return Answer{}, fmt.Errorf("%w: it redirects to something that is no address", errNot)
		}
		address = to.String()
	}
	return Answer{}, fmt.Errorf("%w: it redirects more than %d times", errNot, maxRedirects)
}

// errNot is an address that will not be fetched, for the reason after it.
var errNot = errors.New("is not fetched")

func (f *Fetcher) get(ctx context.Context, at *url.URL, known Known) (*http.Response, error) {
	if err := f.wait(ctx, f.hosts.of(at.Host)); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.Agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain, application/pdf, application/rss+xml, application/atom+xml, */*;q=0.5")
	if known.ETag != "" {
		req.Header.Set("If-None-Match", known.ETag)
	}
	if known.Modified != "" {
		req.Header.Set("If-Modified-Since", known.Modified)
	}
	return f.client.Do(req)
}

// take reads an answer into memory, within the limit.
func (f *Fetcher) take(res *http.Response, at *url.URL) (Answer, error) {
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return Answer{}, &refusal{res.StatusCode, res.Status, retryAfter(res.Header.Get("Retry-After"))}
	}
	body, err := hold(res.Body, maxHeld)
	if err != nil {
		return Answer{}, err
	}
	raw := Raw{URL: at.String(), ContentType: res.Header.Get("Content-Type"), Header: res.Header}
	return Answer{Raw: raw.of(body), Known: Known{clipped(res.Header.Get("ETag")), clipped(res.Header.Get("Last-Modified"))}}, nil
}

// clipped is a validator that is worth keeping.
func clipped(v string) string {
	if len(v) > 512 {
		return ""
	}
	return v
}

// refusal is an answer other than what was asked for.
type refusal struct {
	code   int
	status string
	later  time.Duration
}

func (r *refusal) Error() string { return "cannot be had: it answers " + r.status }

// Gone reports that the host says that nothing is at the address.
func (p *Problem) Gone() bool {
	return p.Status == http.StatusNotFound || p.Status == http.StatusGone
}

// retryAfter reads the header that says when to come again (RFC 9110,
// 10.2.3): seconds, or a date.
func retryAfter(v string) time.Duration {
	if n, err := strconv.Atoi(v); err == nil {
		return min(max(time.Duration(n)*time.Second, 0), maxLater)
	}
	if at, err := http.ParseTime(v); err == nil {
		return min(max(time.Until(at), 0), maxLater)
	}
	return 0
}

// maxLater bounds what a host may ask for.
const maxLater = 7 * 24 * time.Hour

// unreachable says for people why an address was not had.
func unreachable(address string, err error) *Problem {
	p := &Problem{Ref: address, Err: err}
	var name *net.DNSError
	var timeout interface{ Timeout() bool }
	var refused *refusal
	switch {
	case errors.Is(err, errPrivate):
		p.Reason, p.Hint = "leads to a private or local address, which is not fetched", "save the page and give the file"
	case errors.Is(err, errNot):
		p.Reason, p.Hint = err.Error(), "save the page and give the file, if you may"
	case errors.As(err, &refused):
		p.Reason, p.Hint, p.Status, p.Later = refused.Error(), "check the address", refused.code, refused.later
		if refused.code == http.StatusTooManyRequests || refused.code >= 500 {
			p.Hint = "try again later"
		}
	case errors.As(err, &name) && name.IsNotFound:
		p.Reason, p.Hint = "names a host that is not known", "check the address"
	case errors.As(err, &timeout) && timeout.Timeout():
		p.Reason, p.Hint = "took too long to answer", "try again later"
	case errors.Is(err, errLarger):
		p.Reason, p.Hint = "is "+err.Error(), "save it, take it apart and give the files"
	case errors.Is(err, io.ErrUnexpectedEOF):
		p.Reason, p.Hint = "breaks off before its end", "try again later"
	default:
		if inner := new(url.Error); errors.As(err, &inner) {
			err = inner.Err
		}
		p.Reason, p.Hint = "cannot be fetched: "+err.Error(), "try again later"
	}
	return p
}
