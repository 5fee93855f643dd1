package sfu

import "time"

const (
	headroom   = 0.85                   // of the budget: what a step up may fill of it
	climbAfter = 3 * time.Second        // so long there has to be headroom before a step up
	climbMost  = 12 * time.Second       // and so long after steps up that did not last
	climbLasts = 12 * time.Second       // a step up that is taken back sooner did not last
	climbSoon  = 400 * time.Millisecond // instead of climbAfter while the path is new
)

// climber turns one share after another into what slots are sent: down at once, up only with headroom for some seconds. It is pure, and a value.
type climber struct {
	have    map[slotKey]held
	since   time.Duration // there is headroom for a step up; 0 while there is not
	climbed time.Duration // when the last step up was taken; 0: never, or it has lasted
	after   time.Duration // instead of climbAfter
	eager   bool          // the path is new, and nothing speaks against it
}

// held is what a demand was given. It is a value.
type held struct {
	at     int
	height int // wanted then
	rank   rank
}

// next is the allocation at the time now, by place in demands. A picture that is new, or wanted otherwise than before, gets what is there for it at once.
func (c *climber) next(demands []demand, budget int, now time.Duration) []int {
	if c.after == 0 {
		c.after = climbAfter
	}
	after := c.after
	if c.eager {
		after = climbSoon
	}
	most := share(demands, budget)
	safe := share(demands, int(float64(budget)*headroom))
	given, fell, higher := make([]int, len(demands)), false, false
	for i := range demands {
		d := &demands[i]
		old, known := c.have[d.key]
		if !known || old.height != d.height || old.rank != d.rank {
			given[i] = most[i]
			continue
		}
		given[i] = min(old.at, most[i], len(d.grades)-1)
		fell = fell || most[i] < old.at
		higher = higher || safe[i] > given[i]
	}
	switch {
	case fell:
		if c.climbed != 0 && now-c.climbed < climbLasts {
			c.after = min(2*c.after, climbMost)
		}
		c.since, c.climbed = 0, 0
	case !higher:
		c.since = 0
	case c.since == 0:
		c.since = now
	case now-c.since >= after:
		for i := range given {
			given[i] = max(given[i], safe[i])
		}
		if sum(demands, given) > budget { // what came at once and what is climbed to do not fit together
			given = safe
		}
		c.since, c.climbed = 0, now
	}
	if c.climbed != 0 && now-c.climbed >= climbLasts {
		c.climbed, c.after = 0, climbAfter
	}
	c.have = make(map[slotKey]held, len(demands))
	for i := range demands {
		c.have[demands[i].key] = held{at: given[i], height: demands[i].height, rank: demands[i].rank}
	}
	return given
}
