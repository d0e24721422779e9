package parse

// oracle knows the gold tree and says what a transition costs: the number of
// gold arcs that can no longer be made after it (Goldberg and Nivre 2013).
type oracle struct {
	heads  []int32 // the root is n
	labels []int32
}

// costs gives the cost of each transition, -1 where it is not possible.
func (o *oracle) costs(s *state) [moves]int {
	cost := [moves]int{-1, -1, -1}
	b := s.front
	if s.can(shift) {
		n := 0
		for d, k := range s.stack {
			if o.heads[k] == b {
				n++
			}
			if o.heads[b] == k && d < len(s.stack)-1 {
				n++
			}
		}
		cost[shift] = n
	}
	if len(s.stack) == 0 {
		return cost
	}
	top := s.stack[len(s.stack)-1]
	waiting := 0 // dependents of the top that are still in the buffer
	for k := b; k < s.n; k++ {
		if o.heads[k] == top {
			waiting++
		}
	}
	head := o.heads[top]
	if s.can(left) {
		cost[left] = waiting
		if head > b || len(s.stack) > 1 && head == s.stack[len(s.stack)-2] {
			cost[left]++
		}
	}
	if s.can(right) {
		cost[right] = waiting
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
