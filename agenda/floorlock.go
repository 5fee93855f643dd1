package agenda

// The hard floor lock: while it is on, nobody but chair and secretaries is heard without having been given the floor. The lock is a fact of the meeting; the
// media server asks MayBeHeard for every voice and forwards nothing of the others, whatever their browsers send. Pictures are not locked.

var floorLockCommands = []commandSpec{
	command[FloorLock]("floor.lock", RoleSecretary, RoleChair),
}

var floorLockEvents = []eventSpec{
	event[FloorLocked]("floor.locked"),
}

// FloorLock turns the lock on or off.
type FloorLock struct {
	Locked bool `json:"locked"`
}

// FloorLocked is the lock as it now is.
type FloorLocked FloorLock

func (c FloorLock) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	if c.Locked == m.FloorLocked {
		return nil, nil
	}
	return []Event{FloorLocked(c)}, nil
}

// openFloor is the end of the lock, if it is on: after the close people may say goodbye.
func (m *Meeting) openFloor() []Event {
	if !m.FloorLocked {
		return nil
	}
	return []Event{FloorLocked{}}
}

func (e FloorLocked) apply(m *Meeting, s Stamp) { m.FloorLocked = e.Locked }

// FloorSeat is the seat that has the floor; empty when nobody has.
func (m *Meeting) FloorSeat() SeatID {
	if r := m.Request(m.Floor); r != nil {
		return r.Seat
	}
	return ""
}

// MayBeHeard says whether the voice of a seat may be forwarded: chair and secretaries always, others while the floor is not locked or is theirs.
func (m *Meeting) MayBeHeard(seat SeatID) bool {
	role := m.RoleOf(seat)
	return role == RoleChair || role == RoleSecretary || !m.FloorLocked || seat != "" && m.FloorSeat() == seat
}
