package sfu

import (
	"fmt"

	"github.com/pion/webrtc/v4"
)

// Offer gives the offer of the down connection that is due; due is false when none is, or when one still waits for its answer.
func (p *Peer) Offer() (offer string, due bool, err error) {
	p.downMu.Lock()
	defer p.downMu.Unlock()
	if p.offered || !p.needOffer {
		return "", false, nil
	}
	d, err := p.down.CreateOffer(&webrtc.OfferOptions{ICERestart: p.restart})
	if err != nil {
		return "", false, ErrSDP.Because(err)
	}
	if offer, err = describe(p.down, d); err != nil {
		return "", false, err
	}
	p.offered, p.needOffer, p.restart = true, false, false
	return offer, true, nil
}

// Answer takes the browser's answer to the last offer.
func (p *Peer) Answer(answer string) error {
	if err := checkSDP(answer); err != nil {
		return err
	}
	p.downMu.Lock()
	defer p.downMu.Unlock()
	if !p.offered {
		return ErrNoOffer
	}
	if err := p.down.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}); err != nil {
		return ErrSDP.Because(err)
	}
	p.offered = false
	p.downICE.release(p.down)
	wake(p.wake) // another offer may be due
	return nil
}

// Restart makes an offer due that restarts ICE on the down connection.
func (p *Peer) Restart() {
	p.downMu.Lock()
	p.needOffer, p.restart = true, true
	p.downMu.Unlock()
	wake(p.wake)
}

// More raises the number of video slots; fewer than there are is no error and changes nothing. It is for one goroutine at a time.
func (p *Peer) More(video int) error {
	if video < 0 || video > MaxVideoSlots {
		return ErrSlots
	}
	fresh, err := p.grow(video)
	if err != nil || len(fresh) == 0 {
		return err
	}
	p.room.addSlots(p, fresh)
	p.downMu.Lock()
	p.needOffer = true
	p.downMu.Unlock()
	wake(p.wake)
	return nil
}

// grow adds m-lines to the down connection until there are video slots of them.
func (p *Peer) grow(video int) ([]*slot, error) {
	p.downMu.Lock()
	defer p.downMu.Unlock()
	have := 0
	for _, s := range *p.laid.Load() {
		if s.kind == webrtc.RTPCodecTypeVideo {
			have++
		}
	}
	return p.addSlots(webrtc.RTPCodecTypeVideo, have, video)
}

// addSlots makes the slots from number have up to want. Call under downMu or before the peer is known.
func (p *Peer) addSlots(kind webrtc.RTPCodecType, have, want int) ([]*slot, error) {
	var fresh []*slot
	for n := have; n < want; n++ {
		s := newSlot(p, kind, fmt.Sprintf("%s-%d", kind, n))
		line, err := p.down.AddTransceiverFromTrack(s, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
		if err != nil {
			return nil, fmt.Errorf("add %s slot: %w", kind, err)
		}
		s.line, s.sender = line, line.Sender()
		if !p.run("feedback", s.feedback) {
			return nil, ErrGone
		}
		fresh = append(fresh, s)
	}
	return fresh, nil
}

// Want replaces the wish list.
func (p *Peer) Want(wishes []Wish) error {
	if len(wishes) > MaxWishes {
		return ErrWishes
	}
	for _, w := range wishes {
		if !w.Source.Valid() || w.Source.Kind() != webrtc.RTPCodecTypeVideo {
			return ErrWishes
		}
	}
	p.room.want(p, wishes)
	return nil
}

// Slots is who is in which slot now, empty slots left out, in the order of the m-lines. Slots that were not offered yet have no mid and are left out.
func (p *Peer) Slots() []SlotState {
	list := []SlotState{}
	for _, s := range *p.laid.Load() {
		pub, mid := s.target.Load(), s.line.Mid()
		if pub == nil || mid == "" {
			continue
		}
		list = append(list, SlotState{Mid: mid, Seat: pub.peer.seat, Peer: pub.peer.id, Source: pub.source})
	}
	return list
}
