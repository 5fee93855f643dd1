package signaling

import (
	"giaoban/agenda"
	"giaoban/signaling/sfu"
)

// RoomSnapshot is a meeting's room at one moment, for administrators and staff. It is a value.
type RoomSnapshot struct {
	Peers []PeerSnapshot `json:"peers"` // in the order of joining; empty without a room
}

// PeerSnapshot is one device in the room: how it did in the last second. It is a value.
type PeerSnapshot struct {
	Device string `json:"device"` // the name that the page gave itself
	sfu.PeerStats
}

// Room is the room of a meeting on this node now; it has no peers where there is no room. It may be called by any goroutine.
func (s *Server) Room(meeting agenda.MeetingID) RoomSnapshot {
	room := RoomSnapshot{Peers: []PeerSnapshot{}}
	for _, session := range s.find(meeting, func(*session) bool { return true }) {
		room.Peers = append(room.Peers, PeerSnapshot{Device: session.device, PeerStats: session.peer.Stats()})
	}
	return room
}
