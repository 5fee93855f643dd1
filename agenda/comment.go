package agenda

import "time"

// Comment is what an attending unit suggests about a line of submitted minutes, or at any time before about its own words, and the answer. It is owned by its Meeting. Staff and the unit itself see it.
type Comment struct {
	ID       CommentID `json:"id"`
	Line     LineID    `json:"line"`
	Revision Version   `json:"revision"` // of the line that is quoted
	Seat     SeatID    `json:"seat"`
	Unit     UnitID    `json:"unit"`
	Text     Text      `json:"text"`
	At       time.Time `json:"at"`
	Answer   *Answer   `json:"answer,omitempty"`
}

// Answer is what became of a comment. It is a value.
type Answer struct {
	Accepted bool      `json:"accepted"`
	Reason   string    `json:"reason,omitempty"`
	By       SeatID    `json:"by"`
	At       time.Time `json:"at"`
}

// MaxComments is how many comments one unit may make.
const MaxComments = 50

var commentCommands = []commandSpec{
	command[MinutesComment]("minutes.comment", RoleUnit).drafted(),
	command[MinutesAnswer]("minutes.answer", RoleSecretary, RoleChair).drafted(),
}

var commentEvents = []eventSpec{
	event[MinutesCommented]("minutes.commented"),
	event[MinutesAnswered]("minutes.answered"),
}

var (
	errNoWindow    = NewError(Closed, "comments_closed", "Không trong thời gian góp ý biên bản.", "Comments are not open now.")
	errNotAttended = NewError(Forbidden, "not_attended", "Chỉ đơn vị đã dự họp được góp ý biên bản.", "Only units that attended may comment.")
	errNoComment   = NewError(NotFound, "no_comment", "Không có góp ý này.", "There is no such comment.")
	errAnswered    = NewError(Conflict, "comment_answered", "Góp ý này đã được trả lời.", "This comment is already answered.")
)

// Comment finds a comment; nil when there is none.
func (m *Meeting) Comment(id CommentID) *Comment {
	for _, c := range m.Comments {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// MinutesComment suggests something about a line that the unit has seen in revision Was.
type MinutesComment struct {
	Comment CommentID `json:"comment"`
	Line    LineID    `json:"line"`
	Was     Version   `json:"was"`
	Text    string    `json:"text"`
}

// MinutesCommented is the comment.
type MinutesCommented struct {
	Comment  CommentID `json:"comment"`
	Line     LineID    `json:"line"`
	Revision Version   `json:"revision"`
	Seat     SeatID    `json:"seat"`
	Unit     UnitID    `json:"unit"`
	Text     Text      `json:"text"`
}

func (c MinutesComment) decide(m *Meeting, s Stamp) ([]Event, error) {
	seat := m.Seat(s.By)
	if !m.commentsOpen(s.At) && !m.quotes(c.Line, seat.Unit) {
		return nil, errNoWindow
	}
	if !m.attended(seat.Unit) {
		return nil, errNotAttended
	}
	if !ValidID(c.Comment) {
		return nil, errBadID.With(c.Comment)
	}
	if m.Comment(c.Comment) != nil {
		return nil, errTaken.With(c.Comment)
	}
	if l := m.Line(c.Line); l != nil && l.Internal {
		return nil, errNoLine.With(c.Line) // a unit does not know of it
	}
	l, err := m.lineSeen(c.Line, c.Was)
	if err != nil {
		return nil, err
	}
	text, err := lineText(c.Text)
	if err != nil {
		return nil, err
	}
	n := 1
	for _, o := range m.Comments {
		if o.Unit == seat.Unit {
			n++
		}
	}
	e := MinutesCommented{Comment: c.Comment, Line: l.ID, Revision: l.Revision, Seat: seat.ID, Unit: seat.Unit, Text: s.text(0, text)}
	return []Event{e}, fitsCount(n, MaxComments)
}

// commentsOpen says whether attending units may comment on every line now.
func (m *Meeting) commentsOpen(at time.Time) bool {
	return m.submitted() && m.Approval.CommentsUntil != nil && at.Before(*m.Approval.CommentsUntil)
}

// quotes says whether a line of minutes that are still written has a unit's own words: it may ask at once that they be put right.
func (m *Meeting) quotes(id LineID, unit UnitID) bool {
	l := m.Line(id)
	return l != nil && unit != "" && l.Unit == unit && l.Part == m.Part() && !m.submitted() && !m.Signed()
}

func (m *Meeting) attended(unit UnitID) bool {
	for _, p := range m.Attendance {
		if p.Unit == unit {
			return true
		}
	}
	return false
}

func (e MinutesCommented) apply(m *Meeting, s Stamp) {
	m.Comments = append(m.Comments, &Comment{ID: e.Comment, Line: e.Line, Revision: e.Revision, Seat: e.Seat, Unit: e.Unit, Text: e.Text, At: s.At})
}

// openComments are those without an answer.
func (m *Meeting) openComments() []CommentID {
	var ids []CommentID
	for _, c := range m.Comments {
		if c.Answer == nil {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// MinutesAnswer accepts a comment or, with a reason, declines it. What was accepted is written by editing the line.
type MinutesAnswer struct {
	Comment CommentID `json:"comment"`
	Accept  bool      `json:"accept"`
	Reason  string    `json:"reason,omitempty"`
}

// MinutesAnswered is the answer to the unit.
type MinutesAnswered struct {
	Comment  CommentID `json:"comment"`
	Unit     UnitID    `json:"unit"`
	Accepted bool      `json:"accepted"`
	Reason   string    `json:"reason,omitempty"`
}

func (c MinutesAnswer) decide(m *Meeting, s Stamp) ([]Event, error) {
	o := m.Comment(c.Comment)
	if o == nil {
		return nil, errNoComment.With(c.Comment)
	}
	if o.Answer != nil {
		return nil, errAnswered
	}
	reason, err := optional(c.Reason, MaxReason)
	if err != nil {
		return nil, err
	}
	if reason == "" && !c.Accept {
		return nil, errNoReason
	}
	return []Event{MinutesAnswered{Comment: o.ID, Unit: o.Unit, Accepted: c.Accept, Reason: reason}}, nil
}

func (e MinutesAnswered) apply(m *Meeting, s Stamp) {
	if c := m.Comment(e.Comment); c != nil {
		c.Answer = &Answer{Accepted: e.Accepted, Reason: e.Reason, By: s.By, At: s.At}
	}
}

// A comment and its answer are between the unit and staff.
func (e MinutesCommented) show(a Audience) Event { return ofUnit(a, e.Unit, e) }
func (e MinutesCommented) personal()             {}
func (e MinutesAnswered) show(a Audience) Event  { return ofUnit(a, e.Unit, e) }
func (e MinutesAnswered) personal()              {}

func ofUnit(a Audience, unit UnitID, e Event) Event {
	if a.Staff || a.Unit != "" && a.Unit == unit {
		return e
	}
	return nil
}
