package sfu

import (
	"fmt"

	"github.com/pion/webrtc/v4"
)

// Probe is a connection that carries nothing: a browser tries with it, before the meeting, which of the engine's ports it can reach. It belongs to no room. Close
// it soon; its methods may be called by any goroutine.
type Probe struct {
	pc *webrtc.PeerConnection // static
}

// Probe answers the offer of a browser with all candidates of the engine. Errors are agenda.Errors, or internal.
func (e *Engine) Probe(offer string) (p *Probe, answer string, err error) {
	if err := checkSDP(offer); err != nil {
		return nil, "", err
	}
	pc, err := e.up.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, "", fmt.Errorf("media: probe: %w", err)
	}
	p = &Probe{pc: pc}
	if answer, err = p.accept(offer); err != nil {
		_ = p.Close() // never used
		return nil, "", err
	}
	return p, answer, nil
}

func (p *Probe) accept(offer string) (string, error) {
	if err := p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", ErrSDP.Because(err)
	}
	answer, err := p.pc.CreateAnswer(nil)
	if err != nil {
		return "", ErrSDP.Because(err)
	}
	return describe(p.pc, answer)
}

// Close ends the connection and waits for what it started.
func (p *Probe) Close() error { return p.pc.GracefulClose() }
