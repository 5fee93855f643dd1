package agenda

import (
	"strings"
	"testing"
	"time"
)

func hashOf(c string) Hash { return Hash(strings.Repeat(c, 64)) }

func TestSeats(t *testing.T) {
	linked := []step{{SystemSeat, SeatLink{Seat: "unit-001", Link: Link{Token: hashOf("a")}}}}
	once := []step{{SystemSeat, SeatLink{Seat: "unit-001", Link: Link{Token: hashOf("a"), Once: true}}}}
	enter := step{SystemSeat, SeatEnter{Seat: "unit-001", Token: hashOf("a"), Session: hashOf("b")}}
	past := sampleAt.AddDate(-1, 0, 0)
	stage(t, opened, []scene{
		{name: "an administrator's id in a meeting", when: step{"admin-1", SeatAdd{Seat: "admin-2", Role: RoleChair}}, refused: "bad_id"},
		{name: "the system's id", when: step{"admin-1", SeatAdd{Seat: SystemSeat, Role: RoleChair}}, refused: "bad_id"},
		{name: "an administrator's role", when: step{"admin-1", SeatAdd{Seat: "x", Role: RoleAdministrator}}, refused: "bad_role"},
		{name: "a unit without a unit", when: step{"admin-1", SeatAdd{Seat: "x", Role: RoleUnit}}, refused: "no_unit"},
		{name: "enter", given: linked, when: enter, then: "seat.entered", check: func(t *testing.T, m *Meeting) {
			if !m.Seat("unit-001").HasSession(hashOf("b"), sampleAt) || m.Seat("unit-001").HasSession(hashOf("c"), sampleAt) {
				t.Error("the session is not known")
			}
		}},
		{name: "enter with another secret", given: linked, when: step{SystemSeat, SeatEnter{Seat: "unit-001", Token: hashOf("c"), Session: hashOf("b")}}, refused: "bad_link"},
		{name: "enter without a link", when: step{SystemSeat, SeatEnter{Seat: "unit-001", Session: hashOf("b")}}, refused: "bad_link"},
		{name: "enter twice with a one-time link", given: append(once, enter), when: step{SystemSeat, SeatEnter{Seat: "unit-001", Token: hashOf("a"), Session: hashOf("c")}}, refused: "link_spent"},
		{name: "enter too late", given: []step{{SystemSeat, SeatLink{Seat: "unit-001", Link: Link{Token: hashOf("a"), NotAfter: &past}}}}, when: enter, refused: "bad_link"},
		{name: "enter a revoked seat", given: append(linked, step{"chair", SeatRevoke{Seat: "unit-001"}}), when: enter, refused: "seat_revoked"},
		{name: "revoke oneself", when: step{"chair", SeatRevoke{Seat: "chair"}}, refused: "own_seat"},
		{name: "revoke twice", given: []step{{"chair", SeatRevoke{Seat: "unit-001"}}}, when: step{"chair", SeatRevoke{Seat: "unit-001"}}},
		{name: "a new link ends the old sessions", given: append(linked, enter), when: step{SystemSeat, SeatLink{Seat: "unit-001", Link: Link{Token: hashOf("d")}}}, then: "seat.linked",
			check: func(t *testing.T, m *Meeting) {
				if m.Seat("unit-001").HasSession(hashOf("b"), sampleAt) || m.SeatByLink(hashOf("a"), sampleAt) != nil || m.SeatByLink(hashOf("d"), sampleAt) == nil {
					t.Error("the old link or session lives on")
				}
			}},
	})
}

// A cookie ends with the link that it was given for; the time of a one-time link is that of its first use.
func TestSessionsEndWithTheirLink(t *testing.T) {
	until := sampleAt.Add(time.Hour)
	for name, once := range map[string]bool{"link": false, "one-time link": true} {
		m := opened(t).m
		seat := m.Seat("unit-001")
		SeatLinked{Seat: "unit-001", Link: Link{Token: hashOf("a"), NotAfter: &until, Once: once}}.apply(m, Stamp{At: sampleAt})
		SeatEntered{Seat: "unit-001", Session: hashOf("b")}.apply(m, Stamp{At: sampleAt})
		if !seat.HasSession(hashOf("b"), until.Add(-time.Millisecond)) {
			t.Errorf("%s: the session ended early", name)
		}
		if seat.HasSession(hashOf("b"), until) != once {
			t.Errorf("%s: the session at the link's end: %v", name, !once)
		}
	}
}

func TestAttendance(t *testing.T) {
	joined := []step{{"unit-001", AttendanceJoin{Presence: "p", Name: "B", People: 3}}}
	stage(t, opened, []scene{
		{name: "join", when: step{"unit-001", AttendanceJoin{Presence: "p", Name: "B"}}, then: "attendance.joined", check: func(t *testing.T, m *Meeting) {
			if p := m.Attendance[0]; p.People != 1 || p.Unit != "001" || !p.Here() {
				t.Errorf("presence %+v", p)
			}
		}},
		{name: "join again unchanged", given: joined, when: step{"unit-001", AttendanceJoin{Presence: "p", Name: "B", People: 3}}},
		{name: "join as another's presence", given: joined, when: step{"unit-276", AttendanceJoin{Presence: "p", Name: "C"}}, refused: "id_taken"},
		{name: "51 people", when: step{"unit-001", AttendanceJoin{Presence: "p", Name: "B", People: 51}}, refused: "bad_people"},
		{name: "nobody", when: step{"unit-001", AttendanceJoin{Presence: "p", Name: " "}}, refused: "empty"},
		{name: "leave for another", given: joined, when: step{"unit-276", AttendanceLeave{Presence: "p"}}, refused: "forbidden"},
		{name: "the system ends a stay", given: joined, when: step{SystemSeat, AttendanceLeave{Presence: "p"}}, then: "attendance.left"},
		{name: "leave twice", given: append(joined, step{"unit-001", AttendanceLeave{Presence: "p"}}), when: step{"unit-001", AttendanceLeave{Presence: "p"}}},
	})
}

// TestStays: leaving and coming back are two stretches of one presence.
func TestStays(t *testing.T) {
	s := opened(t)
	join := AttendanceJoin{Presence: "p", Name: "B"}
	s.do("unit-001", join)
	s.do("unit-001", AttendanceLeave{Presence: "p"})
	s.wait(time.Minute)
	s.do("unit-001", join)
	if p := s.m.Attendance; len(p) != 1 || len(p[0].Stays) != 2 || p[0].Stays[0].Until == nil || !p[0].Here() {
		t.Errorf("%d presences, %+v", len(p), p[0].Stays)
	}
}

func TestUnitsAndGroups(t *testing.T) {
	stage(t, opened, []scene{
		{name: "a bad address", when: step{"secretary", UnitContact{Unit: "001", Email: "không"}}, refused: "bad_email"},
		{name: "the same address", when: step{"secretary", UnitContact{Unit: "001", Email: "badinh@example.org"}}},
		{name: "no address any more", when: step{"secretary", UnitContact{Unit: "001"}}, then: "unit.contacted"},
		{name: "the department's address", when: step{"secretary", UnitContact{Unit: HostUnit, Email: "x@example.org"}}, then: "unit.contacted", check: func(t *testing.T, m *Meeting) {
			if m.Host.Email != "x@example.org" {
				t.Errorf("address %q", m.Host.Email)
			}
		}},
		{name: "an empty group", when: step{"secretary", GroupSave{Group: Group{ID: "g", Name: "g"}}}, refused: "no_units"},
		{name: "a group in any order", when: step{"secretary", GroupSave{Group: Group{ID: "g", Name: "g", Units: []UnitID{"276", "001"}}}}, then: "group.saved", check: func(t *testing.T, m *Meeting) {
			if u := m.Groups[len(m.Groups)-1].Units; u[0] != "001" || u[1] != "276" {
				t.Errorf("units %v", u)
			}
		}},
		{name: "forget a stranger", when: step{"secretary", GroupRemove{Group: "x"}}, refused: "no_group"},
	})
	for u, want := range map[Unit][2]string{{Name: "Ba Đình", Level: "quan"}: {"Quận Ba Đình", "UBND quận Ba Đình"}, {Name: "Sơn Tây", Level: "thixa"}: {"Thị xã Sơn Tây", "UBND thị xã Sơn Tây"},
		{Name: "Sở Công Thương", Level: "so"}: {"Sở Công Thương", "Sở Công Thương"}, {Name: "Láng", Level: "phuong"}: {"Phường Láng", "UBND phường Láng"}} {
		if got := [2]string{u.Label(), u.Address()}; got != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

// TestSeatRecords: one unit's seat, however its browser behaves, does not fill the journal; the others and staff go on.
func TestSeatRecords(t *testing.T) {
	s := opened(t)
	s.step = 0
	ready := func(n int) Command {
		return SeatReady{Network: []string{"udp", "tcp"}[n%2], Camera: "ok", Microphone: "ok", Speaker: "ok", Level: "green"}
	}
	before := 0
	for _, r := range s.records {
		if r.By == "unit-276" {
			before++
		}
	}
	for n := range MaxSeatRecords - before {
		s.do("unit-276", ready(n))
	}
	if _, err := s.try("unit-276", ready(MaxSeatRecords-before)); AsError(err).Key != "too_many_records" {
		t.Errorf("one too many: %v", err)
	}
	s.do("unit-001", ready(0))
	s.do("secretary", FloorLock{Locked: true})
}
