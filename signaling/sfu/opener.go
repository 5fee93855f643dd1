package sfu

import (
	"errors"
	"sync"

	"github.com/pion/rtp"
	"github.com/pion/srtp/v3"
)

// opener decrypts the RTP of one connection. It is locked.
type opener struct {
	mu      sync.Mutex
	context *srtp.Context // guarded by mu, like the next two
	header  rtp.Header    // storage
	plain   []byte        // storage
}

func newOpener(key, salt []byte) (*opener, error) {
	// Some hide header extensions (RFC 9335), which pion has agreed on.
	c, err := srtp.CreateContext(key, salt, srtp.ProtectionProfileAeadAes128Gcm, srtp.SRTPReplayProtection(replayWindow), srtp.Cryptex(srtp.CryptexModeEnabled))
	if err != nil {
		return nil, err
	}
	return &opener{context: c, plain: make([]byte, 0, maxPacket)}, nil
}

// open decrypts a packet and passes it to its inlet. It reports false when it is pion's: it was not encrypted with this key.
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
	if err == nil {
		i.pass(plain)
	}
	return !errors.Is(err, srtp.ErrFailedToVerifyAuthTag) // a packet that has come before is nobody's
}

// behind says that the numbers have started again while everything came through pion, and catches up. Call under mu.
func (o *opener) behind(i *inlet) bool {
	known, begun := o.context.ROC(i.ssrc)
	turn := i.turn()
	if !begun || known == turn {
		return false
	}
	o.context.SetROC(i.ssrc, turn)
	return true
}
