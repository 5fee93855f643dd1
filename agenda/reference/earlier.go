package reference

import (
	"fmt"
	"time"

	"giaoban/agenda"
)

// InventedFilings names what an earlier meeting and the filings add to what is made up.
const InventedFilings = "Cuộc họp trước, trả lời giấy mời, số liệu, tài liệu của đơn vị, đăng ký phát biểu, biểu quyết, vòng chất vấn, người dự tại hội trường và biên bản bổ sung là giả định."

// The items of the earlier meeting: one that is done with, one with a conclusion that is open, one that nobody came to, one of every meeting.
const (
	earlierDone      agenda.ItemID = "t1"
	earlierOpen      agenda.ItemID = "t2"
	earlierUntouched agenda.ItemID = "t3"
	earlierEvery     agenda.ItemID = "t4"
)

// Returning is something of the earlier meeting that comes back by the carry-over rule, counted by hand. It is a value.
type Returning struct {
	From agenda.Origin
	Why  agenda.CarryReason
}

// Earlier is a short meeting before the reference meeting, all of it invented. It is a value.
type Earlier struct {
	ID        agenda.MeetingID
	Prepared  []Step          // by an administrator, to the publishing
	Held      []Step          // by chair and secretary, to the close
	Seats     []agenda.SeatID // those of Held
	Repeated  agenda.LineID   // what instruction 8 says again
	Returns   []Returning     // in the order of the rule
	Untouched agenda.ItemID   // the item that was not discussed
	Carried   agenda.Carrying // that item, on the agenda of the reference meeting
	Before    agenda.ItemID   // where it stands there
	Open      int             // unit tasks, all of them overdue
	Recap     agenda.ItemID   // of the reference meeting: the item under which the system writes how they stand
}

// Earlier is a meeting six months before the script's, of the same host and roster, under that id. Its lines carry the id: they are found among those of other meetings.
func (s Script) Earlier(id agenda.MeetingID) Earlier {
	e := Earlier{ID: id, Seats: []agenda.SeatID{ChairSeat, SecretarySeat}, Repeated: agenda.LineID(id + "-kl2"), Untouched: earlierUntouched,
		Open: len(s.Create.Units), Before: s.Items[len(s.Items)-1].Item, Recap: "i2"}
	recurring := agenda.LineID(id + "-kl1")
	e.Prepared, e.Held = s.earlierPrepared(), s.earlierHeld(recurring, e.Repeated)
	for _, r := range []struct {
		item agenda.ItemID
		line agenda.LineID
		why  agenda.CarryReason
	}{{"", recurring, agenda.CarryRecurring}, {earlierOpen, "", agenda.CarryOpen}, {"", e.Repeated, agenda.CarryOpen}, {earlierUntouched, "", agenda.CarryUndiscussed}, {earlierEvery, "", agenda.CarryRecurring}} {
		e.Returns = append(e.Returns, Returning{From: agenda.Origin{Meeting: id, Item: r.item, Line: r.line}, Why: r.why})
	}
	e.Carried = agenda.Carrying{Item: "i9", From: agenda.Origin{Meeting: id, Item: earlierUntouched},
		ItemDraft: agenda.ItemDraft{Title: "Quản lý chợ dân sinh (giả định)", Kind: "discussion", Lead: agenda.HostUnit, Minutes: 10}}
	return e
}

func (s Script) earlierPrepared() []Step {
	l := &steps{prefix: "truoc-a"}
	c := s.Create
	c.Title, c.StartsAt = "Giao ban quý trước (giả định)", c.StartsAt.AddDate(0, -6, 0)
	l.add("", c)
	for _, i := range []struct {
		item        agenda.ItemID
		kind, title string
	}{{"t0", "opening", "Khai mạc"}, {earlierDone, "report", "Báo cáo quý"}, {earlierOpen, "discussion", "Hành lang lưới điện"}, {earlierUntouched, "discussion", "Quản lý chợ dân sinh (giả định)"},
		{earlierEvery, "discussion", "Phòng, chống dịch"}} {
		l.add("", agenda.ItemAdd{Item: i.item, ItemDraft: agenda.ItemDraft{Title: i.title, Kind: i.kind, Lead: agenda.HostUnit, Minutes: 10}})
	}
	for _, seat := range s.Seats[:2] {
		l.add("", seat)
	}
	l.add("", agenda.ItemRecur{Item: earlierEvery, Recurring: true}, agenda.MeetingPublish{})
	return l.list
}

func (s Script) earlierHeld(recurring, repeated agenda.LineID) []Step {
	l := &steps{prefix: "truoc-s"}
	l.add(ChairSeat, agenda.MeetingOpen{}, agenda.ItemStart{Item: earlierDone})
	l.add(SecretarySeat,
		agenda.LineAdd{Line: recurring, Item: earlierDone, Kind: agenda.KindConclusion, Text: "Mỗi quý các đơn vị báo cáo bằng văn bản (giả định)."},
		agenda.ConclusionSettle{Line: recurring, Reason: "Chỉ nhắc chung (giả định)"}, agenda.ConclusionRecur{Line: recurring, Recurring: true})
	l.add(ChairSeat, agenda.ItemStart{Item: earlierOpen})
	l.add(SecretarySeat,
		agenda.LineAdd{Line: repeated, Item: earlierOpen, Kind: agenda.KindConclusion, Text: "Tập trung xử lý vi phạm an toàn hành lang lưới điện trên địa bàn (giả định)."},
		agenda.TaskAssign{Assignment: "truoc-nv-1", Line: repeated, Scope: agenda.Scope{Kind: "all"}, Target: agenda.Target{Kind: "none"},
			Due: &agenda.Due{Until: s.Create.StartsAt.AddDate(0, -1, 0).Truncate(24 * time.Hour), Words: "trong quý (giả định)"}})
	l.add(ChairSeat, agenda.ItemStart{Item: earlierEvery}, agenda.MeetingClose{})
	return l.list
}

// RecapText is the line that the system writes under the first report, from the count of the tasks that the earlier meeting left.
func (e Earlier) RecapText() string {
	return fmt.Sprintf("Tình hình thực hiện kết luận của 1 cuộc họp trước: %d nhiệm vụ đã giao cho các đơn vị, %d đã quá hạn, 0 chưa có thời hạn.", e.Open, e.Open)
}
