package sfu

import "testing"

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
