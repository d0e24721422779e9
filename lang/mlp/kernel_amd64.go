package mlp

import "golang.org/x/sys/cpu"

var wide = cpu.X86.HasAVX

//go:noescape
func addAVX(dst, x []float32)

//go:noescape
func axpyAVX(dst []float32, a float32, x []float32)

//go:noescape
func dotAVX(lanes *[8]float32, a, b []float32)

//go:noescape
func adagradAVX(w, sq, x []float32, by, rate float32)
