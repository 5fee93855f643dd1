package agenda

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// controlled is the third golden meeting: who may come in, who is heard, and what sites found when they checked. All its words are invented.
func controlled(t testing.TB) *script {
	s := hanoi(t).play(
		step{"secretary", ItemAdd{Item: "i1", ItemDraft: ItemDraft{Title: "Công nghiệp", Kind: "report", Minutes: 30}}},
		step{"secretary", MeetingPublish{}},
		step{"secretary", UnitPhone{Unit: "276", Phone: "024 3367 1234"}},
		step{"admin-1", UnitPhone{Unit: "001", Phone: "0912.345.678"}},
		step{"admin-1", UnitPhone{Unit: "001"}},
		step{"unit-276", SeatReady{Network: "none", Camera: "ok", Microphone: "denied", Speaker: "untested", Level: "red"}},
		step{"unit-276", SeatReady{Network: "tcp", Camera: "ok", Microphone: "ok", Speaker: "ok", Level: "yellow"}},
		step{"unit-001", SeatReady{Network: "udp", Camera: "missing", Microphone: "ok", Speaker: "ok", Level: "green"}})
	tomorrow := s.now.Add(24 * time.Hour)
	ask := func(id SeatID, session, name, organisation string) step {
		return step{SystemSeat, LobbyAsk{Visitor: id, Token: hashOf("e"), Session: hashOf(session), Name: name, Organisation: organisation}}
	}
	s.play(
		step{SystemSeat, LobbyOpen{Token: hashOf("d"), NotAfter: tomorrow}},
		step{SystemSeat, LobbyOpen{Token: hashOf("e"), NotAfter: tomorrow}},
		ask("khach-1", "1", "Phạm Văn E", "Tổng công ty Điện lực"), ask("khach-2", "2", "Hoàng Thị G", "Không rõ BÍ MẬT"),
		ask("khach-3", "3", "Vũ Văn H", "Báo Công Thương BÍ MẬT"), ask("khach-4", "4", "Đinh Thị I", "Hiệp hội BÍ MẬT"),
		step{"unit-276", AttendanceJoin{Presence: "pr-276", Name: "Lê Thị C"}},
		step{"chair", MeetingOpen{}}, step{"chair", ItemStart{Item: "i1"}},
		step{"secretary", LobbyAdmit{Visitor: "khach-1"}},
		step{"chair", LobbyRefuse{Visitor: "khach-2", Reason: "BÍ MẬT: không có trong thành phần dự họp"}},
		step{SystemSeat, LobbyLeave{Visitor: "khach-3"}},
		step{"secretary", LobbyClose{}},
		step{SystemSeat, LobbyOpen{Token: hashOf("f"), NotAfter: tomorrow}},
		step{"chair", MeetingLock{}}, step{"secretary", MeetingUnlock{}}, step{"chair", MeetingLock{}},
		step{"khach-1", AttendanceJoin{Presence: "pr-k1", Name: "Phạm Văn E", Post: "Tổng công ty Điện lực"}},
		step{"chair", FloorLock{Locked: true}}, step{"secretary", FloorLock{}}, step{"chair", FloorLock{Locked: true}},
		step{"chair", FloorRequest{Request: "r-276", Seat: "unit-276", Person: "Lê Thị C"}}, step{"chair", FloorCall{Request: "r-276"}})
	s.wait(2 * time.Minute)
	return s.play(step{"chair", MeetingClose{}})
}

func TestFloorLock(t *testing.T) {
	heard := func(want ...SeatID) func(*testing.T, *Meeting) {
		return func(t *testing.T, m *Meeting) {
			t.Helper()
			var got []SeatID
			for _, id := range []SeatID{"chair", "secretary", "unit-001", "unit-276", "guest-1", "admin-1", "nobody", ""} {
				if m.MayBeHeard(id) {
					got = append(got, id)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("heard: %v, want %v", got, want)
			}
		}
	}
	lock := step{"chair", FloorLock{Locked: true}}
	called := []step{lock, {"unit-001", FloorRequest{Request: "r"}}, {"chair", FloorCall{}}}
	stage(t, opened, []scene{
		{name: "lock", when: lock, then: "floor.locked", check: heard("chair", "secretary")},
		{name: "lock twice", given: []step{lock}, when: lock},
		{name: "unlock", given: []step{lock}, when: step{"secretary", FloorLock{}}, then: "floor.locked", check: heard("chair", "secretary", "unit-001", "unit-276", "guest-1", "admin-1", "nobody", "")},
		{name: "a unit unlocks", given: []step{lock}, when: step{"unit-001", FloorLock{}}, refused: "forbidden"},
		{name: "waiting is not having the floor", given: []step{lock}, when: step{"unit-001", FloorRequest{Request: "r"}}, then: "floor.requested", check: heard("chair", "secretary")},
		{name: "who is called is heard", given: called[:2], when: called[2], then: "floor.given", check: heard("chair", "secretary", "unit-001")},
		{name: "until the next is called", given: append(called, step{"unit-276", FloorRequest{Request: "r2"}}), when: step{"chair", FloorCall{}}, then: "floor.finished line.added floor.given", check: heard("chair", "secretary", "unit-276")},
		{name: "until the end of the speech", given: called, when: step{"unit-001", FloorFinish{Request: "r"}}, then: "floor.finished line.added", check: heard("chair", "secretary")},
		{name: "the close unlocks", given: []step{lock}, when: step{"chair", MeetingClose{}}, then: "item.ended line.added floor.locked meeting.closed line.added", check: heard("chair", "secretary", "unit-001", "unit-276", "guest-1", "admin-1", "nobody", "")},
		{name: "lock a closed meeting", given: []step{{"chair", MeetingClose{}}}, when: lock, refused: "meeting_closed"},
	})
}

func TestRoomLock(t *testing.T) {
	join := func(seat SeatID) step {
		return step{seat, AttendanceJoin{Presence: PresenceID("p-" + seat), Name: "B"}}
	}
	lock := step{"chair", MeetingLock{}}
	stage(t, opened, []scene{
		{name: "lock", when: lock, then: "meeting.locked"},
		{name: "lock twice", given: []step{lock}, when: lock},
		{name: "unlock what is open", when: step{"chair", MeetingUnlock{}}},
		{name: "a unit locks", when: step{"unit-001", MeetingLock{}}, refused: "forbidden"},
		{name: "a newcomer", given: []step{lock}, when: join("unit-001"), refused: "room_locked"},
		{name: "a newcomer at another's presence", given: []step{join("unit-001"), lock}, when: step{"unit-276", AttendanceJoin{Presence: "p-unit-001", Name: "B"}}, refused: "id_taken"},
		{name: "staff come when they like", given: []step{lock}, when: join("secretary"), then: "attendance.joined"},
		{name: "who was there comes back", given: []step{join("unit-001"), {"unit-001", AttendanceLeave{Presence: "p-unit-001"}}, lock}, when: join("unit-001"), then: "attendance.joined"},
		{name: "also with another device", given: []step{join("unit-001"), lock}, when: step{"unit-001", AttendanceJoin{Presence: "p-2", Name: "C"}}, then: "attendance.joined"},
		{name: "after unlocking", given: []step{lock, {"secretary", MeetingUnlock{}}}, when: join("unit-001"), then: "attendance.joined"},
	})
}

func TestLobby(t *testing.T) {
	until := time.Date(2020, 7, 30, 0, 0, 0, 0, time.UTC)
	open := step{SystemSeat, LobbyOpen{Token: hashOf("a"), NotAfter: until}}
	ask := LobbyAsk{Visitor: "khach-1", Token: hashOf("a"), Session: hashOf("b"), Name: "Phạm Văn E", Organisation: "Báo"}
	with := func(change func(*LobbyAsk)) step {
		c := ask
		change(&c)
		return step{SystemSeat, c}
	}
	asked := []step{open, {SystemSeat, ask}}
	stage(t, opened, []scene{
		{name: "no lobby", when: step{SystemSeat, ask}, refused: "lobby_closed"},
		{name: "no lobby and no secret", when: with(func(c *LobbyAsk) { c.Token = "" }), refused: "lobby_closed"},
		{name: "another secret", given: []step{open}, when: with(func(c *LobbyAsk) { c.Token = hashOf("c") }), refused: "lobby_closed"},
		{name: "the link's time is over", when: step{SystemSeat, LobbyOpen{Token: hashOf("a"), NotAfter: until.AddDate(0, -1, 0)}}, refused: "bad_lobby_time"},
		{name: "a new link ends the old one", given: []step{open, {SystemSeat, LobbyOpen{Token: hashOf("c"), NotAfter: until}}}, when: step{SystemSeat, ask}, refused: "lobby_closed"},
		{name: "a closed lobby", given: []step{open, {"secretary", LobbyClose{}}}, when: step{SystemSeat, ask}, refused: "lobby_closed"},
		{name: "close what is closed", when: step{"secretary", LobbyClose{}}},
		{name: "ask", given: []step{open}, when: step{SystemSeat, ask}, then: "lobby.asked"},
		{name: "without a name", given: []step{open}, when: with(func(c *LobbyAsk) { c.Name = " " }), refused: "empty"},
		{name: "without an organisation", given: []step{open}, when: with(func(c *LobbyAsk) { c.Organisation = "" }), refused: "empty"},
		{name: "a long name", given: []step{open}, when: with(func(c *LobbyAsk) { c.Name = strings.Repeat("ế", MaxName+1) }), refused: "too_long"},
		{name: "as a seat", given: []step{open}, when: with(func(c *LobbyAsk) { c.Visitor = "unit-001" }), refused: "bad_id"},
		{name: "as an administrator", given: []step{open}, when: with(func(c *LobbyAsk) { c.Visitor = "admin-9" }), refused: "bad_id"},
		{name: "admit", given: asked, when: step{"secretary", LobbyAdmit{Visitor: "khach-1"}}, then: "seat.added seat.entered lobby.admitted", check: func(t *testing.T, m *Meeting) {
			seat := m.Seat("khach-1")
			if seat == nil || seat.Role != RoleGuest || seat.Name != "Phạm Văn E" || !seat.HasSession(hashOf("b"), sampleAt) || m.AudienceOf("khach-1") != (Audience{}) {
				t.Errorf("seat %+v", seat)
			}
		}},
		{name: "admit twice", given: append(asked, step{"secretary", LobbyAdmit{Visitor: "khach-1"}}), when: step{"chair", LobbyAdmit{Visitor: "khach-1"}}, refused: "not_waiting_any_more"},
		{name: "admit a ghost", given: asked, when: step{"secretary", LobbyAdmit{Visitor: "khach-2"}}, refused: "no_visitor"},
		{name: "refuse", given: asked, when: step{"chair", LobbyRefuse{Visitor: "khach-1", Reason: "x"}}, then: "lobby.refused", check: func(t *testing.T, m *Meeting) {
			if v := m.VisitorBySession(hashOf("b")); v == nil || v.State != VisitorRefused || v.Reason != "x" || v.By != "chair" || m.Seat("khach-1") != nil {
				t.Errorf("visitor %+v", v)
			}
		}},
		{name: "refuse without a reason", given: asked, when: step{"chair", LobbyRefuse{Visitor: "khach-1"}}, refused: "empty"},
		{name: "admit who left", given: append(asked, step{SystemSeat, LobbyLeave{Visitor: "khach-1"}}), when: step{"chair", LobbyAdmit{Visitor: "khach-1"}}, refused: "not_waiting_any_more"},
		{name: "leave after an answer", given: append(asked, step{"chair", LobbyAdmit{Visitor: "khach-1"}}), when: step{SystemSeat, LobbyLeave{Visitor: "khach-1"}}},
		{name: "a seat called as the lobby's address", when: step{"secretary", SeatAdd{Seat: LobbySeat, Role: RoleGuest}}, refused: "bad_id"},
		{name: "after the close", given: append(asked, step{"chair", MeetingClose{}}), when: step{"chair", LobbyAdmit{Visitor: "khach-1"}}, refused: "meeting_closed"},
	})
}

// TestLobbyLimits: so many wait at one time, and nobody waits for ever.
func TestLobbyLimits(t *testing.T) {
	s := opened(t)
	s.do(SystemSeat, LobbyOpen{Token: hashOf("a"), NotAfter: s.now.AddDate(0, 0, 1)})
	ask := func(n int) error {
		_, err := s.try(SystemSeat, LobbyAsk{Visitor: SeatID(fmt.Sprintf("khach-%d", n)), Token: hashOf("a"), Session: hashOf("b"), Name: "B", Organisation: "C"})
		return err
	}
	for n := range MaxWaiting {
		if err := ask(n); err != nil {
			t.Fatal(err)
		}
	}
	if key := AsError(ask(MaxWaiting)).Key; key != "lobby_full" {
		t.Errorf("one too many: %s", key)
	}
	s.wait(LobbyPatience)
	if n := len(s.m.WaitingVisitors(s.now)); n != 0 {
		t.Errorf("%d still wait", n)
	}
	if _, err := s.try("chair", LobbyAdmit{Visitor: "khach-0"}); AsError(err).Key != "not_waiting_any_more" {
		t.Errorf("admitted too late: %v", err)
	}
	if err := ask(MaxWaiting); err != nil {
		t.Errorf("nobody waits, and the lobby is full: %v", err)
	}
}

// TestLobbyKeepsPlaces: whoever asks and leaves again takes no place from others; those who were answered stay on record.
func TestLobbyKeepsPlaces(t *testing.T) {
	s := opened(t)
	s.step = 0
	s.do(SystemSeat, LobbyOpen{Token: hashOf("a"), NotAfter: s.now.AddDate(0, 0, 1)})
	ask := func(n int) step {
		return step{SystemSeat, LobbyAsk{Visitor: SeatID(fmt.Sprintf("khach-%d", n)), Token: hashOf("a"), Session: hashOf("b"), Name: "B", Organisation: "C"}}
	}
	s.play(ask(0), step{"chair", LobbyRefuse{Visitor: "khach-0", Reason: "không"}})
	for n := 1; n < MaxVisitors+10; n++ {
		s.play(ask(n), step{SystemSeat, LobbyLeave{Visitor: SeatID(fmt.Sprintf("khach-%d", n))}})
	}
	if len(s.m.Visitors) != MaxVisitors || s.m.Visitor("khach-0") == nil || s.m.Visitor("khach-10") != nil || s.m.Visitor("khach-11") == nil {
		t.Errorf("%d are kept, the refused one: %v", len(s.m.Visitors), s.m.Visitor("khach-0"))
	}
	for n := range MaxVisitors - 1 {
		s.play(ask(1000+n), step{"chair", LobbyRefuse{Visitor: SeatID(fmt.Sprintf("khach-%d", 1000+n)), Reason: "không"}})
	}
	if _, err := s.try(ask(9999).by, ask(9999).c); AsError(err).Key != "too_many" {
		t.Errorf("after %d answers: %v", MaxVisitors, err)
	}
}

func TestReadiness(t *testing.T) {
	check := SeatReady{Network: "udp", Camera: "ok", Microphone: "ok", Speaker: "ok", Level: "green"}
	with := func(change func(*SeatReady)) step {
		c := check
		change(&c)
		return step{"unit-001", c}
	}
	stage(t, opened, []scene{
		{name: "check", when: step{"unit-001", check}, then: "seat.checked", check: func(t *testing.T, m *Meeting) {
			if r := m.Seat("unit-001").Ready; r == nil || r.Level != "green" || r.At.IsZero() || m.Seat("unit-276").Ready != nil {
				t.Errorf("ready %+v", r)
			}
		}},
		{name: "the same again at once", given: []step{{"unit-001", check}}, when: step{"unit-001", check}},
		{name: "another result", given: []step{{"unit-001", check}}, when: with(func(c *SeatReady) { c.Network, c.Level = "tcp", "yellow" }), then: "seat.checked"},
		{name: "a strange network", when: with(func(c *SeatReady) { c.Network = "pigeon" }), refused: "bad_check"},
		{name: "a strange device", when: with(func(c *SeatReady) { c.Camera = "" }), refused: "bad_check"},
		{name: "a strange level", when: with(func(c *SeatReady) { c.Level = "blue" }), refused: "bad_check"},
		{name: "by an administrator", when: step{"admin-1", check}, refused: "forbidden"},
	})
	s := opened(t)
	s.do("unit-001", check)
	s.wait(readyAgain)
	s.do("unit-001", check) // that it still works is news by now
}

func TestPhones(t *testing.T) {
	known := step{"secretary", UnitPhone{Unit: "001", Phone: " 024  3825\t1234 "}}
	stage(t, opened, []scene{
		{name: "a number", when: known, then: "unit.phoned", check: func(t *testing.T, m *Meeting) {
			if p := m.Phones["001"]; p != "024 3825 1234" {
				t.Errorf("phone %q", p)
			}
		}},
		{name: "the same again", given: []step{known}, when: known},
		{name: "none any more", given: []step{known}, when: step{"secretary", UnitPhone{Unit: "001"}}, then: "unit.phoned", check: func(t *testing.T, m *Meeting) {
			if len(m.Phones) != 0 {
				t.Errorf("phones %v", m.Phones)
			}
		}},
		{name: "words", when: step{"secretary", UnitPhone{Unit: "001", Phone: "gọi văn phòng"}}, refused: "bad_phone"},
		{name: "punctuation", when: step{"secretary", UnitPhone{Unit: "001", Phone: "+-()"}}, refused: "bad_phone"},
		{name: "a stranger", when: step{"secretary", UnitPhone{Unit: "999", Phone: "113"}}, refused: "no_unit"},
	})
}

// TestControlsLeakNothing dumps what a unit and a guest are sent of the lobby, the checks and the phone numbers, and looks for secrets in what staff are sent.
func TestControlsLeakNothing(t *testing.T) {
	s := controlled(t)
	for _, a := range []Audience{{Unit: "276"}, {}} {
		dump := string(lines(t, filtered(t, s.records, a))) + string(state(t, fold(s.m.ID, filtered(t, s.records, a))))
		for _, private := range []string{"BÍ MẬT", "lobby", "khach-2", "khach-3", "seat.checked", "denied", "3367", "0912"} {
			if strings.Contains(dump, private) {
				t.Errorf("%+v is sent %q", a, private)
			}
		}
		if !strings.Contains(dump, "khach-1") || !strings.Contains(dump, "floor_locked") && !strings.Contains(dump, "floor.locked") {
			t.Errorf("%+v does not hear of the new guest or the lock", a)
		}
	}
	staff := string(lines(t, filtered(t, s.records, Audience{Staff: true})))
	for _, secret := range []string{"dddd", "eeee", "ffff", "1111", "2222"} {
		if strings.Contains(staff, strings.Repeat(secret, 4)) {
			t.Errorf("staff are sent a secret's hash %s…", secret)
		}
	}
}
