package story

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kiroku/text"
	"kiroku/value"
)

const releaseCorpus = "../../../shared/corpora/whitehouse-2021-2022.jsonl.gz"

// releases reads the White House releases of 2021 and 2022.
func releases(tb testing.TB, limit int) []*text.Document {
	tb.Helper()
	f, err := os.Open(releaseCorpus)
	if err != nil {
		tb.Skipf("no corpus of releases beside the checkout: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var docs []*text.Document
	for dec := json.NewDecoder(z); dec.More() && len(docs) < limit; {
		var r struct{ ID, Date, Source, Title, Text string }
		if err := dec.Decode(&r); err != nil {
			tb.Fatal(err)
		}
		day, err := value.ParseDay(r.Date)
		if err != nil {
			tb.Fatal(err)
		}
		docs = append(docs, &text.Document{ID: r.ID, Source: r.Source, Title: r.Title, Text: r.Text,
			Published: value.Date{From: day, To: day}})
	}
	return docs
}

// press makes copies of releases as newspapers make them of wire reports.
type press struct{ *rand.Rand }

// madeCopy is a copy and what was done to it.
type madeCopy struct {
	doc    *text.Document
	origin string
	how    string
	figure string // written for another, "" where none was changed
	later  bool   // the copy shows that it is one: by its date, or by a credit
}

func (p press) copyOf(doc *text.Document, n int) madeCopy {
	paragraphs := splitParagraphs(doc.Text)
	how := []string{"headed", "cut", "beheaded", "edited", "cut and edited"}[n%5]
	if strings.HasPrefix(how, "cut") {
		paragraphs = paragraphs[:min(len(paragraphs), max(2, len(paragraphs)*(35+p.IntN(50))/100))]
	}
	if how == "beheaded" && len(paragraphs) > 3 {
		paragraphs = paragraphs[1+p.IntN(len(paragraphs)/3):]
	}
	body := strings.Join(paragraphs, "\n\n")
	if strings.HasSuffix(how, "edited") {
		body = p.edit(body)
	}
	figure := ""
	if n%2 == 0 {
		body, figure = p.changeFigure(body)
	}
	if p.IntN(2) == 0 {
		body = rewrap(body, 50+p.IntN(40))
	}
	day := doc.Published.From.Add(0, 0, p.IntN(3))
	title := []string{"Washington acts", "What the president said", "In brief", "News from the capital"}[p.IntN(4)]
	credited := p.IntN(2) == 0
	if credited {
		body = "From our news services\n\n" + body
	}
	body = title + "\n\n" + body
	return madeCopy{&text.Document{
		ID: fmt.Sprintf("copy-%d", n), Source: fmt.Sprintf("Paper %d", n%40), Title: title, Text: body,
		Published: value.Date{From: day, To: day},
	}, doc.ID, how, figure, credited || day != doc.Published.From}
}

func splitParagraphs(t string) []string {
	var kept []string
	for p := range strings.SplitSeq(t, "\n") {
		if strings.TrimSpace(p) != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

// edit leaves out or puts in a word about every forty words.
func (p press) edit(t string) string {
	words := strings.Split(t, " ")
	var out []string
	for _, w := range words {
		switch p.IntN(80) {
		case 0:
		case 1:
			out = append(out, w, []string{"also", "today", "however", "reportedly"}[p.IntN(4)])
		default:
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

var plainFigure = regexp.MustCompile(`\b\d{2,3}\b`)

// changeFigure writes another number for one of the text's.
func (p press) changeFigure(t string) (changed, figure string) {
	places := plainFigure.FindAllStringIndex(t, -1)
	places = slices.DeleteFunc(places, func(at []int) bool { // whole numbers that stand alone
		before, after := t[max(0, at[0]-1):at[0]], t[at[1]:min(len(t), at[1]+2)]
		return strings.Trim(before, " $\n") != "" || !strings.HasPrefix(after, " ")
	})
	if len(places) == 0 {
		return t, ""
	}
	at := places[p.IntN(len(places))]
	was, _ := strconv.Atoi(t[at[0]:at[1]])
	figure = strconv.Itoa(was + 1 + p.IntN(60))
	return t[:at[0]] + figure + t[at[1]:], figure
}

// rewrap breaks the lines of a text after about so many bytes.
func rewrap(t string, width int) string {
	var b strings.Builder
	for paragraph := range strings.SplitSeq(t, "\n\n") {
		n := 0
		for w := range strings.FieldsSeq(paragraph) {
			if n+len(w) > width {
				b.WriteByte('\n')
				n = 0
			} else if n > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
			n += len(w) + 1
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// TestCopiesOfReleases makes copies of real texts by program, so that every
// label is known: cut, beheaded, headed anew, rewrapped, edited, with a figure
// changed in half of them. All other pairs are no copies, unless two releases
// are the same text.
func TestCopiesOfReleases(t *testing.T) {
	bases := slices.DeleteFunc(releases(t, 800), func(d *text.Document) bool { return len(d.Text) < 600 })
	p := press{rand.New(rand.NewPCG(1, 2))}
	byID := map[string]*text.Document{}
	docs := slices.Clone(bases)
	var made []madeCopy
	for n := range 400 {
		m := p.copyOf(bases[p.IntN(len(bases))], n)
		made = append(made, m)
		docs = append(docs, m.doc)
	}
	for _, doc := range docs {
		byID[doc.ID] = doc
	}
	stories := storiesByID(docs)

	copies := map[string]madeCopy{}
	for _, m := range made {
		copies[m.doc.ID] = m
	}
	found, wrong, changed, noticed := 0, 0, 0, 0
	missed := map[string]int{}
	for _, m := range made {
		from, to := stories[m.doc.ID], stories[m.origin]
		switch {
		case from.Origin == m.origin || from.Origin != m.doc.ID && sameWords(byID[m.origin].Text, byID[from.Origin].Text):
			found++
		case !m.later && to.Origin == m.doc.ID: // nothing says which of the two was first
			found++
			from = to
		case !copies[from.Origin].later && copies[from.Origin].origin == m.origin: // the same of their common origin
			found++
		case from.Origin != m.doc.ID:
			wrong++
			a, b := sketchOf(m.doc.Text), sketchOf(byID[from.Origin].Text)
			t.Logf("%s (%s) is of %s, taken for a copy of %s, %.2f renamed", m.doc.ID, m.how, m.origin, from.Origin, renamed(a.names, b.names))
		default:
			missed[m.how]++
			a, b := sketchOf(m.doc.Text), sketchOf(byID[m.origin].Text)
			if a.shingles > b.shingles {
				a, b = b, a
			}
			part, n := commonPart(a.minima, b.minima)
			t.Logf("missed %s (%s) of %s: %.2f of %d shingles, %.2f renamed", m.doc.ID, m.how, m.origin, part, n, renamed(a.names, b.names))
		}
		if m.figure != "" {
			changed++
			if slices.ContainsFunc(from.Changed, func(c Change) bool { return c.Figure == m.figure || c.Origin == m.figure }) {
				noticed++
			}
		}
	}
	for _, doc := range bases {
		s := stories[doc.ID]
		if m, ok := copies[s.Origin]; ok && !m.later && m.origin == doc.ID {
			continue
		}
		if s.Origin != doc.ID && !sameWords(doc.Text, byID[s.Origin].Text) {
			wrong++
			t.Logf("taken for a copy: %s of %s", doc.ID, s.Origin)
		}
	}
	precision := float64(found) / float64(found+wrong)
	recall := float64(found) / float64(len(made))
	notice := float64(noticed) / float64(changed)
	t.Logf("copies: precision %.4f recall %.4f; changed figures noticed %.4f of %d; missed %v", precision, recall, notice, changed, missed)
	if precision < 0.98 || recall < 0.95 || notice < 0.95 {
		t.Errorf("copies: precision %.4f recall %.4f, figures noticed %.4f", precision, recall, notice)
	}
}

// sameWords says whether the shorter of two texts is, nearly, in the longer one:
// of its runs of eight words, nineteen of twenty are.
func sameWords(a, b string) bool {
	const run = 8
	if len(a) > len(b) {
		a, b = b, a
	}
	runs := map[string]bool{}
	words := strings.Fields(b)
	for i := range max(0, len(words)-run+1) {
		runs[strings.Join(words[i:i+run], " ")] = true
	}
	words = strings.Fields(a)
	both, all := 0, max(1, len(words)-run+1)
	for i := range max(0, len(words)-run+1) {
		if runs[strings.Join(words[i:i+run], " ")] {
			both++
		}
	}
	return float64(both) >= 0.95*float64(all)
}
