// Package disk is agenda.Blobs in a folder, the default of a server that runs alone: each file under the SHA-256 of its content, beside journal.db.
//
// It is not a journal and knows no meetings: what nothing names any more is found by live.Sweep.
//
// Durability: bytes are written to a file of another name in the same folder, synced, given their own name by a rename, and the folder is synced; only then
// does Put return. A crash leaves at most a file with the ending ".part", which Open removes. The time of the last Put is the file's own.
//
// Concurrency: Blobs is locked and all of its methods may be called from any goroutine. One process uses a folder: the lock of journal.db beside it sees to that.
//
// Reading order: blobs.go.
package disk
