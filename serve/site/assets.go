package site

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"

	"kiroku/serve/metrics"
)

//go:embed assets
var assetFiles embed.FS

// assets are the styles, scripts and pictures of the pages. Their addresses
// carry a hash of what they hold, so that a browser keeps them for good.
type assets struct {
	files map[string][]byte // by name
	names map[string]string // name with its hash -> name
	paths map[string]string // name -> address
}

func readAssets() (*assets, error) {
	a := &assets{map[string][]byte{}, map[string]string{}, map[string]string{}}
	list, err := assetFiles.ReadDir("assets")
	if err != nil {
		return nil, fmt.Errorf("read assets: %w", err)
	}
	for _, f := range list {
		raw, err := assetFiles.ReadFile("assets/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("read assets: %w", err)
		}
		sum := sha256.Sum256(raw)
		ext := path.Ext(f.Name())
		hashed := f.Name()[:len(f.Name())-len(ext)] + "." + hex.EncodeToString(sum[:5]) + ext
		a.files[f.Name()], a.names[hashed], a.paths[f.Name()] = raw, f.Name(), "/assets/"+hashed
	}
	return a, nil
}

var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
}

// Asset answers with a style, a script or a picture.
func (s *Site) Asset(w http.ResponseWriter, r *http.Request) {
	a := s.assets
	metrics.NoteRoute(r, "GET /assets/{name}")
	name, ok := a.names[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", contentTypes[path.Ext(name)])
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Write(a.files[name]) // the client is gone where this fails
}
