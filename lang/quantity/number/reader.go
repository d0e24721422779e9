// Package number reads numbers, in digits, in words or both, and fractions.
package number

import "kiroku/lang/quantity/scan"

// Power is the index behind "e6" or "e-1" close behind digits at j, or 0.
func Power(r *scan.Scanner, j int) int { return (&reader{r}).power(j) }

// Read reads the number that begins at piece i; money tells that a currency stands before it.
func Read(r *scan.Scanner, i int, money bool) (Amount, bool) { return (&reader{r}).number(i, money) }

// reader is [scan.Scanner] with the rules of this package.
type reader struct{ *scan.Scanner }
