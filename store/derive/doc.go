// Package derive brings what is derived up to date with claims and decisions: links,
// entries, relations, names, versions and copies. In goes a transaction and a
// resolver, which says what is one; out come changed tables. It commits nothing.
package derive
