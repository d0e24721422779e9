// Package crawl makes web archives for tests and measurements: WARC files as a
// crawler writes them, most of whose records are no documents. In goes a size;
// out come bytes that are the same each time, as many as wanted, from a few
// kilobytes of memory.
package crawl

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"
)

// Pages are how many records there are for each page among them.
const recordsPerPage = 24

// Write writes a WARC file of at least size bytes, and gives how many pages
// are in it. Each page tells of aid and of harm in figures of its own.
func Write(w io.Writer, size int64) (pages int, err error) {
	out := &counting{w: bufio.NewWriterSize(w, 1<<20)}
	rng := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 256<<10)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	record(out, "warcinfo", "", "application/warc-fields", "software: crawl/1\r\nformat: WARC File Format 1.1\r\n")
	for n := 0; out.n < size && out.err == nil; n++ {
		if n%recordsPerPage == 0 {
			pages++
			url, body := Page(pages)
			answer(out, url, "text/html; charset=utf-8", body)
			continue
		}
		url := fmt.Sprintf("https://daily.example/media/%d.jpg", n)
		if n%3 == 0 {
			record(out, "request", url, "application/http; msgtype=request", "GET / HTTP/1.1\r\nHost: daily.example\r\n\r\n")
			continue
		}
		at := rng.IntN(len(noise) / 2)
		answer(out, url, "image/jpeg", string(noise[at:at+rng.IntN(len(noise)/2)]))
	}
	if err := out.w.(*bufio.Writer).Flush(); out.err == nil {
		out.err = err
	}
	return pages, out.err
}

// What the pages tell of: so many givers and towns that each has its turn a few
// times a year, as in a paper that reports on the whole world.
var (
	givers = strings.Fields("Norway Japan Canada Spain Sweden Poland Denmark Finland Ireland Austria Belgium Portugal Greece Estonia Latvia Lithuania Iceland Australia India Brazil")
	towns  = strings.Fields("Kharkiv Odesa Kherson Nairobi Mombasa Khartoum Aleppo Homs Beirut Tripoli Benghazi Lagos Kano Dhaka Manila Cebu Jakarta Karachi Lahore Kabul " +
		"Herat Kathmandu Colombo Yangon Hanoi Lima Quito Bogota Caracas Managua Havana Maputo Beira Lusaka Harare Kampala Kigali Juba Mogadishu Aden Sanaa")
)

// Page is the n-th page and its address, of a paper with two reports a day.
func Page(n int) (url, body string) {
	day := time.Date(2018, 1, 1+n/2, 8, 0, 0, 0, time.UTC)
	var menu strings.Builder
	for i := range 40 {
		fmt.Fprintf(&menu, `<li><a href="/section/%d">Section %d</a></li>`, i, i)
	}
	return fmt.Sprintf("https://daily.example/%s/report-%d", day.Format("2006/01/02"), n), fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>Report %[1]d of the day</title>
<meta name="author" content="Mara Ilves"><meta property="article:published_time" content="%[2]s"></head><body>
<nav><ul>%[3]s</ul></nav><main><article><h1>Report %[1]d of the day</h1>
<p>%[4]s will provide $%[5]d million in humanitarian aid to Ukraine, the foreign ministry said on Monday, and more is to follow in the summer.</p>
<p>At least %[6]d people were killed by the flood in %[7]s after the river rose over its banks in the night, officials of the region said in a statement.</p>
<p>The foreign minister of %[4]s told report %[1]d of the Daily that the roads to the north were open again, and that nobody was known to be missing.</p>
</article></main><aside><h3>Related topics</h3><ul><li>Floods</li><li>Aid</li></ul></aside><footer>Sign up for our newsletter</footer></body></html>`,
		n, day.Format(time.RFC3339), menu.String(), givers[n%len(givers)], n+1, n%90+2, towns[n%len(towns)])
}

// answer writes what a server answered.
func answer(w io.Writer, url, contentType, body string) {
	record(w, "response", url, "application/http; msgtype=response",
		fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\nServer: crawl\r\n\r\n%s", contentType, len(body), body))
}

func record(w io.Writer, kind, url, contentType, block string) {
	fmt.Fprintf(w, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%x>\r\nWARC-Date: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n",
		kind, len(block), time.Date(2024, 3, 31, 12, 0, 0, 0, time.UTC).Format(time.RFC3339), contentType, len(block))
	if url != "" {
		fmt.Fprintf(w, "WARC-Target-URI: %s\r\n", url)
	}
	fmt.Fprintf(w, "\r\n%s\r\n\r\n", block)
}

// counting counts what is written, and keeps the first error.
type counting struct {
	w   io.Writer
	n   int64
	err error
}

func (c *counting) Write(b []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.w.Write(b)
	c.n, c.err = c.n+int64(n), err
	return n, err
}
