// Package reading holds what is known of a document while its sentences are read
// in order: parties, quotations and who says what. The packages of
// the kinds of claims ask it; it proposes no claims itself.
package reading
