package main

import (
	"context"
	"fmt"

	"giaoban/agenda"
	"giaoban/agenda/reference"
)

// The requests to speak, polls and the round that the rehearsal adds to the script; all of it is invented and says so.
const (
	earlyRequest                     agenda.RequestID  = "ref-dk-1" // made before the opening, like the next
	nextRequest                      agenda.RequestID  = "ref-dk-2"
	askedRequest                     agenda.RequestID  = "ref-cv-1"
	leftRequest                      agenda.RequestID  = "ref-cv-2" // nobody calls it
	answerRequest                    agenda.RequestID  = "ref-gt-1"
	openPoll                         agenda.PollID     = "ref-bq-1"
	secretPoll                       agenda.PollID     = "ref-bq-2"
	questionRound                    agenda.RoundID    = "ref-vcv-1"
	hallPresence                     agenda.PresenceID = "ref-hoi-truong-1"
	inventedTopic                                      = "Quản lý chợ dân sinh (giả định)"
	otherOpinion                                       = "đề nghị lùi sang quý sau (giả định)"
	hallPeople                                         = 3
	firstAsks, secondAsks, thirdAsks                   = 4, 5, 6 // units, as indexes of the roster
)

// register has two units ask for the floor before the meeting opens, for the item that was carried over.
func (r *rehearsal) register(ctx context.Context) error {
	item := r.earlier.Carried.Item
	if err := r.act(ctx, r.seat(firstAsks), agenda.FloorRequest{Request: earlyRequest, Item: item, Subject: inventedTopic, Kind: "speak", Minutes: 3}); err != nil {
		return err
	}
	if err := r.act(ctx, r.seat(secondAsks), agenda.FloorRequest{Request: nextRequest, Item: item, Subject: inventedTopic, Kind: "speak", Minutes: 3}); err != nil {
		return err
	}
	return r.look(ctx, reference.ChairSeat, func(m *agenda.Meeting) {
		want(&r.report, "đăng ký phát biểu trước khi khai mạc", fmt.Sprint(m.Status, waitingOf(m.Queue())), fmt.Sprint(agenda.Published, []agenda.RequestID{earlyRequest, nextRequest}))
	})
}

func waitingOf(queue []*agenda.Request) []agenda.RequestID {
	ids := []agenda.RequestID{}
	for _, q := range queue {
		ids = append(ids, q.ID)
	}
	return ids
}

// discuss is the item that was carried over: who registered is called, a question round, two polls, people in the hall.
func (r *rehearsal) discuss(ctx context.Context) error {
	if err := r.act(ctx, reference.ChairSeat, agenda.ItemStart{Item: r.earlier.Carried.Item}); err != nil {
		return err
	}
	for _, s := range []struct {
		name string
		play func(context.Context) error
	}{{"phát biểu", r.callTwo}, {"vòng chất vấn", r.question}, {"biểu quyết", r.vote}, {"bỏ phiếu kín", r.voteSecretly}, {"người dự tại hội trường", r.hall},
		{"kết luận tương tự", r.repeat}, {"chia chỉ tiêu", r.divideWrong}} {
		if err := r.scene(ctx, s.name, s.play); err != nil {
			return err
		}
	}
	return nil
}

// stateOf is where a request stands, whether its clock stands still, and whether somebody has the floor.
func (r *rehearsal) stateOf(ctx context.Context, id agenda.RequestID) (state string) {
	if err := r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		if q := m.Request(id); q != nil {
			state = fmt.Sprintf("%s, tạm dừng %t, diễn đàn %q", q.State, q.PausedAt != nil, m.Floor)
		}
	}); err != nil {
		return err.Error()
	}
	return state
}

// callTwo calls the next one, who is paused, goes on and finishes, and then the other.
func (r *rehearsal) callTwo(ctx context.Context) error {
	speaking := fmt.Sprintf("speaking, tạm dừng false, diễn đàn %q", earlyRequest)
	for _, x := range []struct {
		by     agenda.SeatID
		does   agenda.Command
		wanted string
	}{
		{reference.ChairSeat, agenda.FloorCall{}, speaking},
		{reference.ChairSeat, agenda.FloorPause{}, fmt.Sprintf("speaking, tạm dừng true, diễn đàn %q", earlyRequest)},
		{reference.SecretarySeat, agenda.FloorResume{}, speaking},
		{r.seat(firstAsks), agenda.FloorFinish{Request: earlyRequest}, `done, tạm dừng false, diễn đàn ""`},
	} {
		if err := r.act(ctx, x.by, x.does); err != nil {
			return err
		}
		want(&r.report, "diễn đàn, "+agenda.CommandName(x.does), r.stateOf(ctx, earlyRequest), x.wanted)
	}
	r.turns++
	if err := r.act(ctx, reference.ChairSeat, agenda.FloorCall{}); err != nil {
		return err
	}
	want(&r.report, "diễn đàn, người tiếp theo", r.stateOf(ctx, nextRequest), fmt.Sprintf("speaking, tạm dừng false, diễn đàn %q", nextRequest))
	r.turns++
	return r.act(ctx, reference.ChairSeat, agenda.FloorFinish{Request: nextRequest})
}

// question is a round with one question, the explanation it asks for, and one that nobody calls.
func (r *rehearsal) question(ctx context.Context) error {
	if err := r.act(ctx, reference.ChairSeat, agenda.RoundOpen{Round: questionRound}); err != nil {
		return err
	}
	if err := r.act(ctx, r.seat(thirdAsks), agenda.FloorRequest{Request: askedRequest, Subject: inventedTopic, Kind: "question"}); err != nil {
		return err
	}
	if err := r.act(ctx, reference.SecretarySeat, agenda.FloorRequest{Request: answerRequest, Seat: r.script.Speeches[0].Seat, Subject: inventedTopic, Kind: "explain"}); err != nil {
		return err
	}
	if err := r.act(ctx, r.seat(firstAsks), agenda.FloorRequest{Request: leftRequest, Subject: inventedTopic, Kind: "question"}); err != nil {
		return err
	}
	if err := r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		want(&r.report, "vòng chất vấn: danh sách riêng / hàng chờ phát biểu", fmt.Sprint(waitingOf(m.RoundQueue()), waitingOf(m.Queue())),
			fmt.Sprint([]agenda.RequestID{askedRequest, answerRequest, leftRequest}, []agenda.RequestID{}))
	}); err != nil {
		return err
	}
	if err := r.act(ctx, reference.ChairSeat, agenda.FloorCall{}, agenda.FloorCall{}, agenda.FloorFinish{Request: answerRequest}, agenda.RoundClose{}); err != nil {
		return err
	}
	r.turns += 2
	return r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		fact := factWith(m, "Kết thúc vòng chất vấn")
		want(&r.report, "vòng chất vấn trong diễn biến", says(fact, ": 1 lượt chất vấn")+says(fact, "; 1 đăng ký chưa được mời."), ": 1 lượt chất vấn; 1 đăng ký chưa được mời.")
		want(&r.report, "diễn biến ghi lượt giải trình của "+r.script.Create.Units[r.place(r.script.Speeches[0].Unit)].Name, factWith(m, "giải trình lúc") != "", true)
	})
}

// place is where a unit stands in the roster.
func (r *rehearsal) place(unit agenda.UnitID) int {
	for n, u := range r.script.Create.Units {
		if u.ID == unit {
			return n
		}
	}
	return 0
}

// choice is what the n-th unit votes: one against, one with another opinion, the others for.
func choice(poll agenda.PollID, n int, opinion string) agenda.PollVote {
	switch n {
	case firstAsks:
		return agenda.PollVote{Poll: poll, Choice: agenda.VoteAgainst}
	case secondAsks:
		return agenda.PollVote{Poll: poll, Choice: agenda.VoteOther, Text: opinion}
	}
	return agenda.PollVote{Poll: poll, Choice: agenda.VoteFor}
}

// vote is a poll with all three answers, whose result is a line of the minutes.
func (r *rehearsal) vote(ctx context.Context) error {
	if err := r.act(ctx, reference.ChairSeat, agenda.PollOpen{Poll: openPoll, Question: inventedTopic}); err != nil {
		return err
	}
	if err := r.eachUnit(ctx, func(n int) agenda.Command { return choice(openPoll, n, otherOpinion) }); err != nil {
		return err
	}
	if err := r.act(ctx, reference.ChairSeat, agenda.PollClose{Poll: openPoll}); err != nil {
		return err
	}
	units := r.script.Create.Units
	words := fmt.Sprintf("%d/%d đơn vị tham gia; tán thành %d, không tán thành 1, ý kiến khác 1. Không tán thành: %s. Ý kiến khác: %s (“%s”).", r.units, r.units, r.units-2,
		units[firstAsks].Inline(), units[secondAsks].Inline(), otherOpinion)
	return r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		want(&r.report, "kết quả biểu quyết trong diễn biến", says(factWith(m, "Biểu quyết lúc"), words), words)
	})
}

// voteSecretly: everybody is told who has voted, nobody what, until the close counts.
func (r *rehearsal) voteSecretly(ctx context.Context) error {
	if err := r.act(ctx, reference.ChairSeat, agenda.PollOpen{Poll: secretPoll, Question: inventedTopic, Secret: true}); err != nil {
		return err
	}
	if err := r.eachUnit(ctx, func(n int) agenda.Command { return choice(secretPoll, n, otherOpinion) }); err != nil {
		return err
	}
	known := func(m *agenda.Meeting) string {
		voted, choices := 0, 0
		if p := m.Poll(secretPoll); p != nil {
			for _, v := range p.Votes {
				voted++
				if v.Choice != "" {
					choices++
				}
			}
		}
		return fmt.Sprintf("%d đã bỏ phiếu, biết %d lựa chọn", voted, choices)
	}
	if err := r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		want(&r.report, "bỏ phiếu kín tại một đơn vị", known(m), fmt.Sprintf("%d đã bỏ phiếu, biết 1 lựa chọn", r.units))
	}); err != nil {
		return err
	}
	if err := r.look(ctx, reference.ChairSeat, func(m *agenda.Meeting) {
		want(&r.report, "bỏ phiếu kín tại chủ trì", known(m), fmt.Sprintf("%d đã bỏ phiếu, biết 0 lựa chọn", r.units))
	}); err != nil {
		return err
	}
	if err := r.act(ctx, reference.ChairSeat, agenda.PollClose{Poll: secretPoll}); err != nil {
		return err
	}
	words := fmt.Sprintf("tán thành %d, không tán thành 1, ý kiến khác 1.", r.units-2)
	return r.look(ctx, r.seat(0), func(m *agenda.Meeting) {
		want(&r.report, "kết quả bỏ phiếu kín trong diễn biến", says(factWith(m, "Bỏ phiếu kín lúc"), words), words)
	})
}

// hall notes people who sit in the hall without a device.
func (r *rehearsal) hall(ctx context.Context) error {
	if err := r.act(ctx, reference.SecretarySeat, agenda.AttendanceNote{Presence: hallPresence, Unit: agenda.HostUnit, Name: "Phòng Quản lý công nghiệp (giả định)", People: hallPeople}); err != nil {
		return err
	}
	return r.look(ctx, reference.ChairSeat, func(m *agenda.Meeting) {
		people := 0
		for _, p := range m.Attendance {
			if p.Hall && p.Here() {
				people += p.People
			}
		}
		want(&r.report, "người dự tại hội trường", people, hallPeople)
	})
}
