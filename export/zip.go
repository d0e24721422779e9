package export

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"kiroku/claim"
)

// WriteZIP writes the bundle as a ZIP file:
//
//	README.txt          how to check it
//	index.html          the page of WriteHTML
//	entry.json          the entry
//	claims.jsonl        its claims
//	annotations.json    the claims as W3C Web Annotations
//	documents/ID.txt    each document's text, that claims' offsets point into
//	documents/ID.json   where each came from, and its versions
//	evidence/SHA256     the bytes that each was read from
//	SHA256SUMS          of all other files, for `sha256sum -c`
//
// The same ledger gives the same bytes.
func (b Bundle) WriteZIP(w io.Writer) error {
	files, err := b.files()
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(files))
	var sums strings.Builder
	for _, name := range names {
		fmt.Fprintf(&sums, "%s  %s\n", sum(files[name]), name)
	}
	files["SHA256SUMS"] = []byte(sums.String())
	z := zip.NewWriter(w)
	for _, name := range append(names, "SHA256SUMS") {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // no time: it would be another one each time
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		if _, err := f.Write(files[name]); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write the archive: %w", err)
	}
	return nil
}

// documentRecord is what documents/ID.json says.
type documentRecord struct {
	Document any `json:"document"`
	Fetches  any `json:"fetches"`
	Versions any `json:"versions,omitempty"`
}

func (b Bundle) files() (map[string][]byte, error) {
	page, err := b.HTML()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"README.txt": []byte(readme), "index.html": page, "annotations.json": []byte(b.annotations())}
	if files["entry.json"], err = indented(b.Entry); err != nil {
		return nil, err
	}
	if files["claims.jsonl"], err = lines(b.Claims); err != nil {
		return nil, err
	}
	for _, src := range b.Documents {
		doc := *src.Doc
		files[textName(&doc)] = []byte(doc.Text)
		doc.Text = "" // it lies beside
		record := documentRecord{Document: doc, Fetches: src.Fetches}
		if len(src.Versions) > 0 {
			record.Versions = src.Versions
		}
		if files["documents/"+doc.ID+".json"], err = indented(record); err != nil {
			return nil, err
		}
	}
	for hash, raw := range b.Bytes {
		files["evidence/"+hash] = raw
	}
	return files, nil
}

func indented(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("write record: %w", err)
	}
	return out.Bytes(), nil
}

func lines(claims []claim.Claim) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for _, c := range claims {
		if err := enc.Encode(c); err != nil {
			return nil, fmt.Errorf("write claim %s: %w", c.ID, err)
		}
	}
	return out.Bytes(), nil
}

const readme = `An entry of a ledger, with all that is needed to check it.

1. The files are whole:           sha256sum -c SHA256SUMS
2. The bytes are those fetched:   each file under evidence/ is named by its own SHA-256;
                                  documents/*.json says from where and when they came, and with what header.
3. The words are there:           "evidence" of each line of claims.jsonl is a half-open range of bytes of
                                  documents/<document>.txt, and those bytes:
                                  tail -c +$((START+1)) documents/ID.txt | head -c $((END-START))
4. The text is in the bytes:      open the evidence (a page, a PDF file, a message ...) and look for the quote.
5. The address says so still:     open "url" of documents/*.json; annotations.json holds the same quotes as
                                  W3C Web Annotations (TextQuoteSelector, TextPositionSelector) for tools that find them.

index.html shows all of it for people.
`
