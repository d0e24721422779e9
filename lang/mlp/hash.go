package mlp

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// Atom is the hash of one value that features are made of: a word, a suffix,
// a tag, a distance.
type Atom uint64

// Key is the hash of one feature: a template and the atoms it joins.
type Key uint32

const (
	prime1 = 0x9e3779b97f4a7c15
	prime2 = 0xbf58476d1ce4e5b9
	prime3 = 0x94d049bb133111eb
)

func mix(h uint64) uint64 {
	h ^= h >> 30
	h *= prime2
	h ^= h >> 27
	return h
}

// Small is the atom of a small number or code.
func Small(n int) Atom { return Atom(mix(uint64(n+1) * prime1)) }

// Bytes is the atom of a string of bytes.
func Bytes(b []byte) Atom {
	h := uint64(len(b)) * prime1
	for len(b) >= 8 {
		h = bits.RotateLeft64(h^binary.LittleEndian.Uint64(b)*prime2, 29) * prime1
		b = b[8:]
	}
	var tail uint64
	for i, c := range b {
		tail |= uint64(c) << (8 * i)
	}
	return Atom(mix(h ^ tail*prime3))
}

// Join1 is the key of a feature that joins one atom to a template.
func Join1(template int, a Atom) Key {
	h := (uint64(a) ^ uint64(template+1)*prime3) * prime1
	return Key(h >> 32)
}

// Join2 is the key of a feature that joins two atoms to a template.
func Join2(template int, a, b Atom) Key {
	h := (uint64(a) ^ uint64(template+1)*prime3) * prime1
	h = (h ^ h>>31 ^ uint64(b)) * prime2
	return Key(h >> 32)
}

// Join3 is the key of a feature that joins three atoms to a template.
func Join3(template int, a, b, c Atom) Key {
	h := (uint64(a) ^ uint64(template+1)*prime3) * prime1
	h = (h ^ h>>31 ^ uint64(b)) * prime2
	h = (h ^ h>>29 ^ uint64(c)) * prime1
	return Key(h >> 32)
}

// Fold appends the word as features see it: lower case, every digit 0,
// typographic quotes and dashes as their ASCII kin, bytes that are not UTF-8
// as they are.
func Fold(dst []byte, word string) []byte {
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case c >= utf8.RuneSelf:
			return foldRunes(dst, word[i:])
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case '1' <= c && c <= '9':
			c = '0'
		}
		dst = append(dst, c)
	}
	return dst
}

func foldRunes(dst []byte, word string) []byte {
	for len(word) > 0 {
		r, n := utf8.DecodeRuneInString(word)
		if r == utf8.RuneError && n == 1 {
			dst = append(dst, word[0])
			word = word[1:]
			continue
		}
		switch {
		case r == '‘' || r == '’' || r == 'ʼ' || r == '`':
			r = '\''
		case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
			r = '"'
		case r == '‐' || r == '‑' || r == '–':
			r = '-'
		case unicode.IsDigit(r):
			r = '0'
		default:
			r = unicode.ToLower(r)
		}
		dst = utf8.AppendRune(dst, r)
		word = word[n:]
	}
	return dst
}
