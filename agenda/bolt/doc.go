// Package bolt is the Journal on one bbolt file, the default of a server that runs alone.
//
// It is not a Bus and not Leases: a single node takes those from package mem. It serves one process: a second one is refused in words.
//
// The file journal.db holds the bucket "journals" with one bucket per meeting (key: big-endian version, value: the record's JSON), the catalogue "heads"
// (meeting → its newest version, hash and change) and "changes" (big-endian change number → meeting, one entry per meeting), and "format".
//
// Durability: Append returns nil after bbolt's commit, which has called fdatasync twice; NoSync is never set. Concurrent appends share a commit. A full disk is an
// error to the person and the store goes on, reading as before. Any other failed commit leaves it unknown what the disk has (Linux may drop pages after a
// failed fsync and call the next one good), so the store then refuses everything and says so on Failed: the process must stop and start again from the
// file.
//
// Concurrency: a Store is locked and all of its methods may be called from any goroutine. It starts none of its own. No transaction is open while a
// caller's loop body runs.
//
// Reading order: store.go (opening, closing, failing), append.go, read.go, fault.go (what a commit error means), catalogue.go.
//
// Why: "changes" orders by a counter, not by time as the architecture's words suggest: clocks jump, and two changes can share a millisecond. The time of the
// last change is kept in "heads" for people.
package bolt
