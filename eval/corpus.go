package eval

import (
	"fmt"
	"os"
	"path/filepath"

	"kiroku/claim"
	"kiroku/extract"
	"kiroku/extract/judge"
	"kiroku/lang"
	"kiroku/text"
	"kiroku/value"
)

// Record is a marked document as the development data holds it.
type Record struct {
	ID     string `json:"id"`
	File   string `json:"file"`
	Text   string `json:"text"`
	Date   string `json:"date"`
	Source string `json:"source"`
	Title  string `json:"title"`
	URL    string `json:"url"`
}

// Marked is a document with its gold claims and what the rules propose for it.
type Marked struct {
	Doc        *text.Document
	Gold       []Gold
	Analysis   *lang.Analysis
	Candidates []judge.Candidate
}

// LoadMarked reads a folder of documents.jsonl and gold.jsonl and analyses it.
func LoadMarked(dir string) ([]Marked, error) {
	records, err := readFile[Record](filepath.Join(dir, "documents.jsonl"))
	if err != nil {
		return nil, err
	}
	gold, err := readFile[Gold](filepath.Join(dir, "gold.jsonl"))
	if err != nil {
		return nil, err
	}
	byDoc := map[string][]Gold{}
	for _, g := range gold {
		byDoc[g.Doc] = append(byDoc[g.Doc], g)
	}
	out := make([]Marked, 0, len(records))
	for _, rec := range records {
		if rec.File != "" {
			raw, err := os.ReadFile(filepath.Join(dir, rec.File))
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", rec.ID, err)
			}
			rec.Text = string(raw)
		}
		published, err := value.ParseDate(rec.Date)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", rec.ID, err)
		}
		doc := &text.Document{ID: rec.ID, Ref: rec.ID, Source: rec.Source, URL: rec.URL, Title: rec.Title, Lang: "en", Published: published, Text: rec.Text}
		m := Marked{Doc: doc, Gold: byDoc[rec.ID], Analysis: lang.Analyze(doc)}
		for i := range m.Gold {
			if err := m.Gold[i].Locate(doc.Text); err != nil {
				return nil, err
			}
		}
		m.Candidates = extract.Candidates(m.Analysis)
		out = append(out, m)
	}
	return out, nil
}

func readFile[T any](path string) ([]T, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out, err := ReadLines[T](f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// Examples turns marked documents into training cases, by task: whether a
// candidate is a claim, and the classes of those that are.
func Examples(docs []Marked) map[string][]Example {
	out := map[string][]Example{}
	add := func(task string, f []string, right ...string) {
		if len(right) > 0 {
			out[task] = append(out[task], Example{Features: f, Right: right})
		}
	}
	for _, d := range docs {
		for _, c := range d.Candidates {
			g := closest(d.Gold, c.Claim)
			keep := "no"
			if g != nil {
				keep = "yes"
			}
			add("keep."+string(c.Claim.Type), c.Grounds(), keep)
			if g == nil {
				continue
			}
			switch c.Claim.Type {
			case claim.Aid:
				add("aid.action", c.Features, alternatives(*g, "action")...)
			case claim.Statement:
				add("statement.stance", c.Features, alternatives(*g, "stance")...)
			}
		}
	}
	return out
}

// alternatives are the values that the gold allows for a field.
func alternatives(g Gold, key string) []string {
	v, ok := g.Must[key]
	if !ok {
		v, ok = g.Want[key]
	}
	if !ok {
		return nil
	}
	var out []string
	for _, a := range list(v) {
		if s := str(a); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// closest is the gold claim that supports the candidate and shares most of its
// words, nil for none.
func closest(gold []Gold, c claim.Claim) *Gold {
	var best *Gold
	bestShare := -1.0
	for i := range gold {
		g := &gold[i]
		if !supports(*g, c) {
			continue
		}
		common := min(g.Span.End, c.Evidence.End) - max(g.Span.Start, c.Evidence.Start)
		all := max(g.Span.End, c.Evidence.End) - min(g.Span.Start, c.Evidence.Start)
		if share := float64(common) / float64(max(1, all)); share > bestShare {
			best, bestShare = g, share
		}
	}
	return best
}
