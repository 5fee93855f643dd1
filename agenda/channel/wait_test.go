package channel_test

import (
	"testing"
	"time"
)

// waitFor polls: the other side of a network has no channel to wait for.
func waitFor(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for !ok() {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain for", what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}
