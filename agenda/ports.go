package agenda

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"
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

// ErrNoBlob says that no bytes with this hash are kept.
var ErrNoBlob = NewError(NotFound, "no_blob", "Không còn tệp này trên máy chủ. Hãy báo quản trị.", "The server no longer has this file. Please call the administrator.")

// Blob is one kept file: its hash, bytes, and when it was last put.
type Blob struct {
	Hash Hash
	Size int64
	At   time.Time
}

// Blobs keep bytes by the SHA-256 of their content (lower-case hex), beside the journal. Implementations must pass agendatest.TestBlobs and are safe for
// concurrent use. A journal names what is kept, so bytes are put before the record that names them: what no record names is an orphan (live.Sweep).
type Blobs interface {
	// Put keeps what r holds from its beginning to its end. When it returns nil the bytes are durable. What is there already is kept once and is as if put now.
	Put(ctx context.Context, r io.ReadSeeker) (Blob, error)
	// Get opens the bytes; ErrNoBlob when there are none. Bytes that changed are an error before the last of them is read. The caller closes.
	Get(ctx context.Context, h Hash) (io.ReadCloser, error)
	// Remove forgets the bytes unless they were put at or after the given time. Bytes that are not there are no error.
	Remove(ctx context.Context, h Hash, before time.Time) error
	// Blobs yields all that is kept, in no order.
	Blobs(ctx context.Context) iter.Seq2[Blob, error]
}
