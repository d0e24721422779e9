package judge

import (
	"slices"
	"strings"

	"kiroku/claim"
)

// Rules propose, a model disposes: a rule makes a candidate from every word
// that opens a frame and fills its roles; small linear models, trained on
// marked documents (eval.Train), then judge whether it is a claim, at which
// stage the aid stands, which class it has and which stance a saying shows.
// The probability that it is a claim is its confidence.

// Candidate is what a rule proposes, with the features it is judged by.
type Candidate struct {
	Claim    claim.Claim
	Features []string
	Context  []string // features of its document, for whether it is a claim at all
	Shown    bool     // the word of saying itself shows the stance: "denied"
	AtHome   bool     // nobody abroad has part in it, in a document about no crisis
	Domestic bool     // ... which names nobody abroad in its opening either
	Done     bool     // its verb says that it was done: no model moves its stage
}

// leastAid is the least probability of aid; own tells whether its words name
// who gives and who receives.
func leastAid(c claim.Claim, own bool) float64 {
	noun := strings.HasSuffix(c.Rule, "-noun")
	counted := slices.ContainsFunc(c.Items, func(it claim.Item) bool { return it.Count.Known() })
	switch {
	case c.Polarity == claim.Negated && !own:
		return deniedAid
	case c.Rule == "aid.deed":
		return deedAid
	case counted, c.Money != nil:
		return countedAid
	case own && !noun:
		return statedAid
	case len(c.Items) > 0:
		return goodsAid
	case own:
		return ownHelpAid
	case noun:
		return helpAid
	}
	return vagueAid
}

// oneSided reports whether aid is told in full by one side alone: who is asked to give
// often stands nowhere, and so does who gets no more of what somebody stops or
// will not give.
func oneSided(c claim.Claim) bool {
	switch {
	case c.Action == "request":
		return !c.Spans["recipients"].IsZero()
	case c.Action == "suspend", c.Action == "cancel", c.Polarity == claim.Negated:
		return !c.Spans["actors"].IsZero() && len(c.Items) > 0
	}
	return false
}

// Grounds are the features by which it is decided whether the candidate is a claim.
func (c Candidate) Grounds() []string { return slices.Concat(c.Features, c.Context) }

// threshold is the least probability of a candidate that becomes a claim, by
// type. Claims of strict types are counted and summed, so they must be likely.
// These values, and those below, were chosen by cross-validation and by looking
// at the development articles; docs/accuracy.md says what that means for the
// figures.
var threshold = map[claim.Type]float64{claim.Aid: 0.5, claim.Sanction: 0.3, claim.Impact: 0.25, claim.Event: 0.08, claim.Statement: 0.05}

// Aid by how much its words state. Each is about where, in cross-validation, as
// many claims of the kind are right as wrong, and higher for what says least.
const (
	countedAid = 0.2  // a sum or counted goods
	statedAid  = 0.3  // a verb of giving with both parties
	goodsAid   = 0.45 // goods without a count
	ownHelpAid = 0.5  // help of one party for another
	deniedAid  = 0.45 // what nobody that is named is not given
	deedAid    = 0.6  // a verb of helping with nothing that is given
	vagueAid   = 0.5  // a verb of giving without any of these
	helpAid    = 0.6  // a noun of help without any of these: often in passing
)

// What a government tells of at home in a text about no crisis: roads and tax
// credits are no aid in this sense, limits on banks no sanctions, and whom prices
// hurt is not harmed. The marked documents have few such texts, so that the models
// cannot learn it.
const (
	homeAid     = 0.95
	domesticAid = 0.99 // in a text that does not open with a country abroad
	homeMeasure = 0.98
	homeHarm    = 0.75 // with a number
	homeLoss    = 0.9  // without one
)

func leastAtHome(c claim.Claim, domestic bool) float64 {
	switch {
	case c.Type == claim.Aid && domestic:
		return domesticAid
	case c.Type == claim.Sanction:
		return homeMeasure
	case c.Type == claim.Impact && c.Value.Known():
		return homeHarm
	case c.Type == claim.Impact:
		return homeLoss
	}
	return homeAid
}

// vagueImpact is the least probability of harm without a number.
const vagueImpact = 0.5

// statedSanction is that of a measure whose words name who imposes it on whom.
const statedSanction = 0.15

// codedDealing is that of an event or statement with a code whose words name
// both sides: event data wants it even where a reader of crises would not.
const codedDealing = 0.02

// Least is the least probability of a candidate that becomes a claim, by what it states.
func Least(c claim.Claim) float64 {
	own := !c.Spans["actors"].IsZero() && !c.Spans["recipients"].IsZero()
	if c.Type == claim.Aid {
		own = own || oneSided(c)
		return leastAid(c, own)
	}
	if own && c.Type == claim.Sanction {
		return statedSanction
	}
	if own && c.Codes.Plover != "" && (c.Type == claim.Event || c.Type == claim.Statement) {
		return codedDealing
	}
	if c.Quoted == "direct" && len(c.Actors) > 0 {
		return codedDealing // whose words they are is said, and they stand there
	}
	if c.Type == claim.Impact && !c.Value.Known() {
		return vagueImpact
	}
	return threshold[c.Type]
}

// stages are the actions that differ by stage alone: the model may choose
// among them, whatever the rule read.
var stages = []string{"pledge", "approve", "offer", "send", "deliver"}

// firmStance is how sure the model must be to change the stance of a word that
// shows one by itself.
const firmStance = 0.6

// stageOpen reports whether nothing firm told the stage of the aid: a word of
// promising or approving, a future, or a verb of giving in the past leave
// nothing to choose.
func (cand *Candidate) stageOpen() bool {
	c := &cand.Claim
	if c.Type != claim.Aid || cand.Done {
		return false
	}
	switch strings.TrimSuffix(c.Rule, "-noun") {
	case "aid.give", "aid.help", "aid.contain", "aid.other":
		return c.Modality == claim.Fact && slices.Contains(stages, c.Action)
	}
	return false
}

// Judge applies the models to a candidate; ok is false when it is no claim.
func (m *Model) Judge(c *Candidate) bool {
	cl := &c.Claim
	if c.stageOpen() {
		if a, p, ok := m.choose("aid.action", c.Features); ok && p > 0.6 && slices.Contains(stages, a) {
			cl.Action = a
		}
	}
	if cl.Type == claim.Statement {
		if s, p, ok := m.choose("statement.stance", c.Features); ok && (cl.Stance == "comment" || p > firmStance && !(c.Shown && s == "comment")) {
			cl.Stance = s
		}
	}
	p, ok := m.Chance("keep."+string(cl.Type), "yes", c.Grounds())
	if !ok {
		return true
	}
	cl.Confidence = float64(int(p*1000+0.5)) / 1000
	if c.AtHome {
		return m.keepAll || p >= leastAtHome(*cl, c.Domestic)
	}
	return m.keepAll || p >= Least(*cl)
}
