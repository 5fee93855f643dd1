package sfu

import (
	"sync"

	"github.com/pion/rtp"
	"github.com/pion/srtp/v3"
)

// opener decrypts the RTP of one connection. It is locked.
type opener struct {
	mu      sync.Mutex
	context *srtp.Context // guarded by mu, like the next three
	header  rtp.Header    // storage
	plain   []byte        // storage
	passed  map[uint32]*passed
}

func newOpener(key, salt []byte) (*opener, error) {
	// Some hide header extensions (RFC 9335), which pion has agreed on.
	c, err := srtp.CreateContext(key, salt, srtp.ProtectionProfileAeadAes128Gcm, srtp.SRTPReplayProtection(replayWindow), srtp.Cryptex(srtp.CryptexModeEnabled))
	if err != nil {
		return nil, err
	}
	return &opener{context: c, plain: make([]byte, 0, maxPacket), passed: map[uint32]*passed{}}, nil
}

// passedOf is what has come of an SSRC, which may stop and go on as another track.
func (o *opener) passedOf(ssrc uint32) *passed {
	o.mu.Lock()
	defer o.mu.Unlock()
	p := o.passed[ssrc]
	if p == nil {
		p = &passed{}
		if len(o.passed) < maxStreams { // the connection is about to be ended for having so many
			o.passed[ssrc] = p
		}
	}
	return p
}

// open decrypts a packet and passes it to its inlet. It reports false when it is not the inlet's, or has come before: the replay check comes before that of
// the key, so that it is not known whose it is. Pion gets it, and what has come before does not pass.
func (o *opener) open(b []byte, i *inlet) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(b) > cap(o.plain) {
		return false
	}
	plain, err := o.context.DecryptRTP(o.plain, b, &o.header)
	if err != nil && o.behind(i) {
		plain, err = o.context.DecryptRTP(o.plain, b, &o.header)
	}
	if err != nil {
		return false
	}
	i.pass(plain)
	return true
}

// behind says that the numbers have started again while everything came through pion, and catches up. Call under mu.
func (o *opener) behind(i *inlet) bool {
	known, _ := o.context.ROC(i.ssrc)
	turn := i.passed.turn()
	if turn <= known {
		return false
	}
	o.context.SetROC(i.ssrc, turn)
	return true
}
