package cluster

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestCasing(t *testing.T) {
	var sents [][]string
	for _, line := range []string{
		"The mayor of Berlin may open a bakery in May .",
		"A bakery in Berlin may bake what it may .",
		"Few bakeries in Berlin may close in May .",
		"HELP BERLIN BAKE BREAD NOW", // a headline tells nothing
		"the mayor said : Bakeries of the town may open in Berlin .",
	} {
		sents = append(sents, strings.Fields(line))
	}
	var b bytes.Buffer
	if err := CountCases(slices.Values(sents)).Write(&b, "a note"); err != nil {
		t.Fatal(err)
	}
	c, err := ReadCasing(&b)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]int{"berlin": 6, "may": 3, "in": 2, "bakery": 0, "help": 0, "": 0} {
		if got := c.Of([]byte(word)); got != want {
			t.Errorf("Of(%q) = %d, want %d", word, got, want)
		}
	}
}

func TestEnglishCasing(t *testing.T) {
	c := EnglishCasing()
	of := func(w string) int { return c.Of([]byte(w)) }
	if of("ukraine") != caseSteps || of("given") != 1 || of("secretary") <= of("water") {
		t.Errorf("ukraine %d, given %d, secretary %d, water %d", of("ukraine"), of("given"), of("secretary"), of("water"))
	}
}

func TestReadCasingRefuses(t *testing.T) {
	for _, raw := range []string{"", "not gzip"} {
		if _, err := ReadCasing(strings.NewReader(raw)); err == nil {
			t.Errorf("ReadCasing(%q) gave no error", raw)
		}
	}
}
