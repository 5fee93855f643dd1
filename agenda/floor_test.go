package agenda

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestFactsOfTheFloor holds what the system writes about speeches, the question round and polls.
func TestFactsOfTheFloor(t *testing.T) {
	var got []string
	for _, l := range debate(t).m.Lines {
		got = append(got, l.Text.Value)
	}
	want := []string{
		"Cuộc họp khai mạc lúc 14:00, ngày 29-7-2020. Có mặt 2/4 điểm cầu. Vắng: quận Ba Đình, huyện Đông Anh.",
		"Bắt đầu mục 1 “Thương mại” lúc 14:00 (dự kiến 30 phút).",
		"Đã mời đại diện huyện Đông Anh phát biểu lúc 14:00; chưa có trả lời.",
		"Ông/bà Lê Thị C (huyện Thạch Thất) phát biểu lúc 14:01, 3 phút 14 giây.",
		"Đại diện thị xã Sơn Tây phát biểu lúc 14:14, 1 phút 7 giây.",
		"Mở vòng chất vấn lúc 14:16.",
		"Đại diện huyện Thạch Thất chất vấn lúc 14:17, 1 phút 7 giây.",
		"Ông/bà Vũ Thị K (Sở Công Thương Hà Nội) giải trình lúc 14:18, 3 phút 7 giây.",
		"Kết thúc vòng chất vấn lúc 14:21: 1 lượt chất vấn, trong 4 phút 49 giây; 1 đăng ký chưa được mời.",
		"Biểu quyết lúc 14:22 về “Thống nhất họp giao ban vào ngày 29 hằng tháng?”: 3/4 đơn vị tham gia; tán thành 1, không tán thành 1, ý kiến khác 1. " +
			"Không tán thành: thị xã Sơn Tây. Ý kiến khác: quận Ba Đình (“Đề nghị họp ngày 28.”).",
		"Bỏ phiếu kín lúc 16:00 về “Chọn đơn vị được khen thưởng?”: 3/4 đơn vị tham gia; tán thành 1, không tán thành 0, ý kiến khác 2. " +
			"Ý kiến khác: “PHIẾU KÍN của Thạch Thất”, “PHIẾU KÍN của Đông Anh”.",
		"Kết thúc mục 1 “Thương mại” lúc 16:00: dự kiến 30 phút, thực tế 120 phút.",
		"Cuộc họp bế mạc lúc 16:00, ngày 29-7-2020. Thời gian họp: 2 giờ. Đã dự họp 2/4 điểm cầu. Không dự: quận Ba Đình, huyện Đông Anh.",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestSecretBallotStaysSecret dumps what everybody is sent before the close: that a unit voted is told, what is told to the unit alone.
func TestSecretBallotStaysSecret(t *testing.T) {
	s := opened(t).play(
		step{"chair", PollOpen{Poll: "bq", Question: "Khen thưởng?", Secret: true}},
		step{"unit-001", PollVote{Poll: "bq", Choice: VoteFor}},
		step{"unit-276", PollVote{Poll: "bq", Choice: VoteOther, Text: "QX7SECRET"}},
		step{"unit-276", PollVote{Poll: "bq", Choice: VoteAgainst}})
	for _, a := range []Audience{{Staff: true}, {}, {Unit: "001"}, {Unit: "017"}, {Unit: HostUnit}} {
		shown := filtered(t, s.records, a)
		dump := string(lines(t, shown))
		if strings.Contains(dump, "QX7SECRET") || strings.Contains(dump, "against") {
			t.Errorf("%+v is told what Thạch Thất voted", a)
		}
		if strings.Contains(dump, `"choice":"for"`) != (a.Unit == "001") {
			t.Errorf("%+v: the vote of Ba Đình", a)
		}
		if m := fold(s.m.ID, shown); len(m.Poll("bq").Votes) != 2 {
			t.Errorf("%+v sees %d units that voted", a, len(m.Poll("bq").Votes))
		}
	}
	own := fold(s.m.ID, filtered(t, s.records, Audience{Unit: "276"})).Poll("bq").Votes[1]
	if own.Choice != VoteAgainst || own.Unit != "276" {
		t.Errorf("a unit sees its own vote as %+v", own)
	}
	if !slices.ContainsFunc(s.records, Record.Personal) {
		t.Error("votes are not encoded for each unit")
	}
}

// TestSecretOpinionsAreNotTiedToVotes: staff hold every hash of the chain, so the close may not give away the salts with which votes were committed to.
func TestSecretOpinionsAreNotTiedToVotes(t *testing.T) {
	s := opened(t).play(
		step{"chair", PollOpen{Poll: "bq", Question: "Khen thưởng?", Secret: true}},
		step{"unit-001", PollVote{Poll: "bq", Choice: VoteOther, Text: "Chưa rõ"}},
		step{"unit-276", PollVote{Poll: "bq", Choice: VoteOther, Text: "Bỏ qua"}},
		step{"chair", PollClose{Poll: "bq"}})
	p := s.m.Poll("bq")
	if len(p.Opinions) != 2 || p.Opinions[0].Value != "Bỏ qua" {
		t.Fatalf("opinions %+v", p.Opinions)
	}
	for _, o := range p.Opinions {
		for _, v := range p.Votes {
			if o.salt == v.Text.salt || o.salt == "" {
				t.Errorf("opinion %q has the salt of the vote of %s", o.Value, v.Unit)
			}
		}
	}
}

// TestSecretOpinionsFitTheClose: however much is written, the record of the close is never too large, or nobody could end the ballot nor the meeting.
func TestSecretOpinionsFitTheClose(t *testing.T) {
	s := newScript(t, "gb-x")
	var units []Unit
	for n := range MaxUnits {
		units = append(units, Unit{ID: UnitID(fmt.Sprintf("%03d", n)), Name: fmt.Sprint("Đơn vị ", n), Level: "xa"})
	}
	s.play(step{"admin-1", MeetingCreate{Title: "x", Roster: "2020", StartsAt: s.now, Host: Unit{Name: "Sở", Level: "so"}, Units: units}},
		step{"admin-1", SeatAdd{Seat: "chair", Unit: HostUnit, Role: RoleChair, Name: "C"}}, step{"chair", ItemAdd{Item: "i1", ItemDraft: ItemDraft{Title: "x"}}},
		step{"chair", MeetingOpen{}}, step{"chair", PollOpen{Poll: "bq", Question: "?", Secret: true}})
	full := 0
	for _, u := range units {
		seat := "u" + SeatID(u.ID)
		s.do("admin-1", SeatAdd{Seat: seat, Unit: u.ID, Role: RoleUnit})
		_, err := s.try(seat, PollVote{Poll: "bq", Choice: VoteOther, Text: strings.Repeat("ế", MaxReason)})
		if errors.Is(err, errOpinionsFull) {
			full++
		} else if err != nil {
			t.Fatal(err)
		}
	}
	s.do("chair", MeetingClose{})
	text, err := s.records[len(s.records)-1].MarshalJSON()
	if err != nil || len(text) > 60<<10 || full == 0 {
		t.Errorf("the close has %d bytes, %d opinions were refused: %v", len(text), full, err)
	}
}

func TestPolls(t *testing.T) {
	open := []step{{"chair", PollOpen{Poll: "bq", Question: "Thống nhất?"}}}
	secret := []step{{"chair", PollOpen{Poll: "bq", Question: "Thống nhất?", Secret: true}}}
	stage(t, opened, []scene{
		{name: "ask", when: step{"secretary", PollOpen{Poll: "bq", Question: "Thống nhất?"}}, then: "poll.opened", check: func(t *testing.T, m *Meeting) {
			if m.Polls[0].Item != "i1" {
				t.Errorf("the poll is about %q", m.Polls[0].Item)
			}
		}},
		{name: "ask nothing", when: step{"chair", PollOpen{Poll: "bq"}}, refused: "empty"},
		{name: "two at once", given: open, when: step{"chair", PollOpen{Poll: "bq2", Question: "x"}}, refused: "poll_open"},
		{name: "about an internal item", when: step{"chair", PollOpen{Poll: "bq", Item: "in-1", Question: "x"}}, refused: "poll_internal"},
		{name: "vote", given: open, when: step{"unit-001", PollVote{Poll: "bq", Choice: VoteFor}}, then: "poll.voted"},
		{name: "vote for another", given: open, when: step{"unit-001", PollVote{Poll: "bq", Unit: "276", Choice: VoteFor}}, refused: "forbidden"},
		{name: "the secretary for a unit", given: open, when: step{"secretary", PollVote{Poll: "bq", Unit: "276", Choice: VoteFor}}, then: "poll.voted"},
		{name: "the secretary in secret", given: secret, when: step{"secretary", PollVote{Poll: "bq", Unit: "276", Choice: VoteFor}}, refused: "secret_vote"},
		{name: "the department", given: open, when: step{"secretary", PollVote{Poll: "bq", Unit: HostUnit, Choice: VoteFor}}, refused: "no_unit"},
		{name: "a guest", given: open, when: step{"guest-1", PollVote{Poll: "bq", Choice: VoteFor}}, refused: "forbidden"},
		{name: "another opinion without words", given: open, when: step{"unit-001", PollVote{Poll: "bq", Choice: VoteOther, Text: " "}}, refused: "no_opinion"},
		{name: "no choice", given: open, when: step{"unit-001", PollVote{Poll: "bq", Choice: "maybe"}}, refused: "bad_choice"},
		{name: "the same again", given: append(open[:1:1], step{"unit-001", PollVote{Poll: "bq", Choice: VoteFor}}), when: step{"unit-001", PollVote{Poll: "bq", Choice: VoteFor}}},
		{name: "after the close", given: append(open[:1:1], step{"chair", PollClose{Poll: "bq"}}), when: step{"unit-001", PollVote{Poll: "bq", Choice: VoteFor}}, refused: "poll_closed"},
		{name: "close twice", given: append(open[:1:1], step{"chair", PollClose{Poll: "bq"}}), when: step{"chair", PollClose{Poll: "bq"}}},
	})
}

func TestQueueInTheChairsHands(t *testing.T) {
	asked := []step{{"unit-001", FloorRequest{Request: "r1"}}, {"unit-276", FloorRequest{Request: "r2", Minutes: 2}}, {"unit-017", FloorRequest{Request: "r3", Item: "i2"}}}
	speaking := append(asked[:3:3], step{"chair", FloorCall{Request: "r1"}})
	order := func(want ...RequestID) func(*testing.T, *Meeting) {
		return func(t *testing.T, m *Meeting) {
			var got []RequestID
			for _, r := range m.Queue() {
				got = append(got, r.ID)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%v wait, want %v", got, want)
			}
		}
	}
	stage(t, opened, []scene{
		{name: "move before", given: asked, when: step{"chair", FloorMove{Request: "r2", Before: "r1"}}, then: "floor.moved", check: order("r2", "r1", "r3")},
		{name: "move to the end", given: asked, when: step{"chair", FloorMove{Request: "r1"}}, then: "floor.moved", check: order("r2", "r1", "r3")},
		{name: "into another item's list", given: asked, when: step{"chair", FloorMove{Request: "r3", Before: "r1"}}, refused: "other_list"},
		{name: "move who speaks", given: speaking, when: step{"chair", FloorMove{Request: "r1"}}, refused: "not_waiting"},
		{name: "a unit moves", given: asked, when: step{"unit-276", FloorMove{Request: "r2", Before: "r1"}}, refused: "forbidden"},
		{name: "skip", given: asked, when: step{"chair", FloorSkip{Request: "r1"}}, then: "floor.skipped", check: order("r2", "r1", "r3")},
		{name: "skip who does not answer", given: speaking, when: step{"chair", FloorSkip{Request: "r1"}}, then: "floor.skipped line.added", check: order("r2", "r1", "r3")},
		{name: "pause", given: speaking, when: step{"secretary", FloorPause{}}, then: "floor.paused"},
		{name: "pause twice", given: append(speaking[:4:4], step{"chair", FloorPause{}}), when: step{"secretary", FloorPause{}}},
		{name: "pause another", given: speaking, when: step{"secretary", FloorPause{Request: "r2"}}, refused: "not_speaking"},
		{name: "resume what runs", given: speaking, when: step{"secretary", FloorResume{}}},
		{name: "call with minutes", given: asked, when: step{"chair", FloorCall{Request: "r2", Minutes: 5}}, then: "floor.given floor.granted", check: func(t *testing.T, m *Meeting) {
			if n := m.Limit(m.Request("r2")); n != 5 {
				t.Errorf("limit %d", n)
			}
		}},
		{name: "the usual minutes", given: append(asked[:3:3], step{"chair", FloorRule{Speech: 3}}), when: step{"chair", FloorCall{Request: "r1"}}, then: "floor.given", check: func(t *testing.T, m *Meeting) {
			if a, b := m.Limit(m.Request("r1")), m.Limit(m.Request("r2")); a != 3 || b != 2 {
				t.Errorf("limits %d and %d", a, b)
			}
		}},
		{name: "a question of a round waits apart", given: append(asked[:3:3], step{"chair", RoundOpen{Round: "v"}}), when: step{"unit-001", FloorRequest{Request: "q", Kind: "question"}},
			then: "floor.requested round.joined", check: func(t *testing.T, m *Meeting) {
				order("r1", "r2", "r3")(t, m)
				if m.next().ID != "q" {
					t.Errorf("%s is next", m.next().ID)
				}
			}},
		{name: "close the round", given: append(asked[:3:3], step{"chair", RoundOpen{Round: "v"}}, step{"unit-001", FloorRequest{Request: "q", Kind: "question"}}),
			when: step{"chair", RoundClose{}}, then: "floor.withdrawn round.closed line.added", check: order("r1", "r2", "r3")},
	})
}

// TestSpokenTimeWithoutPauses: ten minutes of pause are not spoken, whether the speech goes on or ends in the pause.
func TestSpokenTimeWithoutPauses(t *testing.T) {
	s := debate(t)
	if got := s.m.SpokenBy("276", s.now); got != 3*time.Minute+14*time.Second+time.Minute+7*time.Second {
		t.Errorf("Thạch Thất has spoken for %v", got)
	}
	if got := s.m.Request("r-269").Spoken(s.now); got != time.Minute+7*time.Second {
		t.Errorf("Sơn Tây has spoken for %v", got)
	}
}

// TestTwoChairsConverge: chair and secretary press keys on pages that are some records behind. Whatever the order, one person speaks at most, nobody is lost from
// the queue, nobody is called without having been named, and both pages end with the same queue.
func TestTwoChairsConverge(t *testing.T) {
	for seed := range uint64(200) {
		dice := rand.New(rand.NewPCG(seed, 8))
		s := opened(t)
		seats := []SeatID{"unit-001", "unit-017", "unit-269", "unit-276", "guest-1"}
		for i, seat := range seats {
			s.do(seat, FloorRequest{Request: RequestID(fmt.Sprintf("r%d", i))})
		}
		pages := map[SeatID]*Meeting{"chair": fold(s.m.ID, s.records), "secretary": fold(s.m.ID, s.records)}
		for range 60 {
			for _, by := range []SeatID{"chair", "secretary"} {
				page := pages[by]
				for _, r := range s.records[page.Version:][:dice.IntN(len(s.records)-int(page.Version)+1)] {
					page.Apply(r)
				}
				c := pressed(dice, page)
				if c == nil {
					continue
				}
				if _, err := s.try(by, c); err != nil && AsError(err).Code != Conflict {
					t.Fatalf("seed %d: %s: %v", seed, CommandName(c), err)
				}
				sound(t, s.m)
			}
		}
		for by, page := range pages {
			for _, r := range s.records[page.Version:] {
				page.Apply(r)
			}
			if d := cmp.Diff(string(state(t, s.m)), string(state(t, page))); d != "" {
				t.Fatalf("seed %d: the page of %s differs:\n%s", seed, by, d)
			}
		}
		if n := len(s.m.Requests); n != len(seats) {
			t.Fatalf("seed %d: %d requests", seed, n)
		}
	}
}

// pressed is what a key does on this page; nil when the key is not offered.
func pressed(dice *rand.Rand, page *Meeting) Command {
	queue := page.Queue()
	switch n := len(queue); {
	case page.Floor != "" && dice.IntN(3) == 0:
		return []Command{FloorPause{Request: page.Floor}, FloorResume{Request: page.Floor}, FloorFinish{Request: page.Floor}, FloorSkip{Request: page.Floor}}[dice.IntN(4)]
	case n == 0:
		return nil
	case dice.IntN(3) == 0:
		return FloorMove{Request: queue[dice.IntN(n)].ID, Before: queue[dice.IntN(n)].ID}
	case dice.IntN(3) == 0:
		return FloorSkip{Request: queue[dice.IntN(n)].ID}
	}
	return FloorCall{Request: queue[0].ID}
}
