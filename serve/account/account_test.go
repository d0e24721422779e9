package account

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestHash(t *testing.T) {
	hash := Hash("correct horse battery")
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=65536,t=2,p=1$") || hash == Hash("correct horse battery") {
		t.Errorf("hash %s", hash)
	}
	if !Fits(hash, "correct horse battery") {
		t.Error("the password does not fit")
	}
	for _, c := range []struct{ hash, password string }{
		{hash, "correct horse batterx"}, {"", "correct horse battery"}, {strings.Replace(hash, "t=2", "t=1", 1), "correct horse battery"},
	} {
		if Fits(c.hash, c.password) {
			t.Errorf("%q fits %q", c.password, c.hash)
		}
	}
}

func TestChecks(t *testing.T) {
	for name, ok := range map[string]bool{"ada": true, "ada.l@example": true, "": false, "Ada": false, "a b": false, "-a": false,
		strings.Repeat("a", 65): false, "<script>": false, "ada\n": false} {
		if err := CheckName(name); (err == nil) != ok {
			t.Errorf("name %q: %v", name, err)
		}
	}
	for password, ok := range map[string]bool{"correct horse": true, "日本語の合言葉はこれです": true, "short": false, "aaaaaaaaaaaaa": false,
		"I am Ada and here": false, strings.Repeat("ab", 200): false, "correct \xff horse": false} {
		if err := CheckPassword("ada", password); (err == nil) != ok {
			t.Errorf("password %q: %v", password, err)
		}
	}
	if a, b := Secret(), Secret(); a == b || len(a) < 40 || KeyOf(a) == KeyOf(b) || strings.Contains(KeyOf(a), a) {
		t.Errorf("secrets %q, %q", a, b)
	}
}

func TestLimit(t *testing.T) {
	l := NewLimit(3, time.Minute)
	now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for i := range 3 {
		if wait := l.Try(now, "ada", "10.0.0.1"); wait != 0 {
			t.Errorf("try %d waits %v", i, wait)
		}
	}
	if wait := l.Try(now, "ada", "10.0.0.2"); wait != time.Minute {
		t.Errorf("the fourth waits %v", wait)
	}
	if wait := l.Try(now, "ben", "10.0.0.2"); wait != 0 {
		t.Errorf("another waits %v", wait)
	}
	if wait := l.Try(now.Add(time.Minute), "ada"); wait != 0 {
		t.Errorf("a minute later it waits %v", wait)
	}
	if wait := l.Try(now.Add(time.Minute), "ada"); wait == 0 {
		t.Error("a minute gives more than one try")
	}
	l.Succeed("ada")
	if wait := l.Try(now.Add(time.Minute), "ada"); wait != 0 {
		t.Errorf("after success it waits %v", wait)
	}
	for i := range 2 * maxKeys {
		l.Try(now, fmt.Sprint(i))
	}
	if len(l.keys) > maxKeys {
		t.Errorf("%d keys remembered", len(l.keys))
	}
}
