package parse

import "kiroku/lang/mlp"

// guide is the tree that the reading before made, from the other end, with what
// its network thought of it.
type guide struct {
	oracle
	opinion
}

// opinion is what that network thought of each word.
type opinion struct {
	label     []int32 // none for the root's
	sureHead  []int32
	sureLabel []int32
}

// take takes the tree of a finished reading, for one from the other end.
func (g *guide) take(s *state) {
	n := int(s.n)
	g.heads, g.label = cleared(g.heads, n), cleared(g.label, n)
	g.sureHead, g.sureLabel = cleared(g.sureHead, n), cleared(g.sureLabel, n)
	for i := range s.n {
		nd, j := &s.nodes[i], s.n-1-i
		g.heads[j] = s.n
		if nd.head != s.n {
			g.heads[j] = s.n - 1 - nd.head
		}
		g.label[j], g.sureHead[j], g.sureLabel[j] = nd.label, nd.sureHead, nd.sureLabel
	}
	g.start()
}

// agrees says whether a finished reading made the guide's tree again.
func (g *guide) agrees(s *state) bool {
	for i := range s.n {
		nd := &s.nodes[i]
		if nd.head != g.heads[i] || nd.head != s.n && nd.label != g.label[i] {
			return false
		}
	}
	return true
}

// mirror is the guide for a reading from the other end.
func (g *guide) mirror() guide {
	n := int32(len(g.heads))
	m := guide{oracle{heads: make([]int32, n)}, opinion{make([]int32, n), make([]int32, n), make([]int32, n)}}
	for i, head := range g.heads {
		j := n - 1 - int32(i)
		m.heads[j] = n
		if head != n {
			m.heads[j] = n - 1 - head
		}
		m.label[j], m.sureHead[j], m.sureLabel[j] = g.label[i], g.sureHead[i], g.sureLabel[i]
	}
	return m
}

// keys appends the features of what the guide says of the state: first of all,
// which arcs of its tree each transition would lose.
func (g *guide) keys(dst []mlp.Key, s *state) []mlp.Key {
	i0, i1, j0 := s.at(0), s.at(1), s.ahead(0)
	s0, s1, b0 := &s.nodes[i0], &s.nodes[i1], &s.nodes[j0]
	advice := 0
	for _, c := range g.costs(s) {
		advice = advice*4 + min(c, 2) + 1
	}
	a := mlp.Small(advice)
	r0, r1, rb := g.relation(i0), g.relation(i1), g.relation(j0)
	c0, c1, cb := g.certainty(i0), g.certainty(i1), g.certainty(j0)
	h0, h1, hb := g.head(s, i0), g.head(s, i1), g.head(s, j0)
	join1, join2, join3 := mlp.Join1, mlp.Join2, mlp.Join3
	return append(dst,
		join1(100, a), join2(101, a, c0), join2(102, a, cb), join3(103, a, c0, cb), join2(104, a, c1),
		join3(105, a, s0.tag, b0.tag), join3(106, a, s1.tag, s0.tag), join2(107, a, s0.form), join2(108, a, b0.form),
		join2(109, a, r0), join2(110, a, rb), join3(111, a, r0, rb), join3(112, r0, s0.tag, b0.tag), join3(113, r0, s1.tag, s0.tag),
		join2(114, r0, c0), join2(115, r0, s0.tag), join2(116, rb, b0.tag), join2(117, r1, s1.tag), join2(118, r1, r0),
		join3(119, r0, s0.tag, h0.tag), join3(120, rb, b0.tag, hb.tag), join2(121, r0, h0.form), join2(122, s0.form, h0.form),
		join3(123, r1, s1.tag, h1.tag), join2(124, b0.form, hb.form), join2(125, r0, s0.form),
	)
}

// relation is the guide's label of a node, and on which side its head is.
func (g *guide) relation(i int32) mlp.Atom {
	if int(i) >= len(g.heads) {
		return noAtom
	}
	side := 0
	if g.heads[i] > i {
		side = 1
	}
	return mlp.Small(int(g.label[i]+2)*2 + side)
}

// certainty is how sure the guide is of the node's head and label.
func (g *guide) certainty(i int32) mlp.Atom {
	if int(i) >= len(g.heads) {
		return noAtom
	}
	return mlp.Small(int(g.sureHead[i]*4 + g.sureLabel[i]))
}

// head is the guide's head of a node.
func (g *guide) head(s *state, i int32) *node {
	if int(i) >= len(g.heads) {
		return &s.nodes[s.n+1]
	}
	return &s.nodes[g.heads[i]]
}
