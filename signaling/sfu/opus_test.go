package sfu

import "testing"

func TestWishesForOpus(t *testing.T) {
	for name, c := range map[string][2]string{
		"adds":       {"m=audio 9 x 111 63\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\na=fmtp:63 111/111\r\n", "m=audio 9 x 111 63\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\na=fmtp:63 111/111\r\n"},
		"adds both":  {"a=rtpmap:109 opus/48000/2\na=fmtp:109 maxplaybackrate=48000\n", "a=rtpmap:109 opus/48000/2\na=fmtp:109 maxplaybackrate=48000;useinbandfec=1;usedtx=1\n"},
		"has it":     {"a=rtpmap:111 opus/48000/2\r\na=fmtp:111 usedtx=1;useinbandfec=1\r\n", "a=rtpmap:111 opus/48000/2\r\na=fmtp:111 usedtx=1;useinbandfec=1\r\n"},
		"not opus":   {"a=rtpmap:96 VP8/90000\r\na=fmtp:96 x=1\r\n", "a=rtpmap:96 VP8/90000\r\na=fmtp:96 x=1\r\n"},
		"other type": {"a=rtpmap:11 opus/48000/2\r\na=fmtp:111 x=1\r\n", "a=rtpmap:11 opus/48000/2\r\na=fmtp:111 x=1\r\n"},
	} {
		if got := wishOpus(c[0]); got != c[1] {
			t.Errorf("%s: %q", name, got)
		}
	}
}
