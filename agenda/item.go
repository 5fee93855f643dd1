package agenda

import (
	"slices"
	"time"
)

// ItemState is where an item stands. It follows from the record of starts and ends.
type ItemState string

// The states of an item.
const (
	ItemPlanned ItemState = "planned"
	ItemRunning ItemState = "running"
	ItemDone    ItemState = "done"
)

// Item is one point of the agenda. Internal items are seen by staff only. It is owned by its Meeting.
type Item struct {
	ID        ItemID     `json:"id"`
	Title     string     `json:"title"`
	Kind      string     `json:"kind"` // opening, report, discussion, conclusion, closing
	Lead      UnitID     `json:"lead"`
	Presenter string     `json:"presenter"`
	Minutes   int        `json:"minutes"`  // planned, including what the chair added
	Extended  int        `json:"extended"` // minutes added while it ran
	Internal  bool       `json:"internal"`
	Late      bool       `json:"late"` // added after publishing ("bổ sung")
	Papers    []Paper    `json:"papers"`
	State     ItemState  `json:"state"`
	StartedAt *time.Time `json:"started_at"`     // of the present run; nil when it is not running
	SpentMS   int64      `json:"spent_ms"`       // milliseconds of the runs that ended
	From      *Origin    `json:"from,omitempty"` // what it was in an earlier meeting
	Recurring bool       `json:"recurring,omitempty"`
}

var itemKinds = []string{"opening", "report", "discussion", "conclusion", "closing"}

var itemCommands = []commandSpec{
	command[ItemAdd]("item.add", RoleAdministrator, RoleSecretary, RoleChair),
	command[ItemEdit]("item.edit", RoleAdministrator, RoleSecretary, RoleChair),
	command[ItemMove]("item.move", RoleAdministrator, RoleSecretary, RoleChair),
	command[ItemRemove]("item.remove", RoleAdministrator, RoleSecretary, RoleChair),
	command[ItemStart]("item.start", RoleSecretary, RoleChair),
	command[ItemEnd]("item.end", RoleSecretary, RoleChair),
	command[ItemExtend]("item.extend", RoleSecretary, RoleChair),
}

var itemEvents = []eventSpec{
	event[ItemAdded]("item.added"),
	event[ItemEdited]("item.edited"),
	event[ItemMoved]("item.moved"),
	event[ItemRemoved]("item.removed"),
	event[ItemStarted]("item.started"),
	event[ItemEnded]("item.ended"),
	event[ItemExtended]("item.extended"),
}

var (
	errNoItem      = NewError(NotFound, "no_item", "Không có mục này trong chương trình.", "There is no such agenda item.")
	errItemKind    = NewError(Invalid, "bad_item_kind", "Loại mục không hợp lệ.", "The kind of the item is not valid.")
	errItemStarted = NewError(Closed, "item_started", "Mục này đã bắt đầu, không xoá được.", "This item has begun and cannot be removed.")
	errItemRuns    = NewError(Conflict, "item_runs", "Mục này đang diễn ra.", "This item is running already.")
	errItemStopped = NewError(Conflict, "item_not_running", "Mục này không diễn ra.", "This item is not running.")
)

// ItemDraft is what a person says about an item.
type ItemDraft struct {
	Title     string `json:"title"`
	Kind      string `json:"kind"`
	Lead      UnitID `json:"lead"`
	Presenter string `json:"presenter"`
	Minutes   int    `json:"minutes"`
	Internal  bool   `json:"internal,omitempty"`
}

func (d ItemDraft) checked(m *Meeting) (ItemDraft, error) {
	var err error
	if d.Title, err = required(d.Title, MaxTitle); err != nil {
		return d, err
	}
	if d.Presenter, err = optional(d.Presenter, MaxName); err != nil {
		return d, err
	}
	if d.Kind == "" {
		d.Kind = "discussion"
	}
	if !slices.Contains(itemKinds, d.Kind) {
		return d, errItemKind.With(d.Kind)
	}
	if d.Lead != "" {
		if _, ok := m.Unit(d.Lead); !ok {
			return d, errNoUnit.With(d.Lead)
		}
	}
	if d.Minutes < 0 || d.Minutes > MaxMinutes {
		return d, errMinutes
	}
	return d, nil
}

// Item finds an item; nil when there is none.
func (m *Meeting) Item(id ItemID) *Item { return m.index.items[id] }

// ItemAdd puts a new item before another one, or at the end.
type ItemAdd struct {
	Item   ItemID `json:"item"`
	Before ItemID `json:"before,omitempty"`
	ItemDraft
}

// ItemAdded is the new item. Next is what Before is to those who see no internal items.
type ItemAdded struct {
	Item   ItemID `json:"item"`
	Before ItemID `json:"before,omitempty"`
	Next   ItemID `json:"next,omitempty"`
	Late   bool   `json:"late,omitempty"`
	ItemDraft
}

func (c ItemAdd) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	if !ValidID(c.Item) {
		return nil, errBadID.With(c.Item)
	}
	if m.Item(c.Item) != nil {
		return nil, errTaken.With(c.Item)
	}
	if c.Before != "" && m.Item(c.Before) == nil {
		return nil, errNoItem.With(c.Before)
	}
	d, err := c.checked(m)
	if err != nil {
		return nil, err
	}
	return []Event{ItemAdded{Item: c.Item, Before: c.Before, Next: m.nextPublic(c.Before, c.Item), Late: m.Status != Draft, ItemDraft: d}}, fitsCount(len(m.Items)+1, MaxItems)
}

func (e ItemAdded) apply(m *Meeting, s Stamp) {
	i := &Item{ID: e.Item, Title: e.Title, Kind: e.Kind, Lead: e.Lead, Presenter: e.Presenter, Minutes: e.Minutes,
		Internal: e.Internal, Late: e.Late, Papers: []Paper{}, State: ItemPlanned}
	m.index.items[i.ID] = i
	m.insertItem(i, e.Before)
}

// nextPublic is the first item from before on that units see, other than item itself; empty is the end.
func (m *Meeting) nextPublic(before, item ItemID) ItemID {
	at := slices.IndexFunc(m.Items, func(o *Item) bool { return o.ID == before })
	if at < 0 {
		return ""
	}
	i := slices.IndexFunc(m.Items[at:], func(o *Item) bool { return !o.Internal && o.ID != item })
	if i < 0 {
		return ""
	}
	return m.Items[at+i].ID
}

func (m *Meeting) insertItem(i *Item, before ItemID) {
	at := slices.IndexFunc(m.Items, func(o *Item) bool { return o.ID == before })
	if at < 0 {
		at = len(m.Items)
	}
	m.Items = slices.Insert(m.Items, at, i)
}

// ItemEdit replaces what is said about an item. Whether it is internal stays as it was.
type ItemEdit struct {
	Item ItemID `json:"item"`
	ItemDraft
}

// ItemEdited is the item as it now reads.
type ItemEdited ItemEdit

func (c ItemEdit) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	i := m.Item(c.Item)
	if i == nil {
		return nil, errNoItem.With(c.Item)
	}
	d, err := c.checked(m)
	if err != nil {
		return nil, err
	}
	d.Internal = i.Internal
	return []Event{ItemEdited{Item: c.Item, ItemDraft: d}}, nil
}

func (e ItemEdited) apply(m *Meeting, s Stamp) {
	if i := m.Item(e.Item); i != nil {
		i.Title, i.Kind, i.Lead, i.Presenter, i.Minutes = e.Title, e.Kind, e.Lead, e.Presenter, e.Minutes
	}
}

// ItemMove puts an item before another one, or at the end.
type ItemMove struct {
	Item   ItemID `json:"item"`
	Before ItemID `json:"before,omitempty"`
}

// ItemMoved says where an item now stands. Next is what Before is to those who see no internal items.
type ItemMoved struct {
	Item     ItemID `json:"item"`
	Before   ItemID `json:"before,omitempty"`
	Next     ItemID `json:"next,omitempty"`
	Internal bool   `json:"internal,omitempty"`
}

func (c ItemMove) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	i := m.Item(c.Item)
	if i == nil {
		return nil, errNoItem.With(c.Item)
	}
	if c.Before != "" && m.Item(c.Before) == nil {
		return nil, errNoItem.With(c.Before)
	}
	if c.Item == c.Before {
		return nil, nil
	}
	return []Event{ItemMoved{Item: c.Item, Before: c.Before, Next: m.nextPublic(c.Before, c.Item), Internal: i.Internal}}, nil
}

func (e ItemMoved) apply(m *Meeting, s Stamp) {
	i := m.Item(e.Item)
	if i == nil {
		return
	}
	m.Items = slices.DeleteFunc(m.Items, func(o *Item) bool { return o == i })
	m.insertItem(i, e.Before)
}

// ItemRemove takes an item that has not begun off the agenda.
type ItemRemove struct {
	Item ItemID `json:"item"`
}

// ItemRemoved says that the item is gone.
type ItemRemoved struct {
	Item     ItemID `json:"item"`
	Internal bool   `json:"internal,omitempty"`
}

func (c ItemRemove) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	i := m.Item(c.Item)
	if i == nil {
		return nil, errNoItem.With(c.Item)
	}
	if i.State != ItemPlanned || slices.ContainsFunc(m.Lines, func(l *Line) bool { return l.Item == i.ID }) {
		return nil, errItemStarted
	}
	return []Event{ItemRemoved{Item: c.Item, Internal: i.Internal}}, nil
}

func (e ItemRemoved) apply(m *Meeting, s Stamp) {
	m.Items = slices.DeleteFunc(m.Items, func(o *Item) bool { return o.ID == e.Item })
	delete(m.index.items, e.Item)
}

// ItemStart makes an item the current one; the one before ends. A done item can be taken up again.
type ItemStart struct {
	Item ItemID `json:"item"`
}

// ItemStarted is the new current item, from the record's time on.
type ItemStarted struct {
	Item     ItemID `json:"item"`
	Internal bool   `json:"internal,omitempty"`
}

func (c ItemStart) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.running(); err != nil {
		return nil, err
	}
	i := m.Item(c.Item)
	if i == nil {
		return nil, errNoItem.With(c.Item)
	}
	if m.Current == c.Item {
		return nil, errItemRuns
	}
	f := m.facts(s)
	events := append(m.endCurrent(f), ItemStarted{Item: c.Item, Internal: i.Internal})
	return append(events, f.itemStart(i)...), nil
}

func (e ItemStarted) apply(m *Meeting, s Stamp) {
	at := s.At
	m.Current = e.Item
	if i := m.Item(e.Item); i != nil {
		i.State, i.StartedAt = ItemRunning, &at
	}
}

// ItemEnd ends the current item.
type ItemEnd struct {
	Item ItemID `json:"item"`
}

// ItemEnded says that the item is over at the record's time.
type ItemEnded struct {
	Item     ItemID `json:"item"`
	Internal bool   `json:"internal,omitempty"`
}

func (c ItemEnd) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.running(); err != nil {
		return nil, err
	}
	if m.Item(c.Item) == nil {
		return nil, errNoItem.With(c.Item)
	}
	if m.Current != c.Item {
		return nil, errItemStopped
	}
	return m.endCurrent(m.facts(s)), nil
}

// endCurrent is the end of the current item, if there is one.
func (m *Meeting) endCurrent(f *facts) []Event {
	i := m.Item(m.Current)
	if i == nil {
		return nil
	}
	return append([]Event{ItemEnded{Item: i.ID, Internal: i.Internal}}, f.itemEnd(i)...)
}

func (e ItemEnded) apply(m *Meeting, s Stamp) {
	if m.Current == e.Item {
		m.Current = ""
	}
	if i := m.Item(e.Item); i != nil && i.StartedAt != nil {
		i.SpentMS += max(0, s.At.Sub(*i.StartedAt).Milliseconds())
		i.State, i.StartedAt = ItemDone, nil
	}
}

// ItemExtend gives the current item more minutes (or, negative, fewer).
type ItemExtend struct {
	Item    ItemID `json:"item"`
	Minutes int    `json:"minutes"`
}

// ItemExtended says by how many minutes the plan changed.
type ItemExtended struct {
	Item     ItemID `json:"item"`
	Minutes  int    `json:"minutes"`
	Internal bool   `json:"internal,omitempty"`
}

func (c ItemExtend) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.running(); err != nil {
		return nil, err
	}
	i := m.Item(c.Item)
	if i == nil {
		return nil, errNoItem.With(c.Item)
	}
	if n := i.Minutes + c.Minutes; c.Minutes == 0 || n < 0 || n > MaxMinutes {
		return nil, errMinutes
	}
	return []Event{ItemExtended{Item: c.Item, Minutes: c.Minutes, Internal: i.Internal}}, nil
}

func (e ItemExtended) apply(m *Meeting, s Stamp) {
	if i := m.Item(e.Item); i != nil {
		i.Minutes += e.Minutes
		i.Extended += e.Minutes
	}
}
