package serve

import (
	"net"
	"net/http"
	"runtime/debug"
	"strings"

	"kiroku/serve/upload"
)

// policy lets a page load what this server holds and nothing else, run no
// script written into it, and be framed by nobody.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// maxBodyBytes bounds the body of a request that does not carry files.
const maxBodyBytes = 1 << 20

// loopback are the names of this machine to itself.
var loopback = []string{"localhost", "127.0.0.1", "::1"}

func allowedHosts(more []string) map[string]bool {
	hosts := map[string]bool{}
	for _, h := range append(more, loopback...) {
		hosts[strings.ToLower(strings.Trim(h, "[]"))] = true
	}
	return hosts
}

// safe guards every answer. The Host list stops pages of other sites that
// point their own name at this address; the origin check stops their forms.
func (s *Server) safe(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "This request came from another site.", http.StatusForbidden)
	}))
	guarded := origin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if !s.hosts[hostName(r.Host)] {
			http.Error(w, "This server does not answer to that name.", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, bodyLimit(r))
		defer func() {
			if fault := recover(); fault != nil {
				if fault == http.ErrAbortHandler {
					panic(fault)
				}
				s.Log.Error("panic", "path", r.URL.Path, "fault", fault, "stack", string(debug.Stack()))
				http.Error(w, "Something went wrong here. The log says what.", http.StatusInternalServerError)
			}
		}()
		guarded.ServeHTTP(w, r)
	})
}

// bodyLimit is how much a request may carry: files come to one address alone.
func bodyLimit(r *http.Request) int64 {
	if r.Method == http.MethodPost && r.URL.Path == "/add" {
		return upload.MaxBytes
	}
	return maxBodyBytes
}

// hostName is a Host header without its port, in lower case.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// IsLoopback reports whether an address to listen on can be reached from this
// machine alone.
func IsLoopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
