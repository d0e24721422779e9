package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"kiroku/value"
)

// canonical is the one JSON text of a value: fields in order of declaration,
// maps by key, no escapes that JSON does not need.
func canonical(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", fmt.Errorf("write record: %w", err)
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

func parse[T any](record string) (T, error) {
	var v T
	if err := json.Unmarshal([]byte(record), &v); err != nil {
		return v, fmt.Errorf("read record: %w", err)
	}
	return v, nil
}

func sha256Hex(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// The ends of dates as text that compares as the days do. An open end lies
// beyond every day; the interval of an unknown date is empty, overlaps
// nothing, and sorts last.
const (
	firstDay = "0000-00-00"
	lastDay  = "9999-99-99"
	noDay    = "unknown"
)

func period(d value.Date) (from, to string) {
	if d.IsZero() {
		return noDay, ""
	}
	from, to = firstDay, lastDay
	if !d.From.IsZero() {
		from = d.From.String()
	}
	if !d.To.IsZero() {
		to = d.To.String()
	}
	return from, to
}

func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("read time %q: %w", s, err)
	}
	return t, nil
}
