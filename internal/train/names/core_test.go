package main

import (
	"slices"
	"strings"
	"testing"

	"kiroku/lang/conllu"
	"kiroku/lang/name"
	"kiroku/text"
)

// rows makes a sentence of "word TAG head entity" rows.
func rows(t *testing.T, lines ...string) (*conllu.File, *conllu.Sentence) {
	t.Helper()
	var b strings.Builder
	for i, l := range lines {
		f := strings.Fields(l)
		misc := "_"
		if len(f) > 3 {
			misc = "Entity=" + f[3]
		}
		b.WriteString(strings.Join([]string{string(rune('1' + i)), f[0], "_", f[1], "_", "_", f[2], "dep", "_", misc}, "\t") + "\n")
	}
	file, err := conllu.Read(strings.NewReader(b.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return file, &file.Sentences[0]
}

func TestGUMNames(t *testing.T) {
	for _, c := range []struct {
		what string
		rows []string
		want []string
	}{
		{"a title is no part of a person's name, an owner none of an organization's", []string{
			"President PROPN 4 (1-person-new-x-cf1-1-sgl", "Ada PROPN 1", "Marlow PROPN 1 1)", "left VERB 0",
			"Norland PROPN 8 (2-organization-new-x-cf1-4-sgl(3-place-new-x-cf1-1-sgl", "'s PART 5 3)", "Relief PROPN 8", "Office PROPN 4 2)"},
			[]string{"person Ada Marlow", "place Norland", "organization Relief Office"}},
		{"a phrase with a common head is none, the name inside is", []string{
			"Larkham PROPN 2 (4-person-new-x-cf1-2-sgl(5-place-new-x-cf1-1-sgl)", "officials NOUN 3 4)", "left VERB 0"},
			[]string{"place Larkham"}},
	} {
		file, sent := rows(t, c.rows...)
		g := name.Gold{Doc: &text.Document{Text: file.Text}}
		addGUM(&g, sent)
		var got []string
		for _, n := range g.Names[0] {
			got = append(got, n.Kind.String()+" "+n.Span.Of(file.Text))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}

func TestBytesOf(t *testing.T) {
	got := bytesOf("São Tomé fell", []entity{{0, 8, "Location", "São Tomé"}, {0, 3, "Location", "Rio"}, {9, 99, "Location", "fell"}})
	if len(got) != 1 || got[0].start != 0 || got[0].end != len("São Tomé") {
		t.Errorf("got %v", got)
	}
}
