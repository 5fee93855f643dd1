package sfu

import (
	"net/netip"
	"sync"
)

// heardMost is how many addresses one socket remembers; when there are more, it begins anew: those who are there are heard again within seconds.
const heardMost = 4096

// heard is whom a socket has heard of. It is locked.
type heard struct {
	mu   sync.Mutex
	from map[netip.AddrPort]struct{} // guarded by mu
}

func (h *heard) note(from netip.AddrPort) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.from) >= heardMost || h.from == nil {
		h.from = map[netip.AddrPort]struct{}{}
	}
	h.from[netip.AddrPortFrom(from.Addr().Unmap(), from.Port())] = struct{}{}
}

func (h *heard) has(from netip.AddrPort) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, ok := h.from[from]
	return ok
}
