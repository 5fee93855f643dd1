package agenda

import "slices"

// Paper is a document of an item, as plain text. It is a value.
type Paper struct {
	ID    PaperID `json:"id"`
	Title string  `json:"title"`
	Text  string  `json:"text"`
}

var paperCommands = []commandSpec{
	command[PaperAdd]("paper.add", RoleAdministrator, RoleSecretary, RoleChair),
}

var paperEvents = []eventSpec{
	event[PaperAdded]("paper.added"),
}

var errPaperTaken = NewError(Conflict, "paper_exists", "Tài liệu này đã có.", "This paper exists already.")

// PaperAdd attaches a paper to an item.
type PaperAdd struct {
	Item  ItemID `json:"item"`
	Paper Paper  `json:"paper"`
}

// PaperAdded is the paper. Papers of internal items are for staff.
type PaperAdded struct {
	Item     ItemID `json:"item"`
	Paper    Paper  `json:"paper"`
	Internal bool   `json:"internal,omitempty"`
}

// hasPaper says whether some item has a text paper with this id.
func (m *Meeting) hasPaper(id PaperID) bool {
	return slices.ContainsFunc(m.Items, func(i *Item) bool {
		return slices.ContainsFunc(i.Papers, func(p Paper) bool { return p.ID == id })
	})
}

func (c PaperAdd) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	i := m.Item(c.Item)
	if i == nil {
		return nil, errNoItem.With(c.Item)
	}
	if !ValidID(c.Paper.ID) {
		return nil, errBadID.With(c.Paper.ID)
	}
	if m.hasPaper(c.Paper.ID) || m.Submission(c.Paper.ID) != nil {
		return nil, errPaperTaken.With(c.Paper.ID)
	}
	var err error
	if c.Paper.Title, err = required(c.Paper.Title, MaxTitle); err != nil {
		return nil, err
	}
	c.Paper.Text = clean(c.Paper.Text)
	if err := fits(c.Paper.Text, MaxPaperText); err != nil {
		return nil, err
	}
	return []Event{PaperAdded{Item: c.Item, Paper: c.Paper, Internal: i.Internal}}, fitsCount(len(i.Papers)+1, MaxPapers)
}

func (e PaperAdded) apply(m *Meeting, s Stamp) {
	if i := m.Item(e.Item); i != nil {
		i.Papers = append(i.Papers, e.Paper)
	}
}
