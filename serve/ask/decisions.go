package ask

import (
	"net/http"
	"net/url"
	"slices"

	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/serve/site"
)

// DoneBar says what was just decided, and lets it be undone.
type DoneBar struct {
	Decision ledger.Decision
	Said     string
	Back     string
	Standing bool
}

// WithDone is an address that tells of a decision.
func WithDone(address, decision string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "/"
	}
	v := u.Query()
	v.Set("done", decision)
	u.RawQuery = v.Encode()
	return u.String()
}

// DoneBarOf is the bar for the decision that an address tells of.
func (s Pages) DoneBarOf(r *http.Request) (*DoneBar, error) {
	v := r.URL.Query()
	id := v.Get("done")
	if id == "" || !site.UserOf(r).Role.May(ledger.Reviews) {
		return nil, nil
	}
	all, err := s.Ledger.Decisions(r.Context())
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(d ledger.Decision) bool { return d.ID == id })
	if i < 0 {
		return nil, nil
	}
	v.Del("done")
	back := url.URL{Path: r.URL.Path, RawQuery: v.Encode()}
	return &DoneBar{all[i], phrase.Decision(all[i]), back.String(), ledger.Standing(all, all[i])}, nil
}

// decisionLine is a decision as a list shows it.
type decisionLine struct {
	ledger.Decision
	Said     string
	Standing bool
	Entries  []ledger.Entry // that it is about, as they now are; at most two
}

func decisionLines(all []ledger.Decision) []decisionLine {
	var lines []decisionLine
	for _, d := range all {
		lines = append(lines, decisionLine{Decision: d, Said: phrase.Decision(d), Standing: ledger.Standing(all, d)})
	}
	return lines
}

// maxDecisions bounds the decisions that the log shows: the newest.
const maxDecisions = 100

// decisions is the log: who decided what, the newest first.
func (s Pages) decisions(w http.ResponseWriter, r *http.Request) error {
	all, err := s.Ledger.Decisions(r.Context())
	if err != nil {
		return err
	}
	lines := decisionLines(all)
	slices.Reverse(lines)
	lines = lines[:min(len(lines), maxDecisions)]
	for i, line := range lines {
		told := line.Decision
		if k := slices.IndexFunc(all, func(d ledger.Decision) bool { return told.Kind == ledger.Undo && d.ID == told.Undoes }); k >= 0 {
			told = all[k]
		}
		for _, ids := range [][]string{told.Claims, told.Others} {
			if len(ids) == 0 {
				continue
			}
			e, err := s.Ledger.Entry(r.Context(), ledger.EntryID(ids[0]))
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(lines[i].Entries, func(have ledger.Entry) bool { return have.ID == e.ID }) {
				lines[i].Entries = append(lines[i].Entries, e)
			}
		}
	}
	done, err := s.DoneBarOf(r)
	if err != nil {
		return err
	}
	return s.Render(w, r, "decisions", site.Page{Title: "Decisions", Active: "decisions", Body: struct {
		Lines  []decisionLine
		Count  int
		Done   *DoneBar
		Review bool
	}{lines, len(all), done, site.UserOf(r).Role.May(ledger.Reviews)}})
}
