// Package disjoint keeps sets of small numbers that are joined and never
// parted. The smallest member of a set is its root, so that the outcome does
// not depend on the order of joining.
package disjoint

// Sets parts the numbers from 0 on into sets.
type Sets struct{ parent []int }

// New has n sets of one number each.
func New(n int) *Sets {
	s := &Sets{make([]int, n)}
	for i := range s.parent {
		s.parent[i] = i
	}
	return s
}

// Find is the root of the set of i.
func (s *Sets) Find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

// Join makes the sets of i and j one.
func (s *Sets) Join(i, j int) {
	i, j = s.Find(i), s.Find(j)
	s.parent[max(i, j)] = min(i, j)
}

// Same reports whether i and j are in one set.
func (s *Sets) Same(i, j int) bool { return s.Find(i) == s.Find(j) }
