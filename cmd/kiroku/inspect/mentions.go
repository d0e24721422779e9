package inspect

import "kiroku/lang"

// mentionList is a line of `annotate --format mentions`.
type mentionList struct {
	ID       string          `json:"id"`
	Mentions []mentionRecord `json:"mentions"`
}

// mentionRecord is a name, or a quantity as in [quantityRecord].
type mentionRecord struct {
	quantityRecord
	Name  string `json:"name,omitempty"`
	Code  string `json:"code,omitempty"`
	Role  string `json:"role,omitempty"`
	Place string `json:"place,omitempty"`
}

func mentionsOf(a *lang.Analysis) mentionList {
	list := mentionList{ID: a.Doc.Ref, Mentions: []mentionRecord{}}
	for _, sent := range a.Sentences {
		for _, m := range sent.Mentions {
			q, ok := quantityOf(a.Doc.Text, m)
			if !ok {
				q = quantityRecord{Kind: m.Kind, Start: m.Span.Start, End: m.Span.End, Text: m.Span.Of(a.Doc.Text)}
			}
			list.Mentions = append(list.Mentions, mentionRecord{q, m.Name, m.Code, m.Role, m.Place})
		}
	}
	return list
}
