package watch

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"kiroku/ledger"
)

// Config is what to watch: a TOML file.
//
//	agent = "the-desk/1 (+https://desk.example/bot)"   # who it says it is
//	pause = "2s"                                       # between requests to one host
//
//	[[source]]
//	name = "UN News"
//	feed = "https://news.un.org/feed/subscribe/en/news/all/rss.xml"   # or sitemap, or page
//	every = "30m"
//	expect = 40                                        # documents a week
type Config struct {
	Agent   string   `toml:"agent"`
	Pause   Duration `toml:"pause"`
	Sources []Source `toml:"source"`
}

// Source is something that is watched.
type Source struct {
	Name    string   `toml:"name"`
	Feed    string   `toml:"feed"`    // one of three: RSS, Atom or JSON Feed,
	Sitemap string   `toml:"sitemap"` // a sitemap or an index of them, news sitemaps too,
	Page    string   `toml:"page"`    // or one page that changes
	Every   Duration `toml:"every"`   // how often to ask; 30m, 1h and 6h by default
	Entries bool     `toml:"entries"` // read what a feed carries instead of the pages it links to
	Match   []string `toml:"match"`   // only addresses with one of these in them
	Since   string   `toml:"since"`   // only what a sitemap dates this day or later; a week before the first time by default
	Most    int      `toml:"most"`    // addresses of one list at once, the newest; 1000 by default
	Expect  int      `toml:"expect"`  // documents a week, for `kiroku sources`

	since time.Time
}

// Duration is a time.Duration written as Go writes it: "90s", "1h30m".
type Duration time.Duration

// UnmarshalText reads a duration.
func (d *Duration) UnmarshalText(b []byte) error {
	v, err := time.ParseDuration(string(b))
	if err != nil || v <= 0 {
		return fmt.Errorf("%q is not a length of time like 30m or 1h", b)
	}
	*d = Duration(v)
	return nil
}

const (
	maxConfig   = 4 << 20
	maxSources  = 5000
	leastEvery  = time.Minute
	defaultMost = 1000
	maxMost     = 50_000
)

var defaultEvery = map[string]time.Duration{ledger.PollFeed: 30 * time.Minute, ledger.PollSitemap: time.Hour, ledger.PollPage: 6 * time.Hour}

// ParseConfig reads the file. It refuses keys that it does not know, and says
// which source is wrong.
func ParseConfig(b []byte) (Config, error) {
	var c Config
	if len(b) > maxConfig {
		return c, fmt.Errorf("is larger than %d MB", maxConfig>>20)
	}
	meta, err := toml.NewDecoder(bytes.NewReader(b)).Decode(&c)
	if err != nil {
		return Config{}, err
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return Config{}, fmt.Errorf("the key %q is not known", unknown[0].String())
	}
	if len(c.Sources) == 0 || len(c.Sources) > maxSources {
		return Config{}, fmt.Errorf("has %d sources ([[source]]); 1 to %d can be watched", len(c.Sources), maxSources)
	}
	names := map[string]bool{}
	for i := range c.Sources {
		s := &c.Sources[i]
		if err := s.complete(); err != nil {
			return Config{}, fmt.Errorf("source %d (%s): %w", i+1, s.Name, err)
		}
		if names[s.Name] {
			return Config{}, fmt.Errorf("source %d: the name %q is taken", i+1, s.Name)
		}
		names[s.Name] = true
	}
	return c, nil
}

// complete fills in what is left out, and refuses what cannot be.
func (s *Source) complete() error {
	s.Name = strings.TrimSpace(s.Name)
	address, kind := s.root()
	named := 0
	for _, a := range []string{s.Feed, s.Sitemap, s.Page} {
		if a != "" {
			named++
		}
	}
	switch {
	case s.Name == "":
		return errors.New(`"name" is missing`)
	case named != 1:
		return errors.New(`give one of "feed", "sitemap" and "page"`)
	case !isAddress(address):
		return fmt.Errorf("%q is not an address of http or https", address)
	case s.Most < 0 || s.Most > maxMost:
		return fmt.Errorf(`"most" is %d, not 1 to %d`, s.Most, maxMost)
	case s.Expect < 0:
		return errors.New(`"expect" is less than none`)
	case s.Entries && kind != ledger.PollFeed:
		return errors.New(`"entries" are of feeds`)
	}
	if s.Every == 0 {
		s.Every = Duration(defaultEvery[kind])
	}
	if time.Duration(s.Every) < leastEvery {
		return fmt.Errorf(`"every" is shorter than %v`, leastEvery)
	}
	if s.Most == 0 {
		s.Most = defaultMost
	}
	if s.Since != "" {
		var err error
		if s.since, err = time.Parse(time.DateOnly, s.Since); err != nil {
			return fmt.Errorf(`"since" is %q, not a day like 2024-02-24`, s.Since)
		}
	}
	return nil
}

// root is the address that a person named, and its kind.
func (s *Source) root() (address, kind string) {
	switch {
	case s.Feed != "":
		return s.Feed, ledger.PollFeed
	case s.Sitemap != "":
		return s.Sitemap, ledger.PollSitemap
	}
	return s.Page, ledger.PollPage
}

func isAddress(s string) bool {
	at, err := url.Parse(s)
	return err == nil && (at.Scheme == "http" || at.Scheme == "https") && at.Host != "" && len(s) <= 2048
}
