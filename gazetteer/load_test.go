package gazetteer

import "testing"

// BenchmarkLoad reads the embedded tables anew: the start-up cost.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load()
	}
}
