package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Revision changes whenever documents, decisions or entries do, whichever
// process changed them. Asking costs a few look-ups.
func (s *SQLite) Revision(ctx context.Context) (string, error) {
	var documents, decisions int64
	var version string
	err := s.view(ctx, "look for changes", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT coalesce((SELECT max(seq) FROM documents), 0), coalesce((SELECT max(seq) FROM decisions), 0),
			coalesce((SELECT version FROM derivation), '')`).Scan(&documents, &decisions, &version)
	})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d.%d.%s", documents, decisions, version), nil
}
