package quantity

import "kiroku/lang/quantity/scan"

// reader is [scan.Scanner] with the rules of this package.
type reader struct{ *scan.Scanner }
