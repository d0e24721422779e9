package story

import (
	"slices"

	"kiroku/value"
)

const (
	keyTerms     = 8  // weightiest terms whose pairs are keys
	openKeyTerms = 5  // the same between a dated and an undated document
	periodDays   = 90 // length of a period; neighbours are searched too
	nearDays     = 14 // two reports so close in time are compared as they are
	farDays      = 90 // reports as far apart are not of one happening
)

// linkLevels are the similarities at which documents are linked. Clusters of
// average similarity t lie within a component of the links of t or more, so
// that the first level, below the threshold of stories, loses nothing; a component that has grown too large for its
// cost is replaced by its components at the next level.
var linkLevels = [...]float64{0.12, 0.17, 0.21, 0.26, 0.32, 0.40, 0.50, 0.65, 0.80}

// maxBlock is the largest component that is clustered as one.
const maxBlock = 400

// The families of keys that pair dated with undated documents.
const (
	datedFamily uint64 = iota + 1
	undatedFamily
	openDatedFamily
	openUndatedFamily
)

// linkStory finds documents that may tell of the same happening and links
// those that are similar.
func (x *Index) linkStory(i int32) {
	n := &x.nodes[i]
	keys, open := pairKeys(n.terms)
	search := func(family, period uint64, keys []uint64) {
		for _, k := range keys {
			for j := range x.pairs.at(familyKey(family, period, k)) {
				if x.seen[j] == -i-1 {
					continue
				}
				x.seen[j] = -i - 1
				x.link(i, j)
			}
		}
	}
	store := func(family, period uint64, keys []uint64) {
		for _, k := range keys {
			x.pairs.add(familyKey(family, period, k), i)
		}
	}
	if n.published.IsZero() {
		search(undatedFamily, 0, keys)
		search(openDatedFamily, 0, open)
		store(undatedFamily, 0, keys)
		store(openUndatedFamily, 0, open)
		return
	}
	p := period(n.published)
	search(datedFamily, p-1, keys)
	search(datedFamily, p, keys)
	search(datedFamily, p+1, keys)
	search(openUndatedFamily, 0, open)
	store(datedFamily, p, keys)
	store(openDatedFamily, 0, open)
}

// link joins two nodes at every level that their similarity reaches.
func (x *Index) link(i, j int32) {
	sim := x.similarity(i, j)
	for l, t := range linkLevels {
		if sim < t {
			return
		}
		absorbed := x.levels[l].union(i, j)
		delete(x.groups, blockKey{l, absorbed})
	}
}

// similarity is the cosine of two reports, less where their dates lie apart or
// where they share no names.
func (x *Index) similarity(i, j int32) float64 {
	a, b := &x.nodes[i], &x.nodes[j]
	near := closeness(a.published, b.published)
	if near == 0 {
		return 0
	}
	all, names := cosines(a.terms, b.terms)
	return near * all * namesFactor(names, a.names, b.names)
}

const (
	fewNames     = 0.3 // norm of a report's names below which they tell nothing
	strangeNames = 0.5 // what is left of the similarity of reports that share no name
	sharedNames  = 0.2 // similarity of names from which nothing is lost
)

// namesFactor lowers the similarity of reports of two like happenings, a ship
// aground here and another there, whose names are not the same. dot is the
// names' share of the cosine, a and b their norms in the two reports.
func namesFactor(dot, a, b float64) float64 {
	if a < fewNames || b < fewNames {
		return 1
	}
	return strangeNames + (1-strangeNames)*min(1, dot/(a*b)/sharedNames)
}

// closeness falls from 1 to 0 between nearDays and farDays; a missing date
// tells nothing.
func closeness(a, b value.Day) float64 {
	switch days := daysApart(a, b); {
	case days <= nearDays:
		return 1
	case days >= farDays:
		return 0
	default:
		return float64(farDays-days) / (farDays - nearDays)
	}
}

// daysApart is the days between two dates, 0 where one is missing.
func daysApart(a, b value.Day) int {
	if a.IsZero() || b.IsZero() {
		return 0
	}
	return int(a.Time().Sub(b.Time()).Abs().Hours() / 24)
}

// period numbers the periods; with farDays no longer than one, two documents
// close enough to matter are in the same or in neighbouring periods.
func period(d value.Day) uint64 {
	return uint64(d.Time().Unix()/(24*60*60*periodDays) + 1<<20)
}

func familyKey(family, period, key uint64) uint64 { return mix(family<<56 ^ period<<32 ^ key) }

// pairKeys hashes the pairs of a document's weightiest terms. Reports of one
// happening share two of them nearly always, other reports seldom.
func pairKeys(terms []term) (all, open []uint64) {
	top := slices.Clone(terms)
	slices.SortFunc(top, byWeight)
	top = top[:min(len(top), keyTerms)]
	for i, a := range top {
		for j, b := range top[:i] {
			lo, hi := min(a.hash, b.hash), max(a.hash, b.hash)
			key := mix(uint64(lo)<<32 | uint64(hi))
			all = append(all, key)
			if i < openKeyTerms && j < openKeyTerms {
				open = append(open, key)
			}
		}
	}
	return all, open
}

// level is the components of the links of one similarity: a disjoint-set
// forest, with members listed.
type level struct {
	parent  []int32
	members map[int32][]int32 // by root, for components of two and more
}

func (l *level) add(i int32) { l.parent = append(l.parent, i) }

func (l *level) root(i int32) int32 {
	for l.parent[i] != i {
		l.parent[i] = l.parent[l.parent[i]]
		i = l.parent[i]
	}
	return i
}

func (l *level) list(root int32) []int32 {
	if m, ok := l.members[root]; ok {
		return m
	}
	return []int32{root}
}

// union joins two components and gives the root that is none any more, -1
// when they were one already.
func (l *level) union(i, j int32) (absorbed int32) {
	a, b := l.root(i), l.root(j)
	if a == b {
		return -1
	}
	if l.members == nil {
		l.members = map[int32][]int32{}
	}
	ma, mb := l.list(a), l.list(b)
	if len(ma) < len(mb) {
		a, b, ma, mb = b, a, mb, ma
	}
	l.parent[b] = a
	l.members[a] = append(ma, mb...)
	delete(l.members, b)
	return b
}

// blockKey names a component.
type blockKey struct {
	level int
	root  int32
}

// grouping is the stories of a block while it had this size. A component only
// grows, so that the size says whether it still holds.
type grouping struct {
	size    int
	groupOf map[int32][]int32
}

// block is the component that is clustered to find the story of node i: the
// first, from the lowest level up, that is not too large. One that is too
// large at every level is nearly one text and makes one story.
func (x *Index) block(i int32) (blockKey, []int32) {
	last := len(x.levels) - 1
	for l := range x.levels {
		root := x.levels[l].root(i)
		members := x.levels[l].list(root)
		if len(members) <= maxBlock || l == last {
			return blockKey{l, root}, members
		}
	}
	return blockKey{}, nil
}

// group is the documents of the story of node i.
func (x *Index) group(i int32) []int32 {
	key, members := x.block(i)
	g, ok := x.groups[key]
	if !ok || g.size != len(members) {
		g = grouping{len(members), map[int32][]int32{}}
		for _, group := range x.cluster(members) {
			for _, j := range group {
				g.groupOf[j] = group
			}
		}
		x.groups[key] = g
	}
	return g.groupOf[i]
}
