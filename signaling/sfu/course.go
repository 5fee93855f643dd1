package sfu

import (
	"sync/atomic"
	"time"

	"github.com/pion/webrtc/v4"
)

// courseEvery is how often ICE is asked for a round trip.
const courseEvery = 4 * time.Second

// course is what one connection runs over, as ICE said when it was asked last. Asking is dear: pion makes texts of the addresses, and has another goroutine answer.
// It is owned by the room's errands, but for stray.
type course struct {
	pc     *webrtc.PeerConnection // static
	stray  atomic.Bool            // it may be another now
	pair   *webrtc.ICECandidatePair
	trip   time.Duration // 0: unknown
	looked time.Duration
}

// follow has ICE tell of changes. Its handlers must not ask pion anything: some are called with locks held.
func (c *course) follow(r *Room) {
	c.pc.SCTP().Transport().ICETransport().OnSelectedCandidatePairChange(func(*webrtc.ICECandidatePair) { c.astray(r) }) // there is one, used or not
}

// astray says that the connection may lead elsewhere now. Any goroutine may call it.
func (c *course) astray(r *Room) {
	c.stray.Store(true)
	wake(r.errand)
}

// look asks ICE when there is cause, or when it is time, and says whether it did.
func (c *course) look(now time.Duration) bool {
	if !c.stray.Swap(false) && c.looked != 0 && now-c.looked < courseEvery {
		return false
	}
	c.looked = now
	c.pair, c.trip = nil, 0
	switch c.pc.ICEConnectionState() {
	case webrtc.ICEConnectionStateNew, webrtc.ICEConnectionStateFailed, webrtc.ICEConnectionStateClosed: // who has failed does not consent any more (RFC 7675)
		return true
	}
	ice := c.pc.SCTP().Transport().ICETransport()
	pair, err := ice.GetSelectedCandidatePair()
	if err != nil || pair == nil {
		return true
	}
	stats, _ := ice.GetSelectedCandidatePairStats()
	c.pair, c.trip = pair, time.Duration(stats.CurrentRoundTripTime*float64(time.Second))
	return true
}

// transport is what the connection runs over now.
func (c *course) transport() Transport {
	switch {
	case c.pair == nil || c.pc.ConnectionState() != webrtc.PeerConnectionStateConnected:
		return OverNone
	case c.pair.Remote.Typ == webrtc.ICECandidateTypeRelay:
		return OverRelay
	case c.pair.Local.Protocol == webrtc.ICEProtocolTCP:
		return OverTCP
	}
	return OverUDP
}
