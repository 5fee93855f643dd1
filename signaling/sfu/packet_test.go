package sfu

import (
	"bytes"
	"testing"

	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"
)

func marshal(t testing.TB, h rtp.Header, payload []byte) []byte {
	t.Helper()
	h.Version = 2
	b, err := (&rtp.Packet{Header: h, Payload: payload}).Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestParsePacket(t *testing.T) {
	level, err := rtp.AudioLevelExtension{Level: 33, Voice: true}.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	oneByte := rtp.Header{SequenceNumber: 7, Timestamp: 9, Marker: true, CSRC: []uint32{1, 2}}
	if err := oneByte.SetExtension(3, []byte{1, 2, 3}); err != nil {
		t.Fatal(err)
	}
	if err := oneByte.SetExtension(5, level); err != nil {
		t.Fatal(err)
	}
	twoByte := rtp.Header{SequenceNumber: 7, Timestamp: 9, Marker: true, Extension: true, ExtensionProfile: 0x1000}
	if err := twoByte.SetExtension(5, level); err != nil {
		t.Fatal(err)
	}
	for name, h := range map[string]rtp.Header{"one byte": oneByte, "two bytes": twoByte} {
		p, ok := parsePacket(marshal(t, h, []byte("voice")), 5, false)
		if !ok || p.seq != 7 || p.ts != 9 || !p.marker || p.level != 33 || string(p.payload) != "voice" {
			t.Errorf("%s: %+v %t", name, p, ok)
		}
		if p, _ := parsePacket(marshal(t, h, []byte("voice")), 6, false); p.level != noLevel {
			t.Errorf("%s: level %d of another extension", name, p.level)
		}
	}
}

func TestParsePadding(t *testing.T) {
	only := marshal(t, rtp.Header{SequenceNumber: 1, Padding: true, PaddingSize: 200}, nil)
	if p, ok := parsePacket(only, 0, true); !ok || len(p.payload) != 0 || p.keyStart {
		t.Errorf("padding only: %+v %t", p, ok)
	}
	for name, b := range map[string][]byte{
		"empty": {}, "short": only[:11], "version 1": append([]byte{0x40}, only[1:]...),
		"padding over the end": append(bytes.Clone(only[:20]), 255), "padding of nothing": append(bytes.Clone(only[:20]), 0),
		"extension over the end": {0x90, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0xBE, 0xDE, 0xFF, 0xFF, 0},
		"sources over the end":   {0x8F, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0},
	} {
		if _, ok := parsePacket(b, 5, false); ok {
			t.Errorf("%s was taken", name)
		}
	}
}

func TestKeyframe(t *testing.T) {
	for name, c := range map[string]struct {
		payload []byte
		key, ok bool
	}{
		"keyframe":               {[]byte{0x10, 0x30}, true, true},
		"interframe":             {[]byte{0x10, 0x31}, false, true},
		"second packet":          {[]byte{0x00, 0x30}, false, true},
		"second partition":       {[]byte{0x11, 0x30}, false, true},
		"with everything":        {[]byte{0x90, 0xF0, 0x81, 0x02, 3, 4, 0x30}, true, true},
		"7-bit id":               {[]byte{0x90, 0x80, 0x01, 0x30}, true, true},
		"descriptor only":        {[]byte{0x10}, false, true},
		"id cut off":             {[]byte{0x90, 0x80, 0x81}, false, false},
		"extension byte cut off": {[]byte{0x90}, false, false},
	} {
		p, ok := parsePacket(marshal(t, rtp.Header{}, c.payload), 0, true)
		if ok != c.ok || ok && p.keyStart != c.key {
			t.Errorf("%s: %+v %t", name, p, ok)
		}
	}
}

func TestHeightAndTemporalLayer(t *testing.T) {
	key := []byte{0x30, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xB4, 0x40} // 320×180, scaled by 5/4
	p, ok := parsePacket(marshal(t, rtp.Header{}, append([]byte{0x90, 0xF0, 0x81, 0x02, 3, 0xA4}, key...)), 0, true)
	if !ok || !p.keyStart || p.height != 180 || !p.vp8.layered || p.vp8.tid != 2 || !p.vp8.sync {
		t.Errorf("%+v", p)
	}
	p, ok = parsePacket(marshal(t, rtp.Header{}, append([]byte{0x90, 0x10, 0x84}, key...)), 0, true) // only a keyframe's number, no layer
	if !ok || p.height != 180 || p.vp8.layered || p.vp8.tid != 0 || p.vp8.sync {
		t.Errorf("%+v", p)
	}
}

func FuzzParsePacket(f *testing.F) {
	f.Add([]byte{0x90, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0xBE, 0xDE, 0, 1, 0x50, 33, 0, 0, 0x90, 0xF0, 0x81, 2, 3, 4, 0x30}, uint8(5))
	f.Add([]byte{0xB0, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x00, 0, 1, 5, 1, 33, 0, 1}, uint8(5))
	f.Fuzz(func(t *testing.T, b []byte, id uint8) {
		if len(b) >= rtpHeader {
			got := extension(b, id)
			if p, ok := parsePacket(b, id, false); ok && len(got) > 0 && p.level != got[0]&0x7F {
				t.Errorf("level %d, extension %x", p.level, got)
			}
		}
		if p, ok := parsePacket(b, id, false); ok {
			var want rtp.Packet
			if err := want.Unmarshal(bytes.Clone(b)); err == nil && (want.SequenceNumber != p.seq || want.Timestamp != p.ts || !bytes.Equal(want.Payload, p.payload)) {
				t.Errorf("%+v, want %v", p, &want)
			}
		}
		p, ok := parsePacket(b, id, true)
		if !ok || len(p.payload) == 0 {
			return
		}
		var want codecs.VP8Packet
		rest, err := want.Unmarshal(p.payload)
		if err != nil {
			return // pion refuses a descriptor without content, which is harmless here
		}
		if want.PictureID != p.vp8.pic || want.TL0PICIDX != p.vp8.tl0 || len(p.payload)-len(rest) != p.vp8.size || p.vp8.layered && (want.TID != p.vp8.tid || (want.Y == 1) != p.vp8.sync) {
			t.Errorf("%+v, want %+v", p.vp8, want)
		}
		p.vp8.patch(p.payload, 0x1234, 0x56)
		again, ok := parseVP8(p.payload)
		if !ok || again.size != p.vp8.size || again.picLong && again.pic != 0x1234 || again.tl0At != 0 && again.tl0 != 0x56 {
			t.Errorf("patched into %+v", again)
		}
	})
}
