package candidate

import (
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/extract/syntax"
	"kiroku/gazetteer"
	"kiroku/lang/mention"
	"kiroku/text"
)

// ownContext is from how many sentences on a text says itself what it is about;
// a shorter notice leaves out what its readers know.
const ownContext = 8

// atHome reports whether a claim has no part abroad in a text that is about no
// crisis, or hardly about one. Harm is at home where its place is; a measure, unless
// its own sentence names a country or a body abroad: "exclude imports from the quota".
func (r *Reader) atHome(t *syntax.Tree, c claim.Claim) bool {
	if r.Author.Kind != claim.Country {
		return false
	}
	if len(r.Analysis.Sentences) < ownContext {
		return c.Type == claim.Aid && r.Crisis == "none" && !r.Foreign && r.spentAtHome(t, c)
	}
	switch c.Type {
	case claim.Aid:
		return r.aidAtHome(t, c)
	case claim.Impact:
		return r.Crisis == "none" && (c.Where.Code == "" || c.Where.Code == r.Author.Code)
	case claim.Sanction:
		abroad := func(field string, ps []claim.Party) bool {
			return t.Sentence.Span.Overlaps(c.Spans[field]) && slices.ContainsFunc(ps, func(p claim.Party) bool {
				return p.Code != r.Author.Code && public(p)
			})
		}
		return r.Crisis == "none" && !abroad("actors", c.Actors) && !abroad("recipients", c.Recipients)
	}
	return false
}

// spentAtHome reports whether the words of a claim themselves say that aid stays at
// home: what firms and laws spend, unless it is goods, and what the author's own get.
func (r *Reader) spentAtHome(t *syntax.Tree, c claim.Claim) bool {
	if len(c.Recipients) > 0 && !slices.ContainsFunc(c.Recipients, func(p claim.Party) bool { return !r.ours(p.Code) }) {
		return true
	}
	return len(c.Items) == 0 && t.Sentence.Span.Overlaps(c.Spans["actors"]) && r.giverless(t, c)
}

// aidAtHome reports it of aid. In a text without a word of crisis what only the
// document fills in is nobody abroad: a country named in passing gives and gets
// nothing, unless words of help say so. Where hardly a word is of a crisis, it counts
// if the text opens with a country abroad.
func (r *Reader) aidAtHome(t *syntax.Tree, c claim.Claim) bool {
	if r.Crisis != "none" && (r.Crisis != "little" || r.Foreign) {
		return false
	}
	if r.Crisis == "none" && r.giverless(t, c) {
		return true
	}
	abroad := func(field string, ps []claim.Party) bool {
		return slices.ContainsFunc(ps, func(p claim.Party) bool {
			return p.Code != "" && !r.ours(p.Code) && (p.Kind != claim.Organization || r.Foreign || wellKnown(p.Code)) && r.hasPart(t, c, c.Spans[field], p)
		})
	}
	return !abroad("actors", c.Actors) && !abroad("recipients", c.Recipients) && !abroad("via", c.Via)
}

// giverless reports whether firms spend, or somebody acquires from nobody: that is to
// buy or to build.
func (r *Reader) giverless(t *syntax.Tree, c claim.Claim) bool {
	if t.Sentence.Span.Overlaps(c.Spans["actors"]) {
		return !slices.ContainsFunc(c.Actors, public)
	}
	return c.Rule == "aid.receive" && c.Spans["actors"].IsZero()
}

// hasPart reports whether a party with a code has part in aid: by the words of the
// claim at span, or by what the document says.
func (r *Reader) hasPart(t *syntax.Tree, c claim.Claim, span text.Span, p claim.Party) bool {
	if r.Crisis != "none" {
		return r.Foreign || !span.IsZero()
	}
	given := c.Money != nil || len(c.Items) > 0
	if r.Foreign && r.Focus.Name != "" && given {
		return true // it speaks of help for somebody by name
	}
	if p.Kind == claim.Organization && bodyCode(p.Code) {
		return !span.IsZero() && given // "our support for the alliance" gives nothing
	}
	return slices.ContainsFunc(t.Sentence.Mentions, func(m mention.Mention) bool { // "states" that are only taken for those of the scene name none
		return m.Span.Overlaps(span) && slices.Contains([]string{m.Code, m.Place}, p.Code) && !bodyCode(p.Code)
	})
}

// bodyCode reports whether a code is of a body, not of a country.
func bodyCode(code string) bool {
	e, ok := gazetteer.ByCode(code)
	return !ok || e.Kind != gazetteer.Country
}

// ours reports whether a code is the author's or that of a territory of his.
func (r *Reader) ours(code string) bool {
	return code == r.Author.Code || r.Lex.Territories[code] == r.Author.Code
}

// public reports whether a party has the code of a country or of an organization
// known beyond its text that is no firm.
func public(p claim.Party) bool {
	return !bodyCode(p.Code) || slices.ContainsFunc(gazetteer.Lookup(p.Code), func(e gazetteer.Entry) bool {
		return e.Kind == gazetteer.Organization && e.Class != "company"
	})
}

// openingSentences are those that tell what a text is about.
const openingSentences = 3

// OpensAbroad reports whether the title or the opening names a country besides
// the author's, or says that it is about the world.
func (r *Reader) OpensAbroad(trees []*syntax.Tree) bool {
	for word := range strings.FieldsSeq(strings.ToLower(strings.ReplaceAll(r.Doc.Title, "-", " "))) {
		word = strings.TrimSuffix(strings.Trim(word, ".,:;\"'()"), "’s")
		if r.Lex.Abroad[word] || r.countryAbroad(gazetteer.Lookup(word)...) {
			return true
		}
	}
	return slices.ContainsFunc(trees[:min(openingSentences, len(trees))], func(t *syntax.Tree) bool {
		return slices.ContainsFunc(slices.Concat(t.Lemmas, t.Lower), func(word string) bool { return r.Lex.Abroad[word] }) ||
			slices.ContainsFunc(t.Sentence.Mentions, func(m mention.Mention) bool {
				e, ok := gazetteer.ByCode(m.Code)
				return ok && r.countryAbroad(e)
			})
	})
}

// countryAbroad reports whether one of the entries is a country besides the author's.
func (r *Reader) countryAbroad(entries ...gazetteer.Entry) bool {
	return slices.ContainsFunc(entries, func(e gazetteer.Entry) bool { return e.Kind == gazetteer.Country && !r.ours(e.Code) })
}

// wellKnown reports whether the code of an organization is known beyond its text:
// one that a text about home abbreviates itself is mostly an office or a firm there.
func wellKnown(code string) bool {
	return slices.ContainsFunc(gazetteer.Lookup(code), func(e gazetteer.Entry) bool { return e.Kind == gazetteer.Organization })
}
