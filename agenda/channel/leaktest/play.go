package leaktest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/live"
	"giaoban/agenda/reference"
)

// The units of the meeting that the secrets are about: Reader has some tasks, Other has the private ones.
const (
	Reader agenda.UnitID = "001"
	Other  agenda.UnitID = "018"
)

// OtherPart is Other's part of a divided total: a number that stands nowhere else.
const OtherPart = 7654321

// Administrator is the seat that prepares the meeting.
const Administrator agenda.SeatID = "admin-leak"

// Address is the invented address of a unit in the reference meeting; empty for an unknown one.
func Address(unit agenda.UnitID) string {
	for _, c := range reference.Meeting(reference.Hanoi2020).Contacts {
		if c.Unit == unit {
			return c.Email
		}
	}
	return ""
}

// Create makes the reference meeting up to publishing and opens it.
func Create(ctx context.Context, hub *live.Hub) (*live.Session, error) {
	script := reference.Meeting(reference.Hanoi2020)
	if _, err := hub.Create(ctx, script.ID, Administrator, "leak-create", script.Create); err != nil {
		return nil, err
	}
	session, err := hub.Session(ctx, script.ID)
	if err != nil {
		return nil, err
	}
	for _, s := range script.Commands()[1:] {
		if _, err := session.Do(ctx, Administrator, s.ID, s.Command); err != nil {
			return nil, fmt.Errorf("%s: %w", s.ID, err)
		}
	}
	return session, nil
}

// player gives commands; the first fault stops it. It is owned by Play.
type player struct {
	ctx     context.Context
	session *live.Session
	n       int
	err     error
}

// do gives a command that depends on the meeting as it stands.
func (p *player) do(by agenda.SeatID, command func(*agenda.Meeting) agenda.Command) {
	if p.err != nil {
		return
	}
	var c agenda.Command
	p.session.View(func(m *agenda.Meeting) { c = command(m) })
	p.n++
	_, err := p.session.Do(p.ctx, by, agenda.CommandID(fmt.Sprintf("leak-%03d", p.n)), c)
	if err != nil {
		p.err = fmt.Errorf("%s: %w", agenda.CommandName(c), err)
	}
}

func (p *player) all(by agenda.SeatID, commands ...agenda.Command) {
	for _, c := range commands {
		p.do(by, func(*agenda.Meeting) agenda.Command { return c })
	}
}

// change gives commands that name the revision of a line which the writer has seen.
func (p *player) change(line agenda.LineID, c func(was agenda.Version) agenda.Command) {
	p.do(reference.SecretarySeat, func(m *agenda.Meeting) agenda.Command { return c(m.Line(line).Revision) })
}

// Play holds the whole meeting that Create made, from opening to the letters, with everything in it that units must not see.
func Play(ctx context.Context, session *live.Session) error {
	p := &player{ctx: ctx, session: session}
	p.before()
	spoken := reference.Meeting(reference.Hanoi2020).Spoken()
	for i, s := range spoken {
		if i == len(spoken)-1 {
			p.internalItem()
			p.notes()
			p.tasks()
		}
		p.do(s.By, s.Now)
	}
	p.after()
	return p.err
}

func (p *player) before() {
	p.all(Administrator,
		agenda.GroupSave{Group: agenda.Group{ID: "g-" + Mark, Name: "Nhóm " + Mark, Units: []agenda.UnitID{Reader, Other}}},
		agenda.ItemAdd{Item: "i-" + Mark, Before: "i4", ItemDraft: agenda.ItemDraft{Title: "Họp kín " + Mark, Presenter: Mark, Internal: true}},
		agenda.ItemAdd{Item: "i-last", ItemDraft: agenda.ItemDraft{Title: "Mục thêm"}},
		agenda.ItemMove{Item: "i-last", Before: "i-" + Mark},
		agenda.ItemEdit{Item: "i-" + Mark, ItemDraft: agenda.ItemDraft{Title: "Họp kín, sửa " + Mark, Minutes: 7}},
		agenda.PaperAdd{Item: "i-" + Mark, Paper: agenda.Paper{ID: "p-" + Mark, Title: Mark, Text: "Tài liệu " + Mark}},
		agenda.ItemAdd{Item: "i2-" + Mark, ItemDraft: agenda.ItemDraft{Title: Mark, Internal: true}},
		agenda.ItemMove{Item: "i2-" + Mark, Before: "i-" + Mark},
		agenda.ItemRemove{Item: "i2-" + Mark})
	token, end := agenda.Hash(strings.Repeat("ab", 32)), time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)
	p.all(agenda.SystemSeat, agenda.SeatLink{Seat: reference.GuestSeat, Link: agenda.Link{Token: token, NotAfter: &end}},
		agenda.SeatEnter{Seat: reference.GuestSeat, Token: token, Session: agenda.Hash(strings.Repeat("cd", 32))},
		agenda.SeatExit{Seat: reference.GuestSeat, Session: agenda.Hash(strings.Repeat("cd", 32))})
	p.lobby(end)
}

// lobby has strangers who never came in, what a site's check found, and a phone number.
func (p *player) lobby(end time.Time) {
	token := agenda.Hash(strings.Repeat("ef", 32))
	ask := func(id agenda.SeatID) agenda.Command {
		return agenda.LobbyAsk{Visitor: id, Token: token, Session: agenda.Hash(strings.Repeat("01", 32)), Name: "Người " + Mark, Organisation: "Nơi " + Mark}
	}
	p.all(agenda.SystemSeat, agenda.LobbyOpen{Token: token, NotAfter: end}, ask("v1-"+Mark), ask("v2-"+Mark), agenda.LobbyLeave{Visitor: "v2-" + Mark})
	p.all(reference.SecretarySeat, agenda.LobbyRefuse{Visitor: "v1-" + Mark, Reason: "vì " + Mark}, agenda.UnitPhone{Unit: Reader, Phone: "024 7654 3210"}, agenda.LobbyClose{})
	p.all(reference.SecretarySeat, agenda.SeatReady{Network: "relay", Camera: "busy", Microphone: "denied", Speaker: "failed", Level: "red"})
}

func (p *player) internalItem() {
	item := agenda.ItemID("i-" + Mark)
	p.all(reference.ChairSeat, agenda.ItemStart{Item: item}, agenda.ItemExtend{Item: item, Minutes: 3},
		agenda.FloorRequest{Request: "fr-1", Item: item, Subject: "Ai cũng thấy người đăng ký"})
	p.all(reference.SecretarySeat,
		agenda.LineAdd{Line: "l1-" + Mark, Item: item, Kind: agenda.KindOpinion, Text: "Ý kiến kín " + Mark, Person: "Người " + Mark},
		agenda.LineAdd{Line: "l2-" + Mark, Item: item, Kind: agenda.KindConclusion, Text: "Kết luận kín " + Mark},
		agenda.ConclusionSettle{Line: "l2-" + Mark, Reason: "vì " + Mark})
	p.change("l1-"+Mark, func(was agenda.Version) agenda.Command {
		return agenda.LineEdit{Line: "l1-" + Mark, Was: was, Text: "Sửa " + Mark}
	})
	p.change("l1-"+Mark, func(was agenda.Version) agenda.Command {
		return agenda.LineKindSet{Line: "l1-" + Mark, Was: was, Kind: agenda.KindShortcoming}
	})
	p.change("l1-"+Mark, func(was agenda.Version) agenda.Command { return agenda.LineRemove{Line: "l1-" + Mark, Was: was} })
	p.all(reference.ChairSeat, agenda.ReadbackShow{Item: item})
	p.do(reference.ChairSeat, func(m *agenda.Meeting) agenda.Command {
		return agenda.ConclusionConfirm{Line: "l2-" + Mark, Was: m.Line("l2-" + Mark).Revision}
	})
	p.all(reference.ChairSeat, agenda.ReadbackHide{}, agenda.ItemEnd{Item: item}, agenda.ItemStart{Item: item}) // and "i8" ends it
	p.all(reference.ChairSeat, agenda.ItemStart{Item: "i8"})
}

// notes become lines and lines become notes.
func (p *player) notes() {
	p.all(reference.SecretarySeat,
		agenda.LineAdd{Line: "n1-" + Mark, Item: "i4", Kind: agenda.KindNote, Text: "Ghi chú " + Mark},
		agenda.LineAdd{Line: "n2", Item: "i4", Kind: agenda.KindNote, Text: "Nháp đầu " + Mark},
		agenda.LineAdd{Line: "n3", Item: "i4", Kind: agenda.KindOpinion, Text: "Ý kiến lúc đầu công khai"})
	edit := func(line agenda.LineID, text string) {
		p.change(line, func(was agenda.Version) agenda.Command { return agenda.LineEdit{Line: line, Was: was, Text: text} })
	}
	kind := func(line agenda.LineID, k agenda.LineKind) {
		p.change(line, func(was agenda.Version) agenda.Command { return agenda.LineKindSet{Line: line, Was: was, Kind: k} })
	}
	edit("n1-"+Mark, "Ghi chú sửa "+Mark)
	edit("n2", "Nay nói được "+Public)
	kind("n2", agenda.KindOpinion)
	kind("n3", agenda.KindNote)
	edit("n3", "Thành kín "+Mark)
	p.change("n1-"+Mark, func(was agenda.Version) agenda.Command { return agenda.LineRemove{Line: "n1-" + Mark, Was: was} })
}

// tasks are one unit's, or everybody's with something private.
func (p *player) tasks() {
	scope := agenda.Scope{Kind: "ticked", Units: []agenda.UnitID{Other}}
	p.all(reference.SecretarySeat,
		agenda.LineAdd{Line: "kl-leak", Item: "i4", Kind: agenda.KindConclusion, Text: "Kết luận cho vài đơn vị"},
		agenda.TaskAssign{Assignment: "leak-nv-1", Line: "kl-leak", Scope: scope, Product: "Sản phẩm " + Mark, Target: agenda.Target{Kind: "text", Text: Mark}},
		agenda.TaskEdit{Assignment: "leak-nv-1", Target: agenda.Target{Kind: "number", Value: 7, Unit: Mark}, Product: Mark},
		agenda.TaskEdit{Assignment: "ref-nv-02", Unit: Other, Target: agenda.Target{Kind: "text", Text: "riêng " + Mark}},
		agenda.TaskAssign{Assignment: "leak-nv-2", Line: "kl-leak", Scope: agenda.Scope{Kind: "except", Except: []agenda.UnitID{Other}, Reason: "vì " + Mark}},
		agenda.TaskAssign{Assignment: "leak-nv-3", Line: "kl-leak", Scope: agenda.Scope{Kind: "group", Group: "g-" + Mark}},
		agenda.TaskAssign{Assignment: "leak-nv-4", Line: "kl-leak", Scope: scope, Product: Mark},
		agenda.TaskUnassign{Assignment: "leak-nv-4"},
		agenda.LineAdd{Line: "hc-leak", Item: "i4", Kind: agenda.KindShortcoming, Text: "Hạn chế có lý do riêng"},
		agenda.CheckWaive{Line: "hc-leak", Field: agenda.FieldShortcoming, Reason: "vì " + Mark},
		agenda.LineAdd{Line: "kl-total", Item: "i4", Kind: agenda.KindConclusion, Text: "Kết luận chia chỉ tiêu"},
		agenda.TaskAssign{Assignment: "leak-nv-5", Line: "kl-total", Scope: agenda.Scope{Kind: "ticked", Units: []agenda.UnitID{Reader, Other}},
			Target: agenda.Target{Kind: "total", Value: OtherPart + 1}},
		agenda.TaskDivide{Assignment: "leak-nv-5", Parts: []agenda.Part{{Unit: Reader, Value: 1}, {Unit: Other, Value: OtherPart}}})
}

func (p *player) after() {
	p.all(reference.SecretarySeat, agenda.MinutesSubmit{})
	p.all(reference.ChairSeat, agenda.MinutesReturn{Reason: "vì " + Mark})
	p.all(reference.SecretarySeat, agenda.MailSend{Batch: "b-" + Mark})
	p.all(agenda.SystemSeat, agenda.MailMark{Batch: "b-" + Mark, Unit: Reader, State: agenda.LetterSent},
		agenda.MailMark{Batch: "b-" + Mark, Unit: Other, State: agenda.LetterFailed, Error: "550 " + Mark})
	p.all(Administrator, agenda.GroupRemove{Group: "g-" + Mark})
}
