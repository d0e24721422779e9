package register_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kiroku/register"
)

func TestStarterSet(t *testing.T) {
	r := register.Default()
	list := r.Publishers()
	if len(list) < 50 {
		t.Errorf("%d publishers", len(list))
	}
	for _, p := range list {
		if p.Grade != "" {
			t.Errorf("%s has a grade, which only people give", p.ID)
		}
		if len(p.Domains) == 0 {
			t.Errorf("%s has no domain", p.ID)
		}
		if got, ok := r.Named(p.Name); !ok || got.ID != p.ID {
			t.Errorf("the name of %s leads to %q", p.ID, got.ID)
		}
		for _, name := range p.Names {
			if got, ok := r.Named(name); !ok || got.ID != p.ID {
				t.Errorf("%q of %s leads to %q", name, p.ID, got.ID)
			}
		}
		for _, d := range p.Domains {
			if got, ok := r.At(d); !ok || got.ID != p.ID {
				t.Errorf("%s of %s leads to %q", d, p.ID, got.ID)
			}
		}
		for _, wire := range p.Relays {
			if i := slices.IndexFunc(list, func(o register.Publisher) bool { return o.ID == wire }); i < 0 || list[i].Kind != "wire" {
				t.Errorf("%s relays %s, which is no wire", p.ID, wire)
			}
		}
	}
}

func TestFind(t *testing.T) {
	r := register.Default()
	for host, want := range map[string]string{
		"www.reuters.com": "reuters", "REUTERS.COM.": "reuters", "notreuters.com": "", "news.un.org": "united-nations", "com": "", "": "",
		"mod.gov.uk": "uk-government",
	} {
		if got, _ := r.At(host); got.ID != want {
			t.Errorf("at %s: %q", host, got.ID)
		}
	}
	for name, want := range map[string]string{"the new york times": "new-york-times", "NYT": "new-york-times", "Gazette of Nowhere": "", "The": "", "": ""} {
		if got, _ := r.Named(name); got.ID != want {
			t.Errorf("named %s: %q", name, got.ID)
		}
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name, body string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("reuters.toml", "name = \"Reuters\"\nkind = \"wire\"\ndomains = [\"reuters.com\"]\ngrade = \"B\"\n")
	write("sandvik-herald.toml", "name = \"The Sandvik Herald\"\nkind = \"newspaper\"\ncountry = \"NOR\"\nnames = [\"Herald of Sandvik\"]\nrelays = [\"reuters\"]\n")
	r, err := register.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := r.At("reuters.com"); p.Grade != "B" {
		t.Errorf("one's own file does not go before: %+v", p)
	}
	if p, _ := r.Named("herald of sandvik"); p.ID != "sandvik-herald" || p.Country != "NOR" {
		t.Errorf("%+v", p)
	}
	if p, _ := r.Named("AFP"); p.ID != "agence-france-presse" {
		t.Errorf("the starter set is gone: %+v", p)
	}
	for body, want := range map[string]string{
		"name = 'X'\nkind = 'magazine'":                       `"kind" is "magazine"`,
		"kind = 'wire'":                                       `"name" is missing`,
		"name = 'X'\nkind = 'wire'\ngrade = 'G'":              `"grade" is "G"`,
		"name = 'X'\nkind = 'wire'\ncountry = 'Norway'":       `"country" is "Norway"`,
		"name = 'X'\nkind = 'wire'\ndomains = ['https://x/']": `"https://x/" in "domains"`,
		"name = 'X'\nkind = 'wire'\nurl = 'x'":                `the key "url" is not known`,
		"name = ":                                             "bad.toml: toml: ",
	} {
		write("bad.toml", body)
		if _, err := register.Load(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", body, err, want)
		}
	}
	if _, err := register.Load(filepath.Join(dir, "none")); err == nil {
		t.Error("a folder that is not there is none")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("name = 'X'\nkind = 'wire'\ndomains = ['x.example']\n"))
	f.Add([]byte("[[[a]]]\nname={a={a={}}}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := register.Parse(b)
		if err == nil && (p.Name == "" || !slices.Contains(register.Kinds, p.Kind)) {
			t.Errorf("%+v was taken", p)
		}
	})
}
