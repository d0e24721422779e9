package parse

// oracle knows a tree and says what a transition costs: the number of its arcs
// that can no longer be made after it (Goldberg and Nivre 2013). It goes along
// with a state, so that each answer takes the same short time.
type oracle struct {
	heads   []int32 // the root is n
	waiting []int32 // dependents of a node that are still in the buffer
	held    []int32 // dependents of a node that are on the stack
	stacked []bool  // the node is on the stack
}

// start begins at the first state; o.heads are set.
func (o *oracle) start() {
	n := len(o.heads)
	o.waiting, o.held, o.stacked = cleared(o.waiting, n+1), cleared(o.held, n+1), cleared(o.stacked, n+1)
	for _, head := range o.heads {
		o.waiting[head]++
	}
}

// cleared is the slice with n zeros.
func cleared[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n, 2*n)
	}
	list = list[:n]
	clear(list)
	return list
}

// note takes down that the transition is about to be made.
func (o *oracle) note(s *state, move int) {
	if move == shift {
		head := o.heads[s.front]
		o.waiting[head]--
		o.held[head]++
		o.stacked[s.front] = true
		return
	}
	top := s.at(0)
	o.held[o.heads[top]]--
	o.stacked[top] = false
}

// costs gives the cost of each transition, -1 where it is not possible.
func (o *oracle) costs(s *state) [moves]int {
	cost := [moves]int{-1, -1, -1}
	b := s.front
	if s.can(shift) {
		cost[shift] = int(o.held[b])
		if head := o.heads[b]; o.stacked[head] && head != s.at(0) {
			cost[shift]++
		}
	}
	if len(s.stack) == 0 {
		return cost
	}
	top := s.at(0)
	head := o.heads[top]
	if s.can(left) {
		cost[left] = int(o.waiting[top])
		if head > b || len(s.stack) > 1 && head == s.at(1) {
			cost[left]++
		}
	}
	if s.can(right) {
		cost[right] = int(o.waiting[top])
		if head >= b {
			cost[right]++
		}
	}
	return cost
}

// cheapest is the first possible transition with the lowest cost.
func cheapest(costs [moves]int) int {
	best := none
	for move, c := range costs {
		if c >= 0 && (best < 0 || c < costs[best]) {
			best = move
		}
	}
	return best
}
