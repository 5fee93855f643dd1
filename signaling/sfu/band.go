package sfu

import (
	"math"
	"sync"
	"time"

	"github.com/pion/rtcp"
)

const (
	bandSilent = 2 * time.Second // without feedback, while something is sent, the path carries less than assumed
	bandFresh  = 6 * time.Second // after which the first guess is known to be right or wrong
	unanswered = 20              // packets that may be sent without an answer
	limitLasts = 5 * time.Second // what a receiver says itself counts so long
)

// band is what a peer's down connection carries. It is locked; the ledger needs no lock.
type band struct {
	ledger ledger

	mu        sync.Mutex
	estimator estimator
	prober    prober
	reader    reader
	begun     time.Duration // when there was something to estimate; 0: not yet
	heard     time.Duration // the last transport-wide feedback; 0: none yet
	answered  uint32        // packets numbered until then
	silenced  time.Duration // when silence last lowered the estimate
	limited   time.Duration // the last limit of the receiver's own; 0: none yet
	spare     float64       // bytes that may be sent again now
	spared    time.Duration // when that was looked at
}

// affords says whether so many bytes may be sent again: what is lost in a queue that is too short is not mended by sending more.
func (b *band) affords(bytes int, now time.Duration) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.estimator.rate == 0 {
		return true
	}
	rate := b.estimator.rate / 8 / repeatShare
	b.spare = min(b.spare+rate*(now-b.spared).Seconds(), rate/2)
	b.spared = now
	if b.spare < float64(bytes) {
		return false
	}
	b.spare -= float64(bytes)
	return true
}

// heedWide takes transport-wide feedback. Any goroutine may call it.
func (p *Peer) heedWide(fb *rtcp.TransportLayerCC) {
	now, b := p.room.now(), &p.band
	b.mu.Lock()
	defer b.mu.Unlock()
	acks := b.reader.heed(fb, &b.ledger)
	b.heard, b.answered = now, b.ledger.last.Load()
	if len(acks) > 0 {
		b.prober.heed(&b.estimator, acks, now)
		b.estimator.heed(acks, now)
	}
}

// heedLimit takes the receiver's own estimate in bit/s, which counts where there is no transport-wide feedback.
func (p *Peer) heedLimit(rate float64) {
	now, b := p.room.now(), &p.band
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.heard == 0 {
		b.limited = now
		b.estimator.limitTo(rate, now)
	}
}

// heedLoss takes what the receiver reports of the last second, per cent, while sent bit/s were sent: all that is known where there is nothing better.
func (b *band) heedLoss(percent, sent float64, now time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	e := &b.estimator
	if b.heard != 0 || b.limited != 0 && now-b.limited < limitLasts {
		return
	}
	switch {
	case percent > 100*lossHigh && sent > 0:
		rate := sent
		if e.rate != 0 {
			rate = min(rate, e.rate)
		}
		e.limitTo(rate*(1-percent/200), now)
	case percent < 100*lossLow && e.rate != 0:
		if e.limitTo(e.rate*increase, now); e.rate > 4*sent {
			e.rate = 0 // nothing is known against it any more
		}
	}
}

// fresh says that the path is new at the time now and that nothing speaks against it yet: the first estimate is only a guess.
func (b *band) fresh(now time.Duration) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.estimator.fallen == 0 && now-b.begun < bandFresh
}

// estimate is what the path seems to carry in bit/s at the time now; 0 while nothing is known. wide says that transport-wide feedback was negotiated.
func (b *band) estimate(wide bool, now time.Duration) float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	e := &b.estimator
	if wide && e.rate == 0 {
		e.begin(now)
		b.silenced = now
		if b.begun == 0 {
			b.begun = now
		}
	}
	if b.heard != 0 && now-b.heard > bandSilent && now-b.silenced > bandSilent && b.ledger.last.Load()-b.answered > unanswered {
		b.silenced = now
		e.rate = max(e.rate/2, estimateLeast)
		e.fallen = now
	}
	return math.Round(e.rate)
}

// estimate is what the peer's down connection seems to carry, in bit/s; 0 while nothing is known.
func (p *Peer) estimate() float64 {
	wide := false
	for _, s := range *p.laid.Load() {
		if b := s.bound.Load(); b != nil {
			wide = b.wide != 0
			break
		}
	}
	return p.band.estimate(wide, p.room.now())
}
