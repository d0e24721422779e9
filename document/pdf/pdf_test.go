package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// packed is a zlib stream of n blanks, or of what is given.
func packed(t testing.TB, in []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(in); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// file is a PDF file whose pages all have one content.
func file(t testing.TB, content []byte, pages int) []byte {
	t.Helper()
	stream := packed(t, content)
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.Repeat("3 0 R ", pages), pages),
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream", len(stream), stream),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
	b := bytes.NewBufferString("%PDF-1.5\n")
	var index strings.Builder
	for i, object := range objects {
		fmt.Fprintf(&index, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	at := b.Len()
	fmt.Fprintf(b, "xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", index.String(), at)
	return b.Bytes()
}

const line = "BT /F1 12 Tf 72 720 Td (Norland sent tents.) Tj ET\n"

var limits = Limits{Bytes: 1 << 20, Time: 20 * time.Second}

func TestText(t *testing.T) {
	got, engine, err := Text(file(t, []byte(line), 2), limits)
	if err != nil || strings.Count(got, "Norland sent tents.") != 2 || strings.Count(got, "\f") != 2 {
		t.Errorf("%s: %q %v", engine, got, err)
	}
}

// The built-in reader holds what a stream unpacks to, so that one which grows
// beyond measure is refused, also where it is packed twice.
func TestBombs(t *testing.T) {
	large := bytes.Repeat([]byte(line), maxStream/len(line)+1)
	for name, content := range map[string][]byte{"once": large, "twice": packed(t, large)} {
		start := time.Now()
		if got, err := builtin(file(t, content, 1), limits); !errors.Is(err, errOver) || got != "" || time.Since(start) > limits.Time {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
	if grows(file(t, large[:maxStream/64], 1), maxStream) {
		t.Error("a long page is refused")
	}
}

// What is beyond a limit is left out, and said.
func TestPartOfAFile(t *testing.T) {
	pages, err := firstPages(strings.Repeat("a page\f", maxPages+1), nil)
	if strings.Count(pages, "\f") != maxPages || !errors.Is(err, errOver) {
		t.Errorf("%d pages, %v", strings.Count(pages, "\f"), err)
	}
	if pages, err = firstPages(strings.Repeat("\f", maxPages), nil); len(pages) != maxPages || err != nil {
		t.Errorf("%d pages, %v", len(pages), err)
	}
	small := Limits{Bytes: 100, Time: limits.Time}
	for name, read := range map[string]func() (string, error){
		"either":   func() (string, error) { t, _, err := Text(file(t, []byte(line), 20), small); return t, err },
		"built in": func() (string, error) { return builtin(file(t, []byte(line), 20), small) },
	} {
		if got, err := read(); !errors.Is(err, errOver) || len(got) > small.Bytes {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
}
