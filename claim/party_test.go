package claim

import "testing"

func TestFoldName(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"The U.S. Army", "us army"},
		{"  Côte d’Ivoire ", "cote divoire"},
		{"Bosnia-Herzegovina", "bosnia herzegovina"},
		{"the", "the"},
		{"Київ", "киів"},
		{"—", ""},
		{"\xff\x00", ""},
	} {
		if got := FoldName(c.name); got != c.want {
			t.Errorf("FoldName(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPartyKey(t *testing.T) {
	japan := Party{Name: "Tokyo", Code: "JPN"}
	if other := (Party{Name: "Japan's government", Code: "JPN"}); japan.Key() != other.Key() {
		t.Errorf("%v and %v differ", japan, other)
	}
	if got := (Party{Name: "The Example Fund"}).Key(); got != "example fund" {
		t.Errorf("key %q", got)
	}
}
