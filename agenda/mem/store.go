package mem

import (
	"sync"

	"giaoban/agenda"
)

// Store is a Journal and a Bus; Leases gives each node its own. It is locked. The zero Store is not usable: call New.
type Store struct {
	mu       sync.Mutex
	journals map[agenda.MeetingID]*journal
	changes  uint64        // counts appends; orders journals by their last change
	grown    chan struct{} // closed and replaced by every append
	ears     map[agenda.MeetingID]map[*ear]struct{}
	leases   map[string]*lease
}

// New is an empty Store.
func New() *Store {
	return &Store{
		journals: map[agenda.MeetingID]*journal{},
		grown:    make(chan struct{}),
		ears:     map[agenda.MeetingID]map[*ear]struct{}{},
		leases:   map[string]*lease{},
	}
}

var (
	_ agenda.Journal = (*Store)(nil)
	_ agenda.Bus     = (*Store)(nil)
	_ agenda.Leases  = (*node)(nil)
)
