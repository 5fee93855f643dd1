package agenda

import "slices"

// The order of the queue: by asking, as the chair changes it. Requests stand in Meeting.Requests in that order; done ones keep their place.

var queueCommands = []commandSpec{
	command[FloorMove]("floor.move", RoleSecretary, RoleChair),
	command[FloorSkip]("floor.skip", RoleSecretary, RoleChair),
}

var queueEvents = []eventSpec{
	event[FloorMoved]("floor.moved"),
	event[FloorSkipped]("floor.skipped"),
}

var errOtherList = NewError(Conflict, "other_list", "Hai đăng ký thuộc hai danh sách khác nhau. Chỉ đổi thứ tự trong cùng một danh sách.", "The two requests stand in different lists. Only the order within one list can change.")

// Queue is who waits: for the current item first, then the others, each in order. The list of a question round is not part of it, see RoundQueue.
func (m *Meeting) Queue() []*Request {
	var current, other []*Request
	for _, r := range m.Requests {
		switch {
		case r.State != RequestWaiting || r.Round != "":
		case r.Item == m.Current:
			current = append(current, r)
		default:
			other = append(other, r)
		}
	}
	return append(current, other...)
}

// next is who is called when nobody is named: of the question round while there is one, else of the queue; nil when nobody waits.
func (m *Meeting) next() *Request {
	for _, list := range [][]*Request{m.RoundQueue(), m.Queue()} {
		if len(list) > 0 {
			return list[0]
		}
	}
	return nil
}

// waiting counts all who wait.
func (m *Meeting) waiting() (n int) {
	for _, r := range m.Requests {
		if r.State == RequestWaiting {
			n++
		}
	}
	return n
}

// FloorMove puts a waiting request before another one of the same list, or at the end of the list.
type FloorMove struct {
	Request RequestID `json:"request"`
	Before  RequestID `json:"before,omitempty"`
}

// FloorMoved says before whom a request stands now; nobody is the end.
type FloorMoved FloorMove

func (c FloorMove) decide(m *Meeting, s Stamp) ([]Event, error) {
	r, err := m.waitingRequest(c.Request)
	if err != nil {
		return nil, err
	}
	if c.Before == "" {
		return []Event{FloorMoved(c)}, nil
	}
	before, err := m.waitingRequest(c.Before)
	switch {
	case err != nil:
		return nil, err
	case before == r:
		return nil, nil
	case before.Item != r.Item || before.Round != r.Round:
		return nil, errOtherList
	}
	return []Event{FloorMoved(c)}, nil
}

// waitingRequest finds a request that waits.
func (m *Meeting) waitingRequest(id RequestID) (*Request, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	r := m.Request(id)
	switch {
	case r == nil:
		return nil, errNoRequest.With(id)
	case r.State != RequestWaiting:
		return nil, errNotWaiting
	}
	return r, nil
}

func (e FloorMoved) apply(m *Meeting, s Stamp) { m.moveRequest(e.Request, e.Before) }

func (m *Meeting) moveRequest(id, before RequestID) {
	r := m.Request(id)
	if r == nil || id == before {
		return
	}
	m.Requests = slices.DeleteFunc(m.Requests, func(o *Request) bool { return o == r })
	at := slices.IndexFunc(m.Requests, func(o *Request) bool { return o.ID == before })
	if at < 0 {
		at = len(m.Requests)
	}
	m.Requests = slices.Insert(m.Requests, at, r)
}

// FloorSkip passes over a request: it waits at the end of its list. Who was called and does not answer has not spoken.
type FloorSkip struct {
	Request RequestID `json:"request"`
}

// FloorSkipped says that the request waits at the end again.
type FloorSkipped FloorSkip

func (c FloorSkip) decide(m *Meeting, s Stamp) ([]Event, error) {
	if r := m.Request(c.Request); r != nil && r.State == RequestSpeaking {
		return append([]Event{FloorSkipped(c)}, m.facts(s).silence(r)...), nil
	}
	if _, err := m.waitingRequest(c.Request); err != nil {
		return nil, err
	}
	return []Event{FloorSkipped(c)}, nil
}

func (e FloorSkipped) apply(m *Meeting, s Stamp) {
	if m.Floor == e.Request {
		m.Floor = ""
	}
	if r := m.Request(e.Request); r != nil {
		r.State, r.From, r.PausedAt, r.PausedMS = RequestWaiting, nil, nil, 0
		r.Skipped++
		m.moveRequest(r.ID, "")
	}
}
