package parse

import (
	"math"
	"slices"

	"kiroku/lang/mlp"
)

// A guided reading does not make up its mind at once: where the network is
// unsure, several readings of the sentence so far go on side by side, and the
// one whose steps were likeliest together wins.

const (
	// width is the most readings at once.
	width = 4
	// margin is how many nats a reading may be behind the best one. A wider one
	// gains nothing, and costs a third more time.
	margin = 1
	// doubt is the lead, in nats, above which a step has no alternative.
	doubt = 3
	// maxBeam is the longest sentence that is read so: a reading that parts in
	// two is copied.
	maxBeam = 256
)

// reading is one way to read the sentence so far.
type reading struct {
	state
	guide
	score int64 // of its steps, in points, less that of the best reading before the last step
	heirs int   // readings of the next step that come of it
}

// heir is a step that a reading may take.
type heir struct {
	of                  *reading
	move                int
	label               int32
	score               int64
	sureHead, sureLabel int32 // how sure the network is of the arc that the step makes
}

// beam is the readings under way.
type beam struct {
	now, next, spare []*reading
	heirs            []heir
	least            int64 // no step with a lower score is taken
	views            [width]view
	seen             int // views of this step
}

// view is what the network makes of where a reading stands. Readings that part
// far behind see the same: one look of four is spared so.
type view struct {
	sc     *mlp.Scorer // the keys, and the scores of the moves
	labels [moves]labelling
}

// labelling is the likeliest label of an arc, and what it costs.
type labelling struct {
	known bool
	label int32
	sure  int32
	cost  int64
}

// start begins with one reading.
func (b *beam) start(s *state, g *guide) {
	b.spare = append(b.spare, b.now...)
	b.now = append(b.now[:0], b.room())
	b.now[0].copy(s, g, 0)
}

// room is a reading whose memory may be used again.
func (b *beam) room() *reading {
	if n := len(b.spare); n > 0 {
		r := b.spare[n-1]
		b.spare = b.spare[:n-1]
		return r
	}
	return &reading{}
}

// copy makes the reading one that has come as far; what the guide says is
// shared, for nobody changes it.
func (r *reading) copy(s *state, g *guide, score int64) {
	r.nodes, r.stack = append(r.nodes[:0], s.nodes...), append(r.stack[:0], s.stack...)
	r.front, r.n, r.backward, r.score = s.front, s.n, s.backward, score
	r.opinion, r.heads = g.opinion, g.heads
	r.waiting, r.held, r.stacked = append(r.waiting[:0], g.waiting...), append(r.held[:0], g.held...), append(r.stacked[:0], g.stacked...)
}

// run reads the sentence to its end and gives the best reading. All readings
// have equally many steps.
func (b *beam) run(net *mlp.Model, labels int) *state {
	for !b.now[0].done() {
		b.heirs, b.least, b.seen = b.heirs[:0], math.MinInt64, 0
		for _, r := range b.now {
			b.consider(r, net, labels)
		}
		b.choose(int64(net.Nat()) * margin)
		b.step()
	}
	return &b.now[0].state
}

// look is what the network makes of where the reading stands.
func (b *beam) look(r *reading, net *mlp.Model) *view {
	v := &b.views[b.seen]
	if v.sc == nil {
		v.sc = net.NewScorer()
	}
	v.sc.Keys = r.guide.keys(r.state.keys(v.sc.Keys[:0]), &r.state)
	for i := range b.seen {
		if slices.Equal(b.views[i].sc.Keys, v.sc.Keys) {
			return &b.views[i]
		}
	}
	b.seen++
	net.Activate(v.sc)
	net.Score(v.sc, 0, moves)
	v.labels = [moves]labelling{}
	return v
}

// consider adds the steps that a reading may take.
func (b *beam) consider(r *reading, net *mlp.Model, labels int) {
	if only := r.only(); only >= 0 && only != right {
		b.heirs = append(b.heirs, heir{r, only, none, r.score, sureMost, sureMost})
		return
	}
	v := b.look(r, net)
	if move, lead := r.best(v.sc.Scores); len(b.now) == 1 && lead > doubt*net.Nat() {
		h := heir{r, move, none, 0, sureness(lead, net.Nat()), sureMost}
		if lo, hi, ok := r.labelClasses(move, labels); ok {
			net.Score(v.sc, lo, hi)
			best := v.sc.Best(lo, hi)
			h.label, h.sureLabel = int32(best-lo), sureness(v.sc.Lead(best, lo, hi), net.Nat())
		}
		b.heirs = append(b.heirs, h)
		return
	}
	b.fork(r, v, net, labels)
}

// fork adds the steps that a reading may take, but for those that a likelier
// one leaves behind, whatever their label: most labels need no scores.
func (b *beam) fork(r *reading, v *view, net *mlp.Model, labels int) {
	var steps [moves]heir
	var scores [moves]int32
	can := scores[:0]
	for move := range moves {
		if r.can(move) {
			can = append(can, v.sc.Scores[move])
		}
	}
	all := net.LogSum(can)
	for move := range moves {
		steps[move] = heir{r, move, none, r.score + int64(v.sc.Scores[move]-all), 0, sureMost}
	}
	first, lead := r.best(v.sc.Scores)
	steps[first].sureHead = sureness(lead, net.Nat())
	named := b.name(&steps[first], v, net, labels)
	for move := range steps {
		if move == first && named || move != first && r.can(move) && b.name(&steps[move], v, net, labels) {
			b.heirs = append(b.heirs, steps[move])
		}
	}
}

// name finds the label of the arc that a step makes, if the step is not too far
// behind without one: a label can only cost.
func (b *beam) name(h *heir, v *view, net *mlp.Model, labels int) bool {
	if h.score < b.least {
		return false
	}
	if lo, hi, ok := h.of.labelClasses(h.move, labels); ok {
		l := &v.labels[h.move]
		if !l.known {
			net.Score(v.sc, lo, hi)
			best := v.sc.Best(lo, hi)
			*l = labelling{true, int32(best - lo), sureness(v.sc.Lead(best, lo, hi), net.Nat()), int64(net.LogSum(v.sc.Scores[lo:hi]) - v.sc.Scores[best])}
		}
		h.label, h.sureLabel = l.label, l.sure
		h.score -= l.cost
	}
	b.least = max(b.least, h.score-int64(net.Nat())*margin)
	return true
}

// choose keeps the steps with the highest scores, the first of equals, as far
// as the margin goes.
func (b *beam) choose(margin int64) {
	for i := 1; i < len(b.heirs); i++ { // a handful
		for k := i; k > 0 && b.heirs[k].score > b.heirs[k-1].score; k-- {
			b.heirs[k], b.heirs[k-1] = b.heirs[k-1], b.heirs[k]
		}
	}
	n := min(len(b.heirs), width)
	for b.heirs[n-1].score < b.heirs[0].score-margin {
		n--
	}
	b.heirs = b.heirs[:n]
}

// step takes the steps that were chosen. A reading is copied for all its heirs
// but the last, which takes its memory.
func (b *beam) step() {
	for _, h := range b.heirs {
		h.of.heirs++
	}
	best := b.heirs[0].score
	b.next = b.next[:0]
	for _, h := range b.heirs {
		r := h.of
		if h.of.heirs--; h.of.heirs > 0 {
			r = b.room()
			r.copy(&h.of.state, &h.of.guide, 0)
		}
		r.score = h.score - best
		b.next = append(b.next, r)
	}
	for i, h := range b.heirs {
		r := b.next[i]
		r.note(&r.state, h.move)
		if h.move != shift {
			nd := &r.nodes[r.at(0)]
			nd.sureHead, nd.sureLabel = h.sureHead, h.sureLabel
		}
		r.do(h.move, h.label)
	}
	b.now, b.next = b.next, b.now
	b.retire()
}

// retire gives back the memory of readings without an heir.
func (b *beam) retire() {
	for _, old := range b.next {
		if !slices.Contains(b.now, old) {
			b.spare = append(b.spare, old)
		}
	}
}
