package sfu

import (
	"cmp"
	"slices"
)

// rank says whose picture comes first when there is not enough for all.
type rank int8

// The ranks, first come first served.
const (
	rankShare rank = iota
	rankChair
	rankFloor
	rankRest
)

// withheld is the grade of a picture that is not sent.
const withheld = -1

// grade is one way in which a picture can be had: what of it, and at what cost. It is a value.
type grade struct {
	ceiling
	bitrate int // bit/s
	height  int // pixels; 0 while unknown
}

// demand is one picture that a peer wants. It is a value.
type demand struct {
	key    slotKey
	rank   rank
	height int     // wanted, in pixels; 0: as high as possible
	grades []grade // cheapest first, no higher than wanted; never empty
}

// slotKey tells one demand from another over time. It is a value.
type slotKey struct {
	slot *slot
	pub  *publication
}

// decent is the lowest grade that looks right: at least half of the lines that are wanted and can be had.
func (d *demand) decent() int {
	top := d.grades[len(d.grades)-1].height
	if d.height > 0 {
		top = min(top, d.height)
	}
	for i, g := range d.grades {
		if 2*g.height >= top && g.height > 0 {
			return i
		}
	}
	return len(d.grades) - 1
}

// cost is the bitrate of a grade.
func (d *demand) cost(at int) int {
	if at == withheld {
		return 0
	}
	return d.grades[at].bitrate
}

// turns is the order in which demands are served: by rank, large before small, as wished.
func turns(demands []demand) []int {
	order := make([]int, len(demands))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &demands[a], &demands[b]
		if c := cmp.Compare(x.rank, y.rank); c != 0 {
			return c
		}
		return cmp.Compare(uint(y.height-1), uint(x.height-1)) // 0 becomes the greatest
	})
	return order
}

// share gives each demand a grade so that all together stay within budget bit/s, which has the sound taken out already. It goes round twice: the first time
// everybody gets, in turn, what looks decent, or the best below that; the second time, in turn, what was wanted. So nobody is withheld, or has less than
// what looks decent, for somebody who comes later in turn; and a greater budget never gives the first in turn less. It is pure.
func share(demands []demand, budget int) []int {
	order := turns(demands)
	given := make([]int, len(demands))
	for _, i := range order {
		d := &demands[i]
		given[i] = withheld
		budget -= d.raise(&given[i], d.decent(), budget)
	}
	for _, i := range order {
		d := &demands[i]
		if given[i] != withheld {
			budget -= d.raise(&given[i], len(d.grades)-1, budget)
		}
	}
	return given
}

// raise lifts at to the best grade up to top whose additional bitrate is within budget, and returns that bitrate.
func (d *demand) raise(at *int, top, budget int) int {
	have := d.cost(*at)
	for g := top; g > *at; g-- {
		if more := d.cost(g) - have; more <= budget {
			*at = g
			return more
		}
	}
	return 0
}

// sum is the bitrate of an allocation.
func sum(demands []demand, given []int) int {
	total := 0
	for i := range demands {
		total += demands[i].cost(given[i])
	}
	return total
}

// wanted is the bitrate of everything that is wanted.
func wanted(demands []demand) int {
	total := 0
	for i := range demands {
		total += demands[i].cost(len(demands[i].grades) - 1)
	}
	return total
}

// stepOf is the rung of the ladder that an allocation means (product: sound, then the share, then the chair, then the rest).
func stepOf(demands []demand, given []int) Step {
	var share, chair, rest, reduced, missing bool
	for i := range demands {
		d := &demands[i]
		switch {
		case given[i] == withheld:
			missing = true
			continue
		case given[i] < len(d.grades)-1:
			reduced = true
		}
		share, chair, rest = share || d.rank == rankShare, chair || d.rank == rankChair, rest || d.rank > rankChair
	}
	switch {
	case missing && !share && !chair && !rest:
		return StepAudio
	case missing && share && !chair && !rest:
		return StepShare
	case missing:
		return StepChair
	case reduced:
		return StepReduced
	}
	return StepFull
}
