package agenda

import (
	"testing"
	"time"
)

// minuted is the second golden meeting: what the system writes by itself, and how minutes are read back, checked, approved and signed. All its words are invented.
func minuted(t testing.TB) *script {
	s := unclear(t)
	s.now = time.Date(2020, 7, 29, 9, 30, 0, 0, time.UTC)
	s.do("chair", MeetingClose{})
	approve(s)
	return s
}

// unclear is the same meeting while it runs and much is not clear yet.
func unclear(t testing.TB) *script {
	s := opening(t)
	speeches(s)
	readBack(s)
	clarify(s)
	return s
}

// opening is a meeting with three of four sites, its first item running.
func opening(t testing.TB) *script {
	s := hanoi(t).play(
		step{"secretary", ItemAdd{Item: "i1", ItemDraft: ItemDraft{Title: "Công nghiệp", Kind: "report", Minutes: 30}}},
		step{"secretary", ItemAdd{Item: "ix", ItemDraft: ItemDraft{Title: "Hội ý BÍ MẬT", Minutes: 5, Internal: true}}},
		step{"secretary", ItemAdd{Item: "i2", ItemDraft: ItemDraft{Title: "Thương mại", Kind: "report"}}},
		step{"secretary", MeetingPublish{}},
		step{"unit-001", AttendanceJoin{Presence: "pr-001", Name: "Nguyễn Văn B", Post: "Trưởng phòng Kinh tế", People: 3}},
		step{"unit-017", AttendanceJoin{Presence: "pr-017", Name: "Đỗ Văn D"}},
		step{"unit-017", AttendanceLeave{Presence: "pr-017"}},
		step{"unit-276", AttendanceJoin{Presence: "pr-276", Name: "Lê Thị C", Post: "Phó Trưởng phòng"}})
	s.now = time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC).Add(-s.step)
	return s.play(step{"chair", MeetingOpen{}}, step{"chair", ItemStart{Item: "i1"}})
}

// speeches are held on public items, on an internal one and on none; one fact is taken out.
func speeches(s *script) {
	s.play(step{"unit-276", FloorRequest{Request: "r-276", Person: "Lê Thị C", Subject: "Giải phóng mặt bằng"}}, step{"chair", FloorCall{}})
	s.wait(3*time.Minute + 3*time.Second)
	s.play(step{"unit-276", FloorFinish{Request: "r-276"}}, step{"unit-001", FloorRequest{Request: "r-001", Kind: "question"}}, step{"chair", FloorCall{}})
	s.wait(40 * time.Second)
	s.play(step{"chair", ItemExtend{Item: "i1", Minutes: 5}}, step{"chair", ItemStart{Item: "ix"}},
		step{"chair", FloorRequest{Request: "r-chair", Item: "ix"}}, step{"chair", FloorCall{Request: "r-chair"}})
	s.wait(31 * time.Minute)
	s.play(step{"chair", ItemStart{Item: "i2"}}, step{"chair", ItemExtend{Item: "i2", Minutes: 3}}, step{"unit-017", AttendanceJoin{Presence: "pr-017", Name: "Đỗ Văn D"}})
	s.wait(2 * time.Minute)
	s.play(step{"guest-1", FloorRequest{Request: "r-guest", Kind: "explain"}}, step{"chair", FloorCall{}})
	var started LineID
	for _, l := range s.m.Lines {
		if l.Kind == KindFact && l.Item == "i2" {
			started = l.ID
		}
	}
	s.do("secretary", LineRemove{Line: started, Was: s.revision(started)})
}

// readBack writes conclusions on both kinds of item and reads them back; one is changed after it was confirmed.
func readBack(s *script) {
	s.play(
		step{"secretary", LineAdd{Line: "kl-1", Item: "i1", Kind: KindConclusion, Text: "Đầu tư phát triển 43 cụm công nghiệp.", Person: "Trần Thị Phương Lan"}},
		step{"secretary", LineAdd{Line: "kl-2", Item: "i1", Kind: KindConclusion, Text: "Khai trương 5 điểm bán hàng OCOP trước ngày 10-10.", Person: "Trần Thị Phương Lan"}},
		step{"secretary", LineAdd{Line: "kl-3", Item: "i2", Kind: KindConclusion, Text: "Ghi nhận kết quả bình ổn thị trường."}},
		step{"secretary", LineAdd{Line: "kl-x", Item: "ix", Kind: KindConclusion, Text: "Kết luận BÍ MẬT."}},
		step{"secretary", LineAdd{Line: "hc-1", Item: "i2", Kind: KindShortcoming, Text: "Giải tỏa chợ cóc còn chậm."}},
		step{"chair", ReadbackShow{Item: "i1"}})
	s.play(
		step{"chair", ConclusionConfirm{Line: "kl-1", Was: s.revision("kl-1")}},
		step{"chair", ConclusionConfirm{Line: "kl-2", Was: s.revision("kl-2")}},
		step{"chair", ReadbackShow{Item: "ix"}},
		step{"chair", ConclusionConfirm{Line: "kl-x", Was: s.revision("kl-x")}},
		step{"chair", ReadbackShow{Item: "i2"}},
		step{"chair", ConclusionSettle{Line: "kl-3", Reason: "không phát sinh nhiệm vụ"}},
		step{"chair", ConclusionConfirm{Line: "kl-3", Was: s.revision("kl-3")}},
		step{"secretary", LineEdit{Line: "kl-2", Was: s.revision("kl-2"), Text: "Sở khai trương 5 điểm bán hàng OCOP trước ngày 10-10."}},
		step{"secretary", ReadbackHide{}})
}

// clarify gives tasks, leaves some of the six unclear and says why that may be.
func clarify(s *script) {
	share := func(n float64, units ...UnitID) []Part {
		var parts []Part
		for i, u := range units {
			parts = append(parts, Part{Unit: u, Value: n + float64(i)})
		}
		return parts
	}
	october := &Due{Until: time.Date(2020, 10, 9, 17, 0, 0, 0, time.UTC), Words: "trước ngày 10-10"}
	s.play(
		step{"secretary", TaskAssign{Assignment: "nv-1", Line: "kl-1", Scope: Scope{Kind: "all"}, Target: Target{Kind: "total", Value: 43, Unit: "cụm công nghiệp"}}},
		step{"secretary", TaskAssign{Assignment: "nv-2", Line: "kl-2", Scope: Scope{Kind: "ticked", Units: []UnitID{HostUnit}}, Due: october}},
		step{"secretary", LineAdd{Line: "kl-4", Item: "i2", Kind: KindConclusion, Text: "Nhất trí."}},
		step{"chair", CheckWaive{Line: "kl-1", Field: FieldPerson, Reason: "giao chung cho các đơn vị có cụm công nghiệp"}},
		step{"secretary", CheckWaive{Line: "kl-1", Field: FieldTime, Reason: "nhầm"}},
		step{"secretary", CheckWaive{Line: "kl-1", Field: FieldTime}},
		step{"secretary", CheckWaive{Line: "hc-1", Field: FieldShortcoming, Reason: "đã nhắc tại kết luận khác BÍ MẬT"}},
		step{"secretary", TaskDivide{Assignment: "nv-1", Parts: append(share(0, "001", "017"), share(20.5, "269", "276")...)}},
		step{"secretary", TaskAssign{Assignment: "nv-4", Line: "kl-4", Scope: Scope{Kind: "ticked", Units: []UnitID{"001", "276"}}, Target: Target{Kind: "multiple", Value: 3, Max: 5, Unit: "sự kiện"}}},
		step{"secretary", TaskSupport{Assignment: "nv-4", Supporting: []UnitID{"269", HostUnit}}},
		step{"secretary", TaskBaseline{Assignment: "nv-4", Parts: share(2, "276")}},
		step{"secretary", TaskEdit{Assignment: "nv-4", Unit: "276", Due: october, Target: Target{Kind: "multiple", Value: 4, Unit: "sự kiện"}}})
}

// approve takes the minutes through a return, comments and answers to the signature.
func approve(s *script) {
	october := &Due{Until: time.Date(2020, 10, 9, 17, 0, 0, 0, time.UTC), Words: "trước ngày 10-10"}
	until := s.now.Add(48 * time.Hour)
	s.play(
		step{"secretary", MinutesSubmit{}},
		step{"chair", MinutesReturn{Reason: "BÍ MẬT: thiếu thời hạn"}},
		step{"secretary", TaskEdit{Assignment: "nv-1", Due: october, Target: Target{Kind: "total", Value: 43, Unit: "cụm công nghiệp"}}},
		step{"secretary", TaskEdit{Assignment: "nv-2", Due: october, Target: Target{Kind: "number", Value: 5, Unit: "điểm"}, Product: "Báo cáo"}},
		step{"secretary", TaskEdit{Assignment: "nv-4", Due: october, Target: Target{Kind: "multiple", Value: 3, Max: 5, Unit: "sự kiện"}}},
		step{"secretary", CheckWaive{Line: "kl-4", Field: FieldWork, Reason: "theo nội dung đã báo cáo"}},
		step{"secretary", MinutesSubmit{CommentsUntil: &until}},
		step{"unit-276", MinutesComment{Comment: "gy-1", Line: "kl-1", Was: s.revision("kl-1"), Text: "Đề nghị ghi rõ giai đoạn."}},
		step{"unit-001", MinutesComment{Comment: "gy-2", Line: "kl-4", Was: s.revision("kl-4"), Text: "BÍ MẬT: đề nghị bỏ."}},
		step{"secretary", LineEdit{Line: "kl-1", Was: s.revision("kl-1"), Text: "Đầu tư phát triển 43 cụm công nghiệp giai đoạn 2018–2020."}},
		step{"secretary", MinutesAnswer{Comment: "gy-1", Accept: true}},
		step{"chair", MinutesAnswer{Comment: "gy-2", Reason: "BÍ MẬT: giữ nguyên"}})
	for _, l := range []LineID{"kl-1", "kl-2", "kl-4"} {
		s.do("chair", ConclusionConfirm{Line: l, Was: s.revision(l)})
	}
	s.do("chair", MinutesSign{Seen: s.m.Version})
}
