package parse

import (
	"fmt"

	"kiroku/lang/mlp"
)

// Encode writes the model as a file; notes go into its head.
func (m *Model) Encode(notes ...string) []byte {
	e := mlp.NewEncoder(notes...)
	e.Strings(m.labels)
	e.Model(m.back)
	e.Model(m.forth)
	return e.Packed()
}

// Load reads a model file.
func Load(file []byte) (*Model, error) {
	d := mlp.NewDecoder(file)
	labels := d.Strings()
	back, forth := d.Model(), d.Model()
	if err := d.End(); err != nil {
		return nil, fmt.Errorf("load parser: %w", err)
	}
	if n := classes(len(labels)); len(labels) == 0 || back.Classes() != n || forth.Classes() != n {
		return nil, fmt.Errorf("load parser: %w", mlp.ErrFormat)
	}
	return newModel(back, forth, labels), nil
}
