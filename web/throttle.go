package web

import (
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	maxFailures   = 20          // wrong links per address and window
	failureWindow = time.Minute // then the count begins again
)

// throttle counts wrong links per address. It is locked: mu guards the fields below it.
type throttle struct {
	now func() time.Time

	mu     sync.Mutex
	since  time.Time
	counts map[string]int
}

func newThrottle(now func() time.Time) *throttle {
	return &throttle{now: now, counts: map[string]int{}}
}

func (t *throttle) allowed(address string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := t.now(); now.Sub(t.since) > failureWindow {
		t.since, t.counts = now, map[string]int{}
	}
	return t.counts[address] < maxFailures
}

func (t *throttle) failed(address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts[address]++
}

// address is the peer's, without port. Forwarding headers are not believed: no proxy is trusted yet.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
