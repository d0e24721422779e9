package parse

import "kiroku/lang/mlp"

// Transitions of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta
// 2011). The root stands at the buffer's end, and takes its one dependent when
// the stack holds one word and nothing else is left: so there is always one
// root and always a tree.
const (
	shift = iota // move the buffer's front to the stack
	left         // the buffer's front governs the stack's top, which is done
	right        // the second on the stack governs the top, which is done
	moves
)

// none is no token.
const none = -1

// look is what a word shows by itself.
type look struct {
	form, fine, class mlp.Atom // folded; word classes, 512 and 64
}

// node is a token in a tree under construction.
type node struct {
	look
	tag, coarse mlp.Atom

	head          int32
	label         int32 // of the arc to the head, none before
	left, left2   int32 // outermost dependent on the left and the one inside it
	right, right2 int32
	nLeft, nRight int32
	sureHead      int32  // how sure the network was of the head, 0 to 3
	sureLabel     int32  // and of the label
	leftSet       uint64 // hash of the labels on the left, in order
	rightSet      uint64
}

// state is a configuration: nodes[n] is the root, nodes[n+1] stands for none.
type state struct {
	nodes    []node
	stack    []int32
	front    int32 // of the buffer; n is the root
	n        int32
	backward bool // the first node is the last word
}

func (s *state) done() bool { return s.front == s.n && len(s.stack) == 0 }

// can reports whether a transition is possible.
func (s *state) can(move int) bool {
	switch move {
	case shift:
		return s.front < s.n
	case left:
		return len(s.stack) > 0 && (s.front < s.n || len(s.stack) == 1)
	default:
		return len(s.stack) > 1
	}
}

// allowed reports which transitions are possible.
func (s *state) allowed() (can [moves]bool) {
	for move := range can {
		can[move] = s.can(move)
	}
	return can
}

// headOf is the node that a transition would make the head of the stack's top.
func (s *state) headOf(move int) int32 {
	if move == left {
		return s.front
	}
	return s.at(1)
}

// do makes a possible transition.
func (s *state) do(move int, label int32) {
	switch move {
	case shift:
		s.stack = append(s.stack, s.front)
		s.front++
	case left:
		s.attach(s.front, s.pop(), label)
	case right:
		dep := s.pop()
		s.attach(s.stack[len(s.stack)-1], dep, label)
	}
}

func (s *state) pop() int32 {
	top := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	return top
}

func (s *state) attach(head, dep, label int32) {
	d, h := &s.nodes[dep], &s.nodes[head]
	d.head, d.label = head, label
	if dep < head {
		h.left, h.left2 = dep, h.left
		h.nLeft++
		h.leftSet = (h.leftSet + uint64(label) + 1) * 0x9e3779b97f4a7c15
		return
	}
	h.right, h.right2 = dep, h.right
	h.nRight++
	h.rightSet = (h.rightSet + uint64(label) + 1) * 0x9e3779b97f4a7c15
}

// at is the node of that place on the stack, 0 the top.
func (s *state) at(depth int) int32 {
	if depth >= len(s.stack) {
		return s.n + 1
	}
	return s.stack[len(s.stack)-1-depth]
}

// ahead is the node of that place in the buffer, 0 the front; the root is the
// last.
func (s *state) ahead(k int32) int32 { return min(s.front+k, s.n+1) }

// or gives the node, or the node that stands for none.
func (s *state) or(k int32) *node {
	if k < 0 {
		return &s.nodes[s.n+1]
	}
	return &s.nodes[k]
}
