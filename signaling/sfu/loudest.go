package sfu

import (
	"cmp"
	"slices"
	"time"
)

const (
	speakLevel = 127 - 55               // smoothed loudness (127 + dB) from which somebody speaks
	quietLevel = 127 - 65               // and below which they stop
	holdSpeech = 800 * time.Millisecond // pauses between words are not silence
	bonus      = 12                     // dB by which a newcomer must be louder than somebody who is heard already
)

// voice is one open audio publication as the ranking sees it. It is a value.
type voice struct {
	pub    *publication
	loud   int           // smoothed, 0 (silence) to 127 (overload)
	prefer int           // greater first; 0 for nobody special
	heard  time.Duration // when it last was above speakLevel
	speaks bool
	placed int // position in the last ranking, from 0; -1 for a newcomer
}

// ranking orders voices, most worth hearing first, with hysteresis: it remembers the last order. It is owned by the room's goroutine.
type ranking struct {
	voices []voice
	depth  int // the first so many places are worth keeping
}

// rank takes the present voices and gives their order. now is monotonic.
func (r *ranking) rank(present []voice, now time.Duration) []voice {
	for i := range present {
		v := &present[i]
		v.placed = -1
		if old := slices.IndexFunc(r.voices, func(o voice) bool { return o.pub == v.pub }); old >= 0 {
			v.placed, v.heard, v.speaks = old, r.voices[old].heard, r.voices[old].speaks
		}
		if v.loud >= speakLevel {
			v.heard, v.speaks = now, true
		}
		if v.speaks && v.loud < quietLevel && now-v.heard > holdSpeech {
			v.speaks = false
		}
	}
	slices.SortStableFunc(present, r.compare)
	r.voices = present
	return present
}

// compare puts the preferred first, then who speaks (louder first, unless somebody not much less loud has the place), then who spoke last.
func (r *ranking) compare(a, b voice) int {
	if c := cmp.Compare(b.prefer, a.prefer); c != 0 {
		return c
	}
	if a.speaks != b.speaks {
		if a.speaks {
			return -1
		}
		return 1
	}
	if a.speaks {
		if c := cmp.Compare(b.loud+r.bonus(b), a.loud+r.bonus(a)); c != 0 {
			return c
		}
	} else if c := cmp.Compare(b.heard, a.heard); c != 0 {
		return c
	}
	return cmp.Compare(uint(a.placed), uint(b.placed)) // -1 becomes the greatest: newcomers last
}

func (r *ranking) bonus(v voice) int {
	if v.placed >= 0 && v.placed < r.depth {
		return bonus
	}
	return 0
}
