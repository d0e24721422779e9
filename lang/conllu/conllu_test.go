package conllu

import (
	"strings"
	"testing"

	"kiroku/text"
)

const sample = `# sent_id = a-1
# text = The team can't go.
1	The	the	DET	DT	Definite=Def|PronType=Art	2	det	_	_
2	team	team	NOUN	NN	Number=Sing	5	nsubj	_	_
3-4	can't	_	_	_	_	_	_	_	_
3	ca	can	AUX	MD	VerbForm=Fin	5	aux	_	_
4	n't	not	PART	RB	_	5	advmod	_	_
5	go	go	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
5.1	went	go	VERB	VBD	_	_	_	5:conj	_
6	.	.	PUNCT	.	_	5	punct	_	_

# sent_id = a-2
1	Yes	yes	INTJ	UH	_	0	root	_	_

`

func TestReadWrite(t *testing.T) {
	f, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if want := "The team can't go.\nYes\n"; f.Text != want {
		t.Errorf("text %q, want %q", f.Text, want)
	}
	if len(f.Sentences) != 2 || len(f.Sentences[0].Tokens) != 6 {
		t.Fatalf("%d sentences", len(f.Sentences))
	}
	if head := f.Sentences[0].Tokens[4].Head; head != -1 {
		t.Errorf("head of the root is %d", head)
	}
	var b strings.Builder
	if err := Write(&b, f.Text, f.Sentences); err != nil {
		t.Fatal(err)
	}
	if b.String() != sample {
		t.Errorf("written:\n%s\nread:\n%s", b.String(), sample)
	}
}

func TestReadRefuses(t *testing.T) {
	row := func(id, form, head string) string {
		return id + "\t" + form + "\t_\t_\t_\t_\t" + head + "\t_\t_\t_\n"
	}
	for name, file := range map[string]string{
		"columns":      "1\tword\n",
		"numbering":    row("1", "a", "0") + row("3", "b", "1"),
		"no form":      row("1", "", "0"),
		"head":         row("1", "a", "x"),
		"head outside": row("1", "a", "2"),
		"range":        row("2-1", "a", "_") + row("1", "a", "0"),
		"range end":    row("1-2", "ab", "_") + row("1", "a", "0"),
	} {
		if _, err := Read(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), "line ") {
			t.Errorf("%s: error %v, want one that names the line", name, err)
		}
	}
}

func TestOf(t *testing.T) {
	const doc = "Go\u00a0now!"
	sent := &text.Sentence{Span: text.Span{Start: 0, End: len(doc)}, Tokens: []text.Token{
		{Span: text.Span{Start: 0, End: 2}, Tag: "VERB", Head: -1, Rel: "root"},
		{Span: text.Span{Start: 4, End: 7}, Tag: "ADV", Head: 0, Rel: "advmod"},
		{Span: text.Span{Start: 7, End: 8}},
	}}
	var b strings.Builder
	if err := Write(&b, doc, []Sentence{Of(doc, sent)}); err != nil {
		t.Fatal(err)
	}
	want := "# text = Go now!\n1\tGo\t_\tVERB\t_\t_\t0\troot\t_\t_\n2\tnow\t_\tADV\t_\t_\t1\tadvmod\t_\tSpaceAfter=No\n3\t!\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestDraw(t *testing.T) {
	f, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := Draw(&b, f.Text, &f.Sentences[0].Sentence); err != nil {
		t.Fatal(err)
	}
	const want = `  ╭─╼ The DET det
╭─┶ team NOUN nsubj
├─╼ ca AUX aux
├─╼ n't PART advmod
┾ go VERB root
╰─╼ . PUNCT punct

`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestDrawCutsCircles(t *testing.T) {
	sent := &text.Sentence{Tokens: make([]text.Token, 3)}
	sent.Tokens[0].Head, sent.Tokens[1].Head, sent.Tokens[2].Head = 1, 0, 7
	var b strings.Builder
	if err := Draw(&b, "", sent); err != nil || strings.Count(b.String(), "\n") != 4 {
		t.Errorf("drew %q, %v", b.String(), err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1\ta\t_\t_\t_\t_\t1\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, raw string) {
		file, err := Read(strings.NewReader(raw))
		if err != nil {
			return
		}
		var b, again, drawn strings.Builder
		for i := range file.Sentences {
			sent := &file.Sentences[i].Sentence
			for _, tok := range sent.Tokens {
				if !tok.Span.In(len(file.Text)) {
					t.Fatalf("span %v of %d bytes", tok.Span, len(file.Text))
				}
			}
			if err := Draw(&drawn, file.Text, sent); err != nil {
				t.Fatal(err)
			}
		}
		if err := Write(&b, file.Text, file.Sentences); err != nil {
			t.Fatal(err)
		}
		second, err := Read(strings.NewReader(b.String()))
		if err != nil {
			t.Fatalf("own output: %v\n%q", err, b.String())
		}
		if Write(&again, second.Text, second.Sentences); again.String() != b.String() {
			t.Fatalf("written twice:\n%q\n%q", b.String(), again.String())
		}
	})
}
