package agenda

import (
	"strings"
	"testing"
	"time"
)

// review is a meeting like the reference meeting, with four units, that goes through everything that can happen to one. It is the source of the
// golden journals; the words of the agenda, the opinions and all dates but 10-10 are invented.
func review(t testing.TB) *script {
	s := hanoi(t)
	prepare(s)
	discuss(s)
	conclude(s)
	finish(s)
	return s
}

func prepare(s *script) {
	at := time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC)
	s.play(
		step{"secretary", MeetingEdit{Title: s.m.Title, Place: "Trực tuyến; điểm cầu chính tại trụ sở Sở", StartsAt: at}},
		step{"admin-1", UnitContact{Unit: "017", Email: "vp.donganh@example.org"}},
		step{"admin-1", UnitContact{Unit: "276", Email: "vp.thachthat@example.org"}},
		step{"secretary", GroupSave{Group: Group{ID: "g-huyen", Name: "Các huyện", Units: []UnitID{"276", "017"}}}},
		step{"secretary", GroupSave{Group: Group{ID: "g-tam", Name: "Tạm", Units: []UnitID{"269"}}}},
		step{"secretary", GroupRemove{Group: "g-tam"}},
		step{"secretary", ItemAdd{Item: "i1", ItemDraft: ItemDraft{Title: "Khai mạc", Kind: "opening", Lead: HostUnit, Presenter: "Chủ trì", Minutes: 5}}},
		step{"secretary", ItemAdd{Item: "i3", ItemDraft: ItemDraft{Title: "Thương mại", Minutes: 35}}},
		step{"secretary", ItemAdd{Item: "ix", Before: "i3", ItemDraft: ItemDraft{Title: "Hội ý lãnh đạo Sở", Minutes: 5, Internal: true}}},
		step{"secretary", ItemAdd{Item: "i2", Before: "ix", ItemDraft: ItemDraft{Title: "Cong nghiep", Kind: "report", Lead: "276", Minutes: 30}}},
		step{"secretary", ItemEdit{Item: "i2", ItemDraft: ItemDraft{Title: "Công nghiệp", Kind: "report", Lead: "276", Presenter: "UBND huyện Thạch Thất", Minutes: 30}}},
		step{"secretary", ItemAdd{Item: "i4", ItemDraft: ItemDraft{Title: "Bế mạc", Kind: "closing", Minutes: 5}}},
		step{"secretary", ItemAdd{Item: "i5", ItemDraft: ItemDraft{Title: "Việc khác"}}},
		step{"secretary", ItemMove{Item: "i5", Before: "i4"}},
		step{"secretary", ItemMove{Item: "i5", Before: "ix"}},
		step{"secretary", ItemRemove{Item: "i5"}},
		step{"secretary", PaperAdd{Item: "i2", Paper: Paper{ID: "p1", Title: "Báo cáo 6 tháng", Text: "43 cụm công nghiệp đã được giao chủ trương đầu tư."}}},
		step{"secretary", PaperAdd{Item: "ix", Paper: Paper{ID: "p2", Title: "Phiếu trình nội bộ", Text: "Chỉ lãnh đạo Sở."}}},
	)
	token, session := Hash(strings.Repeat("ab", 32)), Hash(strings.Repeat("cd", 32))
	until := at.Add(24 * time.Hour)
	s.play(
		step{SystemSeat, SeatLink{Seat: "secretary", Link: Link{Token: token, NotAfter: &until}}},
		step{SystemSeat, SeatEnter{Seat: "secretary", Token: token, Session: session}},
		step{SystemSeat, SeatExit{Seat: "secretary", Session: session}},
		step{"secretary", MeetingPublish{}},
		step{"chair", ItemAdd{Item: "i6", Before: "i4", ItemDraft: ItemDraft{Title: "Phòng, chống dịch", Minutes: 10}}},
	)
}

func discuss(s *script) {
	s.play(
		step{"unit-001", AttendanceJoin{Presence: "pr-001", Name: "Nguyễn Văn B", Post: "Trưởng phòng Kinh tế", People: 3}},
		step{"unit-276", AttendanceJoin{Presence: "pr-276", Name: "Lê Thị C"}},
		step{"unit-017", AttendanceJoin{Presence: "pr-017", Name: "Đỗ Văn D", Post: "Phó Chủ tịch"}},
		step{"unit-276", AttendanceLeave{Presence: "pr-276"}},
		step{"unit-276", AttendanceJoin{Presence: "pr-276", Name: "Lê Thị C", Post: "Phó Trưởng phòng", People: 2}},
		step{SystemSeat, AttendanceLeave{Presence: "pr-017"}},
		step{"chair", MeetingOpen{}},
		step{"chair", ItemStart{Item: "i1"}},
		step{SystemSeat, LineAdd{Line: "l-fact", Item: "i1", Kind: KindFact, Text: "Khai mạc. Có mặt 3/4 điểm cầu."}},
		step{"chair", ItemEnd{Item: "i1"}},
		step{"chair", ItemStart{Item: "i2"}},
		step{"secretary", ItemExtend{Item: "i2", Minutes: 10}},
		step{"unit-276", FloorRequest{Request: "r-276", Person: "Lê Thị C", Subject: "Giải phóng mặt bằng cụm công nghiệp", Minutes: 5}},
		step{"unit-001", FloorRequest{Request: "r-001", Kind: "question"}},
		step{"secretary", FloorRequest{Request: "r-017", Seat: "unit-017", Kind: "explain"}},
		step{"chair", FloorCall{}},
		step{"unit-276", FloorFinish{Request: "r-276"}},
		step{"unit-001", FloorWithdraw{Request: "r-001"}},
		step{"chair", FloorCall{Request: "r-017"}},
	)
	typed := s.now.Add(-20 * time.Second)
	s.play(
		step{"secretary", LineAdd{Line: "l-yk", Item: "i2", Kind: KindOpinion, Unit: "276", Person: "Lê Thị C", Text: "Đề nghị Sở hỗ trợ thủ tục\nđầu tư cụm công nghiệp.", TypedAt: &typed}},
		step{"secretary", LineAdd{Line: "l-hc", Item: "i2", Kind: KindShortcoming, Text: "Giải tỏa chợ cóc, chợ tạm còn chậm."}},
		step{"secretary", LineAdd{Line: "l-note", Item: "i2", Kind: KindNote, Text: "Xem lại số liệu trước khi công bố."}},
		step{"chair", ItemStart{Item: "ix"}},
		step{"secretary", LineAdd{Line: "l-in", Item: "ix", Kind: KindOpinion, Text: "BÍ MẬT: hội ý nhân sự."}},
		step{"unit-001", FloorRequest{Request: "r-001b", Subject: "Chợ truyền thống"}},
		step{"chair", FloorRequest{Request: "r-chair"}},
		step{"chair", FloorWithdraw{Request: "r-chair"}},
	)
	s.do("secretary", LineKindSet{Line: "l-in", Was: s.revision("l-in"), Kind: KindNote})
	s.do("chair", ItemStart{Item: "i3"})
}

func conclude(s *script) {
	s.play(
		step{"chair", LineAdd{Line: "l-1", Item: "i2", Kind: KindConclusion, Text: "Đầu tư phát triển 43 cụm công nghiệp đã giao chủ trương; đẩy nhanh giải phóng mặt bằng."}},
		step{"secretary", LineAdd{Line: "l-2", Item: "i2", Kind: KindOpinion, Text: "Trước ngày 10-10 khai trương 5 điểm bán hàng OCOP"}},
		step{"secretary", LineAdd{Line: "l-3", Item: "i3", Kind: KindConclusion, Text: "Tăng 3–5 lần các sự kiện kích cầu tiêu dùng nội địa."}},
		step{"secretary", LineAdd{Line: "l-4", Item: "i3", Kind: KindTask, Text: "=Rà soát cửa hàng gas, xăng dầu, rượu, thuốc lá."}},
		step{"secretary", LineAdd{Line: "l-5", Item: "i3", Kind: KindConclusion, Text: "Ghi nhận kết quả bình ổn thị trường."}},
		step{"secretary", LineAdd{Line: "l-6", Item: "i3", Kind: KindConclusion, Text: "Gõ nhầm."}},
		step{"secretary", LineAdd{Line: "l-7", Item: "i3", Kind: KindConclusion, Text: "Sẽ chuyển thành ghi chú."}},
	)
	s.do("secretary", LineEdit{Line: "l-2", Was: s.revision("l-2"), Text: "Trước ngày 10-10 khai trương 5 điểm bán hàng OCOP."})
	s.do("secretary", LineKindSet{Line: "l-2", Was: s.revision("l-2"), Kind: KindConclusion})
	s.do("secretary", LineRemove{Line: "l-6", Was: s.revision("l-6")})
	s.do("secretary", LineKindSet{Line: "l-7", Was: s.revision("l-7"), Kind: KindNote})
	s.do("secretary", LineEdit{Line: "l-7", Was: s.revision("l-7"), Text: "BÍ MẬT: chưa công bố."})
	s.do("secretary", LineKindSet{Line: "l-note", Was: s.revision("l-note"), Kind: KindOpinion})
	s.do("secretary", LineEdit{Line: "l-note", Was: s.revision("l-note"), Text: "Số liệu đã được rà soát."})
	october := &Due{Until: time.Date(2020, 10, 9, 17, 0, 0, 0, time.UTC), Words: "trước ngày 10-10"}
	year := &Due{Until: time.Date(2020, 12, 31, 17, 0, 0, 0, time.UTC), Words: "trong năm 2020"}
	s.play(
		step{"chair", ConclusionSettle{Line: "l-5", Reason: "không phát sinh nhiệm vụ"}},
		step{"chair", ConclusionSettle{Line: "l-1", Reason: "nhầm dòng"}},
		step{"secretary", TaskAssign{Assignment: "a-1", Line: "l-1", Scope: Scope{Kind: "all"}, Target: Target{Kind: "number", Value: 43, Unit: "cụm công nghiệp"}, Supporting: []UnitID{HostUnit}}},
		step{"secretary", TaskAssign{Assignment: "a-2", Line: "l-2", Scope: Scope{Kind: "ticked", Units: []UnitID{HostUnit}}, Due: october,
			Target: Target{Kind: "number", Value: 5, Unit: "điểm"}, Product: "Báo cáo kết quả", Supporting: []UnitID{"276", "001"}}},
		step{"secretary", TaskAssign{Assignment: "a-3", Line: "l-3", Scope: Scope{Kind: "except", Except: []UnitID{"269"}, Reason: "đang cách ly"}, Due: year,
			Target: Target{Kind: "multiple", Value: 3, Max: 5, Unit: "sự kiện"}}},
		step{"secretary", TaskAssign{Assignment: "a-4", Line: "l-4", Scope: Scope{Kind: "group", Group: "g-huyen"}, Target: Target{Kind: "yesno"}}},
		step{"secretary", TaskAssign{Assignment: "a-5", Line: "l-4", Scope: Scope{Kind: "all"}, Target: Target{Kind: "text", Text: "thống kê đủ 4 nhóm"}}},
		step{"secretary", TaskUnassign{Assignment: "a-5"}},
		step{"secretary", TaskEdit{Assignment: "a-1", Unit: "276", Due: year, Target: Target{Kind: "number", Value: 9, Unit: "cụm công nghiệp"}}},
		step{"secretary", TaskEdit{Assignment: "a-4", Due: year, Target: Target{Kind: "text", Text: "100% cửa hàng"}, Product: "Danh sách cửa hàng"}},
	)
}

func finish(s *script) {
	s.play(
		step{"secretary", SeatRevoke{Seat: "unit-001", Reason: "đường dẫn bị lộ"}},
		step{"chair", MeetingClose{}},
		step{"secretary", MailSend{Batch: "b-1"}},
		step{SystemSeat, MailMark{Batch: "b-1", Unit: "276", State: LetterQueued, Error: "Máy chủ thư bận: 451"}},
		step{SystemSeat, MailMark{Batch: "b-1", Unit: "276", State: LetterSent}},
		step{SystemSeat, MailMark{Batch: "b-1", Unit: "001", State: LetterFailed, Error: "Địa chỉ bị từ chối: 550"}},
		step{"secretary", UnitContact{Unit: "269", Email: "sontay@example.org"}},
		step{"secretary", MailSend{Batch: "b-2"}},
		step{SystemSeat, MailMark{Batch: "b-1", Unit: "001", State: LetterSent}},
	)
}
