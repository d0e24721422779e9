package samples

import (
	"path/filepath"
	"strings"
	"testing"

	"kiroku/document"
	"kiroku/resolve/story"
	"kiroku/source"
	"kiroku/text"
)

// read reads the folder as the program does, by the names that the marks use.
func read(t *testing.T) map[string]*text.Document {
	t.Helper()
	docs := map[string]*text.Document{}
	for raw, problem := range (source.Walker{}).Walk(folder) {
		if problem != nil {
			t.Fatal(problem)
		}
		for doc, problem := range document.Read(raw, document.Options{}) {
			if problem != nil {
				t.Fatal(problem)
			}
			name := filepath.Base(raw.Ref)
			if filepath.Ext(name) == ".jsonl" {
				name += "#" + doc.Ref
			}
			doc.ID = name
			docs[name] = doc
		}
	}
	return docs
}

// TestDocumentsAreDescribed: what stands in the reports about themselves is found.
func TestDocumentsAreDescribed(t *testing.T) {
	docs := read(t)
	for _, want := range load(t).Documents {
		doc := docs[want.Document]
		if doc == nil {
			t.Errorf("%s was not read", want.Document)
			continue
		}
		check := func(what, got, want string) {
			if got != want {
				t.Errorf("%s: %s %q, want %q", doc.ID, what, got, want)
			}
		}
		check("title", doc.Title, want.Title)
		check("outlet", doc.Source, want.Outlet)
		check("date", doc.Published.String(), want.Date)
		check("language", doc.Lang, want.Lang)
		for word := range strings.FieldsSeq(strings.ReplaceAll(want.Byline, " and ", " ")) {
			if !strings.Contains(doc.Byline, word) {
				t.Errorf("%s: byline %q lacks %q", doc.ID, doc.Byline, word)
			}
		}
	}
}

// TestCopiesAndStories: copies point to their origin with the figure that they
// altered, documents marked as one story share it, and those marked apart do not.
func TestCopiesAndStories(t *testing.T) {
	exp := load(t)
	index := story.NewIndex()
	docs := read(t)
	for _, doc := range docs {
		index.Add(doc)
	}
	storyOf := func(name string) story.Story {
		s, ok := index.Story(name)
		if !ok {
			t.Fatalf("no story for %s", name)
		}
		return s
	}
	copies := map[string]Copy{}
	for _, c := range exp.Copies {
		copies[c.Document] = c
		s := storyOf(c.Document)
		if s.Origin != c.Origin {
			t.Errorf("%s: origin %s, want %s", c.Document, s.Origin, c.Origin)
		}
		if len(s.Changed) != len(c.Changed) {
			t.Errorf("%s: changed figures %+v, want %+v", c.Document, s.Changed, c.Changed)
			continue
		}
		for i, ch := range c.Changed {
			if s.Changed[i].Figure != ch.Copy || s.Changed[i].Origin != ch.Origin {
				t.Errorf("%s: changed figure %+v, want %+v", c.Document, s.Changed[i], ch)
			}
		}
	}
	for name := range docs {
		if _, ok := copies[name]; !ok && storyOf(name).Origin != name {
			t.Errorf("%s is taken for a copy of %s", name, storyOf(name).Origin)
		}
	}
	for _, group := range exp.Stories {
		for _, name := range group {
			if got, want := storyOf(name).Story, storyOf(group[0]).Story; got != want {
				t.Errorf("%s and %s tell one story, got %s and %s", group[0], name, want, got)
			}
		}
	}
	first := map[string]string{}
	for _, name := range exp.Apart {
		s := storyOf(name).Story
		if other, ok := first[s]; ok {
			t.Errorf("%s and %s tell two stories, got one", other, name)
		}
		first[s] = name
	}
}
