.PHONY: build test lint fuzz eval bench model docs screenshots

# The optional data folder: corpora, treebanks, scoring scripts.
SHARED ?= ../shared
FUZZTIME ?= 1m

build:
	go build -trimpath -o bin/kiroku ./cmd/kiroku

test:
	./test.sh

lint:
	gofmt -l $$(git ls-files '*.go')
	go vet ./...
	go tool staticcheck ./...

# Every fuzz target of every package, one after the other.
fuzz:
	@go list ./... | while read -r pkg; do \
	  for target in $$(go test -list '^Fuzz' $$pkg | grep ^Fuzz); do \
	    echo "$$pkg $$target"; \
	    go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	  done; \
	done

eval: build
	@if [ -x $(SHARED)/eval/score_all.sh ]; then $(SHARED)/eval/score_all.sh bin/kiroku; \
	else echo "make eval: no scoring scripts at $(SHARED)/eval"; fi

bench:
	go test -run '^$$' -bench . -benchmem ./...

# Rebuilds the embedded models byte for byte: word classes, then the tagger,
# then the parser, which need them.
model:
	go run ./internal/train/clusters $(SHARED)
	go run ./internal/train $(SHARED)
	go run ./internal/train/names $(SHARED)
	go run ./internal/train/claims $(SHARED)
	@table=$$(mktemp) && go run ./internal/storymodel <$(SHARED)/corpora/whitehouse-2021-2022.jsonl.gz >$$table && \
	cat $$table >resolve/story/words.txt && rm $$table

# The documentation is text; this checks that it tells of everything there is.
docs:
	go test -run TestDocs ./cmd/kiroku

# Pictures of the pages, from the sample reports, in a real browser.
screenshots:
	KIROKU_SCREENSHOTS=$(CURDIR)/docs/screenshots go test -count=1 -run TestScreenshots ./serve
