package search

import (
	"cmp"
	"slices"
	"sync"

	"giaoban/agenda"
)

// KindPaper is the kind of a hit on the name of a paper; other hits have the kind of their line.
const KindPaper = "paper"

// Sight is what somebody may see of one meeting. It is a value; the zero sight sees what is public.
type Sight struct {
	Internal bool          // notes and internal items too
	All      bool          // the tasks of all units
	Unit     agenda.UnitID // the tasks of this unit
}

// Index is what is searched of all meetings. It is locked: mu guards the field below it.
type Index struct {
	mu    sync.Mutex
	pages map[agenda.MeetingID]*page
}

// New is an empty index.
func New() *Index { return &Index{pages: map[agenda.MeetingID]*page{}} }

// Refresh takes in what a meeting has become since the last time. The caller holds the lock of m's owner; m is not kept.
func (x *Index) Refresh(m *agenda.Meeting) {
	x.mu.Lock()
	was := x.pages[m.ID]
	x.mu.Unlock()
	if was != nil && was.version >= m.Version {
		return
	}
	p := pageOf(m, was)
	x.mu.Lock()
	defer x.mu.Unlock()
	if now := x.pages[m.ID]; now == nil || now.version < p.version {
		x.pages[m.ID] = p
	}
}

// all are the pages, the meeting that began last first.
func (x *Index) all() []*page {
	x.mu.Lock()
	defer x.mu.Unlock()
	list := make([]*page, 0, len(x.pages))
	for _, p := range x.pages {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *page) int { return cmp.Or(b.held.Compare(a.held), cmp.Compare(a.id, b.id)) })
	return list
}
