// Package mem is the ports Journal, Bus, Leases and Blobs in the memory of one process: the fake that every test of the domain uses, and the Bus and Leases of
// a server that runs alone beside package bolt.
//
// It is not durable: what is appended is gone with the process. It is as strict as the durable ones: records are kept as their JSON, so a record that
// does not survive its encoding fails here as well, and every Append of a version that is not next is ErrStale.
//
// Concurrency: a Store is locked and all of its methods may be called from any goroutine. No goroutine is started; the end of a context is met by
// context.AfterFunc. Nothing is called and nothing is sent on a full channel while the lock is held.
//
// Reading order: store.go, journal.go, bus.go, leases.go, blobs.go.
//
// Why: architecture.md lists mem as a test fake only. The Bus and the Leases of a single node are exactly these, so cmd wires them beside bolt rather
// than having a second copy there.
package mem
