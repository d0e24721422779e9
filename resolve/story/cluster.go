package story

import (
	"math"
	"slices"
	"strings"
)

// limits is where reports of one happening end. The values are chosen by
// cross-validation over topics; docs/stories.md gives the figures.
type limits struct {
	threshold float64 // average similarity of the reports of a story
	gain      float64 // weight of the sides' overlap against their contrast
	contrast  float64 // what must remain for a group to be divided
}

var newsLimits = limits{threshold: 0.15, gain: 2, contrast: 0.1}

// cluster parts the members of a block into stories.
func (x *Index) cluster(members []int32) [][]int32 {
	order := slices.Clone(members)
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(x.nodes[a].id, x.nodes[b].id) })
	if len(order) == 1 || len(order) > maxBlock {
		return [][]int32{order}
	}
	var groups [][]int32
	for _, cluster := range averageLink(x.similarities(order), x.limits.threshold) {
		group := make([]int32, len(cluster))
		for k, at := range cluster {
			group[k] = order[at]
		}
		groups = append(groups, x.divide(group, 0)...)
	}
	return groups
}

// similarities is the matrix of a block.
func (x *Index) similarities(order []int32) [][]float64 {
	sim := make([][]float64, len(order))
	for a := range sim {
		sim[a] = make([]float64, len(order))
		for b := range a {
			sim[a][b] = x.similarity(order[a], order[b])
			sim[b][a] = sim[a][b]
		}
	}
	return sim
}

// averageLink merges the two clusters with the highest average similarity
// until none reaches the threshold (unweighted pair groups, Sokal and Michener
// 1958). It consumes sim. Ties go to the lowest index.
func averageLink(sim [][]float64, threshold float64) [][]int {
	n := len(sim)
	clusters := make([][]int, n)
	nearest := make([]int, n)
	for i := range clusters {
		clusters[i] = []int{i}
	}
	find := func(i int) {
		nearest[i] = -1
		for j := range n {
			if j != i && clusters[j] != nil && (nearest[i] < 0 || sim[i][j] > sim[i][nearest[i]]) {
				nearest[i] = j
			}
		}
	}
	for i := range n {
		find(i)
	}
	for {
		a := -1
		for i, j := range nearest {
			if clusters[i] != nil && j >= 0 && sim[i][j] >= threshold && (a < 0 || sim[i][j] > sim[a][nearest[a]]) {
				a = i
			}
		}
		if a < 0 {
			break
		}
		b := nearest[a]
		a, b = min(a, b), max(a, b)
		na, nb := float64(len(clusters[a])), float64(len(clusters[b]))
		for j := range n {
			if clusters[j] != nil && j != a && j != b {
				sim[a][j] = (na*sim[a][j] + nb*sim[b][j]) / (na + nb)
				sim[j][a] = sim[a][j]
			}
		}
		clusters[a], clusters[b] = append(clusters[a], clusters[b]...), nil
		for j := range n {
			if clusters[j] != nil && (j == a || nearest[j] == a || nearest[j] == b || sim[j][a] > sim[j][nearest[j]]) {
				find(j)
			}
		}
	}
	return slices.DeleteFunc(clusters, func(c []int) bool { return c == nil })
}

const (
	minSide      = 3 // documents that a story divided off must have
	maxDivisions = 5 // depth
	contrastTop  = 4 // key terms of a side
)

// divide parts a group whose documents tell of two like happenings, such as
// two earthquakes in one country. What the group has in common is taken out by
// weighing terms by their rarity within the group; the halves of the rest are
// kept apart when each has key terms that the other lacks and they are little
// alike.
func (x *Index) divide(group []int32, depth int) [][]int32 {
	whole := [][]int32{group}
	if len(group) < 2*minSide || depth == maxDivisions {
		return whole
	}
	sim := x.contrasted(group)
	side := bisect(sim)
	var half [2][]int32
	for k, i := range group {
		half[side[k]] = append(half[side[k]], i)
	}
	if len(half[0]) < minSide || len(half[1]) < minSide {
		return whole
	}
	if x.contrast(half)-x.limits.gain*overlap(sim, side) <= x.limits.contrast {
		return whole
	}
	return append(x.divide(half[0], depth+1), x.divide(half[1], depth+1)...)
}

// contrasted is the similarities within a group by what its documents do not
// all have in common.
func (x *Index) contrasted(group []int32) [][]float64 {
	holders := map[uint32]int{}
	for _, i := range group {
		for _, t := range x.nodes[i].terms {
			holders[t.hash]++
		}
	}
	vectors := make([][]term, len(group))
	for k, i := range group {
		for _, t := range x.nodes[i].terms {
			h := holders[t.hash]
			if h < 2 {
				continue
			}
			t.weight *= float32(math.Log((float64(len(group)) + 0.5) / float64(h)))
			vectors[k] = append(vectors[k], t)
		}
		normalise(vectors[k])
	}
	sim := make([][]float64, len(group))
	for a := range sim {
		sim[a] = make([]float64, len(group))
		for b := range a {
			sim[a][b], _ = cosines(vectors[a], vectors[b])
			sim[b][a] = sim[a][b]
		}
	}
	return sim
}

// bisect gives each row one of two sides: the signs of the leading eigenvector
// of the centred matrix, then moves while a row is more like the other side.
func bisect(sim [][]float64) []int {
	n := len(sim)
	side := make([]int, n)
	for i, v := range leadingVector(sim) {
		if v > 0 {
			side[i] = 1
		}
	}
	for range 10 {
		moved := false
		for i := range side {
			var sum, count [2]float64
			for j := range side {
				if j != i {
					sum[side[j]] += sim[i][j]
					count[side[j]]++
				}
			}
			other := 1 - side[i]
			if count[0] > 0 && count[1] > 0 && sum[other]/count[other] > sum[side[i]]/count[side[i]] {
				side[i], moved = other, true
			}
		}
		if !moved {
			break
		}
	}
	return side
}

// leadingVector is the eigenvector of the largest eigenvalue of the doubly
// centred matrix with a diagonal of ones, by power iteration from a fixed start.
func leadingVector(sim [][]float64) []float64 {
	n := len(sim)
	mean := make([]float64, n)
	total := 0.0
	for i := range sim {
		for _, v := range sim[i] {
			mean[i] += v / float64(n)
		}
		total += mean[i] / float64(n)
	}
	v := make([]float64, n)
	for i := range v {
		v[i] = math.Sin(1.7*float64(i) + 0.3)
	}
	for range 100 {
		next := make([]float64, n)
		norm := 0.0
		for i := range next {
			next[i] = v[i]
			for j := range v {
				next[i] += (sim[i][j] - mean[i] - mean[j] + total) * v[j]
			}
			norm += next[i] * next[i]
		}
		if norm == 0 {
			return v
		}
		norm = math.Sqrt(norm)
		for i := range next {
			next[i] /= norm
		}
		v = next
	}
	return v
}

// overlap is the average similarity between the sides over that within them.
func overlap(sim [][]float64, side []int) float64 {
	var within, pairs [2]float64
	between, crossing := 0.0, 0.0
	for i := range side {
		for j := range i {
			if side[i] == side[j] {
				within[side[i]] += sim[i][j]
				pairs[side[i]]++
				continue
			}
			between += sim[i][j]
			crossing++
		}
	}
	inner := math.Sqrt(within[0] / max(1, pairs[0]) * within[1] / max(1, pairs[1]))
	if crossing == 0 || inner == 0 {
		return math.Inf(1)
	}
	return between / crossing / inner
}

// contrast is how well the weaker side is told from the other by its key
// terms: the mean, over the best contrastTop terms, of the part of its
// documents that have the term less that part of the other side's.
func (x *Index) contrast(half [2][]int32) float64 {
	var holders [2]map[uint32]float64
	for s, group := range half {
		holders[s] = map[uint32]float64{}
		for _, i := range group {
			for _, t := range x.nodes[i].terms {
				holders[s][t.hash]++
			}
		}
	}
	part := func(s int, hash uint32) float64 { return (holders[s][hash] + 0.5) / float64(len(half[s])+1) }
	weaker := math.Inf(1)
	for s := range half {
		var gains []float64
		for hash := range holders[s] {
			gains = append(gains, part(s, hash)-part(1-s, hash))
		}
		slices.Sort(gains)
		slices.Reverse(gains)
		sum := 0.0
		for _, g := range gains[:min(len(gains), contrastTop)] {
			sum += g
		}
		weaker = min(weaker, sum/contrastTop)
	}
	return weaker
}
