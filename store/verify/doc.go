// Package verify checks that everything stored still holds. In goes a transaction
// that is to be rolled back; out comes a problem for whatever does not.
package verify
