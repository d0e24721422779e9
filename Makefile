.PHONY: build test lint fuzz eval bench model docs

build:
	go build -trimpath -o bin/kiroku ./cmd/kiroku

test:
	./test.sh
