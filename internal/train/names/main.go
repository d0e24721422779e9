// Command names rebuilds the embedded name tagger from the treebanks and the
// marked corpora of a data folder, byte for byte the same each time, and scores
// it on documents that it never learns from:
//
//	go run ./internal/train/names DATA [train|score]...
//
// It writes lang/name/english.model. Tags must be learnt before: the words are
// tagged by the embedded tagger.
package main

import (
	"fmt"
	"io"
	"os"

	"kiroku/lang/mention"
	"kiroku/lang/name"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: names DATA [train|score]...")
		os.Exit(2)
	}
	steps := os.Args[2:]
	if len(steps) == 0 {
		steps = []string{"train", "score"}
	}
	if err := run(os.Args[1], steps); err != nil {
		fmt.Fprintln(os.Stderr, "names:", err)
		os.Exit(1)
	}
}

const modelFile = "lang/name/english.model"

func run(data string, steps []string) error {
	for _, step := range steps {
		switch step {
		case "train":
			golds, err := trainingSet(data)
			if err != nil {
				return err
			}
			how := name.Defaults
			how.Log = os.Stderr
			file := name.Train(golds, how).Encode(notes...)
			if err := os.WriteFile(modelFile, file, 0o644); err != nil {
				return err
			}
		case "score":
			if err := scoreAll(os.Stdout, data); err != nil {
				return err
			}
		default:
			return fmt.Errorf("no step %q", step)
		}
	}
	return nil
}

// notes head the model file.
var notes = []string{
	"English names, learnt from the free genres of GUM (May 2025), WikiGold, and four fifths of the open part of re3d",
	"model licence: CC BY-SA 4.0; see NOTICE and docs/model.md",
}

// trainingSet is all that the tagger learns from.
func trainingSet(data string) ([]name.Gold, error) {
	gum, err := readGUM(data, "gum-train", everything)
	if err != nil {
		return nil, err
	}
	wiki, err := readWikigold(data)
	if err != nil {
		return nil, err
	}
	re3d, err := readRe3d(data, func(i int) bool { return !heldOut(i) })
	if err != nil {
		return nil, err
	}
	return hinted(append(append(gum, wiki...), re3d...)), nil
}

// heldOut says which documents of re3d, by order of their ids, are never
// learnt from: every fifth.
func heldOut(i int) bool { return i%5 == 4 }

func everything(string) bool { return true }

// scoreAll scores the written model alone, and what the language stages make
// of names with and without it.
func scoreAll(w io.Writer, data string) error {
	file, err := os.ReadFile(modelFile)
	if err != nil {
		return err
	}
	m, err := name.Load(file)
	if err != nil {
		return err
	}
	sets, err := testSets(data)
	if err != nil {
		return err
	}
	for _, set := range sets {
		for _, way := range ways(m) {
			scoreSet(set.golds, way.find).print(w, set.name+" "+way.name)
		}
	}
	return nil
}

type testSet struct {
	name  string
	golds []name.Gold
}

// testSets are the documents that names are measured on.
func testSets(data string) ([]testSet, error) {
	var sets []testSet
	for _, part := range []struct {
		name string
		keep func(doc string) bool
	}{{"gum-dev news", genre("news")}, {"gum-dev news+interview", genre("news", "interview")}, {"gum-dev all", everything}} {
		golds, err := readGUM(data, "gum-dev", part.keep)
		if err != nil {
			return nil, err
		}
		sets = append(sets, testSet{part.name, hinted(golds)})
	}
	golds, err := readRe3d(data, heldOut)
	return append(sets, testSet{"re3d fifth", hinted(golds)}), err
}

// hinted adds what lists and rules say to the documents.
func hinted(golds []name.Gold) []name.Gold {
	for i := range golds {
		g := &golds[i]
		g.Hints = mention.Hints(mention.Names(g.Doc, g.Sents))
	}
	return golds
}
