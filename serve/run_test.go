package serve_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// running is a server on a port of its own, stopped by its context.
func running(t *testing.T) (addr string, stop context.CancelFunc, ended <-chan error) {
	t.Helper()
	s := newServer(t, emptyLedger(t))
	s.SetPatience(100 * time.Millisecond)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx, ln) }()
	return ln.Addr().String(), stop, done
}

func TestStopsGracefully(t *testing.T) {
	addr, stop, ended := running(t)
	rep, err := http.Get("http://" + addr + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(rep.Body); err != nil || string(body) != "ok\n" {
		t.Errorf("healthz says %q, %v", body, err)
	}
	rep.Body.Close()
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("a stop that was asked for is an error: %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("does not stop")
	}
	if _, err := net.DialTimeout("tcp", addr, time.Second); err == nil {
		t.Error("still listens")
	}
}

// TestSlowClient sends a header a byte at a time: the connection is taken away.
func TestSlowClient(t *testing.T) {
	addr, _, _ := running(t)
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "); err != nil {
		t.Fatal(err)
	}
	if err := conn.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil && errors.Is(err, context.DeadlineExceeded) || strings.Contains(string(answer), "200 OK") {
		t.Errorf("a client that never ends its header was waited for: %q, %v", answer, err)
	}
	var late net.Error
	if errors.As(err, &late) && late.Timeout() {
		t.Error("the connection of a client that never ends its header stays open")
	}
}

// TestOversizedRequests sends more than a form or a header may hold.
func TestOversizedRequests(t *testing.T) {
	c := client{t, newServer(t, emptyLedger(t)).Handler()}
	for _, size := range []int{1 << 10, 2 << 20} {
		r := httptest.NewRequest("POST", "/theme", strings.NewReader("theme=dark&back=/ledger&more="+strings.Repeat("x", size)))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		rec := c.do(r)
		set := rec.Header().Get("Set-Cookie")
		if small := size < 1<<20; small != strings.Contains(set, "theme=dark") {
			t.Errorf("a form of %d bytes: status %d, cookie %q", size, rec.Code, set)
		}
	}
	addr, _, _ := running(t)
	r, err := http.NewRequest("GET", "http://"+addr+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		r.Header.Set(fmt.Sprint("X-", i), strings.Repeat("x", 4<<10))
	}
	rep, err := http.DefaultClient.Do(r)
	if err != nil {
		return // cut off while it was still sending is as good
	}
	rep.Body.Close()
	if rep.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a header of 160 kB: status %d", rep.StatusCode)
	}
}
