package inspect

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/document"
	"kiroku/lang"
	"kiroku/lang/conllu"
	"kiroku/lang/segment"
	"kiroku/pipeline"
	"kiroku/source"
	"kiroku/text"
)

// Annotate is `kiroku annotate`.
type Annotate struct {
	Format    string `enum:"mentions,quantities,conllu,tree" default:"mentions" help:"What to show: mentions, quantities, conllu or tree."`
	Sentences bool   `help:"The text has one sentence a line."`
	cli.Input
}

func (Annotate) Help() string {
	return `Shows what the language stages find. The formats:

"mentions": a line of JSON a document, with every name and quantity;

"quantities": the same with numbers, sums of money, dates, percentages and measures alone;

"conllu": CoNLL-U, with tags, lemmas, trees and names. A file that is CoNLL-U already keeps its tokens;

"tree": the trees drawn for people.

Examples:

    kiroku annotate --format quantities report.txt
    kiroku annotate --format conllu --sentences sentences.txt
    echo "Norland sent 40 trucks on Friday." | kiroku annotate --date 2024-03-11 -`
}

// annotated is an analysis, and what the sentences of a CoNLL-U file have
// beside their tokens.
type annotated struct {
	*lang.Analysis
	kept []conllu.Sentence
}

func (c Annotate) Run(ctx context.Context, con *terminal.Console) error {
	write, finish := c.writer(con)
	failed := false
	for a, problem := range c.analyses(ctx, con) {
		if problem != nil {
			con.Say("%v", problem)
		}
		if a.Analysis == nil {
			failed = true
			continue
		}
		write(a)
	}
	if err := finish(); err != nil {
		return err
	}
	if failed {
		return cli.ErrSomeFailed
	}
	return nil
}

// writer gives what writes an analysis in the chosen format, and what ends it.
func (c Annotate) writer(con *terminal.Console) (write func(annotated), finish func() error) {
	switch c.Format {
	case "conllu":
		out := &conlluWriter{w: con.Stdout}
		return out.write, func() error { return out.err }
	case "tree":
		out := &treeWriter{w: con.Stdout}
		return out.write, func() error { return out.err }
	}
	out := cli.NewRecords(con)
	write = func(a annotated) { out.Write(mentionsOf(a.Analysis)) }
	if c.Format == "quantities" {
		write = func(a annotated) { out.Write(quantitiesOf(a.Analysis)) }
	}
	return write, out.Close
}

// analyses reads what the command line names. JSON Lines are documents;
// elsewhere a CoNLL-U file and one of a sentence a line keep their sentences.
func (c Annotate) analyses(ctx context.Context, con *terminal.Console) iter.Seq2[annotated, *source.Problem] {
	return func(yield func(annotated, *source.Problem) bool) {
		if c.JSONL {
			c.Documents(ctx, con)(func(doc *text.Document, problem *source.Problem) bool {
				return yield(analyze(doc, problem))
			})
			return
		}
		for raw, problem := range c.Walk(ctx, con) {
			var file string
			if problem == nil {
				file, problem = wholeText(&raw)
			}
			switch {
			case problem != nil:
				if !yield(annotated{}, problem) {
					return
				}
			case c.Sentences, looksLikeCoNLLU(file):
				if !yield(c.tokenised(ctx, raw.Ref, file)) {
					return
				}
			default:
				for doc, problem := range document.Read(raw, c.Options()) {
					if !yield(analyze(doc, problem)) {
						return
					}
				}
			}
		}
	}
}

func analyze(doc *text.Document, problem *source.Problem) (annotated, *source.Problem) {
	if doc == nil {
		return annotated{}, problem
	}
	a, defect := pipeline.Analyze(doc)
	if defect != nil {
		problem = defect
	}
	return annotated{Analysis: a}, problem
}

// tokenised analyses a text whose sentences are known.
func (c Annotate) tokenised(ctx context.Context, ref, file string) (annotated, *source.Problem) {
	a := annotated{Analysis: &lang.Analysis{Doc: &text.Document{Ref: ref, Text: file, Published: c.Published()}}}
	var sents []text.Sentence
	if looksLikeCoNLLU(file) {
		read, err := conllu.Read(strings.NewReader(file))
		if err != nil {
			return annotated{}, &source.Problem{Ref: ref, Reason: err.Error(), Hint: "mend the file"}
		}
		a.Doc.Text, a.kept = read.Text, read.Sentences
		for _, sent := range read.Sentences {
			sents = append(sents, sent.Sentence)
		}
	} else {
		sents = sentenceLines(file)
	}
	for some, problem := range pipeline.Annotate(ctx, a.Doc, sents) {
		if problem != nil {
			return annotated{}, problem
		}
		a.Sentences = append(a.Sentences, some...)
	}
	return a, nil
}

// sentenceLines takes every line that is not empty for a sentence.
func sentenceLines(file string) []text.Sentence {
	var sents []text.Sentence
	at := 0
	for line := range strings.Lines(file) {
		words := strings.TrimSpace(line)
		start := at + strings.Index(line, words)
		at += len(line)
		if words == "" {
			continue
		}
		sp := text.Span{Start: start, End: start + len(words)}
		sents = append(sents, text.Sentence{Span: sp, Tokens: segment.Tokens(file, sp)})
	}
	return sents
}

// wholeText reads an item, and lets it be opened again.
func wholeText(raw *source.Raw) (string, *source.Problem) {
	f, err := raw.Open()
	if err != nil {
		return "", source.Explain(raw.Ref, err)
	}
	defer f.Close()
	bytes, err := io.ReadAll(io.LimitReader(f, conllu.MaxBytes+1))
	switch {
	case err != nil:
		return "", source.Explain(raw.Ref, err)
	case len(bytes) > conllu.MaxBytes:
		return "", &source.Problem{Ref: raw.Ref, Reason: fmt.Sprintf("larger than %d MiB", conllu.MaxBytes>>20), Hint: "split it"}
	}
	file := string(bytes)
	raw.Open = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(file)), nil }
	return file, nil
}
