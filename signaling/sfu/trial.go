package sfu

import (
	"fmt"

	"github.com/pion/webrtc/v4"
)

// Trial is a connection that carries nothing: a browser tries with it, before the meeting, which of the engine's ports it can reach. It belongs to no room. Close
// it soon; its methods may be called by any goroutine.
type Trial struct {
	pc *webrtc.PeerConnection // static
}

// Try answers the offer of a browser with all candidates of the engine. Errors are agenda.Errors, or internal.
func (e *Engine) Try(offer string) (t *Trial, answer string, err error) {
	if err := checkSDP(offer); err != nil {
		return nil, "", err
	}
	pc, err := e.up.connect(e, func() {}, nil) // it ends in seconds
	if err != nil {
		return nil, "", fmt.Errorf("media: trial: %w", err)
	}
	t = &Trial{pc: pc}
	if answer, err = t.accept(offer); err != nil {
		_ = t.Close() // never used
		return nil, "", err
	}
	return t, answer, nil
}

func (t *Trial) accept(offer string) (string, error) {
	if err := t.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", ErrSDP.Because(err)
	}
	answer, err := t.pc.CreateAnswer(nil)
	if err != nil {
		return "", ErrSDP.Because(err)
	}
	return describe(t.pc, answer)
}

// Close ends the connection and waits for what it started.
func (t *Trial) Close() error { return t.pc.GracefulClose() }
