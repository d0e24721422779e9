// Package codec is how the ledger's tables write values: canonical JSON, days and
// times as text that compares as they do, packed evidence; and documents read back.
package codec
