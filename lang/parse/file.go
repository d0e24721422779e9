package parse

import (
	"fmt"

	"kiroku/lang/mlp"
)

// Encode writes the model as a file; notes go into its head.
func (m *Model) Encode(notes ...string) []byte {
	e := mlp.NewEncoder(notes...)
	e.Strings(m.labels)
	e.Model(m.net)
	return e.Packed()
}

// Load reads a model file.
func Load(file []byte) (*Model, error) {
	d := mlp.NewDecoder(file)
	labels := d.Strings()
	net := d.Model()
	if err := d.End(); err != nil {
		return nil, fmt.Errorf("load parser: %w", err)
	}
	if net.Classes() != classes(len(labels)) || len(labels) == 0 {
		return nil, fmt.Errorf("load parser: %w", mlp.ErrFormat)
	}
	return newModel(net, labels), nil
}
