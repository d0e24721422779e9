package cli

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/value"
)

var csvHeader = []string{"id", "type", "action", "category", "polarity", "modality", "actors", "actor_codes", "recipients", "recipient_codes",
	"amount", "amount_to", "currency", "bound", "basis", "items", "value", "value_to", "unit", "from", "to", "where", "reports", "confidence", "summary"}

// WriteCSV writes entries as CSV.
func WriteCSV(con *terminal.Console, entries []ledger.Entry) error {
	return WriteEntriesCSV(con.Stdout, func(yield func(ledger.Entry, error) bool) {
		for _, e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	})
}

// WriteEntriesCSV writes them as they come.
func WriteEntriesCSV(out io.Writer, entries iter.Seq2[ledger.Entry, error]) error {
	w := csv.NewWriter(out)
	w.Write(csvHeader) // the writer keeps its first error
	for e, err := range entries {
		if err != nil {
			return err
		}
		var m value.Money
		if e.Money != nil {
			m = *e.Money
		}
		bound := m.Bound
		if bound == "" {
			bound = e.Quantity.Bound
		}
		when := phrase.When(e)
		cells := []string{e.ID, string(e.Type), e.Action, e.Category, string(e.Polarity), string(e.Modality),
			phrase.Names(e.Actors), codes(e.Actors), phrase.Names(e.Recipients), codes(e.Recipients),
			m.Amount.String(), m.AmountTo.String(), m.Currency, string(bound), string(m.Basis), phrase.Items(e.Items),
			e.Quantity.Value.String(), e.Quantity.ValueTo.String(), e.Quantity.Unit, when.From.String(), when.To.String(), e.Where.Name,
			strconv.Itoa(len(e.Documents)), strconv.FormatFloat(e.Confidence, 'f', 2, 64), e.Summary}
		for i := range cells {
			cells[i] = formulaSafe(terminal.OneLine(cells[i]))
		}
		w.Write(cells)
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// formulaSafe keeps a spreadsheet from running text as a formula (OWASP, CSV
// injection): a cell that begins like one is given an apostrophe. Numbers are
// left as they are.
func formulaSafe(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if _, err := value.ParseNumber(cell); err == nil {
		return cell
	}
	return "'" + cell
}

func codes(parties []claim.Party) string {
	var list []string
	for _, p := range parties {
		if p.Code != "" {
			list = append(list, p.Code)
		}
	}
	return strings.Join(list, ", ")
}
