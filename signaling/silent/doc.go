// Package silent keeps pion quiet: what its libraries say contains addresses and session descriptions, which are never logged. What matters is logged by
// those who use it, by state.
//
// It is one value without state, safe for concurrent use; logger.go is all of it. It is not a logger of our own.
package silent
