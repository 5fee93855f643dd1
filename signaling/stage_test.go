package signaling

import (
	"testing"

	"giaoban/agenda"
	"giaoban/signaling/sfu"
)

func TestStage(t *testing.T) {
	peer := func(id sfu.PeerID, seat agenda.SeatID, sources ...sfu.Source) sfu.PeerState {
		p := sfu.PeerState{Peer: id, Seat: seat}
		for _, s := range sources {
			p.Publications = append(p.Publications, sfu.PublicationState{Source: s})
		}
		return p
	}
	everybody := []sfu.PeerState{peer("p1", "chair", sfu.Camera), peer("p2", "a", sfu.Camera), peer("p3", "b", sfu.Camera, sfu.Microphone), peer("p4", "deaf", sfu.Microphone)}
	sharing := append([]sfu.PeerState{peer("p0", "a", sfu.Screen), peer("p9", "b", sfu.Screen)}, everybody...)
	for name, x := range map[string]struct {
		peers           []sfu.PeerState
		first, speaking []agenda.SeatID
		before          sfu.Wish
		want            sfu.PeerID
	}{
		"newest screen":          {peers: sharing, first: []agenda.SeatID{"a", "chair"}, want: "p9"},
		"who has the floor":      {peers: everybody, first: []agenda.SeatID{"a", "chair"}, speaking: []agenda.SeatID{"b"}, want: "p2"},
		"who speaks":             {peers: everybody, first: []agenda.SeatID{"chair"}, speaking: []agenda.SeatID{"b", "a"}, want: "p3"},
		"who spoke":              {peers: everybody, first: []agenda.SeatID{"chair"}, before: sfu.Wish{Seat: "b", Source: sfu.Camera}, want: "p3"},
		"speaks without picture": {peers: everybody, first: []agenda.SeatID{"chair"}, speaking: []agenda.SeatID{"deaf"}, want: "p1"},
		"the chair":              {peers: everybody, first: []agenda.SeatID{"chair"}, want: "p1"},
		"anybody":                {peers: everybody, want: "p3"},
		"nobody":                 {peers: everybody[3:], want: ""},
	} {
		if w, ok := stage("own", x.peers, x.first, x.speaking, x.before); w.Peer != x.want || ok != (x.want != "") {
			t.Errorf("%s: %+v %v, want %s", name, w, ok, x.want)
		}
	}
	if w, _ := stage("p3", everybody, nil, nil, sfu.Wish{}); w.Peer != "p2" {
		t.Errorf("own picture: %+v", w)
	}
}
