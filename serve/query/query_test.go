package query

import (
	"net/url"
	"reflect"
	"testing"

	"kiroku/ledger"
)

// An address says the same as the question that was read from it.
func TestParse(t *testing.T) {
	for _, address := range []string{
		"/ledger", "/ledger?type=aid&type=event&party=UKR&page=3", "/timeline?since=2024-03&until=2024&q=grain",
		"/ledger?all=1&counted=1&sort=amount&in=EUR&rates=2024-03-14&min=1,000&review=open&area=KEN",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		q, err := Parse(u)
		if err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		again, err := url.Parse(q.At(q.Page))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Parse(again); err != nil || !reflect.DeepEqual(got, q) {
			t.Errorf("%s: %+v, of %s %+v, %v", address, q, again, got, err)
		}
	}
	for _, address := range []string{"/ledger?type=gift", "/ledger?page=0", "/ledger?since=soon", "/ledger?since=2024&until=2023", "/ledger?min=much", "/ledger?sort=colour", "/ledger?rates=now", "/ledger?q=%00"} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(u); ledger.CodeOf(err) != ledger.Invalid {
			t.Errorf("%s: %v", address, err)
		}
	}
}
