package pipeline

import (
	"errors"
	"io"
	"strings"
	"testing"

	"kiroku/document"
	"kiroku/source"
)

// broken is a file whose reading panics after some bytes.
type broken struct{ io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil {
		panic("broken on purpose")
	}
	return n, nil
}

// A panic while items are found or decoded costs what it was in, and is said.
func TestDefectsCostAnItem(t *testing.T) {
	item := func(ref string, in io.Reader) source.Raw {
		return source.Raw{Ref: ref, Size: -1, Open: func() (io.ReadCloser, error) { return io.NopCloser(in), nil }}
	}
	line := `{"text":"Norway helps."}` + "\n"
	items := func(yield func(source.Raw, *source.Problem) bool) {
		_ = yield(item("a.jsonl", broken{strings.NewReader(line)}), nil) &&
			yield(item("b.txt", broken{strings.NewReader("Norway helps.")}), nil) &&
			yield(item("c.txt", strings.NewReader("Norway helps.")), nil)
		panic(errors.New("lost the way"))
	}
	var got []string
	for doc, problem := range Documents(t.Context(), items, document.Options{}) {
		if doc != nil {
			got = append(got, doc.Ref)
		} else {
			got = append(got, problem.Error())
		}
	}
	const defect = ": could not be read: a defect of this program: "
	const please = "; please report it with the document"
	want := []string{"a.jsonl" + defect + "broken on purpose" + please, "b.txt" + defect + "broken on purpose" + please, "c.txt",
		"what comes after c.txt" + defect + "lost the way" + please}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
