package agenda

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Poll asks all units what they think of one thing (biểu quyết). One vote per unit, changeable until the poll is closed. Of a secret ballot everybody is told
// who has voted, nobody but the unit itself what, and the counts come with the close. It is owned by its Meeting.
type Poll struct {
	ID       PollID     `json:"id"`
	Item     ItemID     `json:"item"`
	Question Text       `json:"question"`
	Secret   bool       `json:"secret,omitempty"`
	OpenedAt time.Time  `json:"opened_at"`
	ClosedAt *time.Time `json:"closed_at"`
	Votes    []Vote     `json:"votes"` // in the order of each unit's first vote
	Tally    *Tally     `json:"tally,omitempty"`
	Opinions []Text     `json:"opinions,omitempty"` // of a closed secret ballot, sorted so that their order tells nothing
}

// Vote is one unit's answer. Of a secret ballot others see no Choice and no Text. It is a value.
type Vote struct {
	Unit   UnitID `json:"unit"`
	Choice Choice `json:"choice,omitempty"`
	Text   Text   `json:"text"` // with VoteOther
}

// Choice is what a unit answers.
type Choice string

// The choices of every poll.
const (
	VoteFor     Choice = "for"     // tán thành
	VoteAgainst Choice = "against" // không tán thành
	VoteOther   Choice = "other"   // ý kiến khác, with a text
)

// Tally is the result: votes by choice, and how many units were asked. It is a value.
type Tally struct {
	For     int `json:"for"`
	Against int `json:"against"`
	Other   int `json:"other"`
	Units   int `json:"units"`
}

var pollCommands = []commandSpec{
	command[PollOpen]("poll.open", RoleSecretary, RoleChair),
	command[PollVote]("poll.vote", RoleUnit, RoleSecretary, RoleChair),
	command[PollClose]("poll.close", RoleSecretary, RoleChair),
}

var pollEvents = []eventSpec{
	event[PollOpened]("poll.opened"),
	event[PollVoted]("poll.voted"),
	event[PollClosed]("poll.closed"),
}

var (
	errPollOpen     = NewError(Conflict, "poll_open", "Đang có một biểu quyết mở. Hãy kết thúc biểu quyết đó trước.", "A poll is open already. Close it first.")
	errPollClosed   = NewError(Closed, "poll_closed", "Biểu quyết đã kết thúc.", "The poll is closed.")
	errNoPoll       = NewError(NotFound, "no_poll", "Không có biểu quyết này.", "There is no such poll.")
	errPollInternal = NewError(Invalid, "poll_internal", "Không lấy biểu quyết của các đơn vị về mục nội bộ.", "Units cannot vote on an internal item.")
	errChoice       = NewError(Invalid, "bad_choice", "Lựa chọn không hợp lệ.", "The choice is not valid.")
	errOtherEmpty   = NewError(Invalid, "no_opinion", "Hãy ghi ý kiến khác.", "Please write the other opinion.")
	errOpinionsFull = NewError(TooMuch, "opinions_full", "Tổng độ dài các ý kiến khác của phiếu kín đã đạt mức tối đa. Hãy ghi ngắn hơn.", "The other opinions of this secret ballot have reached their length. Please write a shorter one.")
	errSecretVote   = NewError(Forbidden, "secret_vote", "Bỏ phiếu kín: chỉ đơn vị tự bỏ phiếu.", "In a secret ballot only the unit itself votes.")
)

// Poll finds a poll; nil when there is none.
func (m *Meeting) Poll(id PollID) *Poll {
	for _, p := range m.Polls {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// openPoll is the poll that is open; nil when there is none.
func (m *Meeting) openPoll() *Poll {
	if n := len(m.Polls); n > 0 && m.Polls[n-1].ClosedAt == nil {
		return m.Polls[n-1]
	}
	return nil
}

// PollOpen asks the units a question about a public item, the current one when none is named. There is one open poll at a time.
type PollOpen struct {
	Poll     PollID `json:"poll"`
	Item     ItemID `json:"item,omitempty"`
	Question string `json:"question"`
	Secret   bool   `json:"secret,omitempty"`
}

// PollOpened is the new poll.
type PollOpened struct {
	Poll     PollID `json:"poll"`
	Item     ItemID `json:"item"`
	Question Text   `json:"question"`
	Secret   bool   `json:"secret,omitempty"`
}

func (c PollOpen) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.running(); err != nil {
		return nil, err
	}
	if c.Item == "" {
		c.Item = m.Current
	}
	item := m.Item(c.Item)
	switch {
	case !ValidID(c.Poll):
		return nil, errBadID.With(c.Poll)
	case m.Poll(c.Poll) != nil:
		return nil, errTaken.With(c.Poll)
	case c.Item != "" && item == nil:
		return nil, errNoItem.With(c.Item)
	case item != nil && item.Internal:
		return nil, errPollInternal
	case m.openPoll() != nil:
		return nil, errPollOpen
	}
	question, err := required(c.Question, MaxReason)
	if err != nil {
		return nil, err
	}
	return []Event{PollOpened{Poll: c.Poll, Item: c.Item, Question: s.text(0, question), Secret: c.Secret}}, fitsCount(len(m.Polls)+1, MaxPolls)
}

func (e PollOpened) apply(m *Meeting, s Stamp) {
	m.Polls = append(m.Polls, &Poll{ID: e.Poll, Item: e.Item, Question: e.Question, Secret: e.Secret, OpenedAt: s.At, Votes: []Vote{}})
}

// PollVote answers for one's own unit; staff may answer an open ballot for a unit that says it aloud.
type PollVote struct {
	Poll   PollID `json:"poll"`
	Unit   UnitID `json:"unit,omitempty"` // one's own when empty
	Choice Choice `json:"choice"`
	Text   string `json:"text,omitempty"`
}

// PollVoted is a unit's answer, in place of the one before. Secret decides who sees more than that the unit has voted.
type PollVoted struct {
	Poll   PollID `json:"poll"`
	Unit   UnitID `json:"unit"`
	Choice Choice `json:"choice,omitempty"`
	Text   Text   `json:"text"`
	Secret bool   `json:"secret,omitempty"`
}

func (c PollVote) decide(m *Meeting, s Stamp) ([]Event, error) {
	p := m.Poll(c.Poll)
	switch {
	case p == nil:
		return nil, errNoPoll.With(c.Poll)
	case p.ClosedAt != nil:
		return nil, errPollClosed
	}
	staff := m.RoleOf(s.By).Staff()
	if seat := m.Seat(s.By); seat != nil && !staff {
		if c.Unit != "" && c.Unit != seat.Unit {
			return nil, ErrForbidden
		}
		c.Unit = seat.Unit
	}
	switch {
	case staff && p.Secret:
		return nil, errSecretVote
	case !slices.ContainsFunc(m.Units, func(u Unit) bool { return u.ID == c.Unit }):
		return nil, errNoUnit.With(c.Unit)
	case c.Choice != VoteFor && c.Choice != VoteAgainst && c.Choice != VoteOther:
		return nil, errChoice.With(c.Choice)
	}
	if c.Choice != VoteOther {
		c.Text = ""
	}
	text, err := optional(c.Text, MaxReason)
	switch {
	case err != nil:
		return nil, err
	case text == "" && c.Choice == VoteOther:
		return nil, errOtherEmpty
	case slices.ContainsFunc(p.Votes, func(v Vote) bool { return v.Unit == c.Unit && v.Choice == c.Choice && v.Text.Value == text }):
		return nil, nil
	}
	if p.Secret && p.opinionBytes(c.Unit)+len(text) > maxOpinionBytes {
		return nil, errOpinionsFull
	}
	return []Event{PollVoted{Poll: p.ID, Unit: c.Unit, Choice: c.Choice, Text: s.text(0, text), Secret: p.Secret}}, nil
}

// maxOpinionBytes bounds the other opinions of a secret ballot together, in UTF-8: its close has to hold all of them in one record.
const maxOpinionBytes = 16 << 10

// opinionBytes is how long the opinions of the other units are.
func (p *Poll) opinionBytes(but UnitID) (sum int) {
	for _, v := range p.Votes {
		if v.Unit != but {
			sum += len(v.Text.Value)
		}
	}
	return sum
}

func (e PollVoted) apply(m *Meeting, s Stamp) {
	p := m.Poll(e.Poll)
	if p == nil {
		return
	}
	v := Vote{Unit: e.Unit, Choice: e.Choice, Text: e.Text}
	if i := slices.IndexFunc(p.Votes, func(v Vote) bool { return v.Unit == e.Unit }); i >= 0 {
		p.Votes[i] = v
		return
	}
	p.Votes = append(p.Votes, v)
}

// PollClose ends a poll and counts.
type PollClose struct {
	Poll PollID `json:"poll"`
}

// PollClosed is the result, at the record's time.
type PollClosed struct {
	Poll     PollID `json:"poll"`
	Tally    Tally  `json:"tally"`
	Opinions []Text `json:"opinions,omitempty"` // of a secret ballot
}

func (c PollClose) decide(m *Meeting, s Stamp) ([]Event, error) {
	p := m.Poll(c.Poll)
	switch {
	case p == nil:
		return nil, errNoPoll.With(c.Poll)
	case p.ClosedAt != nil:
		return nil, nil
	}
	return m.endPoll(m.facts(s)), nil
}

// opinionTexts is the first number of the texts that are opinions, behind those of facts.
const opinionTexts = 1000

// endPoll is the end of the open poll, if there is one: its result and the fact that says it. The opinions of a secret ballot get new salts: with those of the votes whoever
// holds the hashes of the chain could try which opinion belongs to which vote.
func (m *Meeting) endPoll(f *facts) []Event {
	p := m.openPoll()
	if p == nil {
		return nil
	}
	e := PollClosed{Poll: p.ID, Tally: Tally{Units: len(m.Units)}}
	for _, v := range p.Votes {
		switch v.Choice {
		case VoteFor:
			e.Tally.For++
		case VoteAgainst:
			e.Tally.Against++
		case VoteOther:
			e.Tally.Other++
		}
		if p.Secret && v.Choice == VoteOther {
			e.Opinions = append(e.Opinions, v.Text)
		}
	}
	slices.SortFunc(e.Opinions, func(x, y Text) int { return strings.Compare(x.Value, y.Value) })
	for i, o := range e.Opinions {
		e.Opinions[i] = f.s.text(opinionTexts+i, o.Value)
	}
	return append([]Event{e}, f.vote(p, e)...)
}

func (e PollClosed) apply(m *Meeting, s Stamp) {
	if p := m.Poll(e.Poll); p != nil {
		at, tally := s.At, e.Tally
		p.ClosedAt, p.Tally, p.Opinions = &at, &tally, e.Opinions
	}
}

// vote says what was asked and what the units answered; who answered what only of an open ballot.
func (f *facts) vote(p *Poll, e PollClosed) []Event {
	kind, t := "Biểu quyết", e.Tally
	if p.Secret {
		kind = "Bỏ phiếu kín"
	}
	text := fmt.Sprintf("%s lúc %s về “%s”: %d/%d đơn vị tham gia; tán thành %d, không tán thành %d, ý kiến khác %d.",
		kind, clock(f.s.At), p.Question.Value, t.For+t.Against+t.Other, t.Units, t.For, t.Against, t.Other)
	var against, other []string
	for _, v := range p.Votes {
		name := string(v.Unit)
		if u, ok := f.m.Unit(v.Unit); ok {
			name = u.Inline()
		}
		switch {
		case p.Secret:
		case v.Choice == VoteAgainst:
			against = append(against, name)
		case v.Choice == VoteOther:
			other = append(other, fmt.Sprintf("%s (“%s”)", name, v.Text.Value))
		}
	}
	for _, o := range e.Opinions {
		other = append(other, "“"+o.Value+"”")
	}
	text = listed(text, " Không tán thành: ", against)
	if utf8.RuneCountInString(text) < MaxLineText-MaxReason {
		text = listed(text, " Ý kiến khác: ", other)
	}
	return f.write(f.m.Item(p.Item), spoken{}, text)
}
