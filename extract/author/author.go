// Package author tells whose words a document's own are: whose document it is, who says
// "I" in it, and who has the turn at a place of a transcript. In comes an analysed
// document; out come parties. What stands in quotation marks is not its concern.
package author

import (
	"kiroku/claim"
	"kiroku/extract/lexicon"
	"kiroku/gazetteer"
	"kiroku/lang"
)

// Voice is who speaks in a document outside quotation marks.
type Voice struct {
	Author   claim.Party // whose document it is
	Signer   claim.Party // who "I" is where it is no transcript, zero unknown
	Turns    []turn      // of a transcript
	lex      *lexicon.Lexicon
	analysis *lang.Analysis
}

// VoiceOf is who speaks in a document.
func VoiceOf(lex *lexicon.Lexicon, a *lang.Analysis) Voice {
	v := Voice{Author: Of(a), lex: lex, analysis: a}
	v.Turns = v.turnsOf()
	v.Signer = v.signerOf()
	return v
}

// Of is who the document's "we" is: the party that its source names. A
// government, ministry or office acts for its country, also one that only the
// register of publishers knows ("Kantei"); an outlet is its own author and acts
// for nobody.
func Of(a *lang.Analysis) claim.Party {
	src := a.Doc.Source
	author := claim.Party{Name: src, Kind: claim.Organization}
	for _, m := range gazetteer.Find(nil, src) {
		for _, e := range m.Entries {
			switch e.Kind {
			case gazetteer.Outlet:
				if m.Start > len("The ") {
					break // a ministry of foreign affairs is not the magazine
				}
				return author
			case gazetteer.Country, gazetteer.Body:
				return claim.Party{Name: src, Code: e.Country, Kind: claim.Country}
			case gazetteer.Organization:
				return claim.Party{Name: e.Name, Code: e.Code, Kind: claim.Organization}
			}
		}
	}
	if p := a.Doc.Publisher; p.Kind == "government" && p.Country != "" {
		return claim.Party{Name: src, Code: p.Country, Kind: claim.Country}
	}
	return author
}
