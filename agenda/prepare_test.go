package agenda

import (
	"strings"
	"testing"
	"time"
)

func file(n int) File {
	return File{Hash: Hash(strings.Repeat(string(rune('a'+n)), 64)), Name: "Báo cáo.pdf", Type: "pdf", Size: 1000}
}

func submit(seat SeatID, paper PaperID, item ItemID, n int) step {
	return step{SystemSeat, PaperSubmit{Seat: seat, Paper: paper, Item: item, Title: "Báo cáo " + string(paper), File: file(n), NoSecret: true}}
}

func number(f float64) *float64 { return &f }

// invited is hanoi with a public and an internal item and two figures, published.
func invited(t testing.TB) *script {
	return hanoi(t).play(
		step{"secretary", ItemAdd{Item: "i1", ItemDraft: ItemDraft{Title: "Công nghiệp", Kind: "report", Minutes: 30}}},
		step{"secretary", ItemAdd{Item: "in-1", ItemDraft: ItemDraft{Title: "Hội ý BÍ MẬT", Minutes: 5, Internal: true}}},
		step{"secretary", FigureDefine{Figure: "sl-cum", Name: "Số cụm công nghiệp đang triển khai", Measure: "cụm", Kind: FigureNumber, Roll: RollSum}},
		step{"secretary", FigureDefine{Figure: "sl-tt", Name: "Tăng trưởng", Measure: "%", Kind: FigurePercent, Roll: RollMean}},
		step{"secretary", FigureDefine{Figure: "sl-vm", Name: "Khó khăn lớn nhất", Kind: FigureText, Roll: RollNone}},
		step{"secretary", MeetingPublish{}})
}

// prepared is the golden meeting of papers, answers and figures: what units do before a meeting, up to its opening. All its words are invented.
func prepared(t testing.TB) *script {
	s := invited(t).play(
		submit("unit-276", "tl-1", "i1", 0),
		step{"secretary", PaperReturn{Paper: "tl-1", Hash: file(0).Hash, Reason: "Thiếu số liệu 6 tháng"}},
		submit("unit-276", "tl-1", "i1", 1),
		step{"chair", PaperApprove{Paper: "tl-1", Hash: file(1).Hash}},
		submit("unit-001", "tl-2", "", 2),
		step{"unit-001", PaperWithdraw{Paper: "tl-2"}},
		submit("secretary", "tl-3", "in-1", 3),
		submit("chair", "tl-4", "i1", 4),
		step{"secretary", PaperWithdraw{Paper: "tl-4"}},
		submit("unit-017", "tl-5", "", 5),
		step{"unit-001", InvitationAnswer{Answer: ReplyAttend, Name: "Nguyễn Văn B", Post: "Trưởng phòng Kinh tế"}},
		step{"unit-269", InvitationAnswer{Answer: ReplyAttend}},
		step{"secretary", InvitationAnswer{Unit: "269", Answer: ReplyAbsent, Reason: "họp Hội đồng nhân dân"}},
		step{"unit-276", InvitationAnswer{Answer: ReplySubstitute, Name: "Lê Thị C", Post: "Phó Trưởng phòng", Reason: "Chủ tịch đi công tác"}},
		step{"unit-276", FigureFile{Values: []FigureValue{{Figure: "sl-cum", Number: number(9)}, {Figure: "sl-tt", Number: number(-2.5)}, {Figure: "sl-vm", Text: "Giải phóng mặt bằng"}}}},
		step{"unit-001", FigureFile{Values: []FigureValue{{Figure: "sl-cum", Unknown: true}, {Figure: "sl-tt", Number: number(4)}}}},
		step{"secretary", FigureFile{Unit: "017", Values: []FigureValue{{Figure: "sl-cum", Number: number(0)}}}},
		step{"unit-276", FigureFile{Values: []FigureValue{{Figure: "sl-cum", Number: number(10)}}}},
		step{"secretary", FigureDefine{Figure: "sl-tam", Name: "Tạm", Kind: FigureText, Roll: RollNone}},
		step{"secretary", FigureRemove{Figure: "sl-tam"}},
		step{"secretary", FigureDefine{Figure: "sl-tt", Name: "Tăng trưởng so với cùng kỳ", Measure: "%", Kind: FigurePercent, Roll: RollMean}},
		step{"unit-001", AttendanceJoin{Presence: "pr-001", Name: "Nguyễn Văn B"}})
	s.now = time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC).Add(-s.step)
	s.do("chair", MeetingOpen{})
	return carriedOver(s)
}

// carriedOver is what comes from earlier meetings, what shall return in later ones, and a saved agenda.
func carriedOver(s *script) *script {
	item := func(id ItemID, from Origin, internal bool) Carrying {
		return Carrying{Item: id, From: from, Recurring: internal, ItemDraft: ItemDraft{Title: "Chợ dân sinh " + string(id), Kind: "report", Lead: "999", Minutes: 10, Internal: internal}}
	}
	return s.play(
		step{SystemSeat, ProgressNote{Meetings: []MeetingID{"gb-2206"}, Given: 9, Overdue: 2, Undated: 4, Units: []UnitProgress{{"276", 3, 2}, {"001", 6, 0}}}},
		step{"secretary", ItemCarry{Before: "in-1", Items: []Carrying{item("ms-1", Origin{Meeting: "gb-2206", Item: "i4"}, false), item("in-2", Origin{Meeting: "gb-2206", Line: "kl-3"}, true)}}},
		step{"chair", ItemRecur{Item: "i1", Recurring: true}},
		step{"chair", ItemRecur{Item: "ms-1", Recurring: true}},
		step{"chair", ItemRecur{Item: "ms-1"}},
		step{"secretary", LineAdd{Line: "kl-1", Item: "i1", Kind: KindConclusion, Text: "Kiểm tra chợ dân sinh hằng tháng."}},
		step{"secretary", LineAdd{Line: "kl-2", Item: "i1", Kind: KindConclusion, Text: "Sẽ thành nhiệm vụ."}},
		step{"chair", ConclusionRecur{Line: "kl-1", Recurring: true}},
		step{"chair", ConclusionRecur{Line: "kl-2", Recurring: true}},
		step{"secretary", LineKindSet{Line: "kl-2", Was: s.m.Version + 7, Kind: KindTask}},
		step{"admin-1", TemplateSave{s.m.AsTemplate("mau-1", "Giao ban tháng")}},
		step{"admin-1", TemplateSave{Template{ID: "mau-2", Title: "Tạm"}}},
		step{"admin-1", TemplateRemove{Template: "mau-2"}},
		step{"admin-1", CalendarSave{aYear(2027)}},
		step{"admin-1", CalendarSave{aYear(2028)}},
		step{"admin-1", CalendarRestore{Year: 2028}})
}

// preparation is some command of this file's nouns.
func (d *dice) preparation(m *Meeting) Command {
	paper, figure := pick[PaperID](d, "s1", "s2"), pick[FigureID](d, "f1", "f2")
	switch d.roll(9) {
	case 7:
		i := d.item()
		return ItemCarry{Before: d.before(), Items: []Carrying{{Item: i, From: Origin{Meeting: "old", Item: d.item()}, ItemDraft: d.draft(i)}}}
	case 8:
		return pick[Command](d, ItemRecur{Item: d.item(), Recurring: d.roll(2) == 0}, ConclusionRecur{Line: d.line(), Recurring: d.roll(2) == 0}, ProgressNote{Given: 3, Units: []UnitProgress{{"001", 1, 1}}})
	case 0, 1:
		return PaperSubmit{Seat: d.seat(), Paper: paper, Item: d.before(), Title: d.word(), File: file(d.roll(3)), NoSecret: true}
	case 2:
		return pick[Command](d, PaperApprove{Paper: paper, Hash: file(d.roll(3)).Hash}, PaperReturn{Paper: paper, Hash: file(d.roll(3)).Hash, Reason: d.word()}, PaperWithdraw{Paper: paper})
	case 3:
		return InvitationAnswer{Unit: d.unit(), Answer: pick(d, ReplyAttend, ReplyAbsent, ReplySubstitute), Reason: d.word(), Name: d.word()}
	case 4:
		return pick[Command](d, FigureDefine{Figure: figure, Name: d.word(), Kind: FigureNumber, Roll: RollSum}, FigureRemove{Figure: figure})
	}
	return FigureFile{Unit: pick(d, "", d.unit()), Values: []FigureValue{pick(d, FigureValue{Figure: figure, Number: number(float64(d.roll(9)))}, FigureValue{Figure: figure, Unknown: true})}}
}

func TestPapers(t *testing.T) {
	big := file(0)
	big.Size = MaxPaperBytes + 1
	script := file(0)
	script.Type = "svg"
	stage(t, invited, []scene{
		{name: "a unit hands in", when: submit("unit-001", "p", "i1", 0), then: "paper.submitted"},
		{name: "staff need no approval", when: submit("secretary", "p", "i1", 0), then: "paper.submitted paper.approved"},
		{name: "of the whole meeting", when: submit("unit-001", "p", "", 0), then: "paper.submitted"},
		{name: "a unit knows no internal item", when: submit("unit-001", "p", "in-1", 0), refused: "no_item"},
		{name: "guests hand in nothing", when: submit("guest-1", "p", "i1", 0), refused: "forbidden"},
		{name: "no such seat", when: submit("unit-xxx", "p", "i1", 0), refused: "no_seat"},
		{name: "secret papers", when: step{SystemSeat, PaperSubmit{Seat: "unit-001", Paper: "p", Title: "x", File: file(0)}}, refused: "secret_unconfirmed"},
		{name: "too big", when: step{SystemSeat, PaperSubmit{Seat: "unit-001", Paper: "p", Title: "x", File: big, NoSecret: true}}, refused: "bad_file"},
		{name: "a type not taken", when: step{SystemSeat, PaperSubmit{Seat: "unit-001", Paper: "p", Title: "x", File: script, NoSecret: true}}, refused: "bad_file"},
		{name: "another unit's paper", given: []step{submit("unit-001", "p", "i1", 0)}, when: submit("unit-276", "p", "i1", 1), refused: "id_taken"},
		{name: "again before approval", given: []step{submit("unit-001", "p", "i1", 0)}, when: submit("unit-001", "p", "i1", 1), then: "paper.submitted"},
		{name: "not again after it", given: []step{submit("unit-001", "p", "i1", 0), {"secretary", PaperApprove{Paper: "p", Hash: file(0).Hash}}},
			when: submit("unit-001", "p", "i1", 1), refused: "paper_settled"},
		{name: "approving what one did not see", given: []step{submit("unit-001", "p", "i1", 0), submit("unit-001", "p", "i1", 1)},
			when: step{"secretary", PaperApprove{Paper: "p", Hash: file(0).Hash}}, refused: "paper_settled"},
		{name: "a return needs a reason", given: []step{submit("unit-001", "p", "i1", 0)}, when: step{"secretary", PaperReturn{Paper: "p", Hash: file(0).Hash}}, refused: "no_reason"},
		{name: "another unit takes it back", given: []step{submit("unit-001", "p", "i1", 0)}, when: step{"unit-276", PaperWithdraw{Paper: "p"}}, refused: "no_submission"},
		{name: "after the close", given: []step{{"chair", MeetingOpen{}}, {"chair", MeetingClose{}}}, when: submit("unit-001", "p", "i1", 0), refused: "meeting_closed"},
	})
	stage(t, hanoi, []scene{{name: "before publishing", when: submit("unit-001", "p", "", 0), refused: "not_published"}})
}

// The limits of one unit and of the meeting, counted without what was withdrawn.
func TestPaperLimits(t *testing.T) {
	s := invited(t)
	for n := range MaxUnitPapers {
		p := submit("unit-001", PaperID("p"+string(rune('a'+n))), "", 0)
		s.do(p.by, p.c)
	}
	more := submit("unit-001", "more", "", 0)
	if _, err := s.try(more.by, more.c); AsError(err).Key != "too_many" {
		t.Errorf("paper %d: %v", MaxUnitPapers+1, err)
	}
	s.do("unit-001", PaperWithdraw{Paper: "pa"})
	s.do(more.by, more.c)

	heavy := file(1)
	heavy.Size = MaxPaperBytes
	var err error
	for n := 0; err == nil && n < 30; n++ {
		_, err = s.try(SystemSeat, PaperSubmit{Seat: "secretary", Paper: PaperID("h" + string(rune('a'+n))), Title: "x", File: heavy, NoSecret: true})
	}
	if err == nil || AsError(err).Key != "papers_full" {
		t.Errorf("a meeting takes more than %d bytes: %v", MaxMeetingBytes, err)
	}
}

// Before approval nobody but staff and the unit hears of a paper; with it everybody has it whole.
func TestPapersAreSeenOnceApproved(t *testing.T) {
	p := submit("unit-276", "tl-9", "i1", 0)
	s := invited(t).play(p)
	other := func() *Submission {
		return fold(s.m.ID, filtered(t, s.records, Audience{Unit: "001"})).Submission("tl-9")
	}
	if other() != nil || fold(s.m.ID, filtered(t, s.records, Audience{Unit: "276"})).Submission("tl-9") == nil {
		t.Fatal("a paper that waits is seen by the wrong ones")
	}
	s.do("secretary", PaperApprove{Paper: "tl-9", Hash: file(0).Hash})
	if got := other(); got == nil || got.File != file(0) || got.State != SubmissionApproved {
		t.Fatalf("another unit has %+v", got)
	}
	s.do("secretary", PaperWithdraw{Paper: "tl-9"})
	if got := other(); got.State != SubmissionWithdrawn {
		t.Fatalf("another unit still has %+v", got)
	}
}

// A public paper that staff hand in anew for an internal item is withdrawn from those who had it: they hear nothing of it afterwards.
func TestPaperThatBecomesInternalIsWithdrawn(t *testing.T) {
	first, again := submit("secretary", "tl-8", "i1", 0), submit("secretary", "tl-8", "in-1", 1)
	s := invited(t).play(first, again)
	if got := fold(s.m.ID, filtered(t, s.records, Audience{Unit: "001"})).Submission("tl-8"); got == nil || got.State != SubmissionWithdrawn {
		t.Errorf("a unit still has %+v", got)
	}
	if got := s.m.Submission("tl-8"); got.State != SubmissionApproved || got.File != file(1) || !got.Internal {
		t.Errorf("staff have %+v", got)
	}
}

// A text and a file have one address, so one must not stand in the other's place.
func TestPaperIDsAreOfOnePaper(t *testing.T) {
	text := step{"secretary", PaperAdd{Item: "i1", Paper: Paper{ID: "p", Title: "x", Text: "x"}}}
	stage(t, invited, []scene{
		{name: "a file in the place of a text", given: []step{text}, when: submit("unit-001", "p", "i1", 0), refused: "id_taken"},
		{name: "a text in the place of a file", given: []step{submit("unit-001", "p", "i1", 0)}, when: text, refused: "paper_exists"},
	})
}

func TestInvitations(t *testing.T) {
	stage(t, invited, []scene{
		{name: "comes", when: step{"unit-001", InvitationAnswer{Answer: ReplyAttend}}, then: "invitation.answered"},
		{name: "the same again", given: []step{{"unit-001", InvitationAnswer{Answer: ReplyAttend}}}, when: step{"unit-001", InvitationAnswer{Answer: ReplyAttend}}},
		{name: "absent without reason", when: step{"unit-001", InvitationAnswer{Answer: ReplyAbsent}}, refused: "no_reason"},
		{name: "a substitute has a name", when: step{"unit-001", InvitationAnswer{Answer: ReplySubstitute}}, refused: "no_substitute"},
		{name: "for another unit", when: step{"unit-001", InvitationAnswer{Unit: "276", Answer: ReplyAttend}}, refused: "forbidden"},
		{name: "by telephone", when: step{"secretary", InvitationAnswer{Unit: "276", Answer: ReplyAttend}}, then: "invitation.answered"},
		{name: "staff name the unit", when: step{"secretary", InvitationAnswer{Answer: ReplyAttend}}, refused: "no_unit"},
		{name: "something else", when: step{"unit-001", InvitationAnswer{Answer: "perhaps"}}, refused: "bad_answer"},
	})
}

// The fact of the opening names who is absent and why.
func TestOpeningSaysWhySomebodyIsAbsent(t *testing.T) {
	s := prepared(t)
	text := s.m.Lines[0].Text.Value
	if !strings.Contains(text, "Có mặt 1/4 điểm cầu. Vắng: huyện Đông Anh, thị xã Sơn Tây (lý do: họp Hội đồng nhân dân), huyện Thạch Thất.") {
		t.Errorf("the fact says: %s", text)
	}
}

func TestFigures(t *testing.T) {
	define := func(kind FigureKind, roll RollKind) step {
		return step{"secretary", FigureDefine{Figure: "f", Name: "Số chợ", Kind: kind, Roll: roll}}
	}
	file := func(v FigureValue) step { return step{"unit-001", FigureFile{Values: []FigureValue{v}}} }
	stage(t, invited, []scene{
		{name: "a percentage has no sum", when: define(FigurePercent, RollSum), refused: "bad_figure"},
		{name: "a text has no mean", when: define(FigureText, RollMean), refused: "bad_figure"},
		{name: "a number", when: file(FigureValue{Figure: "sl-cum", Number: number(0)}), then: "figure.filed"},
		{name: "not known", when: file(FigureValue{Figure: "sl-cum", Unknown: true}), then: "figure.filed"},
		{name: "neither", when: file(FigureValue{Figure: "sl-cum"}), refused: "bad_value"},
		{name: "both", when: file(FigureValue{Figure: "sl-cum", Unknown: true, Number: number(1)}), refused: "bad_value"},
		{name: "a text for a number", when: file(FigureValue{Figure: "sl-cum", Text: "nhiều"}), refused: "bad_value"},
		{name: "a number for a text", when: file(FigureValue{Figure: "sl-vm", Number: number(1)}), refused: "bad_value"},
		{name: "no such figure", when: file(FigureValue{Figure: "x", Number: number(1)}), refused: "no_figure"},
		{name: "the same again", given: []step{file(FigureValue{Figure: "sl-cum", Number: number(3)})}, when: file(FigureValue{Figure: "sl-cum", Number: number(3)})},
		{name: "0 is not chưa nắm", given: []step{file(FigureValue{Figure: "sl-cum", Unknown: true})}, when: file(FigureValue{Figure: "sl-cum", Number: number(0)}), then: "figure.filed"},
		{name: "another kind after filing", given: []step{file(FigureValue{Figure: "sl-cum", Number: number(3)})},
			when: step{"secretary", FigureDefine{Figure: "sl-cum", Name: "x", Kind: FigureText, Roll: RollNone}}, refused: "figure_filed"},
	})
	s := invited(t)
	for n := len(s.m.Figures); n < MaxFigures; n++ {
		s.do("secretary", FigureDefine{Figure: FigureID("f" + string(rune('a'+n))), Name: "x", Kind: FigureText, Roll: RollNone})
	}
	if _, err := s.try("secretary", FigureDefine{Figure: "more", Name: "x", Kind: FigureText, Roll: RollNone}); AsError(err).Key != "too_many" {
		t.Errorf("figure %d: %v", MaxFigures+1, err)
	}
}

// "Chưa nắm" is counted apart and is not 0; a 0 is a number.
func TestRollup(t *testing.T) {
	m := prepared(t).m
	for id, want := range map[FigureID]Rollup{
		"sl-cum": {Figure: "sl-cum", Units: 4, Filed: 3, Unknown: 1, Value: number(10)},
		"sl-tt":  {Figure: "sl-tt", Units: 4, Filed: 2, Value: number(0.75)},
		"sl-vm":  {Figure: "sl-vm", Units: 4, Filed: 1},
	} {
		got := m.Figure(id).Rollup(m)
		if (got.Value == nil) != (want.Value == nil) || got.Value != nil && *got.Value != *want.Value {
			t.Errorf("%s: value %v, want %v", id, got.Value, want.Value)
		}
		got.Value, want.Value = nil, nil
		if got != want {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
}
