package main

import (
	"bufio"
	"encoding/json"
	"os"

	"kiroku/lang/mention"
	"kiroku/text"
	"kiroku/value"
)

func main() {
	sc := bufio.NewScanner(os.Stdin)
	sc.Buffer(nil, 1<<26)
	enc := json.NewEncoder(os.Stdout)
	for sc.Scan() {
		var r struct{ ID any; Text, Date string }
		json.Unmarshal(sc.Bytes(), &r)
		pub, _ := value.ParseDate(r.Date)
		out := []map[string]any{}
		for _, m := range mention.Quantities(r.Text, text.Span{End: len(r.Text)}, pub) {
			q := map[string]any{"kind": m.Kind, "start": m.Span.Start, "end": m.Span.End, "text": m.Span.Of(r.Text)}
			switch m.Kind {
			case mention.Money:
				q["value"], q["unit"], q["candidates"] = m.Money.Amount, m.Money.Currency, m.Money.Candidates
				q["bound"] = m.Money.Bound
				q["m"] = m.Money.String()
			case mention.Date:
				q["value"] = m.Date.String()
				if !m.Date.From.IsZero() { q["from"] = m.Date.From.String() }
				if !m.Date.To.IsZero() { q["to"] = m.Date.To.String() }
			default:
				q["value"], q["unit"], q["bound"] = m.Quantity.Value, m.Quantity.Unit, m.Quantity.Bound
				q["m"] = m.Quantity.String()
			}
			out = append(out, q)
		}
		enc.Encode(map[string]any{"id": r.ID, "quantities": out})
	}
}
