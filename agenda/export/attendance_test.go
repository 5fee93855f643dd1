package export

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"giaoban/agenda"
)

// hall is a meeting from 14:00 to 16:00 with the department, two units and a guest.
func hall(t *testing.T, steps ...func(do func(at string, by agenda.SeatID, c agenda.Command))) *agenda.Meeting {
	t.Helper()
	m := agenda.NewMeeting("m")
	do := func(at string, by agenda.SeatID, c agenda.Command) {
		t.Helper()
		when, err := time.ParseInLocation("15:04:05", at, agenda.Zone)
		if err != nil {
			t.Fatal(err)
		}
		stamp := agenda.Stamp{By: by, At: time.Date(2020, 7, 29, when.Hour(), when.Minute(), when.Second(), 0, agenda.Zone).UTC()}
		events, err := m.Decide(stamp, c)
		if err != nil {
			t.Fatal(err)
		}
		m.Apply(agenda.Record{Version: m.Version + 1, Stamp: stamp, Events: events})
	}
	do("13:00:00", "admin-1", agenda.MeetingCreate{Title: "Giao ban", StartsAt: time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC), Host: agenda.Unit{Name: "Sở"},
		Units: []agenda.Unit{{ID: "001", Name: "Ba Đình", Level: "quan"}, {ID: "271", Name: "Ba Vì", Level: "huyen"}}})
	for seat, unit := range map[agenda.SeatID]agenda.UnitID{"u1": "001", "u1b": "001", "u2": "271"} {
		do("13:00:00", "admin-1", agenda.SeatAdd{Seat: seat, Unit: unit, Role: agenda.RoleUnit})
	}
	do("13:00:00", "admin-1", agenda.SeatAdd{Seat: "chair", Unit: agenda.HostUnit, Role: agenda.RoleChair})
	do("13:00:00", "admin-1", agenda.SeatAdd{Seat: "guest", Role: agenda.RoleGuest})
	do("13:00:00", "chair", agenda.ItemAdd{Item: "i", ItemDraft: agenda.ItemDraft{Title: "x"}})
	for _, s := range steps {
		s(do)
	}
	return m
}

func join(id agenda.PresenceID, name, post string, people int) agenda.AttendanceJoin {
	return agenda.AttendanceJoin{Presence: id, Name: name, Post: post, People: people}
}

// TestAttendance: one row per unit; two persons of one unit overlap, a drop of 45 s is none, one of 46 s is.
func TestAttendance(t *testing.T) {
	m := hall(t, func(do func(string, agenda.SeatID, agenda.Command)) {
		do("13:50:00", "u1", join("p1", "Bình", "", 3))
		do("14:00:00", "chair", agenda.MeetingOpen{})
		do("14:10:00", "u1b", join("p2", "An", "Trưởng phòng", 1))
		do("14:20:00", "u1", agenda.AttendanceLeave{Presence: "p1"})
		do("14:20:30", "u1", join("p3", "Bình", "Phó phòng", 2))
		do("14:30:00", "u1b", agenda.AttendanceLeave{Presence: "p2"})
		do("14:40:00", "u1", agenda.AttendanceLeave{Presence: "p3"})
		do("14:40:45", "u1", join("p1", "Bình", "", 3))
		do("15:00:00", "u1", agenda.AttendanceLeave{Presence: "p1"})
		do("15:00:46", "u1", join("p1", "Bình", "", 3))
		do("15:10:46", "u1", agenda.AttendanceLeave{Presence: "p1"})
		do("15:50:00", "guest", join("pg", "=Báo", "", 1))
		do("16:00:00", "chair", agenda.MeetingClose{})
	})
	now := time.Date(2020, 7, 30, 0, 0, 0, 0, time.UTC)
	want := []Attendance{
		{STT: 1, Unit: "Sở", Present: Absent, UnitID: "host"},
		{STT: 2, Unit: "Quận Ba Đình", Present: Present, Persons: "Bình (Phó phòng); An (Trưởng phòng)", People: 4, From: "13:50", Until: "15:10", Minutes: 70, Stays: 2, UnitID: "001"},
		{STT: 3, Unit: "Huyện Ba Vì", Present: Absent, UnitID: "271"},
		{STT: 4, Unit: "Khách mời", Present: Present, Persons: "=Báo", People: 1, From: "15:50", Minutes: 10, Stays: 1},
	}
	rows := AttendanceOf(m, staff, now)
	if d := cmp.Diff(want, rows); d != "" {
		t.Error(d)
	}
	if own := AttendanceOf(m, agenda.Audience{Unit: "271"}, now); len(own) != 1 || own[0].STT != 1 || own[0].UnitID != "271" {
		t.Errorf("a unit sees %+v", own)
	}
	if none := AttendanceOf(m, agenda.Audience{}, now); none != nil {
		t.Errorf("a guest sees %+v", none)
	}
	var b bytes.Buffer
	if err := WriteAttendanceCSV(&b, rows); err != nil {
		t.Fatal(err)
	}
	read, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\xef\xbb\xbf"))).ReadAll()
	if err != nil || len(read) != 5 || read[4][3] != "'=Báo" {
		t.Errorf("%v %q", err, read)
	}
	if d := cmp.Diff(AttendanceColumns(), read[0]); d != "" {
		t.Error(d)
	}
}

// TestAttendanceInTheHall: people without a device, people behind one camera by name, and a substitute, still one row per unit.
func TestAttendanceInTheHall(t *testing.T) {
	m := hall(t, func(do func(string, agenda.SeatID, agenda.Command)) {
		do("13:50:00", "u1", join("p1", "Bình", "", 1))
		do("13:51:00", "u1", agenda.AttendanceDescribe{Presence: "p1", Others: []agenda.PersonNaming{{Name: "Cúc", Post: "Chuyên viên"}}, Substitute: true, Instead: "An"})
		do("13:52:00", "chair", agenda.AttendanceNote{Presence: "h1", Unit: "001", Name: "Dũng", People: 2})
		do("13:53:00", "chair", agenda.AttendanceNote{Presence: "h2", Unit: "271", Name: "nhầm"})
		do("13:54:00", "chair", agenda.AttendanceStrike{Presence: "h2"})
		do("14:00:00", "chair", agenda.MeetingOpen{})
		do("14:10:00", "u1", agenda.AttendanceLeave{Presence: "p1"})
		do("14:20:00", "u1", join("p1", "Bình", "", 1)) // the device knows of one person; two were named
		do("15:00:00", "chair", agenda.AttendanceLeave{Presence: "h1"})
		do("16:00:00", "chair", agenda.MeetingClose{})
	})
	rows := AttendanceOf(m, staff, time.Date(2020, 7, 30, 0, 0, 0, 0, time.UTC))
	want := Attendance{STT: 2, Unit: "Quận Ba Đình", Present: Present, Persons: "Bình; Cúc (Chuyên viên); Dũng", People: 4, From: "13:50", Minutes: 120, Stays: 1,
		Hall: 2, Instead: "Bình thay An", UnitID: "001"}
	if d := cmp.Diff(want, rows[1]); d != "" {
		t.Error(d)
	}
	if rows[2].Present != Absent {
		t.Errorf("who was noted by mistake: %+v", rows[2])
	}
}

// TestAttendanceWhileItRuns counts until now.
func TestAttendanceWhileItRuns(t *testing.T) {
	m := hall(t, func(do func(string, agenda.SeatID, agenda.Command)) {
		do("13:50:00", "u1", join("p1", "Bình", "", 1))
		do("14:00:00", "chair", agenda.MeetingOpen{})
	})
	if r := AttendanceOf(m, staff, time.Date(2020, 7, 29, 7, 25, 0, 0, time.UTC))[1]; r.Minutes != 25 || r.Until != "" || r.Stays != 1 {
		t.Errorf("%+v", r)
	}
	if r := AttendanceOf(hall(t), staff, time.Now())[1]; r.Minutes != 0 || r.Present != Absent {
		t.Errorf("nobody came: %+v", r)
	}
}
