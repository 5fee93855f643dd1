package sfu

import (
	"bytes"
	"encoding/binary"
	"testing"
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
