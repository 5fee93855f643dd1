package sfu

import "github.com/pion/webrtc/v4"

// View answers an offer of the down connection by a client that makes the offers itself (WHEP). The peer has as many slots as the offer has m-lines that
// receive, in the same order of kinds; no offer of ours is due then. A later offer may restart ICE. Errors are agenda.Errors.
func (p *Peer) View(offer string) (answer string, err error) {
	if err := checkSDP(offer); err != nil {
		return "", err
	}
	p.downMu.Lock()
	defer p.downMu.Unlock()
	p.needOffer, p.restart = false, false
	if err := p.down.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", ErrSDP.Because(err)
	}
	p.downICE.release(p.down)
	d, err := p.down.CreateAnswer(nil)
	if err != nil {
		return "", ErrSDP.Because(err)
	}
	return describe(p.down, d)
}
