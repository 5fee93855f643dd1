package agenda

import (
	"fmt"
	"strings"
	"time"
)

// dice turns fuzz input into choices. It is owned by one run.
type dice struct {
	bytes []byte
	words int
}

func (d *dice) roll(n int) int {
	if len(d.bytes) == 0 {
		return 0
	}
	b := d.bytes[0]
	d.bytes = d.bytes[1:]
	return int(b) % n
}

// word is a text that occurs nowhere else, so that a leak can be found by searching.
func (d *dice) word() string {
	d.words++
	return fmt.Sprintf("w%dw", d.words)
}

func pick[T any](d *dice, list ...T) T { return list[d.roll(len(list))] }

func (d *dice) item() ItemID             { return pick[ItemID](d, "i1", "i2", "i3", "in-1", "in-2") }
func (d *dice) before() ItemID           { return pick[ItemID](d, "", "i1", "i2", "i3", "in-1", "in-2") }
func (d *dice) line() LineID             { return LineID(fmt.Sprintf("l%d", d.roll(6))) }
func (d *dice) unit() UnitID             { return pick[UnitID](d, "001", "017", "269", "276", HostUnit) }
func (d *dice) request() RequestID       { return RequestID(fmt.Sprintf("r%d", d.roll(5))) }
func (d *dice) assignment() AssignmentID { return AssignmentID(fmt.Sprintf("a%d", d.roll(5))) }
func (d *dice) presence() PresenceID     { return PresenceID(fmt.Sprintf("p%d", d.roll(3))) }
func (d *dice) poll() PollID             { return pick[PollID](d, "q1", "q2") }
func (d *dice) choice() Choice           { return pick(d, VoteFor, VoteAgainst, VoteOther) }
func (d *dice) batch() BatchID           { return pick[BatchID](d, "b1", "b2", "b3") }
func (d *dice) seat() SeatID {
	return pick[SeatID](d, "", "chair", "secretary", "unit-001", "unit-276", "guest-1")
}
func (d *dice) kind() LineKind {
	return pick(d, KindConclusion, KindConclusion, KindTask, KindNote, KindOpinion, KindShortcoming, KindFact)
}
func (d *dice) due() *Due {
	return pick(d, nil, &Due{}, &Due{Until: time.Date(2020, 10, 9, 17, 0, 0, 0, time.UTC), Words: "trước ngày 10-10"})
}
func (d *dice) target() Target {
	return pick(d, Target{}, Target{Kind: "number", Value: 43}, Target{Kind: "total", Value: 43}, Target{Kind: "multiple", Value: 3, Max: 5}, Target{Kind: "text"}, Target{Kind: "yesno", Value: 1})
}

// parts divides 43 among all units, or names some.
func (d *dice) parts(m *Meeting) []Part {
	if d.roll(3) == 0 {
		return []Part{{Unit: d.unit(), Value: float64(d.roll(9))}}
	}
	parts := []Part{{Unit: m.Units[0].ID, Value: 43}}
	for _, u := range m.Units[1:] {
		parts = append(parts, Part{Unit: u.ID})
	}
	return parts
}
func (d *dice) scope() Scope {
	return pick(d, Scope{Kind: "all"}, Scope{Kind: "ticked", Units: []UnitID{d.unit(), d.unit()}}, Scope{Kind: "ticked", Units: []UnitID{d.unit()}},
		Scope{Kind: "group", Group: "g-quan"}, Scope{Kind: "except", Except: []UnitID{d.unit()}, Reason: "lý do"}, Scope{})
}

// was is mostly what a person who looks has seen.
func (d *dice) was(m *Meeting, l LineID) Version {
	if x := m.Line(l); x != nil && d.roll(5) > 0 {
		return x.Revision
	}
	return Version(d.roll(40))
}

func (d *dice) draft(i ItemID) ItemDraft {
	return ItemDraft{Title: d.word(), Minutes: d.roll(60), Internal: strings.HasPrefix(string(i), "in-")}
}

// command is some command, mostly sensible.
func (d *dice) command(m *Meeting) Command {
	i, l := d.item(), d.line()
	switch d.roll(34) {
	case 0, 1:
		return ItemAdd{Item: i, Before: d.before(), ItemDraft: d.draft(i)}
	case 2:
		return ItemMove{Item: i, Before: d.before()}
	case 3:
		return ItemEdit{Item: i, ItemDraft: d.draft(i)}
	case 4:
		return ItemRemove{Item: i}
	case 5, 6:
		return ItemStart{Item: i}
	case 7:
		return ItemEnd{Item: i}
	case 8:
		return ItemExtend{Item: i, Minutes: d.roll(30) - 10}
	case 9:
		return PaperAdd{Item: i, Paper: Paper{ID: pick[PaperID](d, "d1", "d2"), Title: d.word(), Text: d.word()}}
	case 10:
		return pick[Command](d, MeetingOpen{}, MeetingOpen{}, MeetingPublish{}, MeetingClose{})
	case 11, 12, 13:
		return LineAdd{Line: l, Item: d.before(), Kind: d.kind(), Text: d.word(), Person: d.word()}
	case 14:
		return LineEdit{Line: l, Was: d.was(m, l), Text: d.word()}
	case 15, 16, 17:
		return LineKindSet{Line: l, Was: d.was(m, l), Kind: d.kind()}
	case 18:
		return LineRemove{Line: l, Was: d.was(m, l)}
	case 19:
		return pick[Command](d, ConclusionSettle{Line: l, Reason: pick(d, "", d.word())}, ConclusionConfirm{Line: l, Was: d.was(m, l)}, ReadbackShow{Item: i}, ReadbackHide{},
			CheckWaive{Line: l, Field: pick(d, FieldPerson, FieldTime, FieldDuty, FieldProduct, FieldAuthority, FieldShortcoming), Reason: pick(d, "", d.word())})
	case 20, 21, 22:
		return TaskAssign{Assignment: d.assignment(), Line: l, Scope: d.scope(), Due: d.due(), Target: d.target(), Supporting: pick(d, nil, []UnitID{d.unit()})}
	case 23:
		return pick[Command](d, TaskUnassign{Assignment: d.assignment()}, TaskEdit{Assignment: d.assignment(), Unit: pick(d, "", d.unit()), Due: d.due(), Target: d.target()},
			TaskDivide{Assignment: d.assignment(), Parts: d.parts(m)}, TaskBaseline{Assignment: d.assignment(), Parts: d.parts(m)},
			TaskSupport{Assignment: d.assignment(), Supporting: pick(d, nil, []UnitID{d.unit()})})
	case 24, 25:
		return FloorRequest{Request: d.request(), Item: d.before(), Seat: d.seat(), Subject: d.word(), Kind: pick(d, "", "question", "explain")}
	case 26:
		return pick[Command](d, FloorCall{Request: pick(d, "", d.request())}, FloorCall{Request: d.request(), Minutes: d.roll(9)}, FloorMove{Request: d.request(), Before: pick(d, "", d.request())},
			FloorSkip{Request: d.request()}, FloorPause{}, FloorResume{}, FloorGrant{Request: d.request(), Minutes: d.roll(9)}, FloorRule{Speech: d.roll(5), Budget: d.roll(20)},
			RoundOpen{Round: pick[RoundID](d, "v1", "v2")}, RoundClose{}, ChatSwitch{Off: d.roll(2) == 0})
	case 27:
		return pick[Command](d, FloorFinish{Request: d.request()}, FloorWithdraw{Request: d.request()})
	case 28:
		return pick[Command](d, AttendanceJoin{Presence: d.presence(), Name: d.word()}, AttendanceLeave{Presence: d.presence()},
			AttendanceNote{Presence: d.presence(), Unit: d.unit(), Name: d.word()}, AttendanceStrike{Presence: d.presence()},
			AttendanceDescribe{Presence: d.presence(), Others: []PersonNaming{{Name: d.word()}}, Instead: pick(d, "", d.word())},
			PollOpen{Poll: d.poll(), Item: d.before(), Question: d.word(), Secret: d.roll(3) > 0}, PollVote{Poll: d.poll(), Choice: d.choice(), Text: d.word()},
			PollVote{Poll: d.poll(), Unit: d.unit(), Choice: d.choice(), Text: d.word()}, PollClose{Poll: d.poll()})
	case 29:
		return pick[Command](d, SeatRevoke{Seat: d.seat()}, SeatLink{Seat: d.seat(), Link: Link{Token: sampleHash}})
	case 30:
		return pick[Command](d, GroupSave{Group: Group{ID: "g-quan", Name: d.word(), Units: []UnitID{d.unit()}}}, GroupRemove{Group: "g-quan"}, UnitContact{Unit: d.unit(), Email: "x@example.org"})
	}
	switch d.roll(7) {
	case 3, 4:
		return d.control()
	case 5, 6:
		return d.preparation(m)
	case 0:
		until := time.Date(2020, 7, 29, 8, 0, 0, 0, time.UTC)
		return pick[Command](d, MinutesSubmit{}, MinutesSubmit{CommentsUntil: &until}, MinutesReturn{Reason: d.word()}, MinutesSign{Seen: 1000}, MinutesSign{Seen: m.Version - 1})
	case 1:
		return pick[Command](d, MinutesComment{Comment: pick[CommentID](d, "g1", "g2"), Line: l, Was: d.was(m, l), Text: d.word()},
			MinutesAnswer{Comment: pick[CommentID](d, "g1", "g2"), Accept: d.roll(2) == 0, Reason: pick(d, "", d.word())})
	}
	return pick[Command](d, MailSend{Batch: d.batch()}, MailMark{Batch: d.batch(), Unit: d.unit(), State: pick(d, LetterSent, LetterFailed, LetterQueued), Error: "451"})
}

// control is some command about who may come in and who is heard.
func (d *dice) control() Command {
	v := pick[SeatID](d, "khach-1", "khach-2", "unit-001", LobbySeat)
	return pick[Command](d, FloorLock{Locked: true}, FloorLock{}, MeetingLock{}, MeetingUnlock{}, LobbyOpen{Token: sampleHash, NotAfter: sampleAt.AddDate(0, 0, 1)}, LobbyClose{},
		LobbyAsk{Visitor: v, Token: sampleHash, Session: sampleHash, Name: d.word(), Organisation: d.word()}, LobbyAdmit{Visitor: v}, LobbyRefuse{Visitor: v, Reason: d.word()}, LobbyLeave{Visitor: v},
		SeatReady{Network: "tcp", Camera: "ok", Microphone: pick(d, "ok", "denied"), Speaker: "untested", Level: "yellow"}, UnitPhone{Unit: d.unit(), Phone: pick(d, "", "024 3367 1234")})
}
