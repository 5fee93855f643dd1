package whip

import (
	"strings"
	"testing"

	"giaoban/signaling/sfu"
)

const offerText = "v=0\r\no=- 42 7 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1 2 3\r\n" +
	"m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\na=sendonly\r\na=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\n" +
	"m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\n" +
	"m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:2\r\na=sendonly\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:3\r\na=recvonly\r\na=end-of-candidates\r\n"

func TestWhatAnOfferHas(t *testing.T) {
	d, err := parse(offerText)
	if err != nil {
		t.Fatal(err)
	}
	tracks := published(d)
	if len(tracks) != 2 || tracks[0] != (sfu.Track{Mid: "0", Source: sfu.Microphone}) || tracks[1] != (sfu.Track{Mid: "1", Source: sfu.Camera}) {
		t.Errorf("published: %v", tracks)
	}
	if voices, pictures := watched(d); voices != 1 || pictures != 1 {
		t.Errorf("watched: %d voices, %d pictures", voices, pictures)
	}
	if _, err := parse(strings.Repeat("a", sfu.MaxSDP+1)); err == nil {
		t.Error("a large offer is read")
	}
}

func TestRenewed(t *testing.T) {
	text := renewed(offerText, credentials{"wxyz", "9876543210987654321098"})
	var c credentials
	c.of(text)
	if c.ufrag != "wxyz" || c.password != "9876543210987654321098" || strings.Contains(text, "candidate") || strings.Contains(text, "abcd") || !strings.Contains(text, "o=- 42 8 IN") {
		t.Error(text)
	}
	if got := strings.Count(text, "\r\n"); got != strings.Count(offerText, "\r\n")-2 {
		t.Errorf("%d lines are left", got)
	}
}

func TestFragments(t *testing.T) {
	f, err := parseFragment("a=ice-ufrag:wxyz\r\na=ice-pwd:9876543210987654321098\r\nm=audio 9 RTP/AVP 0\r\na=mid:0\r\na=candidate:1 1 udp 1 10.0.0.1 9 typ host\r\na=end-of-candidates\r\n")
	if err != nil || f.ufrag != "wxyz" || len(f.candidates) != 1 || *f.candidates[0].SDPMid != "0" || f.candidates[0].Candidate != "candidate:1 1 udp 1 10.0.0.1 9 typ host" {
		t.Errorf("%+v %v", f, err)
	}
	for name, text := range map[string]string{
		"no fragment": "hello", "half the credentials": "a=ice-ufrag:wxyz\r\n", "short": "a=ice-ufrag:w\r\na=ice-pwd:9876543210987654321098\r\n",
		"a password with a line in it": "a=ice-ufrag:wxyz\r\na=ice-pwd:987654321098\x00a=x654321098\r\n", "many": strings.Repeat("a=candidate:1\r\n", sfu.MaxCandidates+1),
	} {
		if _, err := parseFragment(text); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	answer := answerFragment(offerText)
	if !strings.HasPrefix(answer, "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\nm=audio 9") || strings.Count(answer, "m=") != 1 || strings.Count(answer, "candidate") != 1 {
		t.Error(answer)
	}
}

// A fragment comes from the network; whatever it is, the offer that it renews stays an offer with the same sections.
func FuzzFragment(f *testing.F) {
	f.Add("a=ice-ufrag:wxyz\r\na=ice-pwd:9876543210987654321098\r\n")
	f.Add("m=audio 9 RTP/AVP 0\r\na=mid:0\r\na=candidate:1")
	f.Fuzz(func(t *testing.T, text string) {
		x, err := parseFragment(text)
		if err != nil {
			return
		}
		again := renewed(offerText, x.credentials)
		if strings.Count(again, "\nm=") != 4 || strings.Count(again, "\r\n") != strings.Count(offerText, "\r\n")-2 {
			t.Errorf("%q changes more than credentials: %q", text, again)
		}
	})
}
