// Command train rebuilds the embedded models from the treebanks and corpora in
// a data folder, and says how good they are on the development files:
//
//	go run ./internal/train DATA [tag|parse|score]...
//
// It writes english.model and revise.model of lang/tag, and english.model and
// back.model of lang/parse, byte for byte
// the same each time. The steps are tag, parse and score unless others are
// named.
package main

import (
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"

	"kiroku/lang/conllu"
	"kiroku/lang/parse"
	"kiroku/lang/tag"
	"kiroku/text"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: train DATA [tag|parse|score]...")
		os.Exit(2)
	}
	steps := os.Args[2:]
	if len(steps) == 0 {
		steps = []string{"tag", "parse", "score"}
	}
	if err := run(os.Args[1], steps); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

var steppers = map[string]func(data string) error{
	"tag": trainTagger, "parse": trainParser, "score": scoreAll,
}

func run(data string, steps []string) error {
	for _, step := range steps {
		do, ok := steppers[step]
		if !ok {
			return fmt.Errorf("no step %q", step)
		}
		if err := do(data); err != nil {
			return fmt.Errorf("%s: %w", step, err)
		}
	}
	return nil
}

const (
	taggerFile  = "lang/tag/english.model"
	reviserFile = "lang/tag/revise.model"
	parserFile  = "lang/parse/english.model"
	backFile    = "lang/parse/back.model"
)

func trainTagger(data string) error {
	gold, err := load(data, "ewt-train", "gum-train")
	if err != nil {
		return err
	}
	how := tag.Defaults
	how.Log = os.Stderr
	return write(taggerFile, tag.Train(gold.Text, gold.Sentences, how))
}

func trainParser(data string) error {
	gold, err := load(data, "ewt-train", "gum-train")
	if err != nil {
		return err
	}
	tags := tag.Helpers
	tags.Log = os.Stderr
	how := parse.Defaults
	how.First.Log, how.Forth.Log, how.Back.Log = os.Stderr, os.Stderr, os.Stderr
	parser, drafts := parse.Train(gold.Text, tag.Retag(gold.Text, gold.Sentences, tags, how.Folds), how)
	if err := write(parserFile, parser); err != nil {
		return err
	}
	if err := write(backFile, parser.Back()); err != nil {
		return err
	}
	again := tag.Revisers
	again.Log = os.Stderr
	return write(reviserFile, tag.TrainReviser(gold.Text, gold.Sentences, drafts, again))
}

// write writes a model where it is embedded from.
func write(path string, model interface{ Encode(notes ...string) []byte }) error {
	return os.WriteFile(path, model.Encode(notes...), 0o644)
}

func loadTaggers() (first, again *tag.Model, err error) {
	file, err := os.ReadFile(taggerFile)
	if err != nil {
		return nil, nil, err
	}
	if first, err = tag.Load(file); err != nil {
		return nil, nil, err
	}
	if file, err = os.ReadFile(reviserFile); err != nil {
		return nil, nil, err
	}
	again, err = first.Reviser(file)
	return first, again, err
}

// notes head every model file.
var notes = []string{
	"English tags and trees, learnt from UD English EWT 2.16 and the free genres of GUM, May 2025",
	"model licence: CC BY-SA 4.0; see NOTICE and docs/model.md",
}

// corpus is gold sentences that point into one text.
type corpus struct {
	Text      string
	Sentences []text.Sentence
}

// load reads treebank files of the data folder as one corpus.
func load(data string, names ...string) (*corpus, error) {
	c := &corpus{}
	for _, name := range names {
		f, err := os.Open(filepath.Join(data, "treebanks", name+".conllu.gz"))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", name, err)
		}
		file, err := conllu.Read(z)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		c.add(file)
	}
	return c, nil
}

func (c *corpus) add(file *conllu.File) {
	at := len(c.Text)
	c.Text += file.Text
	for i := range file.Sentences {
		sent := file.Sentences[i].Sentence
		for j := range sent.Tokens {
			sent.Tokens[j].Span.Start += at
			sent.Tokens[j].Span.End += at
		}
		if len(sent.Tokens) > 0 {
			c.Sentences = append(c.Sentences, sent)
		}
	}
}

// scoreAll scores the written models on the development files.
func scoreAll(data string) error {
	tagger, reviser, err := loadTaggers()
	if err != nil {
		return err
	}
	file, err := os.ReadFile(parserFile)
	if err != nil {
		return err
	}
	parser, err := parse.Load(file)
	if err != nil {
		return err
	}
	if file, err = os.ReadFile(backFile); err != nil {
		return err
	}
	if parser, err = parser.WithBack(file); err != nil {
		return err
	}
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		dev, err := load(data, name)
		if err != nil {
			return err
		}
		score(dev, func(t string, sent *text.Sentence) {
			tagger.Tag(t, sent)
			parser.Parse(t, sent, reviser.Tag)
		}).print(os.Stdout, name)
	}
	return nil
}
