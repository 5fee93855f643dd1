package agenda

import (
	"testing"
	"time"
)

// debate is the third golden meeting: the queue in the chair's hands, pauses, a question round, polls, people in the hall. All its words are invented.
func debate(t testing.TB) *script {
	s := hanoi(t).play(
		step{"secretary", ItemAdd{Item: "i1", ItemDraft: ItemDraft{Title: "Thương mại", Kind: "report", Minutes: 30}}},
		step{"secretary", ItemAdd{Item: "ix", ItemDraft: ItemDraft{Title: "Hội ý BÍ MẬT", Internal: true}}},
		step{"secretary", MeetingPublish{}},
		step{"secretary", FloorRule{Speech: 3, Budget: 10}},
		step{"unit-276", FloorRequest{Request: "r-276", Item: "i1", Person: "Lê Thị C", Subject: "Chợ truyền thống", Minutes: 5}}, // before the meeting
		step{"unit-276", AttendanceJoin{Presence: "pr-276", Name: "Lê Thị C", Post: "Phó Trưởng phòng"}},
		step{"unit-276", AttendanceDescribe{Presence: "pr-276", Others: []PersonNaming{{Name: "Đỗ Văn D", Post: "Chuyên viên"}, {Name: "Ngô Thị E"}}, Substitute: true, Instead: "Trương Văn G"}},
		step{"secretary", AttendanceNote{Presence: "ht-1", Unit: "269", Name: "Phùng Văn H", Post: "Phó Chủ tịch", People: 2}},
		step{"secretary", AttendanceNote{Presence: "ht-2", Unit: "017", Name: "Nhầm"}},
		step{"secretary", AttendanceStrike{Presence: "ht-2"}})
	s.now = time.Date(2020, 7, 29, 7, 0, 0, 0, time.UTC).Add(-s.step)
	s.play(step{"chair", MeetingOpen{}}, step{"chair", ItemStart{Item: "i1"}})
	queueing(s)
	questions(s)
	voting(s)
	s.now = time.Date(2020, 7, 29, 9, 0, 0, 0, time.UTC)
	return s.play(step{"chair", ChatSwitch{Off: true}}, step{"secretary", AttendanceLeave{Presence: "ht-1"}}, step{"chair", MeetingClose{}})
}

// queueing calls, passes over, reorders, pauses.
func queueing(s *script) {
	s.play(
		step{"unit-001", FloorRequest{Request: "r-001"}}, step{"unit-017", FloorRequest{Request: "r-017", Minutes: 2}}, step{"unit-269", FloorRequest{Request: "r-269"}},
		step{"chair", FloorMove{Request: "r-269", Before: "r-001"}}, step{"chair", FloorMove{Request: "r-001"}},
		step{"chair", FloorCall{Request: "r-017"}}, step{"chair", FloorSkip{Request: "r-017"}},
		step{"secretary", FloorGrant{Request: "r-269", Minutes: 4}},
		step{"chair", FloorCall{Request: "r-276"}})
	s.wait(2 * time.Minute)
	s.do("chair", FloorPause{})
	s.wait(10 * time.Minute)
	s.do("secretary", FloorResume{Request: "r-276"})
	s.wait(time.Minute)
	s.play(step{"chair", FloorCall{Request: "r-269", Minutes: 6}})
	s.wait(time.Minute)
	s.play(step{"chair", FloorPause{}})
	s.wait(time.Minute)
	s.play(step{"chair", FloorFinish{Request: "r-269"}})
}

// questions is a round with an answer; one who asked is not reached.
func questions(s *script) {
	s.play(step{"chair", RoundOpen{Round: "v-1"}},
		step{"unit-276", FloorRequest{Request: "r-hoi", Kind: "question", Subject: "Bao giờ có quy hoạch chợ?"}},
		step{"secretary", FloorRequest{Request: "r-dap", Kind: "explain", Person: "Vũ Thị K"}},
		step{"unit-017", FloorRequest{Request: "r-hoi-2", Kind: "question"}},
		step{"chair", FloorCall{}})
	s.wait(time.Minute)
	s.do("chair", FloorCall{})
	s.wait(3 * time.Minute)
	s.play(step{"chair", FloorFinish{Request: "r-dap"}}, step{"chair", RoundClose{}})
}

// voting is an open ballot and a secret one; the second is closed by the end of the meeting.
func voting(s *script) {
	s.play(
		step{"chair", PollOpen{Poll: "bq-1", Question: "Thống nhất họp giao ban vào ngày 29 hằng tháng?"}},
		step{"unit-001", PollVote{Poll: "bq-1", Choice: VoteAgainst}},
		step{"unit-276", PollVote{Poll: "bq-1", Choice: VoteFor}},
		step{"unit-001", PollVote{Poll: "bq-1", Choice: VoteOther, Text: "Đề nghị họp ngày 28."}},
		step{"secretary", PollVote{Poll: "bq-1", Unit: "269", Choice: VoteAgainst}},
		step{"chair", PollClose{Poll: "bq-1"}},
		step{"secretary", PollOpen{Poll: "bq-2", Question: "Chọn đơn vị được khen thưởng?", Secret: true}},
		step{"unit-001", PollVote{Poll: "bq-2", Choice: VoteFor}},
		step{"unit-276", PollVote{Poll: "bq-2", Choice: VoteOther, Text: "PHIẾU KÍN của Thạch Thất"}},
		step{"unit-017", PollVote{Poll: "bq-2", Choice: VoteOther, Text: "PHIẾU KÍN của Đông Anh"}})
}
