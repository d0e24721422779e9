module kiroku

go 1.26.0

require (
	codeberg.org/readeck/go-readability/v2 v2.1.2 // second reading of pages whose main text the first loses (MIT)
	github.com/BurntSushi/toml v1.6.0 // files of publishers and of what is watched (MIT)
	github.com/alecthomas/kong v1.17.0 // command line from struct tags (MIT)
	github.com/clipperhouse/uax29/v2 v2.7.0 // Unicode segmentation of words and sentences (MIT)
	github.com/gogs/chardet v0.0.0-20211120154057-b7413eaefb8f // guesses the character set of pages that name none (MIT)
	github.com/google/go-cmp v0.7.0 // differences in tests (BSD)
	github.com/ledongthuc/pdf v0.0.0-20260907135840-6c8c28e0e8a0 // text of PDF files where no pdftotext is installed (BSD)
	github.com/markusmobius/go-htmldate v1.9.1 // publication dates of pages (Apache-2.0)
	github.com/markusmobius/go-trafilatura v1.12.2 // main text and metadata of pages (Apache-2.0)
	github.com/mattn/go-runewidth v0.0.31 // width of characters in a terminal (MIT)
	github.com/mmcdole/gofeed v1.4.2 // RSS, Atom and JSON feeds (MIT)
	github.com/pressly/goose/v3 v3.29.0 // migrations of the ledger file (MIT)
	github.com/rogpeppe/go-internal v1.16.0 // testscript: sessions with the real command (BSD)
	github.com/shopspring/decimal v1.6.0 // exact decimals (MIT)
	github.com/temoto/robotstxt v1.1.2 // robots.txt rules (MIT)
	go.uber.org/goleak v1.3.0 // tests that nothing keeps running (MIT)
	golang.org/x/crypto v0.58.0 // argon2id, for the passwords of accounts (BSD)
	golang.org/x/net v0.62.0 // HTML parsing, character sets of pages (BSD)
	golang.org/x/sys v0.50.0 // terminal and file details of each system (BSD)
	golang.org/x/term v0.48.0 // whether output is a terminal, and how wide (BSD)
	golang.org/x/text v0.43.0 // decoding of character sets, case folding (BSD)
	modernc.org/sqlite v1.61.1 // SQLite without cgo (BSD)
	pgregory.net/rapid v1.3.0 // property tests (MPL-2.0)
)

require (
	github.com/RadhiFadlillah/whatlanggo v0.0.0-20240916001553-aac1f0f737fc // indirect
	github.com/andybalholm/cascadia v1.3.3 // indirect
	github.com/araddon/dateparse v0.0.0-20210429162001-6b43995a97de // indirect
	github.com/chromedp/cdproto v0.159.0 // its protocol (MIT)
	github.com/chromedp/chromedp v0.23.0 // drives a browser in tests (MIT)
	github.com/dustin/go-humanize v1.1.0 // indirect
	github.com/forPelevin/gomoji v1.2.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/go-shiori/dom v0.0.0-20230515143342-73569d674e1c // indirect
	github.com/go-shiori/go-readability v0.0.0-20241012063810-92284fa8a71f // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/itlightning/dateparse v0.2.1 // indirect
	github.com/markusmobius/go-dateparser v1.2.3 // indirect
	github.com/markusmobius/go-domdistiller v0.0.0-20240926050704-25b8d046ffb4 // indirect
	github.com/mattn/go-colorable v0.1.13 // indirect
	github.com/mattn/go-isatty v0.0.24 // indirect
	github.com/mfridman/interpolate v0.0.2 // indirect
	github.com/mmcdole/goxpp/v2 v2.0.0 // indirect
	github.com/ncruces/go-strftime v1.1.0 // indirect
	github.com/remyoudompheng/bigfft v0.0.0-20230129092748-24d4a6f8daec // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/rs/zerolog v1.33.0 // indirect
	github.com/sethvargo/go-retry v0.5.0 // indirect
	github.com/yosssi/gohtml v0.0.0-20201013000340-ee4748c638f4 // indirect
	go.uber.org/multierr v1.11.0 // indirect
	golang.org/x/exp/typeparams v0.0.0-20231108232855-2478ac86f678 // indirect
	golang.org/x/mod v0.42.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/tools v0.52.0 // indirect
	honnef.co/go/tools v0.8.2 // indirect
	modernc.org/libc v1.79.0 // indirect
	modernc.org/mathutil v1.7.1 // indirect
	modernc.org/memory v1.12.1 // indirect
)

tool honnef.co/go/tools/cmd/staticcheck

// What it would do is switched off, and its expressions would cost each run a
// tenth of a second and 24 MB.
replace github.com/markusmobius/go-dateparser => ./third_party/dateparser
