package live

import (
	"encoding/json"
	"sync"

	"giaoban/agenda"
)

// Batch is consecutive records as one class of audience may see them. It is shared by all who ask for the same and never changes. Safe for concurrent use.
type Batch struct {
	Records []json.RawMessage
	Last    agenda.Version // of the last record; what was asked after, when there is none

	once  sync.Once
	frame any
}

// Once is what first made of the batch when it was called first. So what a thousand sockets send is laid out once.
func (b *Batch) Once(first func(*Batch) any) any {
	b.once.Do(func() { b.frame = first(b) })
	return b.frame
}
