package sfu

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
)

const (
	errandEvery  = 250 * time.Millisecond
	reportEvery  = 4               // errands: one sender report per second
	brokenFor    = 3 * time.Second // ICE disconnected so long: the server offers a restart
	restartEvery = 6 * time.Second
)

// errands does what is due from time to time for all peers: keyframe requests, sharing out bandwidth, sender reports, the restart of
// a broken connection. One goroutine for the room: a timer for each of a hundred peers would wake the process hundreds of times a second.
func (r *Room) errands(ctx context.Context) {
	tick := time.NewTicker(errandEvery)
	defer tick.Stop()
	early := time.NewTimer(time.Hour)
	defer early.Stop()
	for n := 1; ; {
		var due func(*Peer)
		select {
		case <-ctx.Done():
			return
		case <-r.errand:
		case <-early.C:
		case <-tick.C:
			prefer := r.cfg.Prefer()
			if n++; n%reportEvery == 0 {
				due = func(p *Peer) { p.balance(prefer); p.everySecond() }
			} else {
				due = func(p *Peer) { p.balance(prefer); p.chase() }
			}
		}
		if next := r.errandsOf(due); next > 0 {
			early.Reset(next)
		}
	}
}

// errandsOf does due, if any, for every peer, and then what is asked of publishers. It returns when to come again at the latest, 0 for no time.
func (r *Room) errandsOf(due func(*Peer)) (next time.Duration) {
	peers := r.everybody()
	for _, p := range peers {
		p.guard(func() {
			p.keepCourse(r.now())
			if due != nil {
				due(p)
			}
		})
	}
	for _, p := range peers {
		p.guard(func() {
			for l := range p.layers {
				if wait := l.askKeyframe(r.now()); wait > 0 && (next == 0 || wait < next) {
					next = wait
				}
			}
		})
	}
	return next
}

// guard does task, whose panic ends this peer and nobody else.
func (p *Peer) guard(task func()) {
	defer func() {
		if fault := recover(); fault != nil {
			p.room.engine.log.Error("media: an errand panicked", "fault", fault, "stack", string(debug.Stack()))
			p.end(fmt.Errorf("media: errand panicked: %v", fault))
		}
	}()
	task()
}

// keepCourse looks where the connections lead.
func (p *Peer) keepCourse(now time.Duration) {
	p.upward.look(now)
	if p.downward.look(now) {
		p.aim()
	}
}

func (p *Peer) everySecond() {
	p.chase()
	p.report()
	p.watch()
	now := p.room.now()
	p.receiverReport(now)
	if p.measured > 0 {
		p.measure(now - p.measured)
		down := p.Stats().Down
		p.band.heedLoss(down.Loss, float64(down.Bitrate), now)
	}
	p.measured = now
	if p.Flooding() != "" {
		wake(p.wake)
	}
}

// chase asks again for the keyframes that slots still wait for.
func (p *Peer) chase() {
	for _, s := range *p.laid.Load() {
		if s.kind == webrtc.RTPCodecTypeVideo {
			s.ask()
		}
	}
}

func (p *Peer) report() {
	now, wall := p.room.now(), time.Now()
	var reports []rtcp.Packet
	for _, s := range *p.laid.Load() {
		if r := s.report(now, wall); r != nil {
			reports = append(reports, r)
		}
	}
	if len(reports) > 0 {
		_ = p.down.WriteRTCP(reports) // fails while the connection is down; the next second has newer ones
	}
}

// watch offers an ICE restart when the down connection has been broken for a while.
func (p *Peer) watch() {
	since, now := time.Duration(p.broken.Load()), p.room.now()
	if since == 0 || now-since < brokenFor {
		return
	}
	p.downMu.Lock()
	due := p.restarted == 0 || now-p.restarted > restartEvery
	if due {
		p.restarted = now
	}
	p.downMu.Unlock()
	if due {
		p.Restart()
	}
}
