package extract

import (
	"slices"
	"strconv"
	"strings"

	"kiroku/claim"
	"kiroku/gazetteer"
	"kiroku/lang"
	"kiroku/lang/mention"
	"kiroku/text"
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
	atHome   bool     // nobody abroad has part in it, and its document is about no crisis
}

// leastAid is the least probability of aid; own tells whether its words name
// who gives and who receives.
func leastAid(c claim.Claim, own bool) float64 {
	noun := strings.HasSuffix(c.Rule, "-noun")
	counted := slices.ContainsFunc(c.Items, func(it claim.Item) bool { return it.Count.Known() })
	switch {
	case c.Polarity == claim.Negated:
		return deniedAid
	case counted, c.Money != nil && !strings.HasPrefix(c.Rule, "aid.other"):
		return countedAid
	case len(c.Items) > 0 && c.Money == nil:
		return goodsAid
	case c.Money != nil, own && !noun:
		return statedAid
	case own:
		return goodsAid
	case noun:
		return helpAid
	}
	return vagueAid
}

// Grounds are the features by which it is decided whether the candidate is a claim.
func (c Candidate) Grounds() []string { return slices.Concat(c.Features, c.Context) }

// threshold is the least probability of a candidate that becomes a claim, by
// type. Claims of strict types are counted and summed, so they must be likely.
// These values, and those below, were chosen by cross-validation and by looking
// at the development articles; docs/accuracy.md says what that means for the
// figures.
var threshold = map[claim.Type]float64{claim.Aid: 0.5, claim.Sanction: 0.3, claim.Impact: 0.25, claim.Event: 0.15, claim.Statement: 0.1}

// Aid by how much its words state. Each is about where, in cross-validation, as
// many claims of the kind are right as wrong, and higher for what says least.
const (
	countedAid = 0.2 // goods counted, or a word of giving with a sum
	statedAid  = 0.3 // a sum, or a verb of giving with both parties
	deniedAid  = 0.4 // what is not given
	goodsAid   = 0.5 // goods without a count, or help of one party for another
	vagueAid   = 0.6 // a verb of giving without any of these
	helpAid    = 0.7 // a noun of help without any of these: often in passing
)

// homeAid is the least probability of aid that a government gives at home in a
// text about no crisis: roads and tax credits are no aid in this sense. The marked
// documents have few such texts, so that the models cannot learn it.
const homeAid = 0.95

// vagueImpact is the least probability of harm without a number.
const vagueImpact = 0.5

// statedSanction is that of a measure whose words name who imposes it on whom.
const statedSanction = 0.15

// codedDealing is that of an event or statement with a code whose words name
// both sides: event data wants it even where a reader of crises would not.
const codedDealing = 0.02

func least(c claim.Claim) float64 {
	own := !c.Spans["actors"].IsZero() && !c.Spans["recipients"].IsZero()
	if c.Type == claim.Aid {
		return leastAid(c, own)
	}
	if own && c.Type == claim.Sanction {
		return statedSanction
	}
	if own && c.Codes.Plover != "" && (c.Type == claim.Event || c.Type == claim.Statement) {
		return codedDealing
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

// stageOpen reports whether only the tense told the stage of the aid: a word
// of promising or approving, or a future, leaves nothing to choose.
func stageOpen(c claim.Claim) bool {
	switch strings.TrimSuffix(c.Rule, "-noun") {
	case "aid.give", "aid.help", "aid.contain", "aid.other":
		return c.Modality == claim.Fact && slices.Contains(stages, c.Action)
	}
	return false
}

// judge applies the models to a candidate; ok is false when it is no claim.
func (m *Model) judge(c *Candidate) bool {
	cl := &c.Claim
	if cl.Type == claim.Aid && stageOpen(*cl) {
		if a, p, ok := m.choose("aid.action", c.Features); ok && p > 0.6 && slices.Contains(stages, a) {
			cl.Action = a
		}
	}
	if cl.Type == claim.Statement {
		if s, p, ok := m.choose("statement.stance", c.Features); ok && (cl.Stance == "comment" || p > firmStance) {
			cl.Stance = s
		}
	}
	p, ok := m.chance("keep."+string(cl.Type), "yes", c.Grounds())
	if !ok {
		return true
	}
	cl.Confidence = float64(int(p*1000+0.5)) / 1000
	if c.atHome {
		return m.keepAll || p >= homeAid
	}
	return m.keepAll || p >= least(*cl)
}

// features describe a candidate to the models: its rule and words, what its
// roles hold, how real its clause is, and the words around.
func (r *reader) features(t *tree, at, obj int, c claim.Claim) []string {
	f := []string{"bias", "rule=" + c.Rule, "at=" + t.lemma(at), "rule+at=" + c.Rule + "|" + t.lemma(at), "atrel=" + t.toks[at].Rel, "attag=" + t.toks[at].XTag}
	add := func(name, v string) {
		if v != "" {
			f = append(f, name+"="+v)
		}
	}
	if obj >= 0 {
		add("obj", t.lemma(obj))
		add("at+obj", t.lemma(at)+"|"+t.lemma(obj))
		for _, k := range t.children(obj, "amod", "compound", "det") {
			add("objmod", t.lemma(k))
		}
		add("objcase", t.marker(obj))
		if h := t.head(obj); h >= 0 {
			add("objhead", t.lemma(h))
		}
	}
	verb := t.carrier(at)
	if verb >= 0 {
		sc := t.scope(verb)
		add("tense", strconv.Itoa(int(sc.tense)))
		add("force", sc.force)
		add("tense+rule", strconv.Itoa(int(sc.tense))+"|"+c.Rule)
		add("verb", t.lemma(verb))
		add("verbrel", t.toks[verb].Rel)
		for _, k := range t.children(verb, "aux", "aux:pass", "advmod", "mark") {
			add("verbdep", t.low[k])
		}
		if s := t.subject(verb); s >= 0 {
			add("subj", t.lemma(s))
			add("subjtag", t.toks[s].Tag)
		}
		if h := t.head(verb); h >= 0 {
			add("above", t.lemma(h))
		}
	}
	if c.Type == claim.Event || c.Type == claim.Statement {
		for k := max(0, at-4); k < min(len(t.toks), at+7); k++ {
			add("near", t.lemma(k))
		}
	}
	return append(f, r.roleFeatures(t, at, obj, c)...)
}

// frameAbove is the frame of the verb that carries a noun of giving, "" for
// none: "announced a grant" is firmer than "discussed a grant".
func (r *reader) frameAbove(t *tree, at int) string {
	v := t.carrier(at)
	if v < 0 || v == at {
		return ""
	}
	if f, ok := r.lex.aid[t.lemma(v)+"/v"]; ok {
		return f.act
	}
	if _, ok := r.lex.stance[t.lemma(v)]; ok {
		return "speech"
	}
	return "other"
}

// ownContext is from how many sentences on a text says itself what it is about;
// a shorter notice leaves out what its readers know.
const ownContext = 8

// atHome reports whether aid has no part abroad in a text that is about no crisis.
func (r *reader) atHome(c claim.Claim) bool {
	abroad := func(p claim.Party) bool {
		return p.Code != "" && p.Code != r.author.Code && (p.Kind != claim.Organization || r.foreign || wellKnown(p.Code))
	}
	return c.Type == claim.Aid && r.author.Kind == claim.Country && r.crisis == "none" && len(r.a.Sentences) >= ownContext &&
		!slices.ContainsFunc(slices.Concat(c.Actors, c.Recipients, c.Via), abroad)
}

// namesAbroad reports whether the document names a country besides its author's:
// then an office with an acronym of its own may stand there.
func (r *reader) namesAbroad() bool {
	return slices.ContainsFunc(r.a.Sentences, func(sent lang.Sentence) bool {
		return slices.ContainsFunc(sent.Mentions, func(m mention.Mention) bool {
			e, ok := gazetteer.ByCode(m.Code)
			return ok && e.Kind == gazetteer.Country && m.Code != r.author.Code
		})
	})
}

// wellKnown reports whether the code of an organization is known beyond its text:
// one that a text about home abbreviates itself is mostly an office or a firm there.
func wellKnown(code string) bool {
	return slices.ContainsFunc(gazetteer.Lookup(code), func(e gazetteer.Entry) bool { return e.Kind == gazetteer.Organization })
}

// context are the features of a candidate's document: in a text about no crisis
// few counts are of harm.
func (r *reader) context(c claim.Claim) []string {
	if c.Type != claim.Aid && c.Type != claim.Sanction && c.Type != claim.Impact {
		return nil
	}
	own := strconv.FormatBool(!c.Spans["actors"].IsZero()) + strconv.FormatBool(!c.Spans["recipients"].IsZero())
	what := strconv.FormatBool(c.Money != nil) + strconv.FormatBool(len(c.Items) > 0)
	f := []string{"crisis=" + r.crisis, "crisis+rule=" + r.crisis + c.Rule, "crisis+own=" + r.crisis + own, "crisis+what=" + r.crisis + what}
	return f
}

// victimFeatures tell whom a word of harm is said of: one known person ("his
// death", "shot him") is seldom a figure.
func (r *reader) victimFeatures(t *tree, at, obj int) []string {
	word := at
	if obj >= 0 {
		word = obj
	}
	f := []string{"whom=" + t.toks[word].XTag, "whom+rule=" + t.toks[word].XTag + "|" + t.rel(word)}
	for _, k := range []int{at, word} {
		if p := t.child(k, "nmod:poss"); p >= 0 {
			f = append(f, "owned="+t.toks[p].Tag)
		}
		if d := t.child(k, "det"); d >= 0 {
			f = append(f, "whomdet="+t.low[d])
		}
	}
	if t.nameAt(word) != nil {
		f = append(f, "whomnamed")
	}
	return f
}

// roleFeatures describe what the candidate's fields hold.
func (r *reader) roleFeatures(t *tree, at, obj int, c claim.Claim) []string {
	var f []string
	flag := func(name string, on bool) {
		if on {
			f = append(f, name)
		}
	}
	code := func(ps []claim.Party) bool {
		return slices.ContainsFunc(ps, func(p claim.Party) bool { return p.Code != "" })
	}
	flag("actor", len(c.Actors) > 0)
	flag("actorcode", code(c.Actors))
	flag("recipient", len(c.Recipients) > 0)
	flag("recipientcode", code(c.Recipients))
	flag("bothcodes", code(c.Actors) && code(c.Recipients))
	flag("samecode", code(c.Actors) && code(c.Recipients) && c.Actors[0].Code == c.Recipients[0].Code)
	flag("ownactor", !c.Spans["actors"].IsZero())
	flag("ownrecipient", !c.Spans["recipients"].IsZero())
	flag("money", c.Money != nil)
	flag("items", len(c.Items) > 0)
	flag("value", c.Value.Known())
	flag("count", c.Count.Known())
	flag("sources", len(c.Sources) > 0)
	flag("when", !c.When.IsZero())
	flag("where", c.Where.Name != "")
	flag("inquote", r.quoteAt(t.toks[at].Span) != nil)
	flag("author", r.author.Code != "")
	own := strconv.FormatBool(!c.Spans["actors"].IsZero()) + strconv.FormatBool(!c.Spans["recipients"].IsZero())
	what := strconv.FormatBool(c.Money != nil) + strconv.FormatBool(len(c.Items) > 0)
	f = append(f, "rule+own="+c.Rule+own, "rule+what="+c.Rule+what, "rule+own+what="+c.Rule+own+what, "rule+rel="+c.Rule+t.rel(at),
		"rule+frameabove="+c.Rule+r.frameAbove(t, at), "rule+value="+c.Rule+strconv.FormatBool(c.Value.Known()))
	f = append(f, "action="+c.Action, "category="+c.Category, "measure="+c.Measure, "kind="+c.Kind, "stance="+c.Stance, "quoted="+c.Quoted,
		"polarity="+string(c.Polarity), "modality="+string(c.Modality), "unit="+c.Unit, "topic="+r.topic,
		"measure+unit="+c.Measure+"|"+c.Unit, "money+category="+strconv.FormatBool(c.Money != nil)+"|"+c.Category)
	if c.Type == claim.Impact {
		f = append(f, r.victimFeatures(t, at, obj)...)
		f = append(f, "harm="+r.harm, "harm+rule="+r.harm+c.Rule, "harm+value="+r.harm+strconv.FormatBool(c.Value.Known()))
	}
	if c.Value.Known() {
		f = append(f, "digits="+strconv.Itoa(len(c.Value.String())))
	}
	if c.Type == claim.Statement {
		f = append(f, r.stanceFeatures(t, c)...)
		for k, tok := range t.toks {
			if sp := (text.Span{Start: c.Evidence.Start, End: c.Evidence.End}); sp.Contains(tok.Span) {
				f = append(f, "word="+t.lemma(k))
			}
		}
	}
	for _, p := range c.Recipients {
		f = append(f, "recipientkind="+string(p.Kind))
	}
	for _, p := range c.Actors {
		f = append(f, "actorkind="+string(p.Kind))
	}
	return f
}
