package cluster

import (
	"bytes"
	"slices"
	"testing"
)

// planted is a small language: an animal does something to a thing.
func planted() [][]string {
	animals := []string{"dog", "cat", "cow", "horse"}
	verbs := []string{"sees", "likes", "finds"}
	things := []string{"hay", "milk", "grass", "bread", "water"}
	var sents [][]string
	for _, a := range animals {
		for _, v := range verbs {
			for _, th := range things {
				sents = append(sents, []string{"The", a, v, th, "."}, []string{"Does", "the", a, "see", th, "?"})
			}
		}
	}
	return sents
}

func write(t *testing.T, c *Classes) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b, "a note"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTrainFindsPlantedClasses(t *testing.T) {
	how := Training{Fine: 7, Coarse: 3, MinCount: 1, Rounds: 20}
	file := write(t, Train(slices.Values(planted()), how))
	table, err := Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	groups := [][]string{{"dog", "cat", "cow", "horse"}, {"sees", "likes", "finds"}, {"hay", "milk", "grass", "bread", "water"}}
	group := map[uint16]int{} // that each fine class belongs to
	for i, words := range groups {
		for _, w := range words {
			c := table.Of(w)
			if c.Fine == 0 || c.Coarse != table.Of(words[0]).Coarse {
				t.Errorf("class of %s is %v, of %s %v", w, c, words[0], table.Of(words[0]))
			}
			if g, ok := group[c.Fine]; ok && g != i {
				t.Errorf("%s is in a class of group %d", w, g)
			}
			group[c.Fine] = i
		}
	}
	if again := write(t, Train(slices.Values(planted()), how)); !bytes.Equal(file, again) {
		t.Error("the same text gave another file")
	}
}

func TestOf(t *testing.T) {
	table := &Table{map[string]Class{"may": {1, 1}, "May": {2, 1}, "0,000": {3, 1}, "don't": {4, 2}}}
	for _, c := range []struct {
		word string
		fine uint16
	}{{"may", 1}, {"May", 2}, {"MAY", 1}, {"4,512", 3}, {"don’t", 4}, {"Don’t", 4}, {"", 0}, {"unheard", 0}, {"\xe2\x80", 0},
		{"averyveryveryveryveryverylongwordindeed", 0}} {
		if got := table.Of(c.word); got.Fine != c.fine {
			t.Errorf("Of(%q) = %v, want fine class %d", c.word, got, c.fine)
		}
	}
}

func TestEnglish(t *testing.T) {
	table := English()
	if table.Len() < 10000 {
		t.Fatalf("%d words", table.Len())
	}
	if a, b := table.Of("Wednesday"), table.Of("Thursday"); a != b || a.Fine == 0 {
		t.Errorf("Wednesday is in %v, Thursday in %v", a, b)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, raw := range []string{"", "not gzip"} {
		if _, err := Read(bytes.NewReader([]byte(raw))); err == nil {
			t.Errorf("Read(%q) gave no error", raw)
		}
	}
}

func BenchmarkOf(b *testing.B) {
	table := English()
	b.ReportAllocs()
	for b.Loop() {
		table.Of("Wednesday")
		table.Of("UNKNOWNWORD")
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := Read(bytes.NewReader(english)); err != nil {
			b.Fatal(err)
		}
	}
}
