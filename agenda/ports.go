package agenda

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
)

// ErrStale is returned by Journal.Append when the journal's last version is not exactly one before the record's.
var ErrStale = errors.New("agenda: the journal has moved on")

// Head is the newest version of one journal.
type Head struct {
	Meeting MeetingID
	Version Version
	Hash    Hash
}

// Journal keeps one append-only list of records per meeting. Implementations must pass agendatest.TestJournal and are safe for concurrent use.
type Journal interface {
	// Append adds r if the last version is exactly r.Version-1; otherwise it changes nothing and returns ErrStale.
	// When it returns nil the record is durable. Any other error leaves it unknown whether r was kept: read before trying again.
	Append(ctx context.Context, id MeetingID, r Record) error
	// Read yields the records after version, in order, and stops at the last one. An unknown meeting yields nothing.
	Read(ctx context.Context, id MeetingID, after Version) iter.Seq2[Record, error]
	// Changed yields the head of a journal whenever it grew, on any node, until ctx ends (which is not an error). It may repeat and may skip:
	// look again. The first heads may be those that exist already. An error ends the sequence.
	Changed(ctx context.Context) iter.Seq2[Head, error]
	// Meetings yields the known heads, most recently changed first.
	Meetings(ctx context.Context) iter.Seq2[Head, error]
}

// Word is something said on the Bus: a draft being typed, a presence. Audience rules are applied by the listener.
type Word struct {
	Type string          `json:"type"`
	By   SeatID          `json:"by"`
	Data json.RawMessage `json:"data,omitempty"`
}

// Bus carries words that may be lost: typing, presence. Implementations must pass agendatest.TestBus and are safe for concurrent use.
type Bus interface {
	// Say offers w to everybody who hears id now, on any node. It never waits for a listener: a listener that is behind loses words.
	Say(ctx context.Context, id MeetingID, w Word) error
	// Hear yields words from now on until ctx ends, which closes the channel.
	Hear(ctx context.Context, id MeetingID) (<-chan Word, error)
}

// HeldError says that another node holds a lease.
type HeldError struct{ Name, Holder string }

// Error is the text for the log.
func (e *HeldError) Error() string { return fmt.Sprintf("lease %s is held by %s", e.Name, e.Holder) }

// Leases decide which node does a thing that only one may do. Implementations must pass agendatest.TestLeases and are safe for concurrent use.
type Leases interface {
	// Hold makes this node the holder of name until ctx ends or the lease is lost; the returned context then ends and the lease is given up.
	// *HeldError names another holder. Holding what this node already holds is refused with its own name.
	Hold(ctx context.Context, name string) (context.Context, error)
}
