package tag

import (
	"fmt"

	"kiroku/lang/mlp"
)

// Encode writes the model as a file; notes go into its head.
func (m *Model) Encode(notes ...string) []byte {
	e := mlp.NewEncoder(notes...)
	e.Uint(uint64(len(m.classes)))
	for _, c := range m.classes {
		e.String(c.tag)
		e.String(c.xtag)
	}
	e.Model(m.net)
	m.lexicon.encode(e)
	return e.Packed()
}

// Load reads a model file.
func Load(file []byte) (*Model, error) {
	d := mlp.NewDecoder(file)
	var classes []class
	for range d.List() {
		classes = append(classes, class{d.String(), d.String()})
	}
	net := d.Model()
	lex := decodeLexicon(d)
	if err := d.End(); err != nil {
		return nil, fmt.Errorf("load tagger: %w", err)
	}
	if net.Classes() != len(classes) || len(classes) == 0 {
		return nil, fmt.Errorf("load tagger: %w", mlp.ErrFormat)
	}
	return newModel(net, classes, lex, false), nil
}
