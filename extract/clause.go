package extract

// The grammar of who does what to whom, in Universal Dependencies: subjects
// and objects that stand with the verb, are moved by the passive, are shared
// by coordination, or are filled from the clause above.

// passive reports whether the verb is a passive: "was sent", or a bare past
// participle after a noun ("weapons sent by Japan").
func (t *tree) passive(v int) bool {
	if t.child(v, "nsubj:pass", "aux:pass", "obl:agent") >= 0 {
		return true
	}
	if t.toks[v].XTag != "VBN" || t.child(v, "obj", "aux") >= 0 {
		return false
	}
	if h := t.head(v); t.is(v, "conj") && h >= 0 && t.child(v, "nsubj") < 0 {
		return t.passive(h) // "were killed or wounded"
	}
	return t.is(v, "acl", "xcomp", "advcl", "amod") && !t.is(v, "acl:relcl")
}

// subject is the head of the phrase that does what the verb says, -1 when the
// sentence does not name it.
func (t *tree) subject(v int) int { return t.subjectFrom(v, 0) }

func (t *tree) subjectFrom(v, depth int) int {
	if depth > 8 {
		return -1
	}
	if t.passive(v) {
		return t.agent(v)
	}
	if s := t.nominative(v); s >= 0 {
		return t.relativized(v, s)
	}
	return t.inheritedSubject(v, depth)
}

// agent is who a passive's "by" names; it may hang on what the verb leads to:
// "shot dead by police".
func (t *tree) agent(v int) int {
	for _, from := range append([]int{v}, t.children(v, "xcomp", "advmod", "obj")...) {
		for _, k := range append(t.children(from, "obl:agent"), t.byCase(from, "by")...) {
			if !t.isVerb(k) && t.valueAt(k) == nil {
				return k
			}
		}
	}
	return -1
}

// nominative is the verb's own subject; of several ("party leader", "Jeremy
// Corbyn") the one that is a name, else the one next to it.
func (t *tree) nominative(v int) int {
	first := -1
	for _, k := range t.kids[v] {
		if !t.is(k, "nsubj", "csubj") || t.is(k, "nsubj:pass") {
			continue
		}
		if first < 0 || t.nameAt(first) == nil && (t.nameAt(k) != nil || k < v && t.is(k, "nsubj")) {
			first = k
		}
	}
	return first
}

// bearer is the noun that a relative clause tells of: behind an apposition
// ("Kubiak, a spokesman, who said"), the name.
func (t *tree) bearer(h int) int {
	if up := t.head(h); t.is(h, "appos") && up >= 0 && t.nameAt(up) != nil {
		return up
	}
	return h
}

// inheritedSubject looks to the clause above for a verb that has no subject of
// its own.
func (t *tree) inheritedSubject(v, depth int) int {
	h := t.head(v)
	if h < 0 {
		return -1
	}
	switch {
	case t.marker(v) == "as" && (t.lemma(h) == "quote" || t.lemma(h) == "cite") && len(t.objects(h)) > 0:
		return t.objects(h)[0] // "quoted the mayor as saying"
	case t.is(v, "conj") && !t.isVerb(h):
		if c := t.clause(h); c >= 0 { // the verb was joined to a noun of the clause before
			return t.subjectFrom(c, depth+1)
		}
	case t.is(v, "conj"):
		if t.passive(h) && !t.passive(v) {
			if s := t.child(h, "nsubj:pass"); s >= 0 {
				return s
			}
		}
		return t.subjectFrom(h, depth+1)
	case t.is(v, "xcomp"):
		// "asked Japan to send": the object of asking acts; "plans to send": its subject.
		if o := t.child(h, "obj", "iobj"); o >= 0 && t.marker(v) == "to" && !t.lex.subjectControl[t.lemma(h)] {
			return o
		}
		if t.passive(h) {
			if s := t.child(h, "nsubj:pass"); s >= 0 {
				return s
			}
			if t.is(h, "acl") && !t.is(h, "acl:relcl") { // "the millions forced to flee"
				return t.head(h)
			}
		}
		return t.subjectFrom(h, depth+1)
	case t.is(v, "acl") && !t.is(v, "acl:relcl"):
		// "a decision to send", "countries sending": the noun's owner or the noun.
		if x := t.toks[v].XTag; x == "VBG" || x == "VBD" {
			return h
		}
		return t.owner(h)
	case t.is(v, "acl:relcl"):
		return t.bearer(h)
	case t.is(v, "advcl") && t.marker(v) == "for" && t.toks[v].XTag == "VBG" && t.child(h, "obj") >= 0:
		return t.child(h, "obj") // "thanked Norland for hosting": who is thanked hosts
	case t.is(v, "advcl", "ccomp", "parataxis"):
		return t.subjectFrom(h, depth+1)
	}
	return -1
}

// relativized follows "who", "which" and "that" to the noun they stand for.
func (t *tree) relativized(v, s int) int {
	switch t.low[s] {
	case "who", "which", "that", "whom":
		for at, n := v, 0; at >= 0 && n < 4; at, n = t.head(at), n+1 {
			if t.is(at, "acl:relcl") {
				return t.bearer(t.head(at))
			}
		}
	}
	return s
}

// owner is who a noun of doing belongs to: "Japan's pledge", "a pledge by
// Japan", "the Japanese pledge", or the subject of the verb that governs it.
func (t *tree) owner(n int) int {
	if p := t.child(n, "nmod:poss"); p >= 0 && t.low[p] != "its" && t.low[p] != "their" && t.low[p] != "his" && t.low[p] != "her" {
		return p
	}
	if by := t.byCase(n, "by", "from"); len(by) > 0 {
		return by[0]
	}
	for _, k := range t.kids[n] {
		if m := t.nameAt(k); m != nil && t.is(k, "amod", "compound", "nmod:poss") && m.Code != "" {
			return k
		}
	}
	for at, d := n, 0; d < 6; d++ {
		h := t.head(at)
		if h < 0 {
			return -1
		}
		if t.isVerb(h) {
			if t.is(at, "nsubj") && !t.passive(h) {
				return -1
			}
			return t.subject(h)
		}
		at = h
	}
	return -1
}

// objects are the heads of what the verb acts on, coordinated ones apart.
func (t *tree) objects(v int) []int {
	var out []int
	if t.passive(v) {
		subjects := t.children(v, "nsubj:pass")
		if len(subjects) == 0 && t.child(v, "aux:pass") >= 0 {
			subjects = t.children(v, "nsubj")
		}
		for _, s := range subjects {
			out = append(out, t.coordinated(t.relativized(v, s))...)
		}
		if len(out) == 0 && t.is(v, "acl") {
			out = append(out, t.head(v))
		}
		if len(out) == 0 && t.is(v, "amod") && t.head(v) >= 0 {
			return []int{t.head(v)}
		}
		if h := t.head(v); len(out) == 0 && h >= 0 && t.is(v, "xcomp", "advcl") {
			// "are believed to have been killed", "left stranded"
			if o := t.child(h, "obj", "nsubj:pass"); o >= 0 {
				return t.coordinated(t.relativized(h, o))
			}
			if s := t.subject(h); s >= 0 {
				return t.coordinated(s)
			}
		}
		if len(out) == 0 && t.is(v, "conj") && t.head(v) >= 0 && t.passive(t.head(v)) {
			return t.objects(t.head(v))
		}
		return out
	}
	for _, o := range t.children(v, "obj") {
		out = append(out, t.coordinated(t.relativized(v, o))...)
	}
	if h := t.head(v); len(out) == 0 && h >= 0 && t.is(v, "conj") && t.isVerb(h) && !t.passive(h) {
		for _, o := range t.children(h, "obj") { // "killed and injured residents": said once, behind both
			if o > v {
				out = append(out, t.coordinated(o)...)
			}
		}
	}
	if len(out) == 0 && t.is(v, "amod") && t.head(v) >= 0 { // "displaced people"
		return []int{t.head(v)}
	}
	if len(out) == 0 && t.is(v, "acl:relcl") && t.child(v, "nsubj") >= 0 {
		if s := t.child(v, "nsubj"); t.relativized(v, s) == s {
			out = append(out, t.head(v))
		}
	}
	return out
}

// clause is the verb that governs the token, itself when it is one; -1 when
// the sentence has none above it.
func (t *tree) clause(i int) int {
	for n := 0; i >= 0 && n <= maxDepth; n++ {
		if t.isVerb(i) {
			return i
		}
		i = t.head(i)
	}
	return -1
}
