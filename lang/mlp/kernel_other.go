//go:build !amd64

package mlp

const wide = false

func addAVX(dst, x []float32)                         { panic("mlp: no AVX") }
func axpyAVX(dst []float32, a float32, x []float32)   { panic("mlp: no AVX") }
func dotAVX(lanes *[8]float32, a, b []float32)        { panic("mlp: no AVX") }
func adagradAVX(w, sq, x []float32, by, rate float32) { panic("mlp: no AVX") }
