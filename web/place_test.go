package web

import (
	"testing"

	"giaoban/agenda"
	"giaoban/agenda/mem"
	"giaoban/signaling/place"
)

// What the room is asked goes to the node that holds it, once, and the refusal is in words when that node is not there or thinks the same of this one.
func TestRoomElsewhere(t *testing.T) {
	s, leases := newSite(t, siteOptions{}), mem.New()
	s.Rooms = place.NewRooms(leases.Leases("a@"+s.url), "a@"+s.url)
	b := s.enter("chair")
	wantStatus(t, "here", b.get(of("/room?seat=chair")), 200, "")
	leases.Steal("room:"+string(meetingID), "b@http://127.0.0.1:1")
	wantStatus(t, "at a node that is gone", b.get(of("/room?seat=chair")), 503, "room_moving")
	if _, status := b.dial("signaling", "chair"); status != 503 {
		t.Errorf("a socket at a node that is gone: %d", status)
	}
	if _, status := b.dial("agenda", "chair"); status != 101 {
		t.Errorf("the agenda needs no room: %d", status)
	}
	wantStatus(t, "passed on already", b.send("GET", of("/room?seat=chair"), nil, hopHeader, "a 1 1"), 503, "room_moving")
	wantStatus(t, "passed on by nobody we know", s.browser().send("GET", of("/state?seat=chair"), nil, hopHeader, "b 1 1"), 503, "room_moving")
	wantStatus(t, "passed on by a node", b.send("GET", of("/state?seat=chair"), nil, hopHeader, "a 1 1"), 200, "")
	wantStatus(t, "a mark that is none", b.send("GET", of("/room?seat=chair"), nil, hopHeader, "x"), 400, "bad_body")
	wantStatus(t, "without a session", s.browser().get(of("/room?seat=chair")), 401, "no_session")
}

// The room of a meeting is for its staff and for administrators.
func TestRoomIsForStaff(t *testing.T) {
	s := newSite(t, siteOptions{})
	for seat, status := range map[agenda.SeatID]int{"chair": 200, "secretary": 200, "admin-1": 200, "unit-001": 403, "guest": 403} {
		wantStatus(t, string(seat), s.enter(seat).get(of("/room?seat=%s", seat)), status, "")
	}
	if a := s.enter("chair").get(of("/room?seat=chair")); a.body != `{"peers":[]}`+"\n" {
		t.Errorf("an empty room is %s", a.body)
	}
}
