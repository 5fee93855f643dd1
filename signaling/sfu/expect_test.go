package sfu

import (
	"testing"
	"time"
)

// A picture is waited for when pictures come in at once, and not when their sender spreads them out.
func TestExpectTheRestOfAPicture(t *testing.T) {
	for name, c := range map[string]struct {
		video bool
		gap   time.Duration
		waits bool
	}{
		"all at once": {true, 50 * time.Microsecond, true},
		"spread out":  {true, 3 * time.Millisecond, false},
		"voice":       {false, 50 * time.Microsecond, false},
	} {
		f := path{video: c.video}
		now := time.Second
		for picture := range uint32(20) {
			for n := range 5 {
				now += c.gap
				last := n == 4
				got := f.expect(&packet{ts: picture, marker: last}, now)
				if last && got != 0 {
					t.Errorf("%s: waits after the end of a picture", name)
				}
				if !last && picture > 2 && (got > 0) != c.waits {
					t.Fatalf("%s: picture %d, packet %d waits for %v", name, picture, n, got)
				}
			}
			now += 30 * time.Millisecond
		}
	}
}
