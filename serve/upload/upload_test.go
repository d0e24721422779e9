package upload

import (
	"bytes"
	"mime/multipart"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiroku/ledger"
)

// Whatever a file is called, it stays in the folder.
func FuzzSafeName(f *testing.F) {
	for _, name := range []string{"report.html", "../../etc/passwd", `C:\x\y.txt`, "", "..", "a\x00b", strings.Repeat("ä", 200) + ".html", "x." + strings.Repeat("y", 300)} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := safeName(name)
		if got == "" || got == "." || got == ".." || len(got) > 120 || strings.ContainsAny(got, "/\\\x00") || filepath.Base(got) != got {
			t.Errorf("%q becomes %q", name, got)
		}
	})
}

func TestReceive(t *testing.T) {
	for _, c := range []struct {
		name   string
		fields map[string]string
		files  []string
		want   string // of what was given, "" for refused
	}{
		{"text", map[string]string{"text": "Norway sent trucks."}, nil, "pasted text.txt"},
		{"a file", nil, []string{"a/../b.txt"}, "b.txt"},
		{"files", nil, []string{"a.txt", "a.txt"}, "2 files"},
		{"an address", map[string]string{"address": "https://a.example/x"}, nil, "https://a.example/x"},
		{"no address", map[string]string{"address": "file:///etc/passwd"}, nil, ""},
		{"both", map[string]string{"address": "https://a.example/x", "text": "x"}, nil, ""},
		{"nothing", map[string]string{"text": " "}, nil, ""},
		{"no day", map[string]string{"text": "x", "published": "soon"}, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			form := multipart.NewWriter(&b)
			for name, v := range c.fields {
				if err := form.WriteField(name, v); err != nil {
					t.Fatal(err)
				}
			}
			for _, name := range c.files {
				if w, err := form.CreateFormFile("files", name); err != nil {
					t.Fatal(err)
				} else if _, err := w.Write([]byte("words")); err != nil {
					t.Fatal(err)
				}
			}
			if err := form.Close(); err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest("POST", "/add", &b)
			r.Header.Set("Content-Type", form.FormDataContentType())
			in, what, err := Receive(r)
			defer os.RemoveAll(in.Folder)
			if what != c.want || (ledger.CodeOf(err) == ledger.Invalid) != (c.want == "") {
				t.Errorf("%q, %v", what, err)
			}
			if _, gone := os.Stat(in.Folder); err != nil && gone == nil {
				t.Error("what was refused is kept")
			}
		})
	}
}
