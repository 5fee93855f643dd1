package sfu

import (
	"context"
	"encoding/binary"
	"slices"
	"sync"
	"time"

	"github.com/pion/interceptor/pkg/twcc"
	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
)

const (
	receiptEvery = 20 * time.Millisecond // between two looks of a room at what came in
	receiptTurns = 5                     // looks from one transport-wide feedback of a peer to the next: 100 ms
	receiptIdle  = 50                    // looks without anything to say, after which the room waits to be woken
)

// arrivals is what a sender is told of all packets of its connection, without which a browser stays at its start bitrate: transport-wide feedback
// (draft-holmer-rmcat-transport-wide-cc-extensions-01). It is locked.
type arrivals struct {
	mu       sync.Mutex
	recorder *twcc.Recorder // guarded by mu; nil before the first packet
	fresh    bool           // guarded by mu: something came since the last feedback
}

// note takes a packet with its transport-wide number, if it has one.
func (a *arrivals) note(b []byte, wideID uint8, sender uint32, now time.Duration) {
	number := extension(b, wideID)
	if len(number) < 2 {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.recorder == nil {
		a.recorder = twcc.NewRecorder(sender)
	}
	a.recorder.Record(binary.BigEndian.Uint32(b[8:]), binary.BigEndian.Uint16(number), now.Microseconds())
	a.fresh = true
}

// feedback is what to say now; nothing when nothing came.
func (a *arrivals) feedback() []rtcp.Packet {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.fresh {
		return nil
	}
	a.fresh = false
	return a.recorder.BuildFeedbackPacket()
}

// arrived takes note of a packet that came in on the up connection, whatever becomes of it.
func (p *Peer) arrived(b []byte, wideID uint8, now time.Duration) {
	p.arrivals.note(b, wideID, p.ssrc, now)
	if p.room.parked.Load() && p.room.parked.CompareAndSwap(true, false) {
		wake(p.room.awake)
	}
}

// receipts tells the peers what of theirs came in and what did not. One goroutine and one timer for the room, which rests when nobody sends: pion's interceptors have
// three loops for each connection and hand every packet over to one of them. What pion reads by itself, packets that are no layer's (SSRC 0), is not told of: browsers send those
// with repair streams only, which the up connection does not offer.
func (r *Room) receipts(ctx context.Context) {
	tick := time.NewTicker(receiptEvery)
	defer tick.Stop()
	for turn, idle := 0, 0; ; turn++ {
		if idle == receiptIdle {
			tick.Stop()
			r.parked.Store(true)
			if r.pending() && r.parked.CompareAndSwap(true, false) {
				wake(r.awake) // it came before anybody could see that it has to wake
			}
			select {
			case <-ctx.Done():
				return
			case <-r.awake:
			}
			idle = 0
			tick.Reset(receiptEvery)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if idle++; r.acknowledge(turn) {
			idle = 0
		}
	}
}

// pending says whether something came in that nobody was told of.
func (r *Room) pending() bool {
	return slices.ContainsFunc(*r.senders.Load(), func(p *Peer) bool {
		p.arrivals.mu.Lock()
		defer p.arrivals.mu.Unlock()
		return p.arrivals.fresh
	})
}

// acknowledge says what is due; a fifth of the senders are told of all their packets in each turn. busy says whether there was anything.
func (r *Room) acknowledge(turn int) (busy bool) {
	for _, p := range *r.senders.Load() {
		p.guard(func() {
			busy = p.acknowledge(r.now(), (p.number+turn)%receiptTurns == 0) || busy
		})
	}
	return busy
}

func (p *Peer) acknowledge(now time.Duration, turn bool) (busy bool) {
	if turn {
		if feedback := p.arrivals.feedback(); feedback != nil {
			busy = true
			_ = p.up.WriteRTCP(feedback) // fails while the connection is down; then nothing comes in either
		}
	}
	for l := range p.layers {
		if !l.holes.some.Load() {
			continue
		}
		busy = true
		if missing := l.ask(now); missing != nil {
			missing.SenderSSRC = p.ssrc
			_ = p.up.WriteRTCP([]rtcp.Packet{missing}) // as above; by itself, it may fill a packet
		}
	}
	return busy
}

// ask is the request for packets of the layer that did not come, nil when none is due. What goes to nobody is not asked for.
func (l *layer) ask(now time.Duration) *rtcp.TransportLayerNack {
	if !l.pub.open() || len(*l.slots.Load()) == 0 {
		l.holes.forget()
		return nil
	}
	most := asksAudio
	if l.pub.video() {
		most = asksVideo
	}
	seqs := l.holes.due(now, l.pub.peer.pause(), most)
	if len(seqs) == 0 {
		return nil
	}
	return &rtcp.TransportLayerNack{MediaSSRC: l.ssrc.Load(), Nacks: rtcp.NackPairsFromSequenceNumbers(seqs)}
}

// pause is how long to wait for a packet that was asked for: a round trip and a half, as ICE measures it.
func (p *Peer) pause() time.Duration {
	s := p.stats.Load()
	if s == nil || s.Up.RTT == 0 {
		return askAgain
	}
	return min(max(time.Duration(s.Up.RTT*1.5*float64(time.Millisecond)), askPause), askLatest)
}

// receiverReport (RFC 3550 §6.4.2) is sent once a second, about each layer of which something came in since.
func (p *Peer) receiverReport(now time.Duration) {
	var reports []rtcp.ReceptionReport
	for l := range p.layers {
		if r, ok := l.in.reception(l.ssrc.Load(), now); ok {
			reports = append(reports, r)
		}
	}
	if len(reports) > 0 {
		_ = p.up.WriteRTCP([]rtcp.Packet{&rtcp.ReceiverReport{SSRC: p.ssrc, Reports: reports}}) // as above
	}
}

// hear takes the sender reports (RFC 3550 §6.4.1) of the up connection: a browser learns the round trip from our answer.
func (p *Peer) hear(raw []byte) {
	packets, err := rtcp.Unmarshal(raw)
	if err != nil {
		return
	}
	now := p.room.now()
	for _, packet := range packets {
		sent, ok := packet.(*rtcp.SenderReport)
		if !ok {
			continue
		}
		for l := range p.layers {
			if l.ssrc.Load() == sent.SSRC {
				l.in.said.Store(packClock(uint32(sent.NTPTime>>16), now))
			}
		}
	}
}

// reports reads the RTCP of one layer until its connection ends.
func (p *Peer) reports(receiver *webrtc.RTPReceiver, rid string) error {
	buf := make([]byte, maxPacket)
	for {
		var n int
		var err error
		if rid == "" {
			n, _, err = receiver.Read(buf)
		} else {
			n, _, err = receiver.ReadSimulcast(buf, rid)
		}
		if err != nil {
			return err
		}
		p.hear(buf[:n])
	}
}
