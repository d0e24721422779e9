package quantity

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiroku/internal/casetest"
	"kiroku/lang/mention"
	"kiroku/lang/quantity/scan"
	"kiroku/text"
	"kiroku/value"
)

// render writes a mention as the .test files show it.
func render(t string, m mention.Mention) string {
	v := m.Quantity.String()
	switch m.Kind {
	case mention.Money:
		v = m.Money.String()
	case mention.Date:
		v = m.Date.String()
	}
	s := fmt.Sprintf("%s %q %s", m.Kind, m.Span.Of(t), v)
	if m.Full != m.Span {
		s += fmt.Sprintf(" full=%q", m.Full.Of(t))
	}
	return s
}

func TestFind(t *testing.T) {
	for _, file := range []string{"quantities", "dates"} {
		casetest.Run(t, "testdata/"+file+".test", func(t *testing.T, c casetest.Case) string {
			pub, err := value.ParseDate(c.Arg("published", ""))
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			for _, m := range Find(c.Input, text.Span{End: len(c.Input)}, pub) {
				b.WriteString(render(c.Input, m) + "\n")
			}
			return b.String()
		})
	}
}

// checkMentions is what holds for any bytes.
func checkMentions(t interface{ Fatalf(string, ...any) }, s string, sp text.Span, ms []mention.Mention) {
	last := sp.Start
	for _, m := range ms {
		if !m.Span.In(len(s)) || !sp.Contains(m.Span) || !m.Full.Contains(m.Span) || !sp.Contains(m.Full) || m.Span.Len() == 0 {
			t.Fatalf("span %v full %v outside %v in %q", m.Span, m.Full, sp, s)
		}
		if m.Full.Start < last {
			t.Fatalf("mention at %v overlaps the one before in %q", m.Full, s)
		}
		last = m.Full.End
		if !m.Noun.IsZero() && !m.Span.Contains(m.Noun) {
			t.Fatalf("noun %v outside span %v in %q", m.Noun, m.Span, s)
		}
		if m.Kind == mention.Money && !m.Money.Amount.Known() || m.Kind != mention.Money && m.Kind != mention.Date && !m.Quantity.Value.Known() {
			t.Fatalf("%s without a value: %q", m.Kind, m.Span.Of(s))
		}
		if m.Kind == mention.Date && !m.Date.From.IsZero() && !m.Date.To.IsZero() && m.Date.From.Cmp(m.Date.To) > 0 {
			t.Fatalf("date ends before it starts: %q %v", m.Span.Of(s), m.Date)
		}
	}
}

var fragments = []string{
	"$", "US$", "€", "5", "1,000", "2022", "million", "bn", "m", "half", "a", "of", "and", "to", "-", "–", " ", " ", " ", "\n", "\n\n", "(", ")", ",", ".",
	"March", "Friday", "last", "next", "week", "the", "24", "th", "since", "by", "between", "from", "dozens", "people", "hundred", "twenty", "three",
	"more than", "about", "at least", "yen", "USD", "%", "F", "/", ":", "p.m.", "early", "Q", "1", "quarter", "\xff", "é", "元", "’", "s", "end", "ago", "days", "in", "00",
}

func TestAnyTextGivesOrderedSpans(t *testing.T) {
	pub := value.OnDay(value.NewDay(2022, 3, 4))
	rapid.Check(t, func(rt *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(fragments), 0, 40).Draw(rt, "fragments"), "")
		from := rapid.IntRange(0, len(s)).Draw(rt, "from")
		sp := text.Span{Start: from, End: rapid.IntRange(from, len(s)).Draw(rt, "to")}
		checkMentions(rt, s, sp, Find(s, sp, pub))
	})
}

func FuzzFind(f *testing.F) {
	f.Add("At least $20 million (3.24 billion yen) by 12 May 2022", 2022, 60)
	f.Add("hundreds of thousands, 5-7 million, from 3 to 7 March, F-16", 0, 0)
	f.Add("\xff1\u00a0000 \u2009元½", 1999, 400)
	f.Fuzz(func(t *testing.T, s string, year, day int) {
		var pub value.Date
		if year > 0 && year < 9000 {
			pub = value.OnDay(value.NewDay(year, 1, day%366))
		}
		sp := text.Span{End: len(s)}
		checkMentions(t, s, sp, Find(s, sp, pub))
	})
}

func TestSpanOutsideTextGivesNothing(t *testing.T) {
	for _, sp := range []text.Span{{Start: -1, End: 2}, {Start: 0, End: 99}, {Start: 3, End: 1}} {
		if ms := Find("5 cars", sp, value.Date{}); ms != nil {
			t.Errorf("span %v gave %v", sp, ms)
		}
	}
}

// TestLongTextIsCutBetweenWords: a text of many blocks loses no number to a cut.
func TestLongTextIsCutBetweenWords(t *testing.T) {
	line := "The ministry counted 1,250 damaged houses in the north of the valley. "
	n := 4 * block / len(line)
	s := strings.Repeat(line, n)
	ms := Find(s, text.Span{End: len(s)}, value.Date{})
	if len(ms) != n {
		t.Fatalf("%d mentions of %d", len(ms), n)
	}
	checkMentions(t, s, text.Span{End: len(s)}, ms)
}

func ExampleFind() {
	t := "Norland pledged at least $20 million and 48,000 field rations on Friday."
	for _, m := range Find(t, text.Span{End: len(t)}, value.OnDay(value.NewDay(2026, 3, 9))) {
		fmt.Println(render(t, m))
	}
	// Output:
	// money "$20 million" >=USD 20000000 (USD|CAD|AUD|NZD|SGD|HKD|TWD|MXN) full="at least $20 million"
	// measure "48,000 field rations" 48000 field rations
	// date "Friday" 2026-03-06
}

func benchmark(b *testing.B, line string) {
	s := strings.Repeat(line, 200)
	pub := value.OnDay(value.NewDay(2022, 3, 4))
	scan.Words()
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Find(s, text.Span{End: len(s)}, pub)
	}
}

func BenchmarkFindPlain(b *testing.B) {
	benchmark(b, "The government of the island said that its engineers were repairing bridges, roads and schools along the coast.\n\n")
}

func BenchmarkFindDense(b *testing.B) {
	benchmark(b, "On Friday, 4 March 2022 the bank lent $30 million (3.24 billion yen) to more than 1,200 farms and two dozen schools.\n\n")
}

func TestAliases(t *testing.T) {
	for in, want := range map[string]string{
		"gave HK$ 5 m to Fiji":          "$ 5 million",
		"gave 60 billion won to Fiji":   "60 billion dollars",
		"gave $ 2 to 3 million to Fiji": "$ 2 - 3 million",
		"gave Rs 50 crore to Fiji":      "$ 50 million",
		"gave $ 5 million to Fiji":      "",
		"gave 3 m of rope to 5 men":     "",
		"won 3 times in 1999":           "",
	} {
		sent := text.Sentence{Span: text.Span{End: len(in)}}
		at := 0
		for _, w := range strings.Fields(in) {
			at += strings.Index(in[at:], w)
			sent.Tokens = append(sent.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}})
			at += len(w)
		}
		found := Find(in, sent.Span, value.Date{})
		sent.Aliases = Aliases(in, sent.Tokens, found)
		got := ""
		if len(sent.Aliases) > 0 {
			var words []string
			for i, tok := range sent.Tokens {
				if found[0].Span.Contains(tok.Span) {
					words = append(words, sent.Form(in, i))
				}
			}
			got = strings.Join(words, " ")
		}
		if got != want {
			t.Errorf("%q is looked up as %q, want %q", in, got, want)
		}
	}
}
