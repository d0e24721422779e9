package parse

import (
	"fmt"

	"kiroku/lang/mlp"
)

// Encode writes the model but for the network that reads back as a file; notes go
// into its head.
func (m *Model) Encode(notes ...string) []byte {
	e := mlp.NewEncoder(notes...)
	e.Strings(m.labels)
	e.Model(m.first)
	e.Model(m.forth)
	return e.Packed()
}

// Back is the network that reads back, in a file of its own: few need it.
type Back struct{ net *mlp.Model }

// Back is the model's network that reads back.
func (m *Model) Back() Back { return Back{m.back} }

// Encode writes the network as a file; notes go into its head.
func (b Back) Encode(notes ...string) []byte {
	e := mlp.NewEncoder(notes...)
	e.Model(b.net)
	return e.Packed()
}

// WithBack is the model with the network that reads back, from its file.
func (m *Model) WithBack(file []byte) (*Model, error) {
	d := mlp.NewDecoder(file)
	back := d.Model()
	if err := d.End(); err != nil {
		return nil, fmt.Errorf("load parser: %w", err)
	}
	if back.Classes() != m.first.Classes() {
		return nil, fmt.Errorf("load parser: %w", mlp.ErrFormat)
	}
	return newModel(m.first, m.forth, back, m.labels), nil
}

// Load reads a model file.
func Load(file []byte) (*Model, error) {
	d := mlp.NewDecoder(file)
	labels := d.Strings()
	first, forth := d.Model(), d.Model()
	if err := d.End(); err != nil {
		return nil, fmt.Errorf("load parser: %w", err)
	}
	if n := classes(len(labels)); len(labels) == 0 || first.Classes() != n || forth.Classes() != n {
		return nil, fmt.Errorf("load parser: %w", mlp.ErrFormat)
	}
	return newModel(first, forth, nil, labels), nil
}
