package whip

import (
	"strings"

	"giaoban/agenda"
	"giaoban/signaling/sfu"

	"github.com/pion/webrtc/v4"
)

// FragmentType is the media type of the bodies of PATCH (RFC 8840 §9).
const FragmentType = "application/trickle-ice-sdpfrag"

const maxFragment = 16 << 10 // bytes

var errFragment = agenda.NewError(agenda.Invalid, "bad_fragment", "Đoạn SDP không đúng.", "The SDP fragment is not valid.")

// credentials are one side's of one ICE session. It is a value.
type credentials struct{ ufrag, password string }

// fragment is what a client tells later of its side of ICE. It is a value.
type fragment struct {
	credentials // empty when it does not repeat them
	candidates  []webrtc.ICECandidateInit
}

// parseFragment reads an SDP fragment (RFC 8840 §9). Credentials may stand before or in the m-sections; all sections are bundled and have the same.
func parseFragment(text string) (f fragment, err error) {
	mid := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		name, value, _ := strings.Cut(line, ":")
		switch name {
		case "a=ice-ufrag":
			f.ufrag = value
		case "a=ice-pwd":
			f.password = value
		case "a=mid":
			mid = value
		case "a=candidate":
			at := mid
			f.candidates = append(f.candidates, webrtc.ICECandidateInit{Candidate: "candidate:" + value, SDPMid: &at})
		default:
			if !strings.HasPrefix(line, "m=") && !strings.HasPrefix(line, "a=") && line != "" {
				return fragment{}, errFragment
			}
		}
	}
	if len(f.candidates) > sfu.MaxCandidates {
		return fragment{}, sfu.ErrCandidates
	}
	// RFC 8839 §5.4: at least 4 and 22 of 256 characters, none of which could end a line or begin another.
	if f.credentials != (credentials{}) && (!iceChars(f.ufrag, 4) || !iceChars(f.password, 22)) {
		return fragment{}, errFragment
	}
	return f, nil
}

func iceChars(s string, least int) bool {
	return len(s) >= least && len(s) <= 256 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") == ""
}

// of finds the credentials in a description; they are the same in every section.
func (c *credentials) of(description string) {
	for line := range strings.Lines(description) {
		name, value, _ := strings.Cut(strings.TrimRight(line, "\r\n"), ":")
		switch name {
		case "a=ice-ufrag":
			c.ufrag = value
		case "a=ice-pwd":
			c.password = value
		}
	}
}

// answerFragment is what of our answer a client needs after a restart: credentials, and the candidates of the first section, which stands for all.
func answerFragment(answer string) string {
	var c credentials
	c.of(answer)
	out := []string{"a=ice-ufrag:" + c.ufrag, "a=ice-pwd:" + c.password}
	sections := 0
	for line := range strings.Lines(answer) {
		line = strings.TrimRight(line, "\r\n")
		name, _, _ := strings.Cut(line, ":")
		if strings.HasPrefix(line, "m=") {
			sections++
		}
		if sections == 1 && (strings.HasPrefix(line, "m=") || name == "a=mid" || name == "a=candidate" || line == "a=end-of-candidates") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\r\n") + "\r\n"
}
