package agenda

// Identifiers. All but MeetingID, UnitID and SeatID are chosen by clients (UUIDv7). Each is 1 to 64 characters of [A-Za-z0-9._-], beginning with a
// letter or digit, and is a value.
type (
	// MeetingID names a journal: one meeting, or the directory.
	MeetingID string
	// SeatID names a seat within a meeting. Administrators are the seats of the directory and begin with "admin-".
	SeatID string
	// UnitID is the official code of a unit within the meeting's roster, or "host" for the department itself.
	UnitID string
	// GroupID names a saved group of units.
	GroupID string
	// ItemID names an agenda item.
	ItemID string
	// PaperID names a paper of an item.
	PaperID string
	// FigureID names a figure that the units file.
	FigureID string
	// TemplateID names a saved agenda.
	TemplateID string
	// LineID names a line of the minutes.
	LineID string
	// AssignmentID names one fan-out of a line to units.
	AssignmentID string
	// TaskID names one unit's task: AssignmentID + "." + UnitID.
	TaskID string
	// RequestID names a request to speak.
	RequestID string
	// RoundID names a question round.
	RoundID string
	// PollID names a poll.
	PollID string
	// PresenceID names one stay of one person or device at a seat.
	PresenceID string
	// CommentID names a comment on submitted minutes.
	CommentID string
	// BatchID names one sending of tasks by mail.
	BatchID string
	// CommandID makes a command idempotent: a journal holds at most one Record per CommandID.
	CommandID string
)

// SystemSeat is the author of what the server itself records.
const SystemSeat SeatID = "system"

// DirectoryID names the journal of administrators, groups and contacts that outlive a meeting.
const DirectoryID MeetingID = "directory"

// HostUnit is the unit id of the department that holds the meeting.
const HostUnit UnitID = "host"

const maxIDLength = 64

// ValidID says whether s may be used as an identifier.
func ValidID[S ~string](s S) bool {
	if len(s) == 0 || len(s) > maxIDLength {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if !letter && (i == 0 || c != '.' && c != '_' && c != '-') {
			return false
		}
	}
	return true
}
