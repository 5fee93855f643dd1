package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	maxFailures   = 20          // wrong links per address and window
	failureWindow = time.Minute // then the count begins again
)

// throttle counts per address what an address may do so often: wrong links, questions at a lobby's door. It is locked: mu guards the fields below it.
type throttle struct {
	now   func() time.Time // static, like limit
	limit int              // per address and window

	mu     sync.Mutex
	since  time.Time
	counts map[string]int
}

func newThrottle(now func() time.Time, limit int) *throttle {
	return &throttle{now: now, limit: limit, counts: map[string]int{}}
}

func (t *throttle) allowed(address string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := t.now(); now.Sub(t.since) > failureWindow {
		t.since, t.counts = now, map[string]int{}
	}
	return t.counts[address] < t.limit
}

func (t *throttle) count(address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.counts[address]++
}

// address is the peer's, without port. X-Forwarded-For is believed only as far as it was written by trusted proxies: from its end to the first
// address that is none of them.
func (s *Server) address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && s.trusts(host); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		host = hop.Unmap().String()
	}
	return host
}

func (s *Server) trusts(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && slices.ContainsFunc(s.Proxies, func(p netip.Prefix) bool { return p.Contains(ip.Unmap()) })
}
