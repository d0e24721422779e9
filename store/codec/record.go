package codec

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

// Canonical is the one JSON text of a value: fields in order of declaration,
// maps by key, no escapes that JSON does not need.
func Canonical(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", fmt.Errorf("write record: %w", err)
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// Parse reads the JSON text of a value.
func Parse[T any](record string) (T, error) {
	var v T
	if err := json.Unmarshal([]byte(record), &v); err != nil {
		return v, fmt.Errorf("read record: %w", err)
	}
	return v, nil
}

// SHA256 is the hash of a text, in hex.
func SHA256(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// The ends of dates as text that compares as the days do. An open end lies
// beyond every day; the interval of an unknown date is empty, overlaps
// nothing, and sorts last.
const (
	FirstDay = "0000-00-00"
	LastDay  = "9999-99-99"
	NoDay    = "unknown"
)

// Period is the ends of a date.
func Period(d value.Date) (from, to string) {
	if d.IsZero() {
		return NoDay, ""
	}
	from, to = FirstDay, LastDay
	if !d.From.IsZero() {
		from = d.From.String()
	}
	if !d.To.IsZero() {
		to = d.To.String()
	}
	return from, to
}

// TimeText is a time in UTC, "" for none.
func TimeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// ParseTime reads it.
func ParseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("read time %q: %w", s, err)
	}
	return t, nil
}
