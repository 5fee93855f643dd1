package web

import (
	"testing"

	"github.com/pion/webrtc/v4"

	"giaoban/signaling"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"
)

// An encoder that was muted stays so when its network changes: nobody unmutes from afar, and a restart of ICE says nothing about sound.
func TestMutedEncoderStaysMutedOverARestart(t *testing.T) {
	s := newSite(t, siteOptions{})
	encoder := s.device(t, "whip", "unit-001")
	encoder.publish(webrtc.MimeTypeVP8, key)
	encoder.offer(true, false)
	encoder.post()
	chair := s.bot(t, bot.Config{Seat: "chair"})
	if _, err := chair.Do(t.Context(), "mute", signaling.Mute{Seat: "unit-001", Source: sfu.Microphone, Muted: true}); err != nil {
		t.Fatal(err)
	}
	encoder.offer(true, true)
	a := encoder.ask("PATCH", encoder.location, encoder.fragment(true), "Content-Type", "application/trickle-ice-sdpfrag", "If-Match", "*")
	wantStatus(t, "restart", a, 200, "")
	later := s.bot(t, bot.Config{Seat: "secretary"}) // is told how the room is after the restart
	soon(t, "the room", func() bool { return len(later.Stats().Room.Peers) == 3 })
	if pub := later.Stats().Room.Peers[0].Publications[0]; pub.Source != sfu.Microphone || !pub.Muted {
		t.Errorf("after the restart: %+v", pub)
	}
}
