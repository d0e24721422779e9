package store

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiroku/ledger"
)

func TestSavedViews(t *testing.T) {
	st, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	at := time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)
	save := func(name, query string) error {
		return st.SaveView(t.Context(), ledger.SavedView{Name: name, Path: "/ledger", Query: query, Who: "ann", At: at})
	}
	for _, bad := range []string{"", "  ", strings.Repeat("x", 81), "a\xff"} {
		if err := save(bad, ""); ledger.CodeOf(err) != ledger.Invalid {
			t.Errorf("saved under the name %q: %v", bad, err)
		}
	}
	for _, v := range [][2]string{{"b", "type=aid"}, {" a  c ", ""}, {"b", "type=event"}} {
		if err := save(v[0], v[1]); err != nil {
			t.Fatal(err)
		}
	}
	list, err := st.SavedViews(t.Context())
	if err != nil || len(list) != 2 || list[0].Name != "a c" || list[1].Query != "type=event" || !list[1].At.Equal(at) {
		t.Fatalf("saved views: %+v, %v", list, err)
	}
	if err := st.DeleteView(t.Context(), "b"); err != nil {
		t.Error(err)
	}
	if err := st.DeleteView(t.Context(), "b"); ledger.CodeOf(err) != ledger.NotFound {
		t.Errorf("deleted twice: %v", err)
	}
}
