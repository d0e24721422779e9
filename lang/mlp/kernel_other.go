//go:build !amd64

package mlp

const wide, avx2 = false, false

func addAVX(dst, x []float32)                         { panic("mlp: no AVX") }
func axpyAVX(dst []float32, a float32, x []float32)   { panic("mlp: no AVX") }
func dotAVX(lanes *[8]float32, a, b []float32)        { panic("mlp: no AVX") }
func adagradAVX(w, sq, x []float32, by, rate float32) { panic("mlp: no AVX") }

func findAVX2(fine, coarse []uint32, keys []Key, buckets []bucket, size uint64, rows []uint64, hidden int) (nFine, nCoarse int) {
	panic("mlp: no AVX2")
}
func hiddenAVX2(hidden, bias []int16, rows []uint64, fine, coarse []uint32) { panic("mlp: no AVX2") }
func scoreAVX2(scores []int32, out []int16, bias []int32, hidden []int16)   { panic("mlp: no AVX2") }
