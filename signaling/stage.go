package signaling

import (
	"slices"

	"giaoban/agenda"
	"giaoban/signaling/sfu"
)

// stage chooses the one picture that a wall shows: a shared screen, the newest if there are several; else the camera of who has the floor (the first of
// first), of the loudest who speaks, the one that was shown before, the chair's (the others of first), anybody's. own is the device that looks.
func stage(own sfu.PeerID, peers []sfu.PeerState, first, speaking []agenda.SeatID, before sfu.Wish) (sfu.Wish, bool) {
	find := func(match func(sfu.PeerState, sfu.PublicationState) bool) (sfu.Wish, bool) {
		for _, p := range slices.Backward(peers) {
			for _, pub := range p.Publications {
				if p.Peer != own && !pub.Muted && match(p, pub) {
					return sfu.Wish{Seat: p.Seat, Peer: p.Peer, Source: pub.Source}, true
				}
			}
		}
		return sfu.Wish{}, false
	}
	camera := func(seat agenda.SeatID) (sfu.Wish, bool) {
		return find(func(p sfu.PeerState, pub sfu.PublicationState) bool {
			return p.Seat == seat && pub.Source == sfu.Camera
		})
	}
	if w, ok := find(func(_ sfu.PeerState, pub sfu.PublicationState) bool { return pub.Source == sfu.Screen }); ok {
		return w, true
	}
	candidates := slices.Concat(first[:min(1, len(first))], speaking)
	if len(first) < 2 { // nobody has the floor: the chair comes last
		candidates = speaking
	}
	if before.Source == sfu.Camera {
		candidates = append(slices.Clone(candidates), before.Seat)
	}
	for _, seat := range append(slices.Clone(candidates), first...) {
		if w, ok := camera(seat); ok {
			return w, true
		}
	}
	return find(func(_ sfu.PeerState, pub sfu.PublicationState) bool { return pub.Source == sfu.Camera })
}
