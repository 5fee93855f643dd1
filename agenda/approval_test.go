package agenda

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// ready is a closed meeting with one conclusion that is clear and confirmed, and one unit that attended.
func ready(t testing.TB) *script {
	s := opened(t).play(
		step{"unit-276", AttendanceJoin{Presence: "p", Name: "Lê Thị C"}},
		step{"chair", LineAdd{Line: "kl", Item: "i1", Kind: KindConclusion, Text: "Ghi nhận kết quả bình ổn."}},
		step{"secretary", LineAdd{Line: "gc", Item: "i1", Kind: KindNote, Text: "ghi chú"}},
		step{"secretary", LineAdd{Line: "klx", Item: "in-1", Kind: KindConclusion, Text: "nội bộ"}},
		step{"chair", ConclusionSettle{Line: "kl", Reason: "chỉ ghi nhận"}})
	return s.play(step{"chair", ConclusionConfirm{Line: "kl", Was: s.revision("kl")}}, step{"chair", MeetingClose{}})
}

// seen is a version newer than everything in these scenes.
const seen = Version(1000)

func TestApproval(t *testing.T) {
	kl := ready(t).revision("kl")
	submit, back, sign := step{"secretary", MinutesSubmit{}}, step{"chair", MinutesReturn{Reason: "thiếu số liệu"}}, step{"chair", MinutesSign{Seen: seen}}
	stage(t, opened, []scene{{name: "submit before the close", when: submit, refused: "minutes_early"}})
	stage(t, ready, []scene{
		{name: "submit", when: submit, then: "minutes.submitted"},
		{name: "the chair does not submit", when: step{"chair", MinutesSubmit{}}, refused: "forbidden"},
		{name: "submit twice", given: []step{submit}, when: submit, refused: "minutes_submitted"},
		{name: "return a draft", when: back, refused: "minutes_not_submitted"},
		{name: "return without a reason", given: []step{submit}, when: step{"chair", MinutesReturn{Reason: " "}}, refused: "no_reason"},
		{name: "return", given: []step{submit}, when: back, then: "minutes.returned"},
		{name: "submit again", given: []step{submit, back}, when: submit, then: "minutes.submitted", check: func(t *testing.T, m *Meeting) {
			if m.Approval.Reason != "" || m.Signed() {
				t.Errorf("approval %+v", m.Approval)
			}
		}},
		{name: "sign a draft", when: sign, refused: "minutes_not_submitted"},
		{name: "sign what was returned", given: []step{submit, back}, when: sign, refused: "minutes_not_submitted"},
		{name: "the secretary does not sign", given: []step{submit}, when: step{"secretary", MinutesSign{Seen: seen}}, refused: "forbidden"},
		{name: "sign", given: []step{submit}, when: sign, then: "minutes.signed"},
		{name: "sign twice", given: []step{submit, sign}, when: sign, refused: "signed"},
		{name: "sign what the screen has not shown", given: []step{submit, {"secretary", LineAdd{Line: "yk", Item: "i1", Kind: KindOpinion, Text: "thêm"}}},
			when: step{"chair", MinutesSign{Seen: kl + 2}}, refused: "minutes_moved"},
		{name: "sign a changed conclusion", given: []step{submit, {"secretary", LineEdit{Line: "kl", Was: kl, Text: "Ghi nhận kết quả khác."}}}, when: sign, refused: "conclusions_unconfirmed"},
		{name: "sign with a shortcoming nobody answered", given: []step{submit, {"secretary", LineAdd{Line: "hc", Item: "i1", Kind: KindShortcoming, Text: "chậm"}}}, when: sign, refused: "minutes_unclear"},
		{name: "sign with a reason why it stays", given: []step{submit, {"secretary", LineAdd{Line: "hc", Item: "i1", Kind: KindShortcoming, Text: "chậm"}},
			{"secretary", CheckWaive{Line: "hc", Field: FieldShortcoming, Reason: "chỉ ghi nhận"}}}, when: sign, then: "minutes.signed"},
	})
}

// TestSeal: the seal is the head before the signature, so whoever has the journal can check it.
func TestSeal(t *testing.T) {
	s := ready(t).play(step{"secretary", MinutesSubmit{}})
	head, version := s.m.Hash, s.m.Version
	s.do("chair", MinutesSign{Seen: s.m.Version})
	want := Signature{Version: version, Hash: head, By: "chair", Name: "Trần Thị Phương Lan", Post: "Phó Giám đốc Sở", At: s.now}
	if got := s.m.Approval.Seal; got == nil || *got != want {
		t.Errorf("seal %+v, want %+v", got, want)
	}
	if unit := fold(s.m.ID, filtered(t, s.records, Audience{Unit: "276"})); *unit.Approval.Seal != want {
		t.Errorf("a unit sees %+v", unit.Approval.Seal)
	}
}

// TestNothingMovesAfterSigning gives every command that could change lines, conclusions, tasks or the signature itself, as it would be accepted before.
func TestNothingMovesAfterSigning(t *testing.T) {
	s := ready(t)
	written := []string{"line.", "conclusion.", "check.", "task.", "minutes."}
	s.play(step{"secretary", MinutesSubmit{}}, step{"chair", MinutesSign{Seen: s.m.Version + 1}})
	refused := 0
	for _, name := range CommandNames() {
		writes := false
		for _, p := range written {
			writes = writes || strings.HasPrefix(name, p) && name != "minutes.supplement" // mends what is signed
		}
		c, err := DecodeCommand(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, by := range []SeatID{"chair", "secretary", "unit-276", SystemSeat} {
			if permit(s.m.RoleOf(by), CommandRoles(name)) != nil {
				continue
			}
			_, err := s.m.Decide(s.stamp(by), c)
			if signed := err != nil && AsError(err).Key == "signed" && AsError(err).Code == Closed; signed != writes {
				t.Errorf("%s by %s: %v, want refused as signed %v", name, by, err, writes)
			}
			refused++
		}
	}
	if refused < 30 {
		t.Errorf("only %d tried", refused)
	}
}

func TestComments(t *testing.T) {
	s := ready(t)
	kl, until := s.revision("kl"), s.now.Add(time.Hour)
	ask := step{"secretary", MinutesSubmit{CommentsUntil: &until}}
	comment := MinutesComment{Comment: "gy", Line: "kl", Was: kl, Text: "Đề nghị ghi rõ."}
	said := step{"unit-276", comment}
	with := func(change func(*MinutesComment)) step {
		c := comment
		change(&c)
		return step{"unit-276", c}
	}
	quoted := step{"secretary", LineAdd{Line: "yk-276", Item: "i1", Kind: KindOpinion, Unit: "276", Text: "Đã giải tỏa 3 chợ cóc."}}
	own := func(by SeatID) step {
		return step{by, MinutesComment{Comment: "gy", Line: "yk-276", Was: s.m.Version + 1, Text: "5 chợ cóc."}}
	}
	past, late := s.now.Add(-time.Hour), s.now.Add(61*24*time.Hour)
	stage(t, ready, []scene{
		{name: "a window in the past", when: step{"secretary", MinutesSubmit{CommentsUntil: &past}}, refused: "bad_window"},
		{name: "a window too long", when: step{"secretary", MinutesSubmit{CommentsUntil: &late}}, refused: "bad_window"},
		{name: "comment", given: []step{ask}, when: said, then: "minutes.commented"},
		{name: "nobody is asked", given: []step{{"secretary", MinutesSubmit{}}}, when: said, refused: "comments_closed"},
		{name: "a draft", when: said, refused: "comments_closed"},
		{name: "its own words in a draft", given: []step{quoted}, when: own("unit-276"), then: "minutes.commented"},
		{name: "another unit's words", given: []step{quoted}, when: own("unit-001"), refused: "comments_closed"},
		{name: "its own words, submitted without asking", given: []step{quoted, {"secretary", MinutesSubmit{}}}, when: own("unit-276"), refused: "comments_closed"},
		{name: "who was not there", given: []step{ask}, when: step{"unit-001", comment}, refused: "not_attended"},
		{name: "an old text", given: []step{ask}, when: with(func(c *MinutesComment) { c.Was-- }), refused: "line_stale"},
		{name: "a note", given: []step{ask}, when: with(func(c *MinutesComment) { c.Line, c.Was = "gc", s.revision("gc") }), refused: "no_line"},
		{name: "nothing said", given: []step{ask}, when: with(func(c *MinutesComment) { c.Text = " " }), refused: "empty"},
		{name: "an id twice", given: []step{ask, said}, when: said, refused: "id_taken"},
		{name: "sign before it is answered", given: []step{ask, said}, when: step{"chair", MinutesSign{Seen: seen}}, refused: "comments_open"},
		{name: "decline without a reason", given: []step{ask, said}, when: step{"secretary", MinutesAnswer{Comment: "gy"}}, refused: "no_reason"},
		{name: "decline", given: []step{ask, said}, when: step{"secretary", MinutesAnswer{Comment: "gy", Reason: "đã rõ"}}, then: "minutes.answered"},
		{name: "accept", given: []step{ask, said}, when: step{"chair", MinutesAnswer{Comment: "gy", Accept: true}}, then: "minutes.answered"},
		{name: "answer twice", given: []step{ask, said, {"chair", MinutesAnswer{Comment: "gy", Accept: true}}}, when: step{"chair", MinutesAnswer{Comment: "gy", Accept: true}}, refused: "comment_answered"},
		{name: "answer nothing", given: []step{ask}, when: step{"chair", MinutesAnswer{Comment: "gy", Accept: true}}, refused: "no_comment"},
	})
	s.do(ask.by, ask.c)
	s.wait(2 * time.Hour)
	if _, err := s.try("unit-276", comment); AsError(err).Key != "comments_closed" {
		t.Errorf("after the window: %v", err)
	}
}

// TestCommentsAreBetweenAUnitAndStaff dumps what another unit and a guest are sent.
func TestCommentsAreBetweenAUnitAndStaff(t *testing.T) {
	s := ready(t)
	until := s.now.Add(time.Hour)
	s.play(step{"secretary", MinutesSubmit{CommentsUntil: &until}},
		step{"unit-276", MinutesComment{Comment: "gy", Line: "kl", Was: s.revision("kl"), Text: "BÍ MẬT"}},
		step{"secretary", MinutesAnswer{Comment: "gy", Reason: "BÍ MẬT"}}, step{"chair", MinutesReturn{Reason: "BÍ MẬT"}})
	for _, a := range []Audience{{Unit: "001"}, {}} {
		if dump := string(lines(t, filtered(t, s.records, a))); strings.Contains(dump, "BÍ MẬT") || strings.Contains(dump, `"gy"`) {
			t.Errorf("%+v hears of a comment", a)
		}
	}
	own := fold(s.m.ID, filtered(t, s.records, Audience{Unit: "276"}))
	if c := own.Comment("gy"); c == nil || c.Text.Value != "BÍ MẬT" || c.Answer == nil || c.Answer.Reason != "BÍ MẬT" || own.Approval.Reason != "" {
		raw, _ := json.Marshal(own.Comments)
		t.Errorf("the unit has %s, %+v", raw, own.Approval)
	}
}
