package story

import (
	"maps"
	"slices"
	"strings"

	"kiroku/text"
	"kiroku/value"
)

// Story says to which happening a document belongs and from which document
// its text was taken over.
type Story struct {
	Document string   `json:"id"`
	Story    string   `json:"story"`             // id of the story's first document
	Origin   string   `json:"origin"`            // id of the document it copies, its own where it is no copy
	Wire     string   `json:"wire,omitempty"`    // agency that it is by or names as its source, as initials
	Changed  []Change `json:"changed,omitempty"` // figures that it gives otherwise than its origin
}

// Find groups documents by happening and points copies to their origin.
// The answer is in the order of docs and does not depend on that order. Of
// documents with one id the first counts.
func Find(docs []*text.Document) []Story {
	x := NewIndex()
	for _, doc := range docs {
		x.Add(doc)
	}
	stories := make([]Story, len(docs))
	for i, doc := range docs {
		stories[i], _ = x.Story(doc.ID)
	}
	return stories
}

// Origins counts the independent origins of reports: copies count as their
// origin, and reports by or after one agency count once.
func Origins(reports []Story) int {
	origins := map[string]bool{}
	wireOf := map[string]string{}
	for _, s := range reports {
		if s.Wire != "" {
			wireOf[s.Origin] = max(wireOf[s.Origin], s.Wire)
		}
	}
	for _, s := range reports {
		if w := wireOf[s.Origin]; w != "" {
			origins["wire "+w] = true
			continue
		}
		origins["document "+s.Origin] = true
	}
	return len(origins)
}

// Index answers as [Find] does while documents come one by one. Adding
// one costs the same however many are there: it is compared only with those
// that share a rare key with it. An index holds hashes, not texts; it is not
// safe for concurrent use.
type Index struct {
	nodes   []node
	byID    map[string]int32
	copies  postings // by MinHash key
	pairs   postings // by pair of weighty terms and period
	levels  []level
	limits  limits
	groups  map[blockKey]grouping // of the blocks asked for, while they hold
	origins map[int32]int32       // of the nodes asked for, until a copy is added
	seen    []int32               // by node: the last Add that looked at it
}

// node is what the index keeps of a document.
type node struct {
	id        string
	published value.Day
	terms     []term
	names     float64 // norm of the names among the terms
	sketch    sketch
	outlet    uint32 // hash of its name, 0 where unknown
	wire      string
	author    authorship
	copies    []copyLink
}

// copyLink ties two texts of which one is a copy.
type copyLink struct {
	node int32
	part float64 // of the shorter text that the longer one has
}

// NewIndex is an empty index.
func NewIndex() *Index {
	x := &Index{byID: map[string]int32{}, copies: newPostings(), pairs: newPostings(), limits: newsLimits}
	x.groups, x.origins = map[blockKey]grouping{}, map[int32]int32{}
	x.levels = make([]level, len(linkLevels))
	return x
}

// Len is the number of documents.
func (x *Index) Len() int { return len(x.nodes) }

// Add takes a document in. A document whose id is there already changes nothing.
func (x *Index) Add(doc *text.Document) {
	if _, ok := x.byID[doc.ID]; ok {
		return
	}
	i := int32(len(x.nodes))
	n := node{id: doc.ID, published: doc.Published.From, terms: termsOf(doc), sketch: sketchOf(doc.Text)}
	n.names = namesNorm(n.terms)
	n.wire, n.author = wireOf(doc)
	if doc.Source != "" {
		n.outlet = hash32(strings.ToLower(doc.Source))
	}
	x.byID[doc.ID] = i
	x.nodes = append(x.nodes, n)
	x.seen = append(x.seen, 0)
	for l := range x.levels {
		x.levels[l].add(i)
	}
	x.linkCopies(i)
	x.linkStory(i)
}

// Story is the present answer for a document.
func (x *Index) Story(id string) (Story, bool) {
	i, ok := x.byID[id]
	if !ok {
		return Story{}, false
	}
	origin := x.origin(i)
	head := x.first(x.group(origin))
	s := Story{Document: id, Story: x.nodes[head].id, Origin: x.nodes[origin].id, Wire: x.nodes[i].wire}
	if origin != i {
		s.Changed = changedFigures(&x.nodes[i].sketch, &x.nodes[origin].sketch)
	}
	return s, true
}

// first is the earliest document of a story that is no copy. A copy whose
// origin is in another story belongs to that one.
func (x *Index) first(group []int32) int32 {
	first := int32(-1)
	for _, i := range group {
		if (first < 0 || x.comesBefore(i, first)) && x.origin(i) == i {
			first = i
		}
	}
	return first
}

// Related is the documents whose story or origin may depend on a document:
// after an Add, those to ask again.
func (x *Index) Related(id string) []string {
	i, ok := x.byID[id]
	if !ok {
		return nil
	}
	near := map[int32]bool{i: true}
	for queue := []int32{i}; len(queue) > 0; queue = queue[1:] { // texts of common words
		for _, c := range x.nodes[queue[0]].copies {
			if !near[c.node] {
				near[c.node] = true
				queue = append(queue, c.node)
			}
		}
	}
	for _, j := range slices.Collect(maps.Keys(near)) {
		_, members := x.block(j)
		for _, m := range members {
			near[m] = true
			for _, c := range x.nodes[m].copies {
				near[c.node] = true
			}
		}
	}
	ids := make([]string, 0, len(near))
	for j := range near {
		ids = append(ids, x.nodes[j].id)
	}
	slices.Sort(ids)
	return ids
}

// linkCopies finds the texts that share most of their words with node i.
func (x *Index) linkCopies(i int32) {
	n := &x.nodes[i]
	if n.sketch.shingles >= copyMinimum {
		for _, key := range n.sketch.keys {
			for j := range x.copies.at(key) {
				if x.seen[j] == i+1 {
					continue
				}
				x.seen[j] = i + 1
				if part, ok := x.copyPart(i, j); ok {
					n.copies = append(n.copies, copyLink{j, part})
					x.nodes[j].copies = append(x.nodes[j].copies, copyLink{i, part})
					clear(x.origins)
				}
			}
			x.copies.add(key, i)
		}
	}
	n.sketch.keys = nil // used up
}

// copyDays is how long after a text its copies appear.
const copyDays = 45

// copyPart compares two reports of about the same time. What returns in the
// same words after months is a form ("Continuation of the national emergency"),
// and a new happening each time.
func (x *Index) copyPart(i, j int32) (part float64, ok bool) {
	a, b := &x.nodes[i], &x.nodes[j]
	if daysApart(a.published, b.published) > copyDays {
		return 0, false
	}
	return a.sketch.copyPartOf(&b.sketch, a.outlet != 0 && a.outlet == b.outlet)
}

// nearBest is how much less of a text an earlier one may have than another and
// still be taken for the origin of both.
const nearBest = 0.1

// origin is the text that node i was taken from, i itself where it is no copy:
// of the texts that come before it, share most of its words and are no copies
// themselves, the first.
func (x *Index) origin(i int32) int32 {
	if o, ok := x.origins[i]; ok {
		return o
	}
	var before []copyLink
	best := 0.0
	for _, c := range x.nodes[i].copies {
		if x.comesBefore(c.node, i) && x.origin(c.node) == c.node {
			before = append(before, c)
			best = max(best, c.part)
		}
	}
	origin := i
	for _, c := range before {
		if c.part >= best-nearBest && x.comesBefore(c.node, origin) {
			origin = c.node
		}
	}
	x.origins[i] = origin
	return origin
}

// comesBefore says which of two texts is taken for the earlier: by date of
// publication, undated last; then the agency's own, and last a text that says
// it has its words from agencies; then the longer, since a copy is cut rather
// than stretched; then by id.
func (x *Index) comesBefore(i, j int32) bool {
	a, b := &x.nodes[i], &x.nodes[j]
	switch {
	case a.published.IsZero() != b.published.IsZero():
		return b.published.IsZero()
	case a.published != b.published:
		return a.published.Cmp(b.published) < 0
	case a.author != b.author:
		return a.author < b.author
	case a.sketch.words != b.sketch.words:
		return a.sketch.words > b.sketch.words
	}
	return strings.Compare(a.id, b.id) < 0
}

// postings lists nodes by key, packed so that a large index stays small.
type postings struct {
	last    map[uint64]int32 // the last entry of a key
	entries []posting
}

type posting struct {
	node int32
	next int32 // the entry before it, -1 at the first
}

func newPostings() postings { return postings{last: map[uint64]int32{}} }

func (p *postings) add(key uint64, node int32) {
	next, ok := p.last[key]
	if !ok {
		next = -1
	}
	p.last[key] = int32(len(p.entries))
	p.entries = append(p.entries, posting{node, next})
}

// at yields the nodes of a key, the latest first.
func (p *postings) at(key uint64) func(yield func(int32) bool) {
	return func(yield func(int32) bool) {
		e, ok := p.last[key]
		for ok && e >= 0 {
			if !yield(p.entries[e].node) {
				return
			}
			e = p.entries[e].next
		}
	}
}
