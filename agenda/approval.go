package agenda

import "time"

// The way of the minutes from draft to signature (decree 30/2020, articles 13 and 18: what is signed is an original and is not changed). The secretary writes and
// submits; the chair returns or signs: the right to write is not the right to sign.

// ApprovalState is how far the minutes have come. There is no state for a draft: the meeting then has no Approval.
type ApprovalState string

// The states of submitted minutes.
const (
	ApprovalSubmitted ApprovalState = "submitted"
	ApprovalReturned  ApprovalState = "returned"
	ApprovalSigned    ApprovalState = "signed"
)

// Approval is where the minutes stand and who brought them there. It is a value.
type Approval struct {
	State         ApprovalState `json:"state"`
	By            SeatID        `json:"by"`
	At            time.Time     `json:"at"`
	Reason        string        `json:"reason,omitempty"`         // why they were returned
	CommentsUntil *time.Time    `json:"comments_until,omitempty"` // attending units may comment before this instant; nil: they are not asked
	Seal          *Signature    `json:"seal,omitempty"`
}

// Signature is the seal of signed minutes: the head of the journal that was signed, and by whom. Printed on documents, it lets anybody verify an archive. It is a value.
type Signature struct {
	Version Version   `json:"version"`
	Hash    Hash      `json:"hash"`
	By      SeatID    `json:"by"`
	Name    string    `json:"name"`
	Post    string    `json:"post"`
	At      time.Time `json:"at"`
}

var approvalCommands = []commandSpec{
	command[MinutesSubmit]("minutes.submit", RoleSecretary).drafted(),
	command[MinutesReturn]("minutes.return", RoleChair).drafted(),
	command[MinutesSign]("minutes.sign", RoleChair).drafted(),
}

var approvalEvents = []eventSpec{
	event[MinutesSubmitted]("minutes.submitted"),
	event[MinutesReturned]("minutes.returned"),
	event[MinutesSigned]("minutes.signed"),
}

var (
	errSigned       = NewError(Closed, "signed", "Biên bản đã ký, không sửa được nữa. Sai sót được sửa bằng biên bản bổ sung.", "The minutes are signed and cannot be changed. Mistakes are mended by supplementary minutes.")
	errEarly        = NewError(Closed, "minutes_early", "Biên bản được trình sau khi cuộc họp bế mạc.", "Minutes are submitted after the meeting is closed.")
	errSubmitted    = NewError(Conflict, "minutes_submitted", "Biên bản đã được trình.", "The minutes are already submitted.")
	errNotSubmitted = NewError(Closed, "minutes_not_submitted", "Biên bản chưa được trình hoặc đã trả lại.", "The minutes are not submitted, or were returned.")
	errWindow       = NewError(Invalid, "bad_window", "Hạn góp ý phải sau lúc này và trong 60 ngày.", "Comments must end after now and within 60 days.")
	errNoReason     = NewError(Invalid, "no_reason", "Hãy nêu lý do.", "Please give a reason.")
	errMoved        = NewError(Conflict, "minutes_moved", "Biên bản vừa được sửa. Hãy xem lại trước khi ký.", "The minutes have just been changed. Please look again before signing.")
	errUnanswered   = NewError(Closed, "comments_open", "Còn góp ý chưa được trả lời.", "There are comments without an answer.")
	errUnconfirmed  = NewError(Closed, "conclusions_unconfirmed", "Còn kết luận chưa được chủ trì xác nhận.", "There are conclusions that the chair has not confirmed.")
	errUnclear      = NewError(Closed, "minutes_unclear", "Còn nội dung chưa rõ: hãy bổ sung hoặc nêu lý do bỏ qua.", "Something is not clear yet: please fill it in or say why it may stay.")
)

// commentWindow bounds how long attending units can be asked.
const commentWindow = 60 * 24 * time.Hour

// Signed says whether the minutes are signed: lines, conclusions and tasks then stay as they are.
func (m *Meeting) Signed() bool { return m.Approval != nil && m.Approval.State == ApprovalSigned }

func (m *Meeting) submitted() bool { return m.Approval != nil && m.Approval.State == ApprovalSubmitted }

// MinutesSubmit lays the minutes before the chair. CommentsUntil asks the attending units for comments until then.
type MinutesSubmit struct {
	CommentsUntil *time.Time `json:"comments_until,omitempty"`
}

// MinutesSubmitted says that the minutes wait for the chair.
type MinutesSubmitted MinutesSubmit

func (c MinutesSubmit) decide(m *Meeting, s Stamp) ([]Event, error) {
	switch {
	case m.Status == "":
		return nil, ErrNoMeeting
	case m.Status != Finished:
		return nil, errEarly
	case m.submitted():
		return nil, errSubmitted
	case m.Part() > 0 && m.partEmpty():
		return nil, errEmptySupplement
	}
	if c.CommentsUntil != nil {
		until := c.CommentsUntil.UTC().Truncate(time.Minute)
		if !until.After(s.At) || until.Sub(s.At) > commentWindow {
			return nil, errWindow
		}
		c.CommentsUntil = &until
	}
	return []Event{MinutesSubmitted(c)}, nil
}

func (e MinutesSubmitted) apply(m *Meeting, s Stamp) {
	m.Approval = &Approval{State: ApprovalSubmitted, By: s.By, At: s.At, CommentsUntil: e.CommentsUntil}
}

// MinutesReturn gives the minutes back to the secretary, with a reason.
type MinutesReturn struct {
	Reason string `json:"reason"`
}

// MinutesReturned says that the minutes are a draft again. The reason is for staff.
type MinutesReturned MinutesReturn

func (c MinutesReturn) decide(m *Meeting, s Stamp) ([]Event, error) {
	if !m.submitted() {
		return nil, errNotSubmitted
	}
	var err error
	if c.Reason, err = optional(c.Reason, MaxReason); err != nil {
		return nil, err
	}
	if c.Reason == "" {
		return nil, errNoReason
	}
	return []Event{MinutesReturned(c)}, nil
}

func (e MinutesReturned) apply(m *Meeting, s Stamp) {
	m.Approval = &Approval{State: ApprovalReturned, By: s.By, At: s.At, Reason: e.Reason}
}

func (e MinutesReturned) show(a Audience) Event {
	if !a.Staff {
		e.Reason = ""
	}
	return e
}

// MinutesSign signs the minutes. Seen is the version that the chair's screen showed: a line or task changed after it must be looked at first.
type MinutesSign struct {
	Seen Version `json:"seen"`
}

// MinutesSigned is the signature: the head it is about, and the signer as named at that moment. Everybody sees it.
type MinutesSigned struct {
	Version Version `json:"version"`
	Hash    Hash    `json:"hash"`
	Name    string  `json:"name"`
	Post    string  `json:"post"`
}

func (c MinutesSign) decide(m *Meeting, s Stamp) ([]Event, error) {
	if !m.submitted() {
		return nil, errNotSubmitted
	}
	if r := m.written(); r > c.Seen {
		return nil, errMoved.With(map[string]Version{"revision": r})
	}
	if open := m.openComments(); len(open) > 0 {
		return nil, errUnanswered.With(open)
	}
	if open := m.unconfirmed(); len(open) > 0 {
		return nil, errUnconfirmed.With(open)
	}
	if open := Unclear(m); len(open) > 0 {
		return nil, errUnclear.With(open)
	}
	signer := m.Seat(s.By)
	return []Event{MinutesSigned{Version: m.Version, Hash: m.Hash, Name: signer.Name, Post: signer.Post}}, nil
}

func (e MinutesSigned) apply(m *Meeting, s Stamp) {
	m.Approval = &Approval{State: ApprovalSigned, By: s.By, At: s.At, Seal: &Signature{Version: e.Version, Hash: e.Hash, By: s.By, Name: e.Name, Post: e.Post, At: s.At}}
}

// written is the version that last touched a line or a task.
func (m *Meeting) written() Version {
	var v Version
	for _, l := range m.Lines {
		v = max(v, l.Revision)
	}
	for _, a := range m.Assignments {
		v = max(v, a.Revision)
	}
	return v
}

// unconfirmed are the conclusions that units see and the chair has not confirmed as they read now.
func (m *Meeting) unconfirmed() []LineID {
	var ids []LineID
	for _, l := range m.ConclusionLines() {
		if !l.Internal && !l.IsConfirmed() {
			ids = append(ids, l.ID)
		}
	}
	return ids
}
