// Package view derives what is asked of many entries: series of figures,
// disagreements and corrections, totals, profiles of parties, comparisons of
// documents. In come entries, in any order; out come answers that name them.
// It joins nothing and changes no entry.
package view
