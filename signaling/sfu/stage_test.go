package sfu

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"net/netip"
	"testing"
)

// rtpOf is an RTP packet of size bytes.
func rtpOf(ssrc uint32, seq uint16, size int) []byte {
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(rand.Uint32())
	}
	b[0], b[1] = 0x80, 96
	binary.BigEndian.PutUint16(b[2:], seq)
	binary.BigEndian.PutUint32(b[8:], ssrc)
	return b
}

func TestStageGroups(t *testing.T) {
	one, two := netip.MustParseAddrPort("192.0.2.1:1000"), netip.MustParseAddrPort("192.0.2.2:1000")
	type in struct {
		ssrc uint32
		to   netip.AddrPort
		size int
	}
	for name, c := range map[string]struct {
		in   []in
		want []int // packets of each message
	}{
		"equal":                 {[]in{{1, one, 900}, {1, one, 900}, {1, one, 900}}, []int{3}},
		"the last is shorter":   {[]in{{1, one, 900}, {1, one, 900}, {1, one, 300}, {1, one, 300}}, []int{3, 1}},
		"a longer one":          {[]in{{1, one, 900}, {1, one, 901}, {1, one, 901}}, []int{1, 2}},
		"two streams":           {[]in{{1, one, 900}, {2, one, 900}, {1, one, 900}, {2, one, 900}}, []int{2, 2}},
		"two receivers":         {[]in{{1, one, 900}, {1, two, 900}, {1, one, 900}, {1, two, 900}}, []int{2, 2}},
		"one cell of the table": {[]in{{1, one, 900}, {1 + stageTable, one, 900}, {1, one, 900}, {1 + stageTable, one, 900}}, []int{2, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage()
			for round := range 2 {
				for n, p := range c.in {
					if !s.add(rtpOf(p.ssrc, uint16(n), p.size), p.to) {
						t.Fatal("no room")
					}
				}
				var got []int
				for _, m := range s.messages() {
					got = append(got, len(m.packets))
				}
				if len(got) != len(c.want) {
					t.Fatalf("round %d: %v, want %v", round, got, c.want)
				}
				for i := range got {
					if got[i] != c.want[i] {
						t.Errorf("round %d: %v, want %v", round, got, c.want)
					}
				}
				s.reset()
			}
		})
	}
}

func TestStageLimits(t *testing.T) {
	s, to := newStage(), netip.MustParseAddrPort("[2001:db8::1]:1000")
	added := 0
	for s.add(rtpOf(7, uint16(added), 1200), to) {
		added++
	}
	if want := stageBytes / 1200; added != want {
		t.Errorf("%d packets, want %d", added, want)
	}
	for i, m := range s.messages() {
		total := 0
		for _, b := range m.packets {
			total += len(b)
		}
		if len(m.packets) > maxSegments || total > maxSegmented {
			t.Errorf("message %d has %d packets, %d bytes", i, len(m.packets), total)
		}
	}
	s.reset()
	for added = 0; s.add(rtpOf(uint32(added), 1, 60), to); added++ {
	}
	if added != stagePackets || len(s.messages()) != stagePackets {
		t.Errorf("%d packets of as many streams in %d messages", added, len(s.messages()))
	}
	s.single = true
	s.reset()
	s.add(rtpOf(7, 1, 100), to)
	s.add(rtpOf(7, 2, 100), to)
	if n := len(s.messages()); n != 2 {
		t.Errorf("%d messages without segmentation", n)
	}
}

// Whatever is staged comes out: each stream in its order, each byte as it was, to its own address.
func TestStageKeepsOrderAndBytes(t *testing.T) {
	type key struct {
		ssrc uint32
		to   netip.AddrPort
	}
	s := newStage()
	for range 200 {
		want := map[key][][]byte{}
		for n := range rand.IntN(stagePackets) {
			k := key{uint32(rand.IntN(5)) * stageTable, netip.AddrPortFrom(netip.AddrFrom4([4]byte{192, 0, 2, byte(rand.IntN(3))}), 9)}
			b := rtpOf(k.ssrc, uint16(n), 100+rand.IntN(3))
			if !s.add(b, k.to) {
				t.Fatal("no room")
			}
			want[k] = append(want[k], b)
		}
		for _, m := range s.messages() {
			for i, b := range m.packets {
				k := key{binary.BigEndian.Uint32(b[8:]), m.to}
				if len(want[k]) == 0 || !bytes.Equal(b, want[k][0]) {
					t.Fatalf("%v: not the next packet", k)
				}
				if i > 0 && len(b) != len(m.packets[0]) && (i != len(m.packets)-1 || len(b) > len(m.packets[0])) {
					t.Fatalf("packet %d of %d has %d bytes, the first %d", i, len(m.packets), len(b), len(m.packets[0]))
				}
				want[k] = want[k][1:]
			}
		}
		for k, rest := range want {
			if len(rest) > 0 {
				t.Fatalf("%v: %d packets missing", k, len(rest))
			}
		}
		s.reset()
	}
}

// add takes a copy of an RTP packet, which has a whole header. It reports false when the stage is full.
func (s *stage) add(b []byte, to netip.AddrPort) bool {
	room := s.room(len(b), ssrcOf(b), to)
	copy(room, b)
	return room != nil
}
