package agenda

import "slices"

// Read-back: the conclusions of one item on every screen at once, while the chair confirms them one by one. The meeting holds which item is shown.

var readbackCommands = []commandSpec{
	command[ReadbackShow]("readback.show", RoleSecretary, RoleChair),
	command[ReadbackHide]("readback.hide", RoleSecretary, RoleChair),
}

var readbackEvents = []eventSpec{
	event[ReadbackShown]("readback.shown"),
	event[ReadbackHidden]("readback.hidden"),
}

var errNothingToRead = NewError(Invalid, "nothing_to_read", "Mục này chưa có kết luận để đọc lại.", "This item has no conclusion to read back.")

// ReadbackShow shows the conclusions of an item to everybody, instead of those of another.
type ReadbackShow struct {
	Item ItemID `json:"item"`
}

// ReadbackShown is the item whose conclusions are shown.
type ReadbackShown struct {
	Item     ItemID `json:"item"`
	Internal bool   `json:"internal,omitempty"`
}

func (c ReadbackShow) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.running(); err != nil {
		return nil, err
	}
	i := m.Item(c.Item)
	switch {
	case i == nil:
		return nil, errNoItem.With(c.Item)
	case m.Readback == c.Item:
		return nil, nil
	case !slices.ContainsFunc(m.ConclusionLines(), func(l *Line) bool { return l.Item == c.Item }):
		return nil, errNothingToRead
	}
	return append(m.hideReadback(), ReadbackShown{Item: i.ID, Internal: i.Internal}), nil
}

func (e ReadbackShown) apply(m *Meeting, s Stamp) { m.Readback = e.Item }

// ReadbackHide ends the read-back.
type ReadbackHide struct{}

// ReadbackHidden says that nothing is read back any more.
type ReadbackHidden struct {
	Item     ItemID `json:"item"`
	Internal bool   `json:"internal,omitempty"`
}

func (ReadbackHide) decide(m *Meeting, s Stamp) ([]Event, error) { return m.hideReadback(), nil }

// hideReadback is the end of the read-back, if there is one.
func (m *Meeting) hideReadback() []Event {
	i := m.Item(m.Readback)
	if i == nil {
		return nil
	}
	return []Event{ReadbackHidden{Item: i.ID, Internal: i.Internal}}
}

func (e ReadbackHidden) apply(m *Meeting, s Stamp) {
	if m.Readback == e.Item {
		m.Readback = ""
	}
}
