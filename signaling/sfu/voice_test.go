package sfu

import (
	"testing"
	"time"

	"github.com/pion/rtp"
)

// A voice that comes into a slot while pictures are withheld is heard: sound is not shared out.
func TestVoicesAreHeardWhilePicturesAreWithheld(t *testing.T) {
	p, _ := audience(t)
	p.quality.Store(&Quality{Step: StepAudio, Paused: []Paused{}})
	w := &wire{sent: map[uint16][]byte{}}
	path, _ := bench(Microphone)
	voice := newSlot(p, Microphone.Kind(), "voice")
	voice.bound.Store(&binding{out: w, ssrc: 5, pt: 111})
	voice.take(path.layer.pub)
	for i := range uint16(5) {
		path.handle(marshal(t, rtp.Header{PayloadType: 111, SequenceNumber: i, Timestamp: 960 * uint32(i)}, []byte("voice")), time.Duration(i+1)*20*time.Millisecond)
	}
	if len(w.sent) != 5 || !voice.worth(3) {
		t.Errorf("%d of 5 packets of a voice were sent; repeated when lost: %v", len(w.sent), voice.worth(3))
	}
}
