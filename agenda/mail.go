package agenda

import (
	"fmt"
	"slices"
	"time"
)

// Batch is one sending of the tasks ("Gửi nhiệm vụ"): a letter per unit that has tasks. It is owned by its Meeting.
type Batch struct {
	ID       BatchID   `json:"id"`
	Revision Version   `json:"revision"` // of the tasks that it sends
	At       time.Time `json:"at"`       // when it was asked for: the date of its letters
	Letters  []*Letter `json:"letters"`
}

// LetterState is what happened to a letter.
type LetterState string

// The states of a letter.
const (
	LetterQueued    LetterState = "queued"
	LetterSent      LetterState = "sent"
	LetterFailed    LetterState = "failed"
	LetterNoAddress LetterState = "no_address"
)

// Letter is one unit's mail of a batch. MessageID is fixed when it is queued, so that a repeated sending is seen as the same letter.
type Letter struct {
	Unit      UnitID      `json:"unit"`
	To        string      `json:"to"`
	MessageID string      `json:"message_id"`
	State     LetterState `json:"state"`
	Error     string      `json:"error,omitempty"` // why it failed, or, while queued, why the last try did not succeed
	Tries     int         `json:"tries"`
}

var mailCommands = []commandSpec{
	command[MailSend]("mail.send", RoleAdministrator, RoleSecretary, RoleChair),
	command[MailMark]("mail.mark", RoleSystem),
}

var mailEvents = []eventSpec{
	event[MailQueued]("mail.queued"),
	event[MailMarked]("mail.marked"),
}

var (
	errNotClosed = NewError(Closed, "not_closed", "Chỉ gửi nhiệm vụ sau khi bế mạc.", "Tasks are sent after the meeting is closed.")
	errNoTasks   = NewError(Invalid, "no_tasks", "Cuộc họp chưa giao nhiệm vụ nào.", "The meeting has assigned no tasks.")
	// ErrNoLetter says that the batch has no letter for the unit.
	ErrNoLetter = NewError(NotFound, "no_letter", "Không có thư này.", "There is no such letter.")
)

// MailSend mails each unit its own tasks. Sending the same tasks again changes nothing; failed letters are queued again.
type MailSend struct {
	Batch BatchID `json:"batch"`
}

// MailQueued is the batch. The courier sends what is queued.
type MailQueued struct {
	Batch    BatchID  `json:"batch"`
	Revision Version  `json:"revision"`
	Letters  []Letter `json:"letters"`
}

func (c MailSend) decide(m *Meeting, s Stamp) ([]Event, error) {
	if m.Status == "" {
		return nil, ErrNoMeeting
	}
	if m.Status != Finished {
		return nil, errNotClosed
	}
	if !ValidID(c.Batch) {
		return nil, errBadID.With(c.Batch)
	}
	units, revision := m.taskUnits()
	if len(units) == 0 {
		return nil, errNoTasks
	}
	if i := slices.IndexFunc(m.Batches, func(b *Batch) bool { return b.Revision == revision }); i >= 0 {
		return m.requeue(m.Batches[i]), nil
	}
	if m.index.batches[c.Batch] != nil {
		return nil, errTaken.With(c.Batch)
	}
	e := MailQueued{Batch: c.Batch, Revision: revision}
	for _, u := range units {
		e.Letters = append(e.Letters, newLetter(m, u, c.Batch))
	}
	return []Event{e}, nil
}

func newLetter(m *Meeting, u Unit, batch BatchID) Letter {
	l := Letter{Unit: u.ID, To: u.Email, State: LetterQueued, MessageID: fmt.Sprintf("%s.%s.%s@giaoban", m.ID, batch, u.ID)}
	if l.To == "" {
		l.State = LetterNoAddress
	}
	return l
}

// requeue queues the letters of a batch that did not go out; addresses may have been mended since.
func (m *Meeting) requeue(b *Batch) []Event {
	var events []Event
	for _, l := range b.Letters {
		u, _ := m.Unit(l.Unit)
		if (l.State == LetterFailed || l.State == LetterNoAddress) && u.Email != "" {
			events = append(events, MailMarked{Batch: b.ID, Unit: l.Unit, State: LetterQueued, To: u.Email})
		}
	}
	return events
}

// taskUnits are the units that have tasks, in the meeting's order, and the newest revision of any task.
func (m *Meeting) taskUnits() ([]Unit, Version) {
	has := map[UnitID]bool{}
	var revision Version
	for _, a := range m.Assignments {
		revision = max(revision, a.Revision)
		for _, t := range a.Tasks {
			has[t.Unit] = has[t.Unit] || !a.Removed
		}
	}
	var units []Unit
	for _, u := range append([]Unit{m.Host}, m.Units...) {
		if has[u.ID] {
			units = append(units, u)
		}
	}
	return units, revision
}

func (e MailQueued) apply(m *Meeting, s Stamp) {
	b := &Batch{ID: e.Batch, Revision: e.Revision, At: s.At}
	for _, l := range e.Letters {
		b.Letters = append(b.Letters, &l)
	}
	m.index.batches[b.ID] = b
	m.Batches = append(m.Batches, b)
}

// MailMark says what became of a letter: sent, failed, or still queued with the reason of a try that may succeed later. Only the courier gives it.
type MailMark struct {
	Batch BatchID     `json:"batch"`
	Unit  UnitID      `json:"unit"`
	State LetterState `json:"state"`
	Error string      `json:"error,omitempty"`
}

// MailMarked is the letter's new state; To is set when the address changed with it.
type MailMarked struct {
	Batch BatchID     `json:"batch"`
	Unit  UnitID      `json:"unit"`
	State LetterState `json:"state"`
	Error string      `json:"error,omitempty"`
	To    string      `json:"to,omitempty"`
}

func (c MailMark) decide(m *Meeting, s Stamp) ([]Event, error) {
	l := m.Letter(c.Batch, c.Unit)
	if l == nil {
		return nil, ErrNoLetter
	}
	later := c.State == LetterQueued && cleanLine(c.Error) != ""
	if l.State != LetterQueued || c.State != LetterSent && c.State != LetterFailed && !later {
		return nil, nil
	}
	reason, err := optional(c.Error, MaxReason)
	if err != nil {
		reason = string([]rune(reason)[:MaxReason])
	}
	return []Event{MailMarked{Batch: c.Batch, Unit: c.Unit, State: c.State, Error: reason}}, nil
}

// Letter finds a unit's letter in a batch; nil when there is none.
func (m *Meeting) Letter(batch BatchID, unit UnitID) *Letter {
	b := m.index.batches[batch]
	if b == nil {
		return nil
	}
	i := slices.IndexFunc(b.Letters, func(l *Letter) bool { return l.Unit == unit })
	if i < 0 {
		return nil
	}
	return b.Letters[i]
}

func (e MailMarked) apply(m *Meeting, s Stamp) {
	l := m.Letter(e.Batch, e.Unit)
	if l == nil {
		return
	}
	if e.State != LetterQueued || e.Error != "" {
		l.Tries++ // without a reason it is a person who queues the letter again
	}
	if e.To != "" {
		l.To = e.To
	}
	l.State, l.Error = e.State, e.Error
}
