package sfu

import (
	"encoding/binary"
	"net/netip"
	"sync"
)

const (
	heardMost   = 4096 // addresses that one socket remembers; of more, some are forgotten, and heard again within seconds
	stunHeader  = 20   // bytes (RFC 8489 §5)
	magicCookie = 0x2112A442
)

// heard is whom a socket has heard of. It is locked.
type heard struct {
	mu   sync.Mutex
	from map[netip.AddrPort]struct{} // guarded by mu
}

// isSTUN tells STUN from all else (RFC 7983 §7, RFC 8489 §5).
func isSTUN(b []byte) bool {
	return len(b) >= stunHeader && b[0] < 4 && binary.BigEndian.Uint32(b[4:]) == magicCookie
}

func (h *heard) note(from netip.AddrPort) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.from == nil {
		h.from = map[netip.AddrPort]struct{}{}
	}
	if len(h.from) >= heardMost {
		for one := range h.from { // any
			delete(h.from, one)
			break
		}
	}
	h.from[netip.AddrPortFrom(from.Addr().Unmap(), from.Port())] = struct{}{}
}

func (h *heard) has(from netip.AddrPort) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, ok := h.from[from]
	return ok
}
