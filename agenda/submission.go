package agenda

import (
	"path"
	"slices"
	"strings"
	"time"
)

// A Submission is a paper handed in as a file: by a unit, to be approved or returned with a reason, or by staff, approved at once. Others than staff and the
// unit itself hear of it only when it is approved, so the event of approval carries it whole. The bytes are kept by Blobs.

// SubmissionState is how far a submitted paper has come.
type SubmissionState string

// The states of a submitted paper.
const (
	SubmissionWaiting   SubmissionState = "submitted"
	SubmissionApproved  SubmissionState = "approved"
	SubmissionReturned  SubmissionState = "returned"
	SubmissionWithdrawn SubmissionState = "withdrawn"
)

// File names bytes by their SHA-256. It is a value.
type File struct {
	Hash Hash   `json:"hash"`
	Name string `json:"name"` // as the person who sent it had it, without folders
	Type string `json:"type"` // pdf, docx, xlsx, pptx, png, jpeg
	Size int64  `json:"size"` // bytes
}

// FileTypes are the kinds of files that may be handed in; package agenda/filetype tells them from their bytes.
func FileTypes() []string { return []string{"pdf", "docx", "xlsx", "pptx", "png", "jpeg"} }

// Submission is a paper as a file with its state. It is owned by its Meeting.
type Submission struct {
	ID       PaperID         `json:"id"`
	Item     ItemID          `json:"item"` // empty: of the whole meeting
	Unit     UnitID          `json:"unit"`
	Seat     SeatID          `json:"seat"`
	Title    string          `json:"title"`
	File     File            `json:"file"`
	State    SubmissionState `json:"state"`
	Reason   string          `json:"reason,omitempty"` // why it was returned
	At       time.Time       `json:"at"`               // of the last handing in
	Internal bool            `json:"internal,omitempty"`
}

var submissionCommands = []commandSpec{
	command[PaperSubmit]("paper.submit", RoleSystem),
	command[PaperApprove]("paper.approve", RoleAdministrator, RoleSecretary, RoleChair),
	command[PaperReturn]("paper.return", RoleAdministrator, RoleSecretary, RoleChair),
	command[PaperWithdraw]("paper.withdraw", RoleAdministrator, RoleSecretary, RoleChair, RoleUnit),
}

var submissionEvents = []eventSpec{
	event[PaperSubmitted]("paper.submitted"),
	event[PaperApproved]("paper.approved"),
	event[PaperReturned]("paper.returned"),
	event[PaperWithdrawn]("paper.withdrawn"),
}

var (
	errNotPublished  = NewError(Closed, "not_published", "Chương trình họp chưa được công bố.", "The agenda of the meeting is not published yet.")
	errSecretPaper   = NewError(Invalid, "secret_unconfirmed", "Hãy xác nhận tài liệu không chứa bí mật nhà nước. Tài liệu mật không được đưa lên hệ thống này.", "Please confirm that the paper holds no state secret. Classified papers may not be uploaded here.")
	errBadFile       = NewError(Invalid, "bad_file", "Tệp không hợp lệ.", "The file is not valid.")
	errNoSubmission  = NewError(NotFound, "no_submission", "Không có tài liệu này.", "There is no such paper.")
	errPaperSettled  = NewError(Closed, "paper_settled", "Tài liệu này đã được xử lý.", "This paper was already dealt with.")
	errMeetingWeight = NewError(TooMuch, "papers_full", "Tổng dung lượng tài liệu của cuộc họp đã đạt mức tối đa 500 MB.", "The papers of this meeting have reached 500 MB, which is the limit.")
)

// Submission finds a submitted paper, withdrawn ones included; nil when there is none.
func (m *Meeting) Submission(id PaperID) *Submission {
	i := slices.IndexFunc(m.Submissions, func(p *Submission) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return m.Submissions[i]
}

// PaperSubmit hands a file in for Seat. The server gives it, after it has looked at the bytes and kept them. A unit may hand the same paper in again until it is approved.
type PaperSubmit struct {
	Seat     SeatID  `json:"seat"`
	Paper    PaperID `json:"paper"`
	Item     ItemID  `json:"item,omitempty"`
	Title    string  `json:"title"`
	File     File    `json:"file"`
	NoSecret bool    `json:"no_secret"` // the person confirmed it, this time
}

// PaperSubmitted is the paper as handed in; it waits for approval.
type PaperSubmitted struct {
	Paper    PaperID `json:"paper"`
	Item     ItemID  `json:"item,omitempty"`
	Unit     UnitID  `json:"unit"`
	Seat     SeatID  `json:"seat"`
	Title    string  `json:"title"`
	File     File    `json:"file"`
	NoSecret bool    `json:"no_secret"`
	Internal bool    `json:"internal,omitempty"`
}

func (c PaperSubmit) decide(m *Meeting, s Stamp) ([]Event, error) {
	unit, err := m.mayFile(c.Seat)
	if err != nil {
		return nil, err
	}
	role := m.RoleOf(c.Seat)
	old := m.Submission(c.Paper)
	switch {
	case !ValidID(c.Paper):
		return nil, errBadID.With(c.Paper)
	case m.hasPaper(c.Paper):
		return nil, errTaken.With(c.Paper) // a text and a file have one address
	case old != nil && (old.Unit != unit || role.Staff() != m.RoleOf(old.Seat).Staff()):
		return nil, errTaken.With(c.Paper)
	case old != nil && old.State == SubmissionApproved && !role.Staff():
		return nil, errPaperSettled
	case !c.NoSecret:
		return nil, errSecretPaper
	}
	e := PaperSubmitted{Paper: c.Paper, Item: c.Item, Unit: unit, Seat: c.Seat, NoSecret: c.NoSecret}
	if c.Item != "" {
		i := m.Item(c.Item)
		if i == nil || i.Internal && !role.Staff() {
			return nil, errNoItem.With(c.Item)
		}
		e.Internal = i.Internal
	}
	if e.Title, err = required(c.Title, MaxTitle); err != nil {
		return nil, err
	}
	if e.File, err = c.File.checked(); err != nil {
		return nil, err
	}
	if err := m.roomFor(unit, c.Paper, e.File.Size); err != nil {
		return nil, err
	}
	var events []Event
	if old != nil && old.State == SubmissionApproved && e.Internal && !old.Internal {
		events = append(events, PaperWithdrawn{Paper: e.Paper, Unit: e.Unit, Public: true}) // everybody has it, and will hear no more of it
	}
	if events = append(events, e); role.Staff() {
		events = append(events, PaperApproved{Paper: e.Paper, Item: e.Item, Unit: e.Unit, Seat: e.Seat, Title: e.Title, File: e.File, Internal: e.Internal})
	}
	return events, nil
}

// mayFile is the unit for which a seat hands in papers, figures and answers: staff at any time before the close, a unit from the publishing on.
func (m *Meeting) mayFile(seat SeatID) (UnitID, error) {
	if err := m.unfinished(); err != nil {
		return "", err
	}
	if seat != SystemSeat && !IsAdministrator(seat) && m.Seat(seat) == nil {
		return "", errNoSeat.With(seat)
	}
	switch role := m.RoleOf(seat); {
	case role.Staff():
		return HostUnit, nil
	case role != RoleUnit:
		return "", ErrForbidden
	case m.Status == Draft:
		return "", errNotPublished
	}
	return m.Seat(seat).Unit, nil
}

func (f File) checked() (File, error) {
	f.Name = cleanLine(path.Base(strings.ReplaceAll(f.Name, `\`, "/")))
	switch {
	case len(f.Hash) != 64 || strings.Trim(string(f.Hash), "0123456789abcdef") != "":
		return f, errBadFile.With("hash")
	case f.Name == "" || f.Name == "." || f.Name == "/":
		return f, errBadFile.With("name")
	case !slices.Contains(FileTypes(), f.Type):
		return f, errBadFile.With("type")
	case f.Size <= 0 || f.Size > MaxPaperBytes:
		return f, errBadFile.With("size")
	}
	return f, fits(f.Name, MaxTitle)
}

// roomFor refuses what would pass the limits of a unit or of the meeting. A paper handed in again takes its own place.
func (m *Meeting) roomFor(unit UnitID, id PaperID, size int64) error {
	own, all, bytes := 1, 1, size
	for _, p := range m.Submissions {
		if p.ID == id || p.State == SubmissionWithdrawn {
			continue
		}
		all++
		bytes += p.File.Size
		if p.Unit == unit {
			own++
		}
	}
	limit := MaxUnitPapers
	if unit == HostUnit {
		limit = MaxSubmissions
	}
	if err := fitsCount(own, limit); err != nil {
		return err
	}
	if bytes > MaxMeetingBytes {
		return errMeetingWeight.With(map[string]int64{"bytes": bytes, "limit": MaxMeetingBytes})
	}
	return fitsCount(all, MaxSubmissions)
}

func (e PaperSubmitted) apply(m *Meeting, s Stamp) {
	p := m.submission(e.Paper)
	p.Item, p.Unit, p.Seat, p.Title, p.File, p.Internal = e.Item, e.Unit, e.Seat, e.Title, e.File, e.Internal
	p.State, p.Reason, p.At = SubmissionWaiting, "", s.At
}

// submission is the row of a paper, made when it is new.
func (m *Meeting) submission(id PaperID) *Submission {
	p := m.Submission(id)
	if p == nil {
		p = &Submission{ID: id}
		m.Submissions = append(m.Submissions, p)
	}
	return p
}

// PaperApprove shows a unit's paper to everybody. Hash is that of the file which the person saw.
type PaperApprove struct {
	Paper PaperID `json:"paper"`
	Hash  Hash    `json:"hash"`
}

// PaperApproved is the paper whole: those who see it for the first time know nothing of it yet.
type PaperApproved struct {
	Paper    PaperID `json:"paper"`
	Item     ItemID  `json:"item,omitempty"`
	Unit     UnitID  `json:"unit"`
	Seat     SeatID  `json:"seat"`
	Title    string  `json:"title"`
	File     File    `json:"file"`
	Internal bool    `json:"internal,omitempty"`
}

func (c PaperApprove) decide(m *Meeting, s Stamp) ([]Event, error) {
	p, err := m.waitingPaper(c.Paper, c.Hash)
	if err != nil {
		return nil, err
	}
	return []Event{PaperApproved{Paper: p.ID, Item: p.Item, Unit: p.Unit, Seat: p.Seat, Title: p.Title, File: p.File, Internal: p.Internal}}, nil
}

// waitingPaper is the paper to approve or return, as the person saw it: one handed in anew meanwhile is another file.
func (m *Meeting) waitingPaper(id PaperID, seen Hash) (*Submission, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	p := m.Submission(id)
	switch {
	case p == nil:
		return nil, errNoSubmission.With(id)
	case p.State != SubmissionWaiting, p.File.Hash != seen:
		return nil, errPaperSettled.With(p.State)
	}
	return p, nil
}

func (e PaperApproved) apply(m *Meeting, s Stamp) {
	fresh := m.Submission(e.Paper) == nil
	p := m.submission(e.Paper)
	p.Item, p.Unit, p.Seat, p.Title, p.File, p.Internal = e.Item, e.Unit, e.Seat, e.Title, e.File, e.Internal
	p.State, p.Reason = SubmissionApproved, ""
	if fresh {
		p.At = s.At
	}
}

// PaperReturn gives a unit's paper back with a reason.
type PaperReturn struct {
	Paper  PaperID `json:"paper"`
	Hash   Hash    `json:"hash"`
	Reason string  `json:"reason"`
}

// PaperReturned tells the unit why.
type PaperReturned struct {
	Paper  PaperID `json:"paper"`
	Unit   UnitID  `json:"unit"`
	Reason string  `json:"reason"`
}

func (c PaperReturn) decide(m *Meeting, s Stamp) ([]Event, error) {
	p, err := m.waitingPaper(c.Paper, c.Hash)
	if err != nil {
		return nil, err
	}
	reason, err := optional(c.Reason, MaxReason)
	if err != nil {
		return nil, err
	}
	if reason == "" {
		return nil, errNoReason
	}
	return []Event{PaperReturned{Paper: p.ID, Unit: p.Unit, Reason: reason}}, nil
}

func (e PaperReturned) apply(m *Meeting, s Stamp) {
	if p := m.Submission(e.Paper); p != nil {
		p.State, p.Reason = SubmissionReturned, e.Reason
	}
}

// PaperWithdraw takes a paper back: a unit its own until it is approved, staff any.
type PaperWithdraw struct {
	Paper PaperID `json:"paper"`
}

// PaperWithdrawn says that the paper is gone. Public says that everybody had it.
type PaperWithdrawn struct {
	Paper    PaperID `json:"paper"`
	Unit     UnitID  `json:"unit"`
	Public   bool    `json:"public,omitempty"`
	Internal bool    `json:"internal,omitempty"`
}

func (c PaperWithdraw) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	p, staff := m.Submission(c.Paper), m.RoleOf(s.By).Staff()
	switch {
	case p == nil || !staff && p.Unit != m.Seat(s.By).Unit:
		return nil, errNoSubmission.With(c.Paper)
	case p.State == SubmissionWithdrawn:
		return nil, nil
	case p.State == SubmissionApproved && !staff:
		return nil, errPaperSettled
	}
	return []Event{PaperWithdrawn{Paper: p.ID, Unit: p.Unit, Public: p.State == SubmissionApproved, Internal: p.Internal}}, nil
}

func (e PaperWithdrawn) apply(m *Meeting, s Stamp) {
	if p := m.Submission(e.Paper); p != nil {
		p.State, p.Reason = SubmissionWithdrawn, ""
	}
}

// Before its approval a paper is between its unit and staff; afterwards everybody has it, unless its item is internal.
func (e PaperSubmitted) show(a Audience) Event { return staffOnly(a, e.Internal, ofUnit(a, e.Unit, e)) }
func (e PaperSubmitted) personal()             {}
func (e PaperApproved) show(a Audience) Event  { return staffOnly(a, e.Internal, e) }
func (e PaperReturned) show(a Audience) Event  { return ofUnit(a, e.Unit, e) }
func (e PaperReturned) personal()              {}
func (e PaperWithdrawn) show(a Audience) Event {
	if e.Public {
		return staffOnly(a, e.Internal, e)
	}
	return ofUnit(a, e.Unit, e)
}
func (e PaperWithdrawn) personal() {}
