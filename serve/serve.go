// Package serve shows the ledger as web pages. In go a ledger and the views
// that resolution has of it; out come pages made on the server, with styles,
// a small script and drawings of its own: a page asks nothing of any other
// host, and works where scripts do not run.
//
// It refuses requests for a host that it was not started for, requests that
// another site sends on a reader's behalf, and everything too large or too
// slow. What a document says is only ever shown as text.
//
// The pages are made below it: ask shows what the ledger holds, draw what it
// comes to in charts and on a map, review and add let people change it, signin
// finds out who they are. One noun is one file there and one template under
// pages. docs/serve.md tells people how to use it.
package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"kiroku/serve/add"
	"kiroku/serve/ask"
	"kiroku/serve/draw"
	"kiroku/serve/metrics"
	"kiroku/serve/review"
	"kiroku/serve/signin"
	"kiroku/serve/site"
)

// Server answers requests for pages of one ledger.
type Server struct {
	*site.Site
	door    *signin.Door
	hosts   map[string]bool
	metrics *metrics.Metrics
	pasts   pasts

	patience time.Duration // with a client that sends its header
}

// New makes a server. Its templates and styles are part of the program.
func New(o site.Options) (*Server, error) {
	base, err := site.New(o, ask.Templates, draw.Templates, review.Templates, add.Templates, signin.Templates)
	if err != nil {
		return nil, err
	}
	return &Server{Site: base, door: signin.New(base), hosts: allowedHosts(o.Hosts), metrics: metrics.New(), patience: headerTimeout}, nil
}

// Close ends what the server works out in the background.
func (s *Server) Close() {
	s.Stop()
	s.closePasts()
	s.Wait()
}

// The bounds of a request. A page is small and made in milliseconds; a slow
// client shall not hold a connection for long.
const (
	maxHeaderBytes = 64 << 10
	headerTimeout  = 10 * time.Second
	readTimeout    = 30 * time.Second
	writeTimeout   = 60 * time.Second
	idleTimeout    = 2 * time.Minute
	stopTimeout    = 10 * time.Second
)

// Run serves until ctx ends, and then finishes the requests under way.
func (s *Server) Run(ctx context.Context, ln net.Listener) error {
	defer s.Close()
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: s.patience,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		stopped <- server.Shutdown(ending)
	})
	s.Log.Info("serving", "address", ln.Addr().String(), "version", s.Version)
	err := server.Serve(ln)
	if !errors.Is(err, http.ErrServerClosed) {
		stop()
		return fmt.Errorf("serve pages: %w", err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	s.Log.Info("stopped")
	return nil
}
