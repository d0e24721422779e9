package cluster

import "math"

// exchange gives each word the class, of so many, that makes the text likeliest
// under a model of class bigrams: word by word, the most common first, as long
// as moves help or rounds last (Martin, Liermann and Ney, 1998).
func exchange(p *pairs, classes, rounds int) []int32 {
	x := &exchanger{
		p: p, n: classes, class: make([]int32, len(p.total)),
		table: make([]int32, classes*classes), turned: make([]int32, classes*classes), total: make([]int64, classes),
		left: make([]int32, classes), right: make([]int32, classes), gain: make([]int64, classes),
	}
	for i := range x.xlogx {
		x.xlogx[i] = entropy(int64(i))
	}
	for w := range x.class {
		x.class[w] = int32(w % classes)
	}
	for w := range x.class {
		x.neighbours(w)
		x.shift(w, int(x.class[w]), 1, true)
	}
	for range rounds {
		moved := 0
		for w := range x.class {
			if x.move(w) {
				moved++
			}
		}
		if moved*500 < len(x.class) {
			break
		}
	}
	return x.class
}

// exchanger holds the counts of class bigrams while words move.
type exchanger struct {
	p     *pairs
	n     int
	class []int32

	table, turned []int32 // counts of class pairs: [first][second], and [second][first]
	total         []int64 // of the words of each class

	left, right []int32 // the neighbours of the word at hand, by class
	gain        []int64
	xlogx       [1 << 16]int64
}

// entropy is x log x in units of 2^-12, rounded, so that sums are exact.
func entropy(x int64) int64 {
	if x <= 1 {
		return 0
	}
	return int64(math.Round(float64(x) * math.Log2(float64(x)) * 4096))
}

func (x *exchanger) f(n int64) int64 {
	if n < int64(len(x.xlogx)) {
		return x.xlogx[n]
	}
	return entropy(n)
}

// neighbours counts the neighbours of w, itself aside, by class.
func (x *exchanger) neighbours(w int) {
	clear(x.left)
	clear(x.right)
	for _, b := range x.p.before[w] {
		x.left[x.class[b.word]] += b.count
	}
	for _, b := range x.p.after[w] {
		x.right[x.class[b.word]] += b.count
	}
}

// shift adds the counts of w to class k, or takes them away. At the start,
// when every pair is met from both its words, only the right ones count.
func (x *exchanger) shift(w, k int, sign int32, start bool) {
	for c := range x.n {
		if l := x.left[c] * sign; l != 0 && !start {
			x.table[c*x.n+k] += l
			x.turned[k*x.n+c] += l
		}
		if r := x.right[c] * sign; r != 0 {
			x.table[k*x.n+c] += r
			x.turned[c*x.n+k] += r
		}
	}
	x.table[k*x.n+k] += x.p.self[w] * sign
	x.turned[k*x.n+k] += x.p.self[w] * sign
	x.total[k] += x.p.total[w] * int64(sign)
}

// move puts w in its best class and reports whether that is another one.
func (x *exchanger) move(w int) bool {
	if x.p.total[w] == 0 {
		return false
	}
	old := int(x.class[w])
	x.neighbours(w)
	x.shift(w, old, -1, false)
	x.gains(w)
	best := old
	for k, g := range x.gain {
		if g > x.gain[best] {
			best = k
		}
	}
	x.class[w] = int32(best)
	x.shift(w, best, 1, false)
	return best != old
}

// gains sets what each class would gain in likelihood by w.
func (x *exchanger) gains(w int) {
	total := x.p.total[w]
	for k := range x.gain {
		x.gain[k] = x.f(x.total[k]) - x.f(x.total[k]+total)
	}
	for c := range x.n {
		if l := x.left[c]; l > 0 {
			x.addGains(x.table[c*x.n:][:x.n], int64(l))
		}
		if r := x.right[c]; r > 0 {
			x.addGains(x.turned[c*x.n:][:x.n], int64(r))
		}
	}
	for k := range x.gain {
		l, r, self := int64(x.left[k]), int64(x.right[k]), int64(x.p.self[w])
		if l+r+self == 0 {
			continue
		}
		// A pair of two words of one class was counted as if the other stayed behind.
		n := int64(x.table[k*x.n+k])
		x.gain[k] += x.f(n+l+r+self) - x.f(n) - (x.f(n+l) - x.f(n)) - (x.f(n+r) - x.f(n))
	}
}

// addGains adds the change that n more of each count of the row makes.
func (x *exchanger) addGains(row []int32, n int64) {
	gain := x.gain[:len(row)]
	for k, old := range row {
		if o := int64(old); o+n < int64(len(x.xlogx)) {
			gain[k] += x.xlogx[o+n] - x.xlogx[o]
		} else {
			gain[k] += entropy(o+n) - x.f(o)
		}
	}
}
