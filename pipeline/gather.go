package pipeline

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"kiroku/claim"
	"kiroku/extract"
	"kiroku/lang"
	"kiroku/ledger"
	"kiroku/source"
	"kiroku/text"
)

// What one document may give. A parliamentary report of a thousand pages has some
// thousand claims; a text made to do harm has one every thirty bytes, and each
// costs memory here and time in the ledger.
const (
	maxTime   = 10 * time.Minute // of reading; 20 MB of prose take two
	maxClaims = 20_000
	maxAlike  = ledger.MaxBlockPerDocument // that differ in nothing but their place: beyond, they are not compared anyway
)

// gathering is the claims of one document, and how many were left out.
type gathering struct {
	claims  []claim.Claim
	alike   map[[sha256.Size]byte]int
	again   int // claims that say what many before them said
	stopped int // offset in the text from which nothing was taken, 0 where all was read
	slow    bool
}

// gather reads the claims of a document, a part after the other, and begins none
// when the time is over.
func gather(doc *text.Document, most time.Duration) *gathering {
	began, end := time.Now(), 0
	g := &gathering{alike: map[[sha256.Size]byte]int{}}
	for a := range (lang.Analyzer{Parse: extract.Worth(doc)}).Parts(doc) {
		if end > 0 && time.Since(began) > most {
			g.stopped, g.slow = end, true
			return g
		}
		for _, c := range extract.Claims(a) {
			if !g.take(c) {
				return g
			}
		}
		if n := len(a.Sentences); n > 0 {
			end = a.Sentences[n-1].Span.End
		}
	}
	return g
}

// take takes a claim; false means that the document has given what it may.
func (g *gathering) take(c claim.Claim) bool {
	if len(g.claims) == maxClaims {
		g.stopped = c.Evidence.Start
		return false
	}
	key := content(c)
	if g.alike[key] == maxAlike {
		g.again++
		return true
	}
	g.alike[key]++
	g.claims = append(g.claims, c)
	return true
}

// content tells claims that say the same, whatever their words and wherever they stand.
func content(c claim.Claim) [sha256.Size]byte {
	c.ID, c.Evidence, c.Spans, c.Confidence, c.Rule = "", claim.Evidence{}, nil, 0, ""
	b, _ := json.Marshal(c) // claims are stored so: it does not fail
	return sha256.Sum256(b)
}

// left says for people what was left out, "" for nothing.
func (g *gathering) left() string {
	var parts []string
	if g.again > 0 {
		parts = append(parts, fmt.Sprintf("says the same again and again: %d claims that differ in nothing from %d before them are left out", g.again, maxAlike))
	}
	why := fmt.Sprintf("gives more than %d claims", maxClaims)
	if g.slow {
		why = fmt.Sprintf("takes longer than %v", maxTime)
	}
	if g.stopped > 0 {
		parts = append(parts, fmt.Sprintf("%s: its text from byte %d on is not read for claims", why, g.stopped))
	}
	return strings.Join(parts, "; ")
}

// withDoubt adds to what is known to be wrong with a document that was read.
func withDoubt(doc *text.Document, known *source.Problem, reason string) *source.Problem {
	if known == nil {
		return &source.Problem{Ref: doc.Ref, Reason: reason, Hint: "split it if it is what it should be"}
	}
	both := *known
	both.Reason += "; it " + reason
	return &both
}
