package agenda

import (
	"errors"
	"slices"
	"testing"
)

// allowed is who may give which command, written by hand from agenda/channel/PROTOCOL.md; the last column is what the server does itself.
// a administrator, c chair, s secretary, u unit, g guest, y system.
var allowed = map[string]string{
	"meeting.create":     "a    y",
	"meeting.edit":       "a s",
	"meeting.publish":    "acs",
	"meeting.open":       " cs",
	"meeting.close":      " cs",
	"item.add":           "acs",
	"item.edit":          "acs",
	"item.move":          "acs",
	"item.remove":        "acs",
	"item.start":         " cs",
	"item.end":           " cs",
	"item.extend":        " cs",
	"paper.add":          "acs",
	"seat.add":           "a s  y",
	"seat.link":          "     y",
	"seat.enter":         "     y",
	"seat.exit":          "     y",
	"seat.revoke":        "acs  y",
	"attendance.join":    " csug",
	"attendance.leave":   " csugy",
	"unit.contact":       "a s  y",
	"group.save":         "acs  y",
	"group.remove":       "acs  y",
	"line.add":           " cs  y",
	"line.edit":          " cs",
	"line.kind":          " cs",
	"line.remove":        " cs",
	"line.attribute":     " cs",
	"conclusion.refer":   " cs",
	"module.adopt":       "     y",
	"module.save":        "acs",
	"module.remove":      "acs",
	"minutes.supplement": " cs",
	"conclusion.settle":  " cs",
	"conclusion.confirm": " c",
	"readback.show":      " cs",
	"check.waive":        " cs",
	"readback.hide":      " cs",
	"task.assign":        " cs",
	"task.edit":          " cs",
	"task.divide":        " cs",
	"task.support":       " cs",
	"task.baseline":      " cs",
	"task.unassign":      " cs",
	"minutes.submit":     " s", "minutes.return": " c", "minutes.sign": " c", "minutes.comment": " u", "minutes.answer": " cs",
	"floor.move": " cs", "floor.skip": " cs", "floor.pause": " cs", "floor.resume": " cs", "floor.grant": " cs", "floor.rule": "acs",
	"round.open": " cs", "round.close": " cs",
	"poll.open": " cs", "poll.vote": " csu", "poll.close": " cs",
	"attendance.note": " cs", "attendance.strike": " cs", "attendance.describe": " csug",
	"chat.switch":    " cs",
	"floor.request":  " csug",
	"floor.call":     " cs",
	"floor.finish":   " csug",
	"floor.withdraw": " csug",
	"paper.submit":   "     y", "paper.approve": "acs", "paper.return": "acs", "paper.withdraw": "acsu",
	"invitation.answer": "acsu", "figure.define": "acs", "figure.remove": "acs", "figure.file": "acsu",
	"template.save": "a    y", "template.remove": "a    y", "item.carry": "acs", "item.recur": "acs", "conclusion.recur": " cs", "progress.note": "     y",
	"floor.lock":   " cs",
	"meeting.lock": " cs", "meeting.unlock": " cs",
	"lobby.open": "     y", "lobby.ask": "     y", "lobby.leave": "     y", "lobby.close": "acs", "lobby.admit": " cs", "lobby.refuse": " cs",
	"seat.ready": " csug",
	"unit.phone": "a s  y",
	"mail.send":  "acs",
	"mail.mark":  "     y",
}

// TestRolesAndCommands gives every command in every role: whoever may not is refused as such, before anything else is looked at.
func TestRolesAndCommands(t *testing.T) {
	seats := map[rune]SeatID{'a': "admin-1", 'c': "chair", 's': "secretary", 'u': "unit-001", 'g': "guest-1", 'y': SystemSeat}
	s := opened(t)
	for _, name := range CommandNames() {
		who, known := allowed[name]
		if !known {
			t.Errorf("%s is not in the table", name)
			continue
		}
		c, err := DecodeCommand(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		for letter, seat := range seats {
			_, err := s.m.Decide(s.stamp(seat), c)
			may := slices.Contains([]rune(who), letter)
			if refused := errors.Is(err, ErrForbidden); refused == may {
				t.Errorf("%s by %s: %v, want permitted %v", name, seat, err, may)
			}
		}
		for _, seat := range []SeatID{"nobody", ""} {
			if _, err := s.m.Decide(s.stamp(seat), c); !errors.Is(err, ErrForbidden) {
				t.Errorf("%s by the seat %q: %v", name, seat, err)
			}
		}
	}
	if len(allowed) != len(CommandNames()) {
		t.Errorf("the table has %d commands, the program %d", len(allowed), len(CommandNames()))
	}
}

func TestRevokedSeatMayNothing(t *testing.T) {
	s := opened(t).play(step{"chair", SeatRevoke{Seat: "secretary"}})
	for _, name := range CommandNames() {
		c, err := DecodeCommand(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.m.Decide(s.stamp("secretary"), c); !errors.Is(err, ErrForbidden) {
			t.Errorf("%s by a revoked seat: %v", name, err)
		}
	}
}

func TestAudienceOf(t *testing.T) {
	s := opened(t).play(step{"secretary", SeatAdd{Seat: "guest-2", Unit: "001", Role: RoleGuest}})
	for seat, want := range map[SeatID]Audience{"chair": {Staff: true}, "secretary": {Staff: true}, "admin-1": {Staff: true}, SystemSeat: {Staff: true},
		"unit-001": {Unit: "001"}, "guest-1": {}, "guest-2": {}, "nobody": {}} {
		if got := s.m.AudienceOf(seat); got != want {
			t.Errorf("%s: %+v, want %+v", seat, got, want)
		}
	}
}
