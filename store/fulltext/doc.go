// Package fulltext turns typed words into queries of the full-text index, and what
// the index found into passages of the kept text. No sign of the query language
// means anything in what is typed.
package fulltext
