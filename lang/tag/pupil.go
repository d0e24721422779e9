package tag

import (
	"kiroku/lang/cluster"
	"kiroku/lang/mlp"
	"kiroku/text"
)

// pupil learns every second sentence of a batch.
type pupil struct {
	analyser
	*mlp.Learner
	teachers *mlp.Ensemble // nil where there are none
	gold     bool          // the sentence at hand has gold tags
	keys     []mlp.Key
	target   []float32
	n, ok    int
}

func newPupil(s *school, l *mlp.Learner) *pupil {
	p := &pupil{analyser: analyser{clusters: cluster.English()}, Learner: l, target: make([]float32, len(s.classes))}
	var members []*mlp.Trainer
	for _, teacher := range s.lesson.Teachers {
		members = append(members, teacher.trainer)
	}
	p.teachers = mlp.NewEnsemble(members)
	return p
}

// begin takes up the sentence of that number.
func (p *pupil) begin(s *school, i int) *text.Sentence {
	bank := s.lesson.Gold
	if p.gold = i < len(bank.Sentences); !p.gold {
		i -= len(bank.Sentences)
		bank = s.lesson.Plain
	}
	p.read(bank.Text, &bank.Sentences[i])
	return &bank.Sentences[i]
}

// learn goes through a sentence with the tags that the network itself gives
// as history, as it will be used.
func (p *pupil) learn(s *school, i int) {
	sent := p.begin(s, i)
	n := len(s.classes)
	t1, t2 := start, start
	for j := range sent.Tokens {
		p.keys = p.analyser.keys(p.keys[:0], j, t1, t2)
		p.Forward(p.keys)
		p.Logits(0, n)
		own := mlp.Highest(p.Softmax(0, n, nil))
		p.aim(s, &sent.Tokens[j])
		p.Toward(0, n, p.target)
		p.Commit()
		p.n++
		if p.target[own] >= 0.5 {
			p.ok++
		}
		t1, t2 = s.atoms[own], t1
	}
}

// aim sets the target: what the probabilities of the classes should be.
func (p *pupil) aim(s *school, tok *text.Token) {
	clear(p.target)
	trust := float32(0)
	if p.teachers != nil {
		if trust = 1; p.gold {
			trust = s.how.Trust
		}
		p.teachers.Forward(p.keys)
		for c, q := range p.teachers.Mean(0, len(s.classes), nil) {
			p.target[c] = float32(q * trust)
		}
	}
	if p.gold {
		p.target[s.classOf[class{tok.Tag, tok.XTag}]] += 1 - trust
	}
}
