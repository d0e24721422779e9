package syntax

// The grammar of who does what to whom, in Universal Dependencies: subjects
// and objects that stand with the verb, are moved by the passive, are shared
// by coordination, or are filled from the clause above.

// Passive reports whether the verb is a passive: "was sent", or a bare past
// participle after a noun ("weapons sent by Japan").
func (t *Tree) Passive(v int) bool {
	if t.Child(v, "nsubj:pass", "aux:pass") >= 0 || t.Child(v, "obl:agent") >= 0 && t.Child(v, "nsubj") < 0 {
		return true
	}
	if t.Tokens[v].XTag != "VBN" || t.Child(v, "obj", "aux") >= 0 {
		return false
	}
	if h := t.Head(v); t.Is(v, "conj") && h >= 0 && t.Child(v, "nsubj") < 0 {
		return t.Passive(h) // "were killed or wounded"
	}
	return t.Is(v, "acl", "xcomp", "advcl", "amod") && !t.Is(v, "acl:relcl")
}

// Subject is the head of the phrase that does what the verb says, -1 when the
// sentence does not name it.
func (t *Tree) Subject(v int) int { return t.subjectFrom(v, 0) }

func (t *Tree) subjectFrom(v, depth int) int {
	if depth > 8 {
		return -1
	}
	if t.Passive(v) {
		return t.Agent(v)
	}
	if s := t.Nominative(v); s >= 0 {
		return t.Relativized(v, s)
	}
	return t.inheritedSubject(v, depth)
}

// Agent is who a passive's "by" names; it may hang on what the verb leads to:
// "shot dead by police".
func (t *Tree) Agent(v int) int {
	for _, from := range append([]int{v}, t.Children(v, "xcomp", "advmod", "obj")...) {
		for _, k := range append(t.Children(from, "obl:agent"), t.ByCase(from, "by")...) {
			if !t.IsVerb(k) && t.ValueAt(k) == nil {
				return k
			}
		}
	}
	return -1
}

// Nominative is the verb's own subject; of several ("party leader", "Jeremy
// Corbyn") the one that is a name, else the one next to it.
func (t *Tree) Nominative(v int) int {
	first := -1
	for _, k := range t.Kids[v] {
		if !t.Is(k, "nsubj", "csubj") || t.Is(k, "nsubj:pass") {
			continue
		}
		if first < 0 || t.NameAt(first) == nil && (t.NameAt(k) != nil || k < v && t.Is(k, "nsubj")) {
			first = k
		}
	}
	return first
}

// bearer is the noun that a relative clause tells of: behind an apposition
// ("Kubiak, a spokesman, who said"), the name.
func (t *Tree) bearer(h int) int {
	if up := t.Head(h); t.Is(h, "appos") && up >= 0 && t.NameAt(up) != nil {
		return up
	}
	return h
}

// inheritedSubject looks to the clause above for a verb that has no subject of
// its own.
func (t *Tree) inheritedSubject(v, depth int) int {
	h := t.Head(v)
	if h < 0 {
		return -1
	}
	switch {
	case t.Marker(v) == "as" && (t.Lemma(h) == "quote" || t.Lemma(h) == "cite") && len(t.Objects(h)) > 0:
		return t.Objects(h)[0] // "quoted the mayor as saying"
	case t.Is(v, "conj") && !t.IsVerb(h):
		if c := t.Clause(h); c >= 0 { // the verb was joined to a noun of the clause before
			return t.subjectFrom(c, depth+1)
		}
	case t.Is(v, "conj"):
		if t.Passive(h) && !t.Passive(v) {
			if s := t.Child(h, "nsubj:pass"); s >= 0 {
				return s
			}
		}
		return t.subjectFrom(h, depth+1)
	case t.Is(v, "xcomp"):
		// "asked Japan to send": the object of asking acts; "plans to send": its subject.
		control := t.Marker(v) == "to" || t.Lex.Aid[t.Lemma(h)+"/v"].Act == "help" && t.Tokens[v].XTag == "VB" // "helping Norland buy"
		if o := t.Child(h, "obj", "iobj"); o >= 0 && control && !t.Lex.SubjectControl[t.Lemma(h)] {
			return o
		}
		if t.Passive(h) {
			if s := t.Child(h, "nsubj:pass"); s >= 0 {
				return s
			}
			if t.Is(h, "acl") && !t.Is(h, "acl:relcl") { // "the millions forced to flee"
				return t.Head(h)
			}
		}
		return t.subjectFrom(h, depth+1)
	case t.Is(v, "acl") && !t.Is(v, "acl:relcl"):
		// "a decision to send", "countries sending": the noun's owner or the noun.
		if x := t.Tokens[v].XTag; x == "VBG" || x == "VBD" {
			if p := t.Child(h, "nmod:poss"); x == "VBG" && p >= 0 && (t.Marker(v) == "in" || t.Marker(v) == "of") {
				return p // "for their kindness in hosting"
			}
			return h
		}
		return t.Owner(h)
	case t.Is(v, "amod") && t.Tokens[v].XTag == "VBG":
		return h // "protesting workers"
	case t.Is(v, "acl:relcl"):
		return t.bearer(h)
	case t.Is(v, "advcl") && t.Marker(v) == "for" && t.Tokens[v].XTag == "VBG" && t.Child(h, "obj") >= 0:
		return t.Child(h, "obj") // "thanked Norland for hosting": who is thanked hosts
	case t.Is(v, "advcl") && t.Marker(v) == "for" && t.Tokens[v].XTag == "VBG" && t.Passive(h):
		return t.Child(h, "nsubj:pass") // "Norland was thanked for hosting"
	case t.Is(v, "advcl") && t.Marker(v) == "to" && t.blames(h) && t.Child(h, "obj") >= 0:
		return t.Child(t.Child(h, "obj"), "nmod:poss") // "condemns Norland's attempt to take"
	case t.Is(v, "advcl", "ccomp", "parataxis"):
		return t.subjectFrom(h, depth+1)
	}
	return -1
}

// blames reports whether a verb of saying speaks against what its object does.
func (t *Tree) blames(v int) bool {
	switch t.Lex.Stance[t.Lemma(v)] {
	case "condemn", "criticise", "reject":
		return true
	}
	return false
}

// Relativized follows "who", "which" and "that" to the noun they stand for.
func (t *Tree) Relativized(v, s int) int {
	switch t.Lower[s] {
	case "who", "which", "that", "whom":
		for at, n := v, 0; at >= 0 && n < 4; at, n = t.Head(at), n+1 {
			if t.Is(at, "acl:relcl") {
				return t.bearer(t.Head(at))
			}
		}
	}
	return s
}

// Owner is who a noun of doing belongs to: "Japan's pledge", "a pledge by
// Japan", "a pledge made by Japan", "the Japanese pledge", or the subject of the verb
// that governs it.
func (t *Tree) Owner(n int) int {
	if p := t.Child(n, "nmod:poss"); p >= 0 && t.Lower[p] != "its" && t.Lower[p] != "their" && t.Lower[p] != "his" && t.Lower[p] != "her" {
		return p
	}
	if by := t.ByCase(n, "by", "from"); len(by) > 0 {
		return by[0]
	}
	for _, k := range t.Kids[n] {
		if m := t.NameAt(k); m != nil && t.Is(k, "amod", "compound", "nmod:poss") && m.Code != "" {
			return k
		}
	}
	for _, v := range t.Children(n, "acl") {
		if by := t.Agent(v); by >= 0 && t.Tokens[v].XTag == "VBN" && !t.Is(v, "acl:relcl") {
			return by
		}
	}
	for at, d := n, 0; d < 6; d++ {
		h := t.Head(at)
		if h < 0 {
			return -1
		}
		if t.IsVerb(h) {
			if t.Is(at, "nsubj") && !t.Passive(h) {
				return -1
			}
			return t.Subject(h)
		}
		at = h
	}
	return -1
}

// Objects are the heads of what the verb acts on, coordinated ones apart.
func (t *Tree) Objects(v int) []int {
	var out []int
	if t.Passive(v) {
		subjects := t.Children(v, "nsubj:pass")
		if len(subjects) == 0 && t.Child(v, "aux:pass") >= 0 {
			subjects = t.Children(v, "nsubj")
		}
		for _, s := range subjects {
			out = append(out, t.Coordinated(t.Relativized(v, s))...)
		}
		if len(out) == 0 && t.Is(v, "acl") {
			out = append(out, t.Head(v))
		}
		if len(out) == 0 && t.Is(v, "amod") && t.Head(v) >= 0 {
			return []int{t.Head(v)}
		}
		if h := t.Head(v); len(out) == 0 && h >= 0 && t.Is(v, "xcomp", "advcl") {
			// "are believed to have been killed", "left stranded"
			if o := t.Child(h, "obj", "nsubj:pass"); o >= 0 {
				return t.Coordinated(t.Relativized(h, o))
			}
			if s := t.Subject(h); s >= 0 {
				return t.Coordinated(s)
			}
		}
		if len(out) == 0 && t.Is(v, "conj") && t.Head(v) >= 0 && t.Passive(t.Head(v)) {
			return t.Objects(t.Head(v))
		}
		return out
	}
	for _, o := range t.Children(v, "obj") {
		out = append(out, t.Coordinated(t.Relativized(v, o))...)
	}
	if h := t.Head(v); len(out) == 0 && h >= 0 && t.Is(v, "conj") && t.IsVerb(h) && !t.Passive(h) {
		for _, o := range t.Children(h, "obj") { // "killed and injured residents": said once, behind both
			if o > v {
				out = append(out, t.Coordinated(o)...)
			}
		}
	}
	if len(out) == 0 && t.Is(v, "amod") && t.Head(v) >= 0 { // "displaced people"
		return []int{t.Head(v)}
	}
	if len(out) == 0 && t.Is(v, "acl:relcl") && t.Child(v, "nsubj") >= 0 {
		if s := t.Child(v, "nsubj"); t.Relativized(v, s) == s {
			out = append(out, t.Head(v))
		}
	}
	return out
}

// Clause is the verb that governs the token, itself when it is one; -1 when
// the sentence has none above it.
func (t *Tree) Clause(i int) int {
	for n := 0; i >= 0 && n <= MaxDepth; n++ {
		if t.IsVerb(i) {
			return i
		}
		i = t.Head(i)
	}
	return -1
}
