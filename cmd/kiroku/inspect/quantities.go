package inspect

import (
	"kiroku/lang"
	"kiroku/lang/mention"
	"kiroku/value"
)

// quantityList is a line of `annotate --format quantities`.
type quantityList struct {
	ID         string           `json:"id"`
	Quantities []quantityRecord `json:"quantities"`
}

// quantityRecord is one number, sum, date, percentage or measure: byte offsets
// into the document's text, the words, and their value.
type quantityRecord struct {
	Kind       mention.Kind `json:"kind"`
	Start      int          `json:"start"`
	End        int          `json:"end"`
	Text       string       `json:"text"`
	Value      any          `json:"value,omitempty"` // a number, or the notation of value.Date
	ValueTo    value.Number `json:"value_to,omitzero"`
	Unit       string       `json:"unit,omitempty"` // ISO 4217 for money
	Bound      value.Bound  `json:"bound,omitempty"`
	Candidates []string     `json:"candidates,omitempty"`
	From       string       `json:"from,omitempty"`
	To         string       `json:"to,omitempty"`
}

func quantitiesOf(a *lang.Analysis) quantityList {
	list := quantityList{ID: a.Doc.Ref, Quantities: []quantityRecord{}}
	for _, sent := range a.Sentences {
		for _, m := range sent.Mentions {
			if q, ok := quantityOf(a.Doc.Text, m); ok {
				list.Quantities = append(list.Quantities, q)
			}
		}
	}
	return list
}

// quantityOf is the record of a mention that has a value, false for a name.
func quantityOf(text string, m mention.Mention) (quantityRecord, bool) {
	q := quantityRecord{Kind: m.Kind, Start: m.Span.Start, End: m.Span.End, Text: m.Span.Of(text)}
	switch m.Kind {
	case mention.Number, mention.Measure, mention.Percent:
		q.setValue(m.Quantity.Value)
		q.ValueTo, q.Unit, q.Bound = m.Quantity.ValueTo, m.Quantity.Unit, m.Quantity.Bound
	case mention.Money:
		q.setValue(m.Money.Amount)
		q.ValueTo, q.Unit, q.Bound, q.Candidates = m.Money.AmountTo, m.Money.Currency, m.Money.Bound, m.Money.Candidates
	case mention.Date:
		if !m.Date.IsZero() {
			q.Value = m.Date.String()
		}
		q.From, q.To = m.Date.From.String(), m.Date.To.String()
	default:
		return quantityRecord{}, false
	}
	return q, true
}

func (q *quantityRecord) setValue(n value.Number) {
	if n.Known() {
		q.Value = n
	}
}
