package main

import (
	"os"

	"kiroku/lang/parse"
	"kiroku/lang/tag"
)

// teachers is how many taggers and parsers, which differ by chance only, teach
// the one that is kept, and plainSentences how many sentences without tags or
// trees they annotate for it.
const (
	teachers       = 2
	plainSentences = 8000
	plainEvery     = 11
)

func trainTaughtTagger(data string) error {
	gold, err := load(data, "ewt-train", "gum-train")
	if err != nil {
		return err
	}
	releases, err := plain(data, plainEvery, plainSentences)
	if err != nil {
		return err
	}
	how := tag.Defaults
	how.Log = os.Stderr
	lesson := tag.Lesson{Gold: tag.Treebank(*gold)}
	var taught []*tag.Teacher
	for k := range teachers {
		how.Seed = tag.Defaults.Seed + uint64(k) + 1
		taught = append(taught, tag.NewTeacher(lesson, how))
	}
	lesson.Teachers, lesson.Plain = taught, tag.Treebank(*releases)
	how.Seed = tag.Defaults.Seed
	return write(taggerFile, tag.Train(lesson, how))
}

func trainTaughtParser(data string) error {
	gold, err := load(data, "ewt-train", "gum-train")
	if err != nil {
		return err
	}
	releases, err := plain(data, plainEvery, plainSentences/2)
	if err != nil {
		return err
	}
	tagger, err := loadTagger()
	if err != nil {
		return err
	}
	for i := range releases.Sentences {
		tagger.Tag(releases.Text, &releases.Sentences[i])
	}
	how := parse.Defaults
	how.Log = os.Stderr
	lesson := parse.Lesson{Gold: parse.Treebank{Text: gold.Text, Sentences: retag(gold)}}
	var taught []*parse.Teacher
	for k := range teachers {
		how.Seed = parse.Defaults.Seed + uint64(k) + 1
		taught = append(taught, parse.NewTeacher(lesson, how))
	}
	lesson.Teachers, lesson.Plain = taught, parse.Treebank(*releases)
	how.Seed, how.Frequent, how.Epochs = parse.Defaults.Seed, taughtFrequent, taughtEpochs
	return write(parserFile, parse.Train(lesson, how))
}

// The parser that is taught sees more sentences an epoch, and more features
// often enough.
const (
	taughtFrequent = 12
	taughtEpochs   = 4
)
