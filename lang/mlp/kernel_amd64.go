package mlp

import "golang.org/x/sys/cpu"

var (
	wide = cpu.X86.HasAVX
	avx2 = cpu.X86.HasAVX2 && cpu.X86.HasBMI1 && cpu.X86.HasBMI2
)

//go:noescape
func addAVX(dst, x []float32)

//go:noescape
func axpyAVX(dst []float32, a float32, x []float32)

//go:noescape
func dotAVX(lanes *[8]float32, a, b []float32)

//go:noescape
func adagradAVX(w, sq, x []float32, by, rate float32)

// findAVX2 looks the keys up in a table's buckets. The rows of those found go
// to fine and coarse, which have room for as many as there are keys.
//
//go:noescape
func findAVX2(fine, coarse []uint32, keys []Key, buckets []bucket, size uint64, rows []uint64, hidden int) (nFine, nCoarse int)

// hiddenAVX2 sums up the hidden layer, whose size is a multiple of 64: the bias,
// the fine rows once and the coarse ones twice; below zero is zero.
//
//go:noescape
func hiddenAVX2(hidden, bias []int16, rows []uint64, fine, coarse []uint32)

// scoreAVX2 scores so many classes as there are scores, by fours: what stands
// behind the last is written over.
//
//go:noescape
func scoreAVX2(scores []int32, out []int16, bias []int32, hidden []int16)
