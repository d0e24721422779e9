// Command train rebuilds the embedded models from the treebanks and corpora in
// a data folder, and says how good they are on the development files:
//
//	go run ./internal/train DATA [tag|parse|score]...
//
// It writes lang/tag/english.model and lang/parse/english.model, byte for byte
// the same each time.
package main

import (
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"

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

func run(data string, steps []string) error {
	gold, err := load(data, "ewt-train", "gum-train")
	if err != nil {
		return err
	}
	for _, step := range steps {
		switch step {
		case "tag":
			m := tag.Train(gold.text, gold.sents, tagging())
			if err := os.WriteFile("lang/tag/english.model", m.Encode(notes...), 0o644); err != nil {
				return err
			}
		case "parse":
			m := parse.Train(gold.text, retag(gold), parsing())
			if err := os.WriteFile("lang/parse/english.model", m.Encode(notes...), 0o644); err != nil {
				return err
			}
		case "score":
			if err := scoreAll(data); err != nil {
				return err
			}
		default:
			return fmt.Errorf("no step %q", step)
		}
	}
	return nil
}

// notes head every model file.
var notes = []string{
	"English tags and trees, learnt from UD English EWT 2.16 and the free genres of GUM, May 2025",
	"model licence: CC BY-SA 4.0; see NOTICE and docs/model.md",
}

func tagging() tag.Training {
	how := tag.Defaults
	how.Log = os.Stderr
	return how
}

func parsing() parse.Training {
	how := parse.Defaults
	how.Log = os.Stderr
	return how
}

// folds is the number of parts of the training data that are each tagged by a
// tagger which was trained on the others.
const folds = 4

// retag gives the sentences with tags as wrong as a tagger's will be on texts
// it never saw.
func retag(gold *corpus) []text.Sentence {
	tagged := make([]text.Sentence, len(gold.sents))
	for fold := range folds {
		var others []text.Sentence
		for i := range gold.sents {
			if i*folds/len(gold.sents) != fold {
				others = append(others, gold.sents[i])
			}
		}
		how := tagging()
		how.Epochs = min(how.Epochs, 6)
		m := tag.Train(gold.text, others, how)
		for i := range gold.sents {
			if i*folds/len(gold.sents) == fold {
				tagged[i] = text.Sentence{Span: gold.sents[i].Span, Tokens: slices.Clone(gold.sents[i].Tokens)}
				m.Tag(gold.text, &tagged[i])
			}
		}
	}
	return tagged
}

// corpus is gold sentences that point into one text.
type corpus struct {
	text  string
	sents []text.Sentence
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
	at := len(c.text)
	c.text += file.Text
	for i := range file.Sentences {
		sent := file.Sentences[i].Sentence
		for j := range sent.Tokens {
			sent.Tokens[j].Span.Start += at
			sent.Tokens[j].Span.End += at
		}
		if len(sent.Tokens) > 0 {
			c.sents = append(c.sents, sent)
		}
	}
}

// scoreAll scores the written models on the development files.
func scoreAll(data string) error {
	file, err := os.ReadFile("lang/tag/english.model")
	if err != nil {
		return err
	}
	tagger, err := tag.Load(file)
	if err != nil {
		return err
	}
	if file, err = os.ReadFile("lang/parse/english.model"); err != nil {
		return err
	}
	parser, err := parse.Load(file)
	if err != nil {
		return err
	}
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		dev, err := load(data, name)
		if err != nil {
			return err
		}
		score(dev, func(t string, sent *text.Sentence) {
			tagger.Tag(t, sent)
			parser.Parse(t, sent)
		}).print(os.Stdout, name)
	}
	return nil
}
