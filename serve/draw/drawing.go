package draw

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"

	"kiroku/serve/chart"
)

// sendSVG sends a chart as a file.
func (s pages) sendSVG(w http.ResponseWriter, d *chart.Drawing) error {
	var b bytes.Buffer
	if err := s.Part(&b, "svg-file", struct {
		*chart.Drawing
		Style string
	}{d, chart.Style}); err != nil {
		return fmt.Errorf("draw %s: %w", d.Key, err)
	}
	h := w.Header()
	h.Set("Content-Type", "image/svg+xml")
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", cmp.Or(d.Key, "chart")+".svg"))
	w.Write(b.Bytes()) // the client is gone where this fails
	return nil
}

// askedFor is the chart that a request wants as a file, nil where it wants the
// page.
func askedFor(r *http.Request, charts ...*chart.Drawing) *chart.Drawing {
	if want := r.URL.Query().Get("svg"); want != "" {
		for _, d := range charts {
			if d != nil && d.Key == want {
				return d
			}
		}
	}
	return nil
}

// downloads tells charts of one request where they are as files.
func downloads(r *http.Request, charts ...*chart.Drawing) {
	v := r.URL.Query()
	for _, d := range charts {
		if d != nil {
			v.Set("svg", d.Key)
			d.Download = r.URL.Path + "?" + v.Encode()
		}
	}
}
