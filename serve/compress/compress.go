// Package compress sends answers in gzip to clients that take it, where what is
// sent is text.
package compress

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"
)

var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(io.Discard, 5) // the level is a valid one
	return z
}}

// Handler sends text in gzip to whoever takes it.
func Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		z := &zipped{ResponseWriter: w}
		defer z.close()
		next.ServeHTTP(z, r)
	})
}

// zipped decides with the header whether what follows is worth compressing.
type zipped struct {
	http.ResponseWriter
	z     *gzip.Writer
	ready bool
}

func (w *zipped) WriteHeader(status int) {
	if !w.ready {
		w.ready = true
		h := w.Header()
		kind := h.Get("Content-Type")
		textual := strings.HasPrefix(kind, "text/") || strings.HasPrefix(kind, "image/svg") || strings.HasPrefix(kind, "application/json") ||
			strings.HasPrefix(kind, "application/jsonl")
		if textual && h.Get("Content-Encoding") == "" && status != http.StatusNoContent && status != http.StatusNotModified {
			h.Set("Content-Encoding", "gzip")
			h.Del("Content-Length")
			w.z = zippers.Get().(*gzip.Writer)
			w.z.Reset(w.ResponseWriter)
		}
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *zipped) Write(b []byte) (int, error) {
	if !w.ready {
		if w.Header().Get("Content-Type") == "" {
			w.Header().Set("Content-Type", http.DetectContentType(b))
		}
		w.WriteHeader(http.StatusOK)
	}
	if w.z != nil {
		return w.z.Write(b)
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (w *zipped) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *zipped) Flush() {
	if w.z != nil {
		w.z.Flush() // the client is gone where this fails
	}
	if f, ok := w.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

func (w *zipped) close() {
	if w.z != nil {
		w.z.Close() // the client is gone where this fails
		zippers.Put(w.z)
	}
}
