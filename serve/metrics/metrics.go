// Package metrics counts the answers of a server by route and status, notes them
// in its log, and writes them in the text format 0.0.4 of Prometheus.
package metrics

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// buckets are the upper ends of the histogram of answering times, in seconds.
var buckets = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5}

// Metrics are the answers so far.
type Metrics struct {
	mu     sync.Mutex
	counts map[routeStatus]int64
	times  map[string]*histogram
	start  time.Time
}

type routeStatus struct {
	route  string
	status int
}

type histogram struct {
	counts []int64 // by bucket, not cumulative; the last is above all
	sum    float64
	n      int64
}

// New counts from now on.
func New() *Metrics {
	return &Metrics{counts: map[routeStatus]int64{}, times: map[string]*histogram{}, start: time.Now()}
}

func (m *Metrics) note(route string, status int, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.counts[routeStatus{route, status}]++
	h := m.times[route]
	if h == nil {
		h = &histogram{counts: make([]int64, len(buckets)+1)}
		m.times[route] = h
	}
	i, _ := slices.BinarySearch(buckets, took.Seconds())
	h.counts[i]++
	h.sum += took.Seconds()
	h.n++
}

// ServeHTTP writes what was counted.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	NoteRoute(r, "GET /metrics")
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	m.mu.Lock()
	defer m.mu.Unlock()
	fmt.Fprintf(w, "# HELP kiroku_requests_total Requests answered.\n# TYPE kiroku_requests_total counter\n")
	for _, k := range slices.SortedFunc(maps.Keys(m.counts), func(a, b routeStatus) int {
		if a.route != b.route {
			return slices.Compare([]string{a.route}, []string{b.route})
		}
		return a.status - b.status
	}) {
		fmt.Fprintf(w, "kiroku_requests_total{route=%q,status=\"%d\"} %d\n", k.route, k.status, m.counts[k])
	}
	fmt.Fprintf(w, "# HELP kiroku_request_seconds Time to answer a request.\n# TYPE kiroku_request_seconds histogram\n")
	for _, route := range slices.Sorted(maps.Keys(m.times)) {
		h := m.times[route]
		var n int64
		for i, le := range buckets {
			n += h.counts[i]
			fmt.Fprintf(w, "kiroku_request_seconds_bucket{route=%q,le=%q} %d\n", route, strconv.FormatFloat(le, 'g', -1, 64), n)
		}
		fmt.Fprintf(w, "kiroku_request_seconds_bucket{route=%q,le=\"+Inf\"} %d\n", route, h.n)
		fmt.Fprintf(w, "kiroku_request_seconds_sum{route=%q} %g\nkiroku_request_seconds_count{route=%q} %d\n", route, h.sum, route, h.n)
	}
	fmt.Fprintf(w, "# HELP process_start_time_seconds When the process started.\n# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds %d\n", m.start.Unix())
}

// routeKey holds, in a request's context, where its route is to be noted.
type routeKey struct{}

// NoteRoute tells the log and the metrics which route a request took: their
// labels must be few, and paths are many.
func NoteRoute(r *http.Request, route string) {
	if p, ok := r.Context().Value(routeKey{}).(*string); ok {
		*p = route
	}
}

// Logged notes each answer of next.
func (m *Metrics) Logged(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, route := time.Now(), "other"
		sw := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(sw, r.WithContext(context.WithValue(r.Context(), routeKey{}, &route)))
		took := time.Since(start)
		m.note(route, sw.status, took)
		log.Info("request", "method", r.Method, "path", r.URL.Path, "status", sw.status, "bytes", sw.bytes, "took", took.Round(10*time.Microsecond))
	})
}

type statusWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *statusWriter) Flush() {
	if f, ok := w.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}
