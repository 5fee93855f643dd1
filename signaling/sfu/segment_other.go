//go:build !linux

package sfu

const oobSpace = 1

// segmentControl is not called where canSegment says no.
func segmentControl(*[oobSpace]byte, int) []byte { return nil }

// canSegment says that only Linux does.
func canSegment(uintptr) bool { return false }

// noBatches says that there is nothing to gain from batches: elsewhere than on Linux they are sent one by one anyway.
func noBatches(error) bool { return true }

// noSegments is not called where nothing is segmented.
func noSegments(error) bool { return true }
