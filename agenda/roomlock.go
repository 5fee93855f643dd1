package agenda

// The room lock: while it is on, nobody comes in who was not in the meeting before. Whoever was may leave and come back: a broken network must not shut anybody out.

var roomLockCommands = []commandSpec{
	command[MeetingLock]("meeting.lock", RoleSecretary, RoleChair),
	command[MeetingUnlock]("meeting.unlock", RoleSecretary, RoleChair),
}

var roomLockEvents = []eventSpec{
	event[MeetingLocked]("meeting.locked"),
	event[MeetingUnlocked]("meeting.unlocked"),
}

// ErrRoomLocked is the refusal for whoever comes to a locked room for the first time.
var ErrRoomLocked = NewError(Closed, "room_locked", "Chủ trì đã khóa phòng họp. Hãy liên hệ thư ký cuộc họp để được vào.",
	"The chair has locked the room. Please call the secretary of the meeting to be let in.")

// MeetingLock lets nobody else in.
type MeetingLock struct{}

// MeetingLocked says that the room is locked from the record's time on.
type MeetingLocked struct{}

func (MeetingLock) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil || m.RoomLocked {
		return nil, err
	}
	return []Event{MeetingLocked{}}, nil
}

func (MeetingLocked) apply(m *Meeting, s Stamp) { m.RoomLocked = true }

// MeetingUnlock opens the room again.
type MeetingUnlock struct{}

// MeetingUnlocked says that everybody with a seat may come in.
type MeetingUnlocked struct{}

func (MeetingUnlock) decide(m *Meeting, s Stamp) ([]Event, error) {
	if !m.RoomLocked {
		return nil, nil
	}
	return []Event{MeetingUnlocked{}}, nil
}

func (MeetingUnlocked) apply(m *Meeting, s Stamp) { m.RoomLocked = false }

// MayEnter says whether a seat may come into the room: always while it is not locked; chair, secretaries, administrators, whoever attended before and whoever was
// admitted from the lobby also when it is.
func (m *Meeting) MayEnter(seat SeatID) bool {
	if !m.RoomLocked || m.RoleOf(seat).Staff() {
		return true
	}
	if v := m.Visitor(seat); v != nil && v.State == VisitorAdmitted {
		return true
	}
	for _, p := range m.Attendance {
		if p.Seat == seat {
			return true
		}
	}
	return false
}
