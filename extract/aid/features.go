package aid

import (
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/extract/aid/act"
	"kiroku/extract/candidate"
	"kiroku/extract/syntax"
	"kiroku/value"
)

// aidDocumentOf counts the sentences that speak of aid and of need.
func (r *reader) aidDocumentOf(trees []*syntax.Tree) candidate.AidDocument {
	aid, need, all := 0, 0, 0
	for _, t := range trees {
		if len(t.Tokens) < minSentence {
			continue
		}
		all++
		helps, needs := false, false
		for i := range t.Tokens {
			if r.IsThing(t, i) && t.IsNoun(i) || t.IsVerb(i) && r.Lex.Aid[t.Lemma(i)+"/v"].Object == "any" {
				helps = true
			}
			if c, _, ok := t.Match(r.Lex.AidClass, i); ok && (c == "humanitarian" || c == "military") || r.Lex.Refuge[t.Lemma(i)] != "" {
				needs = true
			}
		}
		aid += btoi(helps)
		need += btoi(needs)
	}
	d := candidate.AidDocument{Density: share(aid, all), Need: share(need, all)}
	for word := range strings.FieldsSeq(strings.ToLower(r.Doc.Title)) {
		word = strings.Trim(word, ".,:;\"'()")
		_, noun := r.Lex.AidNouns[word]
		_, goods := r.Lex.Goods[strings.TrimSuffix(word, "s")]
		d.Title = d.Title || noun || goods || r.Lex.Aid[strings.TrimSuffix(word, "s")+"/v"].Object == "any"
	}
	return d
}

// minSentence is the least length of a sentence that is counted, in tokens.
const minSentence = 4

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// share is a coarse name of a share.
func share(n, of int) string {
	switch {
	case n == 0 || of == 0:
		return "none"
	case n*8 < of:
		return "little"
	case n*3 < of:
		return "some"
	}
	return "much"
}

// aidFeatures describe a candidate of aid by what holds beyond its own words.
func (r *reader) aidFeatures(t *syntax.Tree, a act.Act, c claim.Claim) []string {
	what := act.ThingKind(a)
	own := ownRoles(c)
	f := []string{"aiddoc=" + r.AidDoc.Density, "aidneed=" + r.AidDoc.Need, "aidtitle=" + strconv.FormatBool(r.AidDoc.Title),
		"what=" + what, "own=" + own, "what+own=" + what + "|" + own, "act=" + a.Frame.Act, "act+what=" + a.Frame.Act + "|" + what,
		"object=" + a.Frame.Object, "what+doc=" + what + "|" + r.AidDoc.Density, "what+need=" + what + "|" + r.AidDoc.Need}
	abroad := r.abroad(c)
	f = append(f, "abroad="+abroad, "abroad+what="+abroad+"|"+what, "abroad+own="+abroad+"|"+own)
	if a.Verb >= 0 {
		at := a.Verb
		place := t.Rel(at)
		if m := t.Marker(at); m != "" {
			place += "-" + m
		}
		f = append(f, "clause="+place, "clause+what="+place+"|"+what, "form="+t.Tokens[at].XTag+"|"+t.Rel(at))
		if t.Is(at, "advcl", "acl", "xcomp") {
			if v := t.Clause(t.Head(at)); v >= 0 {
				f = append(f, "clauseof="+r.frameOf(t, v))
			}
		}
	} else {
		f = append(f, "clause=none", "clause+what=none|"+what)
	}
	if c.Money != nil {
		f = append(f, "basis="+string(c.Money.Basis), "size="+size(c.Money.Amount), "again="+strconv.FormatBool(r.SumTold(c)))
	}
	f = append(f, "nth="+nth(r.Told(claim.Aid)), "writer="+string(r.Author.Kind), "writer+what="+string(r.Author.Kind)+"|"+what,
		"writer+own="+string(r.Author.Kind)+"|"+own, "scope="+string(c.Modality)+"|"+string(c.Polarity)+"|"+what)
	return f
}

// ownRoles says which roles the words themselves fill, and whether by parties
// that are known.
func ownRoles(c claim.Claim) string {
	role := func(ps []claim.Party, field string) string {
		switch {
		case len(ps) == 0:
			return "-"
		case c.Spans[field].IsZero():
			return "f"
		case ps[0].Code != "":
			return "C"
		}
		return "n"
	}
	return role(c.Actors, "actors") + role(c.Recipients, "recipients")
}

// abroad tells aid between parties from spending at home.
func (r *reader) abroad(c claim.Claim) string {
	code := func(ps []claim.Party) string {
		for _, p := range ps {
			if p.Code != "" {
				return p.Code
			}
		}
		return ""
	}
	from, to := code(c.Actors), code(c.Recipients)
	switch {
	case from == "" && to == "":
		return "nobody"
	case to == "":
		return "togroup"
	case from == to:
		return "home"
	case from == "":
		return "fromgroup"
	}
	return "abroad"
}

// frameOf names what the verb tells: an act of aid, a saying, or neither.
func (r *reader) frameOf(t *syntax.Tree, v int) string {
	if f, ok := r.Lex.Aid[t.Lemma(v)+"/v"]; ok {
		return f.Act
	}
	if _, ok := r.Lex.Stance[t.Lemma(v)]; ok {
		return "speech"
	}
	if f, ok := r.Lex.Forces[t.Lemma(v)]; ok {
		return f
	}
	return "other"
}

// size is the order of magnitude of a sum.
func size(n value.Number) string {
	return strconv.Itoa(min(12, len(strings.TrimLeft(wholePart(n), "0"))))
}

func wholePart(n value.Number) string {
	whole, _, _ := strings.Cut(n.String(), ".")
	return whole
}

func nth(n int) string {
	switch {
	case n == 0:
		return "first"
	case n < 4:
		return "early"
	}
	return "late"
}
