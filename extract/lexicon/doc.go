// Package lexicon holds the word lists of English: what opens a claim, what it
// tells, and which words stand about it. In comes nothing but the embedded files
// of en; out comes one [Lexicon], read once and never changed.
package lexicon
