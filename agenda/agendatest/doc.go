// Package agendatest holds the conformance suites of the ports Journal, Bus, Leases and Blobs. Every adapter runs them in its own tests, so that a meeting
// behaves the same on memory, on bbolt and on Redis; what a suite does not say, no caller may rely on.
//
// It is not a fake: package mem is. It imports testing and is therefore imported by tests only.
//
// Concurrency: each suite starts goroutines against the adapter and waits for them before it returns. A suite never sleeps: it waits for channels, and
// gives a real network ten seconds before it calls something lost.
//
// Reading order: records.go (making a chained record), journal.go, writers.go, changed.go, reopen.go, bus.go, leases.go, blobs.go.
package agendatest
