// Package live holds the open meetings of one node: it decides commands, appends what follows to the journal, and lets any number of readers follow.
//
// Hub opens sessions and follows the journal; Session is one open meeting; Log is its records in memory with their encodings;
// Batch is some of them as one class of seats may see them, laid out once for all who ask for the same.
// Sweeper removes files that no paper names any more.
// Recap writes the first item of a meeting from what earlier ones left open.
//
// Do: seen before? the same answer – decide – append – ErrStale? catch up and decide again. Broadcast is an append: readers loop over After and wait
// for its channel; there is no queue per reader, no overflow rule and no memory for the slow.
//
// It is not a store and knows no wire: agenda/channel turns frames into Do and After.
//
// Concurrency: Hub and Session are safe for concurrent use. Serve follows other nodes and must run as long as the Hub is used.
//
// Reading order: session.go, log.go, batch.go, hub.go, sweep.go, earlier.go, recap.go.
//
// # Why
//
// One command at a time is decided per session (turn): commands of one meeting would only lose the race against each other. Different meetings never wait
// for each other, and bbolt groups their commits.
package live
