package charset

import (
	"testing"
	"unicode/utf8"
)

func TestUTF8(t *testing.T) {
	for _, c := range []struct {
		name, in, contentType string
		html                  bool
		want, set             string
		sure                  bool
	}{
		{"UTF-8 whatever it declares", "caf\u00e9", "text/plain; charset=iso-8859-1", false, "caf\u00e9", "", true},
		{"declared by the carrier", "\xef\xf0\xe8\xe2\xe5\xf2", "text/plain; charset=windows-1251", false, "\u043f\u0440\u0438\u0432\u0435\u0442", "windows-1251", true},
		{"declared in the page", "<meta charset=iso-8859-2>\xb9", "text/html", true, "<meta charset=iso-8859-2>\u0161", "iso-8859-2", true},
		{"declared in what is no page", "<meta charset=iso-8859-2>\xe9!", "text/plain", false, "<meta charset=iso-8859-2>\u00e9!", "windows-1252", false},
		{"marked", "\xff\xfeA\x00\xe9\x00", "", false, "A\u00e9", "utf-16le", true},
		{"not marked", "\x00N\x00o\x00r\x00w\x00a\x00y", "", false, "Norway", "utf-16be", true},
		{"few high bytes", "caf\xe9, 5 m", "", false, "caf\u00e9, 5 m", "windows-1252", false},
		{"one wrong byte", "\u00e9\u00e9\u00e9\xff", "", false, "\u00e9\u00e9\u00e9\ufffd", "", true},
		{"cut short", "caf\xc3", "", false, "caf\ufffd", "", true},
		{"nothing", "", "", false, "", "", true},
	} {
		got, set, sure := UTF8([]byte(c.in), c.contentType, c.html)
		if got != c.want || set != c.set || sure != c.sure {
			t.Errorf("%s: %q, %q, %v", c.name, got, set, sure)
		}
	}
}

func TestGarbled(t *testing.T) {
	if !Garbled("It\u00e2\u20ac\u2122s Kyiv\u00e2\u20ac\u2122s, and Odesa\u00e2\u20ac\u2122s.") || Garbled("It\u2019s one\u00e2\u20ac\u2122 slip") {
		t.Error("what was decoded wrongly is not told from what was not")
	}
}

// Any bytes become UTF-8.
func FuzzUTF8(f *testing.F) {
	f.Add([]byte("caf\xe9"), "text/plain; charset=utf-7", false)
	f.Add([]byte("\xff\xfe\x00"), "", true)
	f.Fuzz(func(t *testing.T, b []byte, contentType string, html bool) {
		if got, _, _ := UTF8(b, contentType, html); !utf8.ValidString(got) {
			t.Errorf("%q", got)
		}
	})
}
