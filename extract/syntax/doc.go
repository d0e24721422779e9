// Package syntax answers what a reader asks of a sentence's tree: who is the
// subject, what is counted, how real a clause is, which expression of the
// lexicon stands here. In comes an analysed sentence, which is never changed.
package syntax
