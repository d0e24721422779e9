// Package act finds what is given and the word that gives it: a sum of money, goods,
// people who help, or help itself ("assistance"), and above it the verb or noun of
// giving (aid-frames.txt). It tells the class of the aid, its items and how a sum
// stands to other sums. Who gives and who receives is not asked here.
package act

import (
	"slices"
	"strings"

	"kiroku/extract/candidate"
	"kiroku/extract/lexicon"
	"kiroku/extract/syntax"
	"kiroku/lang/mention"
	"kiroku/text"
)

// Reader is [candidate.Reader] with the rules of this package.
type Reader struct{ *candidate.Reader }

// Thing is one noun phrase that can be given.
type Thing struct {
	Head  int
	Money *mention.Mention
	Count *mention.Mention // number or measure that counts the goods
	Goods *lexicon.GoodsClass
	Noun  string    // class implied by a noun that means help; "-" for none, "" when it is no such noun
	First int       // first token of the matched lexicon phrase
	name  text.Span // the goods as listed behind their number, zero unknown

	unlisted bool // goods that no list has
}

// Act is a word of giving and the things that it gives.
type Act struct {
	At     int
	Frame  lexicon.Frame
	Verb   int // the verb that carries tense: at itself, or the one above a noun
	Things []Thing
}

// DeedAct is the act of a frame whose verb is all that is told of the help.
const DeedAct = "deed"

// Acts finds the words of giving of a sentence with what they give.
func (r *Reader) Acts(t *syntax.Tree) []Act {
	var acts []Act
	for _, th := range r.Things(t) {
		at, f, ok := r.governor(t, th)
		if !ok {
			at, f, ok = fallbackGovernor(t, th)
		}
		if !ok {
			continue
		}
		f = r.turned(t, at, th, f)
		k := slices.IndexFunc(acts, func(a Act) bool { return a.At == at })
		if k < 0 {
			acts = append(acts, Act{At: at, Frame: f, Verb: t.Carrier(at)})
			k = len(acts) - 1
		}
		acts[k].Things = append(acts[k].Things, th)
	}
	acts = r.attach(t, acts)
	for i := range acts {
		read := slices.Clone(acts[i].Things)
		acts[i].Things = slices.DeleteFunc(acts[i].Things, func(th Thing) bool { return th.carries(t, read) })
	}
	return acts
}

// carries reports whether a thing is only what others come in: "an aircraft carrying
// 50 tonnes of food".
func (th Thing) carries(t *syntax.Tree, read []Thing) bool {
	v := t.Child(th.Head, "acl")
	return v >= 0 && t.Lex.Transports[t.Lemma(th.Head)] && t.Lex.Carrying[t.Lemma(v)] && slices.ContainsFunc(read, func(other Thing) bool {
		return other.Goods != nil && t.Within(other.Head, v)
	})
}

// Things finds what a sentence could be giving.
func (r *Reader) Things(t *syntax.Tree) []Thing {
	var out []Thing
	taken := map[*mention.Mention]bool{}
	for i := range t.Tokens {
		if m := t.ValueAt(i); m != nil && m.Kind == mention.Money {
			if !taken[m] {
				taken[m] = true
				out = append(out, Thing{Head: t.HeadOf(m.Span), Money: m, First: i})
			}
			if t.HeadOf(m.Span) == i {
				continue
			}
		}
		if !t.IsNoun(i) || t.NameAt(i) != nil && !t.NameAt(i).Adj && t.NameAt(i).Kind != mention.Organization {
			continue
		}
		th := Thing{Head: i}
		if v, first, ok := t.Match(r.Lex.Goods, i); ok {
			class, lethality, _ := strings.Cut(v, "\t")
			th.Goods, th.First = &lexicon.GoodsClass{Category: class, Lethality: lethality}, first
		}
		if v, first, ok := t.Match(r.Lex.AidNouns, i); ok && (th.Goods == nil || first < th.First) {
			th.Noun, th.First, th.Goods = v, first, nil
		}
		if un, ok := r.unlisted(t, i); ok && th.Goods == nil && th.Noun == "" {
			out = append(out, un)
			continue
		}
		if th.Goods == nil && th.Noun == "" || t.Is(i, "compound", "amod", "nmod:poss") {
			continue
		}
		th.Count = t.CountOf(i)
		if h := t.Head(i); th.Goods != nil && th.Count == nil && h >= 0 && t.Is(i, "nmod") && t.Marker(i) == "of" && r.Lex.Containers[t.Lemma(h)] {
			th.Head, th.Count = h, t.CountOf(h) // "25,000 sets of body armor"
		}
		out = append(out, th)
	}
	return out
}

// thingPrepositions join a thing to the noun that it is part of: "a package
// of helmets", "$5 million in aid".
var thingPrepositions = []string{"of", "in", "worth", "including", "such", "like", "with", "as"}

// governor climbs from a thing to the word of giving that it is the object of.
func (r *Reader) governor(t *syntax.Tree, th Thing) (int, lexicon.Frame, bool) {
	at := th.Head
	nominal, nominalFrame := -1, lexicon.Frame{}
	for n := 0; n < 10 && at >= 0; n++ {
		if f, ok := r.Lex.Aid[t.Lemma(at)+"/n"]; ok && t.IsNoun(at) && f.Act != "host" && !inName(t, at) && (nominal < 0 || nominalFrame.Act == "give" && f.Act != "give") {
			nominal, nominalFrame = at, f
		}
		h := t.Head(at)
		if h < 0 {
			break
		}
		if th.Money == nil && t.Marker(at) == "of" && t.IsNoun(h) && (r.Lex.Prices[t.Key(h)] || t.Lemma(h) == "need" || t.Lemma(h) == "cost") {
			return -1, lexicon.Frame{}, false // "the price of food", "in need of assistance"
		}
		if r.gestureOf(t, at) || th.Money == nil && th.Count == nil && topical(t, at) {
			return -1, lexicon.Frame{}, false
		}
		if t.IsVerb(h) {
			if t.Tokens[h].XTag == "VBG" && t.Is(h, "acl", "advcl") && (t.Lemma(h) == "include" || r.opensList(t, h, at)) || t.Is(h, "acl") && !t.Is(h, "acl:relcl") && r.Lex.Carrying[t.Lemma(h)] && r.Lex.Transports[t.Lemma(t.Head(h))] {
				at = h
				continue
			}
			if f, ok := r.verbFrame(t, h, at); ok && f.Act != "host" && r.licenses(t, h, at, f) {
				if nominal >= 0 && (f.Act == "give" && nominalFrame.Act == "request" || f.Act == "receive" && nominalFrame.Act != "give") {
					break // "launched an appeal", "received an offer"
				}
				return h, f, true
			}
			if t.Is(at, "obj", "obl", "nsubj", "nsubj:pass") && nominal < 0 && t.Child(th.Head, "acl") < 0 {
				return -1, lexicon.Frame{}, false
			}
			break
		}
		if t.Is(at, "acl") && !t.Is(at, "acl:relcl") && t.IsVerb(at) {
			at = h
			continue
		}
		if t.Is(at, "nmod", "obl") && !slices.Contains(thingPrepositions, t.Marker(at)) && t.Marker(at) != "" {
			// "aid for hospitals": what it is for, not what is given.
			asks := t.IsNoun(h) && slices.Contains([]string{"request", "suspend", "cancel"}, r.Lex.Aid[t.Lemma(h)+"/n"].Act)
			if nominal >= 0 && !asks {
				break
			}
			if !asks { // "an appeal for help", "a freeze on aid"
				return -1, lexicon.Frame{}, false
			}
		}
		at = h
	}
	if nominal >= 0 {
		return nominal, nominalFrame, true
	}
	// "weapons sent by Japan": the verb hangs below the thing.
	for _, k := range t.Children(th.Head, "acl", "acl:relcl") {
		if f, ok := r.Lex.Aid[t.Lemma(k)+"/v"]; ok && t.IsVerb(k) && f.Act != "contain" {
			return k, f, true
		}
	}
	return -1, lexicon.Frame{}, false
}

// topical reports whether a phrase is what is talked about, or a reason: "spoke about
// assistance", "in response to the assistance".
func topical(t *syntax.Tree, i int) bool {
	if !t.Is(i, "obl", "nmod") {
		return false
	}
	m := t.Marker(i)
	if t.Lex.Topics[m] {
		return true
	}
	first := t.IndexAt(t.Phrase(i).Start)
	return t.Lex.Topics[t.Lemma(t.Head(i))+" "+m] || first > 0 && t.Lex.Topics[t.Lemma(first-1)+" "+t.Lower[first]] || first > 1 && t.Lex.Topics[t.Lemma(first-2)+" "+t.Lower[first-1]]
}

// inName reports whether a noun is a word of a name: "the World Food Programme"
// gives no programme.
func inName(t *syntax.Tree, i int) bool {
	m := t.NameAt(i)
	return m != nil && m.Kind == mention.Organization && m.Span != t.Tokens[i].Span
}

// opensList reports whether a participle tells what a thing that is given consists
// of: "a shipment was sent, consisting of tents".
func (r *Reader) opensList(t *syntax.Tree, v, o int) bool {
	if f, ok := r.verbFrame(t, v, o); !ok || f.Act != "contain" || t.ValueMoney(o) != nil {
		return false
	}
	up := t.Clause(t.Head(v))
	return up >= 0 && up != v && r.Lex.Aid[t.Lemma(up)+"/v"].Act == "give"
}

// verbFrame is the frame of a verb that governs the phrase at o.
func (r *Reader) verbFrame(t *syntax.Tree, v, o int) (lexicon.Frame, bool) {
	if f, ok := r.Lex.Aid[t.Lemma(v)+"_"+t.Marker(o)+"/v"]; ok {
		return f, true
	}
	for _, k := range t.Children(v, "advmod", "compound:prt") { // "set aside"
		if f, ok := r.Lex.Aid[t.Lemma(v)+"_"+t.Lower[k]+"/v"]; ok {
			return f, true
		}
	}
	f, ok := r.Lex.Aid[t.Lemma(v)+"/v"]
	return f, ok
}

// fallbackGovernor takes a sum, or counted goods, that no word of giving
// governs: the verb above it, or the thing itself in a list item without one.
func fallbackGovernor(t *syntax.Tree, th Thing) (int, lexicon.Frame, bool) {
	if th.Money == nil && (th.Goods == nil || th.Count == nil) {
		return -1, lexicon.Frame{}, false
	}
	f := lexicon.Frame{Act: "other", Object: "aid"}
	if v := t.Clause(th.Head); v >= 0 {
		if up := t.Head(v); up >= 0 && t.Is(v, "parataxis") && t.Lex.Stance[t.Lemma(v)] != "" && t.IsVerb(up) {
			v = up // "... with $5 million, its minister told reporters": a sum is of what was told
			if told, ok := t.Lex.Aid[t.Lemma(up)+"/v"]; ok {
				f = told
			}
		}
		return v, f, th.Money != nil
	}
	top := th.Head
	for n := 0; n < syntax.MaxDepth && t.Head(top) >= 0; n++ {
		top = t.Head(top)
	}
	return top, f, true
}

// licenses reports whether the phrase at o is in a place of the verb's frame
// that holds what is given.
func (r *Reader) licenses(t *syntax.Tree, v, o int, f lexicon.Frame) bool {
	switch {
	case f.Object == "for" && (t.Is(o, "obj", "iobj") || t.Is(o, "xcomp") && t.IsNoun(o)):
		return false // "called the helmets a signal"
	case t.Is(o, "nsubj:pass"):
		return true
	case t.Is(o, "obj", "ccomp", "xcomp"):
		return f.Act != "help" || t.IsNoun(o) && r.IsThing(t, o)
	case t.Is(o, "obl"):
		m := t.Marker(o)
		return m == "with" || m == "of" && f.Act == "contain" || m == "for" && f.Act == "request" || m == "to" && f.Act == "contain" ||
			m == "in" && f.Act != "help" && (t.ValueAt(o) != nil || r.IsThing(t, o)) || m == "on" && (f.Act == "decline" || f.Act == "give" && t.Lemma(v) == "spend") || m == ""
	case t.Is(o, "nsubj"):
		return f.Act == "contain" || t.Child(v, "obj") < 0 && f.Act == "give"
	case t.Is(o, "iobj"):
		return t.Child(v, "obj") < 0 // else it receives: "sent its staff a letter"
	case t.Is(o, "dep", "list", "parataxis", "appos"):
		return true
	case t.Is(o, "advcl"):
		return t.Tokens[o].XTag == "VBG" && r.Lex.Aid[t.Lemma(o)+"/v"].Act == "contain"
	}
	return false
}

// Parts splits an act that gives several sums into one act a sum; goods and
// nouns go with the sum they hang on, else with the first.
func (a Act) Parts(t *syntax.Tree) []Act {
	var sums []Thing
	for _, th := range a.Things {
		if th.Money != nil {
			sums = append(sums, th)
		}
	}
	if len(sums) < 2 {
		return []Act{a}
	}
	out := make([]Act, len(sums))
	for i, s := range sums {
		out[i] = Act{a.At, a.Frame, a.Verb, []Thing{s}}
	}
	for _, th := range a.Things {
		if th.Money != nil {
			continue
		}
		best := 0
		for i, s := range sums {
			if t.Within(th.Head, s.Head) || t.Within(s.Head, th.Head) {
				best = i
			}
		}
		out[best].Things = append(out[best].Things, th)
	}
	return out
}

// Nodes are the tokens whose dependants describe the act: its word, and the
// things and the nouns between them.
func (a Act) Nodes(t *syntax.Tree) []int {
	out := []int{a.At}
	for _, th := range a.Things {
		for at, n := th.Head, 0; at >= 0 && at != a.At && n < 8; at, n = t.Head(at), n+1 {
			if !slices.Contains(out, at) {
				out = append(out, at)
			}
		}
	}
	if v := a.Verb; v >= 0 && v != a.At && !slices.Contains(out, v) {
		out = append(out, v)
	}
	return out
}

// HoldsThing reports whether the phrase at i is, or contains, what is given.
func (r *Reader) HoldsThing(t *syntax.Tree, a Act, i int) bool {
	for _, th := range a.Things {
		if t.Within(th.Head, i) {
			return true
		}
	}
	return false
}

// Somebody reports whether a noun without a code can receive: a name, a group
// or people.
func (r *Reader) Somebody(t *syntax.Tree, i int) bool {
	l := t.Lemma(i)
	return t.Tokens[i].Tag == "PROPN" || t.Tokens[i].Tag == "PRON" || r.Lex.Groups[l] || r.Lex.Units[l] == "people" && !r.Lex.Shares[l] || r.Lex.Units[l] == "households" || r.Lex.ActsFor[l]
}

// ThingKind is the firmest kind of thing that the act gives.
func ThingKind(a Act) string {
	kind := "nothing"
	for _, th := range a.Things {
		switch {
		case th.Head == a.At && a.Frame.Act == DeedAct:
			return "deed"
		case th.Money != nil:
			return "money"
		case th.unlisted && kind == "nothing":
			kind = "unlisted"
		case th.Goods != nil && th.Count != nil:
			kind = "counted"
		case th.Goods != nil && kind != "counted":
			kind = "goods"
		case th.Noun != "" && kind == "nothing":
			kind = "help"
		}
	}
	return kind
}

// Rival is the firmest kind of thing that another act of the sentence gives:
// "assistance" beside a sum is mostly the same help told again.
func Rival(parts []Act, i int) string {
	best := "none"
	for k, p := range parts {
		kind := ThingKind(p)
		if k != i && (best == "none" || kind == "money" || kind == "counted" && best != "money") {
			best = kind
		}
	}
	return best
}
