package sfu

import (
	"testing"

	"github.com/pion/sdp/v3"
)

// The limits of a description count every line that its parser finds, which skips both characters that end lines.
func TestLimitsOfDescriptionsCountEveryLine(t *testing.T) {
	for _, end := range []string{"\r\n", "\n", "\n\r", "\n\n\r"} {
		head := "v=0" + end + "o=- 42 7 IN IP4 0.0.0.0" + end + "s=-" + end + "t=0 0" + end
		lines, candidates := head, head
		for range MaxMLines + 1 {
			lines += "m=audio 9 UDP/TLS/RTP/SAVPF 111" + end
		}
		for range MaxCandidates + 1 {
			candidates += "a=candidate:1 1 udp 1 192.0.2.1 9 typ host" + end
		}
		var d sdp.SessionDescription
		if err := d.UnmarshalString(lines); err != nil || len(d.MediaDescriptions) != MaxMLines+1 {
			t.Fatalf("lines that end in %q are no test: %d, %v", end, len(d.MediaDescriptions), err)
		}
		if checkSDP(lines) == nil || checkSDP(candidates) == nil {
			t.Errorf("lines that end in %q are not counted", end)
		}
	}
}
