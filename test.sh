#!/usr/bin/env bash
# Checks the whole project: format, vet, staticcheck, and every test, under the
# race detector but for most of the command line's. Installs the C compiler that the race detector needs where it
# is missing and the system's package tool can be used.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v gcc >/dev/null 2>&1; then
  echo "test.sh: installing gcc for the race detector" >&2
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get update -qq && $sudo apt-get install -y -qq gcc libc6-dev >/dev/null
fi

# Tests drive the pages in a real browser; without one they skip, saying so.
if ! command -v chromium >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  echo "test.sh: installing chromium for the tests in a browser" >&2
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get update -qq && $sudo apt-get install -y -qq chromium >/dev/null || echo "test.sh: chromium cannot be had here" >&2
fi

unformatted=$(gofmt -l $(git ls-files '*.go'))
if [ -n "$unformatted" ]; then
  printf 'test.sh: not formatted by gofmt:\n%s\n' "$unformatted" >&2
  exit 1
fi
go vet ./...
go tool staticcheck ./...
# The tests of the command line run the program two hundred times, and each run
# loads the models, ten times as slowly under the race detector. What the program
# is wired from is tested under it, and so are its runs at once and interrupted.
go test -race -timeout 12m $(go list ./... | grep -v '/cmd/kiroku$')
go test -timeout 12m ./cmd/kiroku
go test -race -timeout 12m -run '^(TestTwoAtOnce|TestInterrupted)$' ./cmd/kiroku
