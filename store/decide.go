package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"kiroku/ledger"
	"kiroku/store/derive"
)

// Decide records a decision; see [ledger.Store].
func (s *SQLite) Decide(ctx context.Context, dec ledger.Decision, r ledger.Resolver) (ledger.Decision, error) {
	dec.At = dec.At.UTC()
	if err := dec.Check(); err != nil {
		return ledger.Decision{}, err
	}
	err := s.update(ctx, "decide", func(tx *sql.Tx) error {
		d := derive.New(tx, r, &s.known)
		if err := d.Upgrade(ctx); err != nil {
			return err
		}
		taken, err := d.Decisions(ctx, "")
		if err != nil {
			return err
		}
		dec = afterTies(dec, taken)
		touched, err := d.Concerned(ctx, dec)
		if err != nil {
			return err
		}
		if err := d.Allow(ctx, dec, touched); err != nil {
			return err
		}
		if err := d.KnownNames(ctx, dec); err != nil {
			return err
		}
		if err := d.Record(ctx, dec); err != nil {
			return err
		}
		if dec.Kind == ledger.Undo { // any other is new, and in force
			if err := d.Enforce(ctx); err != nil {
				return err
			}
		}
		for _, seq := range touched {
			rep, err := d.Report(ctx, seq)
			if err != nil {
				return err
			}
			if err := d.LinkDecided(ctx, derive.Member{Seq: seq, Rep: rep}); err != nil {
				return err
			}
		}
		renamed, err := d.DecideNames(ctx)
		if err != nil {
			return err
		}
		_, err = d.Settle(ctx, append(touched, renamed...)...)
		return err
	})
	if err != nil {
		return ledger.Decision{}, err
	}
	return dec, nil
}

// afterTies gives a decision its id, and moves it on by so little that none
// taken earlier stands at the same moment: later decisions win, and a clock
// that stands still must not leave that to chance.
func afterTies(dec ledger.Decision, taken []ledger.Decision) ledger.Decision {
	dec.ID = ledger.DecisionID(dec)
	for _, t := range taken { // in order of time
		if t.At.Equal(dec.At) && t.ID != dec.ID {
			dec.At = dec.At.Add(time.Nanosecond)
			dec.ID = ledger.DecisionID(dec)
		}
	}
	return dec
}

// Decisions lists every decision; see [ledger.Store].
func (s *SQLite) Decisions(ctx context.Context) (list []ledger.Decision, err error) {
	err = s.view(ctx, "list decisions", func(tx *sql.Tx) error {
		list, err = derive.New(tx, nil, &s.known).Decisions(ctx, "")
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, ledger.CompareDecisions)
	return list, nil
}
