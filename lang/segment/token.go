package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"kiroku/text"
)

// scanner cuts text into words. raw holds the words of the paragraph at hand,
// where an abbreviation keeps its stop; out holds those of all sentences done.
type scanner struct {
	t        string
	lex      *lexicon
	raw, out []text.Span
	lower    [64]byte // room to look up a word in lower case
}

// words appends the words of the span to raw.
func (s *scanner) words(sp text.Span) {
	for i := sp.Start; i < sp.End; {
		if n := blank(s.t[i:sp.End]); n > 0 {
			i += n
			continue
		}
		end, plain := i, true
		for end < sp.End {
			if blank(s.t[end:sp.End]) > 0 {
				break
			}
			plain = plain && letter(s.t[end])
			end++
		}
		if plain {
			s.word(i, end)
		} else {
			s.chunk(i, end)
		}
		i = end
	}
}

// blank is the number of bytes of the blank at the start of t: white space,
// control characters, and the marks that show nothing (zero-width space, BOM).
func blank(t string) int {
	if c := t[0]; c < utf8.RuneSelf {
		if c <= ' ' || c == 0x7f {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(t)
	if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060' || r == '\u200e' || r == '\u200f' {
		return n
	}
	return 0
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }
func upper(c byte) bool  { return c >= 'A' && c <= 'Z' }

func (s *scanner) emit(from, to int) {
	if from < to {
		s.raw = append(s.raw, text.Span{Start: from, End: to})
	}
}

// fold is the word in lower case, or "" when it is too long to be in a list.
// It is valid until the next call.
func (s *scanner) fold(word string) []byte {
	if len(word) > len(s.lower) {
		return nil
	}
	b := s.lower[:0]
	for i := 0; i < len(word); i++ {
		c := word[i]
		if upper(c) {
			c |= 0x20
		}
		b = append(b, c)
	}
	return b
}

// word emits a run of letters, cut where it is a contraction ("can|not").
func (s *scanner) word(from, to int) {
	if n := to - from; n >= 2 && n <= 8 {
		for _, cut := range s.lex.contractions[string(s.fold(s.t[from:to]))] {
			s.emit(from, from+cut)
			from += cut
		}
	}
	s.emit(from, to)
}

// chunk emits the words of a run without blanks that is not letters alone.
// Unicode word boundaries (UAX 29) give the pieces, which are then cut further
// or joined as the treebanks have it.
func (s *scanner) chunk(from, to int) {
	if from = s.whole(from, to); from == to {
		return
	}
	p := pieces{it: words.FromString(s.t[from:to]), base: from}
	p.next()
	for p.from < p.to {
		s.piece(&p, from, to)
	}
}

// pieces walks over the UAX 29 words of a chunk with one word of look-ahead.
type pieces struct {
	it       *words.Iterator[string]
	base     int
	from, to int
}

func (p *pieces) next() {
	if p.from = p.to; p.it.Next() {
		p.from, p.to = p.base+p.it.Start(), p.base+p.it.End()
	}
}

// skip moves on to the first piece that ends after at, cutting its start off.
func (p *pieces) skip(at int) {
	for p.from < p.to && p.to <= at {
		p.next()
	}
	p.from = max(p.from, min(at, p.to))
}

// piece emits the word or words that start at the piece.
func (s *scanner) piece(p *pieces, from, to int) {
	at := p.from
	r, size := utf8.DecodeRuneInString(s.t[at:p.to])
	end := at + size
	switch {
	case r == '.' && end < to && digit(s.t[end]) && (at == from || !alphanumericBefore(s.t, at)):
		end = s.number(end, to) // ".292"
	case r == '.' || r == '!' || r == '?' || r == '…' || r == '-' || r == '*' || r == '=' ||
		r == '_' || r == '~' || r == '<' || r == '>' || r == '+' || r == '^' || r == '|':
		end = s.run(at, to)
	case r == '\'' || r == '’' || r == '`' || r == '‘':
		end = s.apostrophe(at, end, to)
	case (r == '#' || r == '@') && at == from && end < to && letter(s.t[end]):
		end = s.handle(end, to)
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		s.alphanumeric(p, from, to)
		return
	default:
		end = max(end, clusterEnd(p, r))
	}
	s.emit(at, end)
	p.skip(end)
}

// clusterEnd keeps a piece such as an emoji sequence whole; of other pieces
// only the first character is taken.
func clusterEnd(p *pieces, r rune) int {
	if r >= utf8.RuneSelf && !unicode.IsPunct(r) {
		return p.to
	}
	return 0
}

// run is the end of the run of one mark: "...", "--", "***"; of "!" and "?"
// mixed.
func (s *scanner) run(at, to int) int {
	same := func(c byte) bool {
		return c == s.t[at] || c == '!' && s.t[at] == '?' || c == '?' && s.t[at] == '!'
	}
	if s.t[at] >= utf8.RuneSelf {
		_, n := utf8.DecodeRuneInString(s.t[at:to])
		return at + n
	}
	end := at + 1
	for end < to && same(s.t[end]) {
		end++
	}
	return end
}

// apostrophe is the end of the word that starts with the mark at: a year
// ("'90s"), a clipped word ("'em"), two marks as one quote, or the mark alone.
func (s *scanner) apostrophe(at, end, to int) int {
	rest := s.t[end:to]
	if last := len(s.raw) - 1; alphanumericBefore(s.t, at) || last >= 0 && s.raw[last].End == at && s.raw[last].Len() > 1 {
		if clitic := s.cliticAfter(at, to); clitic > 0 {
			return clitic
		}
	}
	if strings.HasPrefix(rest, s.t[at:end]) {
		return end + end - at
	}
	if len(rest) >= 2 && digit(rest[0]) && digit(rest[1]) && (len(rest) == 2 || !digit(rest[2])) {
		n := 2
		if len(rest) > 2 && rest[2] == 's' {
			n = 3
		}
		return end + n
	}
	for _, clipped := range [...]string{"em", "til", "cause"} {
		if strings.HasPrefix(rest, clipped) && (len(rest) == len(clipped) || !letter(rest[len(clipped)])) {
			return end + len(clipped)
		}
	}
	return end
}

func alphanumericBefore(t string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(t[:at])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// handle is the end of a hashtag or an account name.
func (s *scanner) handle(at, to int) int {
	for at < to {
		r, n := utf8.DecodeRuneInString(s.t[at:to])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			break
		}
		at += n
	}
	return at
}

// whole emits what is one token from its start to its last mark (addresses,
// files, smileys) with the marks that open before it, and gives the offset of
// what is left of the chunk.
func (s *scanner) whole(from, to int) int {
	if smiley(s.t[from:to]) {
		s.emit(from, to)
		return to
	}
	first, last := from, to
	for first < last && strings.IndexByte("(<[\"'", s.t[first]) >= 0 {
		first++
	}
	for first < last && strings.IndexByte(".,;:!?)>]\"'", s.t[last-1]) >= 0 {
		last--
	}
	if !s.address(s.t[first:last]) {
		return from
	}
	for ; from < first; from++ {
		s.emit(from, from+1)
	}
	s.emit(first, last)
	return last
}

func smiley(c string) bool {
	if len(c) < 2 || len(c) > 3 || c[0] != ':' && c[0] != ';' || len(c) == 3 && c[1] != '-' {
		return false
	}
	return strings.IndexByte(")(DPpOo/|", c[len(c)-1]) >= 0
}

// address reports whether c is an internet or mail address, or a file's name.
func (s *scanner) address(c string) bool {
	if len(c) < 4 || strings.IndexByte(c, '.') < 0 && strings.IndexByte(c, '@') < 0 {
		return false
	}
	for _, scheme := range [...]string{"http://", "https://", "ftp://", "mailto:", "www."} {
		if len(c) > len(scheme) && strings.EqualFold(c[:len(scheme)], scheme) {
			return true
		}
	}
	if at := strings.IndexByte(c, '@'); at > 0 {
		return (letter(c[at-1]) || digit(c[at-1])) && strings.IndexByte(c[at:], '.') > 0
	}
	host, _, _ := strings.Cut(c, "/")
	dot := strings.LastIndexByte(host, '.')
	if dot < 2 || dot+1 == len(host) || !letter(host[dot-1]) && !digit(host[dot-1]) {
		return false
	}
	for i := 0; i < len(host); i++ {
		if c := host[i]; !letter(c) && !digit(c) && c != '.' && c != '-' && c != '_' {
			return false
		}
	}
	ending := host[dot+1:]
	if upper(ending[0]) && !upper(ending[len(ending)-1]) {
		return false // "assets.De": a missing space
	}
	return s.lex.domains[string(s.fold(ending))]
}
