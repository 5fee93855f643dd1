package sfu

import (
	"sync/atomic"
	"time"

	"giaoban/agenda"
)

// maxSeatBytesPerSec bounds what all devices of a seat send together; what comes above is not forwarded: 24 Mbit/s.
const maxSeatBytesPerSec = 3 << 20

// floodLasts is how long something that was cut off is told.
const floodLasts = 2 * time.Second

// meter counts what the devices of a seat send within a second. Any goroutine may call over; nil counts nothing.
type meter struct {
	second atomic.Int64 // that is being counted, on the room's clock
	bytes  atomic.Int64
}

// over counts bytes and says whether they are too many.
func (m *meter) over(bytes int, now time.Duration) bool {
	if m == nil {
		return false
	}
	second := int64(now / time.Second)
	if old := m.second.Load(); old != second && m.second.CompareAndSwap(old, second) {
		m.bytes.Store(0)
	}
	return m.bytes.Add(int64(bytes)) > maxSeatBytesPerSec
}

// meterOf is the meter of a seat, shared by its devices. Call under room.mu.
func (r *Room) meterOf(seat agenda.SeatID) *meter {
	for _, p := range r.peers {
		if p.seat == seat {
			return p.meter
		}
	}
	return &meter{}
}

// Flooding is the source of which packets are cut off now because the track, or the seat, sends too much; empty when none is.
func (p *Peer) Flooding() Source {
	now := p.room.now()
	for _, pub := range *p.published.Load() {
		if at := time.Duration(pub.flooded.Load()); at != 0 && now-at < floodLasts {
			return pub.source
		}
	}
	return ""
}
