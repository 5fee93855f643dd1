package sfu

import (
	"bytes"
	"crypto/rand"
	"slices"
	"testing"

	"github.com/pion/rtp"
	"github.com/pion/srtp/v3"
)

// agreement is a key and a salt, and pion's SRTP with them.
func agreement(t testing.TB) (c *srtp.Context, key, salt []byte) {
	t.Helper()
	key, salt = make([]byte, sealKey), make([]byte, sealSalt)
	_, _ = rand.Read(key) // it never fails
	_, _ = rand.Read(salt)
	c, err := srtp.CreateContext(key, salt, srtp.ProtectionProfileAeadAes128Gcm)
	if err != nil {
		t.Fatal(err)
	}
	return c, key, salt
}

// sealing is a way that leads nowhere, with the other end's context.
func sealing(t testing.TB) (*way, *srtp.Context) {
	t.Helper()
	c, key, salt := agreement(t)
	s, err := newSealer(key, salt)
	if err != nil {
		t.Fatal(err)
	}
	return &way{sealer: s}, c
}

// What is sealed here is opened by pion's SRTP, over three turns of the numbers, with and without the transport-wide number, with a payload or padding.
func TestSealedPacketsOpen(t *testing.T) {
	w, other := sealing(t)
	var h envelope
	var n nonce
	for number := uint64(65_000); number < 3<<16; number += 97 {
		for _, b := range []*binding{{ssrc: 7}, {ssrc: 8, wide: 3}} {
			payload := bytes.Repeat([]byte{byte(number)}, int(number%1200))
			h.fill(b, b.ssrc, 96, number, uint32(number), number%2 == 0)
			if len(payload) == 0 {
				h.pad(byte(1 + number%255))
			}
			h.count(uint16(number))
			padded := h.padded(payload)
			packet := make([]byte, h.sealed(padded))
			if err := w.seal(packet, &h, padded, &n); err != nil {
				t.Fatal(err)
			}
			plain, err := other.DecryptRTP(nil, packet, nil)
			if err != nil {
				t.Fatalf("number %d: %v", number, err)
			}
			want, err := (&rtp.Packet{Header: h.Header, Payload: payload}).Marshal()
			if err != nil || !bytes.Equal(plain, want) {
				t.Fatalf("number %d: %v\n%x\n%x", number, err, plain, want)
			}
		}
	}
}

func TestSealingAllocatesNothing(t *testing.T) {
	w, _ := sealing(t)
	s := &sent{}
	o := s.outlet()
	defer func() { _ = o.Close() }()
	w.outlet, w.to = o, nobody
	path, slots := bench(Camera, nowhere{})
	slots[0].bound.Load().wide = 3
	slots[0].peer.lane.way.Store(w)
	packets := make([][]byte, 700)
	for i := range packets {
		packets[i] = slices.Grow(vp8Packet(t, uint16(i), i == 0), evenUnit) // as the reader's buffer has it
	}
	seq := 0
	next := func() {
		path.handle(packets[seq], frame*2)
		o.mu.Lock()
		o.filling.reset()
		o.mu.Unlock()
		seq++
	}
	for range 400 {
		next()
	}
	if n := testing.AllocsPerRun(200, next); n != 0 {
		t.Errorf("%v allocations per packet", n)
	}
}
