package source_test

import (
	"strings"
	"testing"

	"kiroku/source"
)

const newsMap = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url><loc> https://daily.example/a?x=1&amp;y=2 </loc><lastmod>2026-03-04T05:06:07+01:00</lastmod></url>
 <url><loc>https://daily.example/b</loc><news:news><news:publication><news:name>Daily</news:name></news:publication>
  <news:publication_date>2026-03-05</news:publication_date><news:title>Floods</news:title></news:news>
  <image:image><image:loc>https://daily.example/picture.jpg</image:loc></image:image></url>
 <url><loc>ftp://daily.example/c</loc></url>
 <url><loc>https://daily.example/d</loc><lastmod>soon</lastmod></url>
</urlset>`

func TestReadSitemap(t *testing.T) {
	if !source.LooksSitemap([]byte(newsMap)) {
		t.Error("a sitemap does not look like one")
	}
	m, err := source.ReadSitemap(strings.NewReader(newsMap))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range m.Pages {
		got = append(got, l.URL+" "+l.Changed.UTC().Format("2006-01-02T15:04"))
	}
	want := "https://daily.example/a?x=1&y=2 2026-03-04T04:06\nhttps://daily.example/b 2026-03-05T00:00\nhttps://daily.example/d 0001-01-01T00:00"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	m, err = source.ReadSitemap(strings.NewReader(`<sitemapindex><sitemap><loc>https://daily.example/1.xml.gz</loc></sitemap><sitemap><loc>https://daily.exam`))
	if err == nil || len(m.Sitemaps) != 1 || len(m.Pages) != 0 {
		t.Errorf("an index that is cut short: %+v, %v", m, err)
	}
}

func FuzzReadSitemap(f *testing.F) {
	f.Add(newsMap)
	f.Add(`<sitemapindex><sitemap><loc>https://a.example/</loc></sitemap></sitemapindex>`)
	f.Add(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>https://&b;</loc></url></urlset>`)
	f.Fuzz(func(t *testing.T, s string) {
		m, _ := source.ReadSitemap(strings.NewReader(s))
		for _, l := range append(m.Pages, m.Sitemaps...) {
			if !strings.HasPrefix(l.URL, "http") || len(l.URL) > 2048 {
				t.Errorf("address %q", l.URL)
			}
		}
	})
}
