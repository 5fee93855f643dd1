package agenda

// Chat is talk beside the meeting. Its messages are words on the Bus, not records: they disappear with the meeting, but for those that staff write into the minutes as
// opinions (line.add). The journal knows only whether it is allowed.

var chatCommands = []commandSpec{
	command[ChatSwitch]("chat.switch", RoleSecretary, RoleChair),
}

var chatEvents = []eventSpec{
	event[ChatSwitched]("chat.switched"),
}

// ErrChatOff refuses messages while the chair has switched the chat off.
var ErrChatOff = NewError(Closed, "chat_off", "Chủ trì đã tắt mục trao đổi.", "The chair has switched the chat off.")

// ChatSwitch switches the chat off or on again. It is on when a meeting begins.
type ChatSwitch struct {
	Off bool `json:"off"`
}

// ChatSwitched says whether messages are refused from now on.
type ChatSwitched ChatSwitch

func (c ChatSwitch) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	if m.ChatOff == c.Off {
		return nil, nil
	}
	return []Event{ChatSwitched(c)}, nil
}

func (e ChatSwitched) apply(m *Meeting, s Stamp) { m.ChatOff = e.Off }

// ChatText is a message as it is said, of 1 to MaxChatText characters.
func ChatText(s string) (string, error) {
	s = clean(s)
	if s == "" {
		return "", errEmpty
	}
	return s, fits(s, MaxChatText)
}

// NameAt is who sits at a seat: by the attendance named, if it is of that seat, else as the seat is called.
func (m *Meeting) NameAt(seat SeatID, presence PresenceID) string {
	if p := m.index.presences[presence]; p != nil && p.Seat == seat {
		return p.Name.Value
	}
	if s := m.Seat(seat); s != nil {
		return s.Name
	}
	return ""
}

// CanChat refuses unless messages may be said now.
func (m *Meeting) CanChat() error {
	if err := m.unfinished(); err != nil {
		return err
	}
	if m.ChatOff {
		return ErrChatOff
	}
	return nil
}
