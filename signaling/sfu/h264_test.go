package sfu

import (
	"encoding/hex"
	"slices"
	"testing"

	"github.com/pion/rtp"
)

// parameters are sequence parameter sets that x264 wrote, by height and profile.
var parameters = []struct {
	set    string
	height int
}{
	{"6742c00cd901419f9f0110000003001000000301e0f142a480", 180},
	{"6764000cacd941419f9f0110000003001000000301e0f1429960", 180},
	{"6742c016d900a02ff970110000030001000003001e0f162e48", 360},
	{"67640016acd940a02ff970110000030001000003001e0f162d96", 360},
	{"6742c01fd9005005bb0110000003001000000301e0f1832480", 720},
	{"6764001facd9405005bb0110000003001000000301e0f1831960", 720},
	{"6742c028d900780227e5c044000003000400000300783c60c920", 1080},
	{"67640028acd940780227e5c044000003000400000300783c60c658", 1080},
}

func TestHeightOfH264(t *testing.T) {
	for _, x := range parameters {
		set, err := hex.DecodeString(x.set)
		if err != nil {
			t.Fatal(err)
		}
		if height, key := h264Key(set); !key || int(height) != x.height {
			t.Errorf("%s: %d, %t", x.set, height, key)
		}
		together := slices.Concat([]byte{0x78, 0, 2, 0x09, 0x10, 0, byte(len(set))}, set)
		if height, key := h264Key(together); !key || int(height) != x.height {
			t.Errorf("%s together: %d, %t", x.set, height, key)
		}
		for n := range len(set) {
			if height, _ := h264Key(set[:n]); height != 0 && int(height) != x.height {
				t.Errorf("%s cut at %d: %d", x.set, n, height)
			}
		}
	}
}

// Three layers of H264 have heights, and a slot changes between them on keyframes that a decoder can begin with.
func TestLayersOfH264(t *testing.T) {
	paths, slots := benchLayers(&wire{sent: map[uint16][]byte{}})
	s, room := slots[0], slots[0].peer.room
	s.bound.Load().h264 = 102
	now, seq := room.now(), uint16(0)
	all := func(n int, key bool) {
		t.Helper()
		for range n {
			now += frame
			seq++
			for at, p := range paths {
				p.h264 = true
				payload := []byte{0x41, 0x9A}
				if key {
					var err error
					if payload, err = hex.DecodeString(parameters[2*at].set); err != nil {
						t.Fatal(err)
					}
				}
				p.handle(marshal(t, rtp.Header{SequenceNumber: seq, Timestamp: uint32(seq) * 3000, Marker: true, PayloadType: 102}, payload), now)
			}
			room.mu.Lock()
			s.arrange(now)
			room.mu.Unlock()
		}
	}
	for _, want := range []struct{ height, layer int }{{0, 2}, {200, 0}, {360, 1}, {720, 2}, {90, 0}} {
		s.height = want.height
		all(3, false)
		before := s.from.Load()
		all(1, true)
		all(1, false)
		layers := *paths[0].layer.pub.layers.Load()
		if got := slices.Index(layers, s.from.Load()); got != want.layer {
			t.Errorf("wanted %d: layer %d", want.height, got)
		}
		if before == s.from.Load() {
			t.Errorf("wanted %d: changed without a keyframe", want.height)
		}
		if got := int(layers[want.layer].height.Load()); got != 180<<want.layer {
			t.Errorf("height %d of layer %d", got, want.layer)
		}
	}
}

func TestH264Key(t *testing.T) {
	for name, x := range map[string]struct {
		payload []byte
		want    bool
	}{
		"nothing":                  {nil, false},
		"sequence parameters":      {[]byte{0x67, 0x42}, true},
		"picture parameters":       {[]byte{0x68, 0xCE}, false},
		"part of a keyframe":       {[]byte{0x7C, 0x85, 0x01}, false},
		"an ordinary picture":      {[]byte{0x41, 0x9A}, false},
		"together":                 {[]byte{0x78, 0, 2, 0x67, 0x42, 0, 2, 0x68, 0xCE}, true},
		"together after another":   {[]byte{0x78, 0, 2, 0x09, 0x10, 0, 2, 0x67, 0x42}, true},
		"together without":         {[]byte{0x78, 0, 2, 0x68, 0xCE, 0, 1, 0x06}, false},
		"together, cut off":        {[]byte{0x78, 0, 9, 0x68, 0xCE}, false},
		"together, nothing inside": {[]byte{0x78, 0, 0, 0x00, 0, 0}, false},
	} {
		if _, got := h264Key(x.payload); got != x.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzH264Key(f *testing.F) {
	f.Add([]byte{0x78, 0, 2, 0x67, 0x42, 0, 2, 0x68, 0xCE})
	f.Add([]byte{0x67, 0x42, 0xC0, 0x1F, 0xDA, 0x01, 0x40, 0x16, 0xEC, 0x04, 0x40})
	f.Fuzz(func(t *testing.T, payload []byte) {
		if height, _ := h264Key(payload); height > maxLines {
			t.Error(height)
		}
	})
}
