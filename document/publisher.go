package document

import (
	"net/url"

	"kiroku/register"
	"kiroku/text"
)

// publish says who publishes a document, as the register knows it: by the
// outlet that the document names, else by its address. An outlet that was
// found in the text goes by its name in the register, so that "NYT" is "The New York
// Times"; one that a record states or a person gave stays as it is.
func (r *reader) publish(doc *text.Document) {
	known := r.opts.Register
	if known == nil {
		known = register.Default()
	}
	how := doc.Found["source"]
	p, ok := known.Named(doc.Source)
	if !ok {
		at, err := url.Parse(doc.URL)
		if err != nil {
			return
		}
		if p, ok = known.At(at.Hostname()); !ok {
			return
		}
	}
	doc.Publisher = text.Publisher{ID: p.ID, Name: p.Name, Kind: p.Kind, Country: p.Country, Relays: known.Wires(p)}
	switch {
	case doc.Source == "":
		doc.Source, doc.Found["source"] = p.Name, "address, by the register"
	case how != "record" && how != "given" && doc.Source != p.Name:
		if _, ok := known.Named(doc.Source); ok {
			doc.Source, doc.Found["source"] = p.Name, how+", by the register"
		}
	}
}
