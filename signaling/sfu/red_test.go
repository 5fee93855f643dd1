package sfu

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/pion/webrtc/v4"
)

// redundant makes a payload of blocks, the newest last (RFC 2198 §3).
func redundant(blocks ...[]byte) []byte {
	var head, body []byte
	for i, block := range blocks {
		body = append(body, block...)
		if i == len(blocks)-1 {
			head = append(head, 111)
			break
		}
		h := binary.BigEndian.AppendUint32(nil, 1<<31|111<<24|960<<10|uint32(len(block)))
		head = append(head, h...)
	}
	return append(head, body...)
}

func TestPrimaryBlock(t *testing.T) {
	newest := []byte("newest")
	for name, blocks := range map[string][][]byte{
		"alone": {newest}, "one before": {[]byte("before"), newest}, "two before": {[]byte("oldest one"), {}, newest},
	} {
		if got, ok := primary(redundant(blocks...)); !ok || !bytes.Equal(got, newest) {
			t.Errorf("%s: %q, %t", name, got, ok)
		}
	}
	whole := redundant([]byte("before"), newest)
	for n := range len(whole) - len(newest) {
		if got, ok := primary(whole[:n]); ok {
			t.Errorf("cut after %d bytes: %q", n, got)
		}
	}
}

// TestBlocksAreRelabelled: a sender whose Opus has another number is heard by those who know the server's only; what is cut short is no packet.
func TestBlocksAreRelabelled(t *testing.T) {
	whole := redundant([]byte("oldest one"), []byte("before"), []byte("newest"))
	theirs := bytes.Clone(whole)
	for _, at := range []int{0, 4} {
		theirs[at] = 0x80 | 109
	}
	theirs[8] = 109
	if !relabel(theirs) || !bytes.Equal(theirs, whole) {
		t.Errorf("%x, want %x", theirs, whole)
	}
	for n := range len(whole) - len("newest") {
		cut := bytes.Clone(whole[:n])
		if relabel(cut) {
			t.Errorf("cut after %d bytes: taken", n)
		}
		if !bytes.Equal(cut, whole[:n]) {
			t.Errorf("cut after %d bytes: changed", n)
		}
	}
}

// A peer's microphone and the sound of its screen may be negotiated differently; each layer's path goes by its own m-line.
func TestRedundancyIsOfTheLine(t *testing.T) {
	opus := webrtc.RTPCodecParameters{PayloadType: 111, RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}}
	red := func(pt webrtc.PayloadType) webrtc.RTPCodecParameters {
		return webrtc.RTPCodecParameters{PayloadType: pt, RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: mimeRED}}
	}
	peer := &Peer{}
	var paths []*path
	lines := [][]webrtc.RTPCodecParameters{{red(63), opus}, {opus}, {opus, red(121)}}
	for i, source := range []Source{Microphone, ScreenAudio, Microphone} {
		pub := newPublication(peer, Track{Mid: "0", Source: source}, nil)
		paths = append(paths, newPath((*pub.layers.Load())[0], termsOf(webrtc.RTPParameters{Codecs: lines[i]})))
	}
	for i, want := range []uint8{63, 0, 121} {
		if paths[i].red != want {
			t.Errorf("line %d: redundant audio is type %d, want %d", i, paths[i].red, want)
		}
	}
}

func FuzzPrimary(f *testing.F) {
	f.Add(redundant([]byte("before"), []byte("newest")))
	f.Add([]byte{0x80 | 111, 0, 0xFF, 0xFF, 111, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		block, ok := primary(b)
		if ok && !bytes.HasSuffix(b, block) {
			t.Errorf("%x is not the end of %x", block, b)
		}
		if again, ok := primary(redundant(nil, b)); !ok || !bytes.Equal(again, b) {
			t.Errorf("%x came out as %x", b, again)
		}
	})
}
