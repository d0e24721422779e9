// Package account keeps passwords and secrets safe. In go passwords and
// secrets; out come hashes to keep and answers to whether one fits. It knows
// no database and no web.
package account

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// The cost of a hash: argon2id with 64 MiB and two passes takes about a fifth
// of a second (RFC 9106 asks for 64 MiB and three passes where memory is
// scarce; OWASP for 19 MiB and two).
const (
	memoryKiB = 64 << 10
	passes    = 2
	lanes     = 1
	saltBytes = 16
	keyBytes  = 32
)

// working bounds the hashes that are worked out at once: each takes memory, and
// anybody may ask for one by signing in.
var working = make(chan struct{}, 2)

// Hash is what to keep of a password, in the PHC string format.
func Hash(password string) string {
	salt := make([]byte, saltBytes)
	rand.Read(salt) // never fails
	return format(salt, derive(password, salt))
}

func derive(password string, salt []byte) []byte {
	working <- struct{}{}
	defer func() { <-working }()
	return argon2.IDKey([]byte(password), salt, passes, memoryKiB, lanes, keyBytes)
}

func format(salt, key []byte) string {
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memoryKiB, passes, lanes, enc.EncodeToString(salt), enc.EncodeToString(key))
}

// Fits reports whether a password is the one that was hashed. It takes as long
// for a hash that is none, so that nobody learns from the time which names
// there are.
func Fits(hash, password string) bool {
	salt, key, ok := parse(hash)
	if !ok {
		salt, key = make([]byte, saltBytes), make([]byte, keyBytes)
	}
	return subtle.ConstantTimeCompare(derive(password, salt), key) == 1 && ok
}

// parse reads a hash as format writes it. One of another cost is none: there
// is no other yet.
func parse(hash string) (salt, key []byte, ok bool) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 {
		return nil, nil, false
	}
	salt, errSalt := base64.RawStdEncoding.DecodeString(parts[4])
	key, errKey := base64.RawStdEncoding.DecodeString(parts[5])
	if errSalt != nil || errKey != nil || len(salt) != saltBytes || len(key) != keyBytes || format(salt, key) != hash {
		return nil, nil, false
	}
	return salt, key, true
}

// The length of a password: long enough not to be guessed (NIST SP 800-63B asks
// for 8 at least where guesses are limited), short enough not to be a burden.
const (
	leastPassword = 10
	mostPassword  = 256
)

// CheckPassword tells why a password will not do, nil when it does.
func CheckPassword(name, password string) error {
	switch {
	case !utf8.ValidString(password) || len(password) > mostPassword:
		return fmt.Errorf("a password has %d bytes of text at most", mostPassword)
	case utf8.RuneCountInString(password) < leastPassword:
		return fmt.Errorf("a password has %d characters at least", leastPassword)
	case strings.Contains(strings.ToLower(password), strings.ToLower(name)):
		return errors.New("a password does not hold the name")
	case strings.Count(password, password[:1]) == len(password):
		return errors.New("a password is more than one character again and again")
	}
	return nil
}

var named = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{0,63}$`)

// CheckName tells why a name will not do: small letters, digits and ". _ @ -".
func CheckName(name string) error {
	if !named.MatchString(name) {
		return fmt.Errorf("%q is no name: small letters and digits, with . _ @ - among them, 64 at most", name)
	}
	return nil
}

// Secret is what a browser holds to show that somebody signed in.
func Secret() string { return rand.Text() + rand.Text() }

// KeyOf is what is kept of a secret.
func KeyOf(secret string) string {
	h := sha256.Sum256([]byte("session " + secret))
	return hex.EncodeToString(h[:])
}
