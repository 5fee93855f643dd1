package sfu

import (
	"slices"
	"testing"
	"time"
)

func TestRanking(t *testing.T) {
	pubs := make([]*publication, 6)
	for i := range pubs {
		pubs[i] = &publication{}
	}
	r := ranking{depth: 3}
	now := time.Second
	// order ranks voices of the given loudness (127 + dB) after 100 ms more and says who came out in which place.
	order := func(loud ...int) []int {
		now += 100 * time.Millisecond
		var present []voice
		for i, l := range loud {
			if l >= 0 {
				v := voice{pub: pubs[i], loud: l}
				if i == 5 {
					v.prefer = 1
				}
				present = append(present, v)
			}
		}
		var places []int
		for _, v := range r.rank(present, now) {
			places = append(places, slices.Index(pubs, v.pub))
		}
		return places
	}
	check := func(what string, got []int, want ...int) {
		t.Helper()
		if !slices.Equal(got[:len(want)], want) {
			t.Errorf("%s: %v, want %v first", what, got, want)
		}
	}
	check("louder first", order(80, 90, 100, 0, 0), 2, 1, 0)
	check("a little louder takes nobody's place", order(80, 90, 100, 88, 0), 2, 1, 0)
	check("much louder does", order(80, 90, 100, 93, 0), 2, 1, 3)
	check("a pause between words", order(0, 90, 0, 93, 0), 3, 1)
	check("the pause kept the place", order(80, 90, 100, 93, 0), 2, 3, 1)
	for range 12 {
		order(0, 0, 0, 93, 0)
	}
	check("silence gives it up to the last who spoke", order(0, 0, 0, 0, 80), 4, 3)
	check("preferred before all", order(100, 100, 100, 100, 100, 0), 5)
	check("who left is gone", order(-1, 90, -1, -1, -1), 1)
}

func TestPlaceKeepsWhatStays(t *testing.T) {
	p := &Peer{room: &Room{errand: make(chan struct{}, 1), dirty: make(chan struct{}, 1), start: time.Now()}, wake: make(chan struct{}, 1)}
	slots := make([]*slot, 3)
	for i := range slots {
		slots[i] = newSlot(p, Camera.Kind(), "x")
	}
	pubs := make([]*publication, 5)
	for i := range pubs {
		pubs[i] = newPublication(p, Track{Source: Camera}, nil)
	}
	in := func() (list []int) {
		for _, s := range slots {
			list = append(list, slices.Index(pubs, s.target.Load()))
		}
		return list
	}
	for _, step := range []struct {
		wanted  []*publication
		want    []int
		changed bool
	}{
		{pubs[:3], []int{0, 1, 2}, true},
		{[]*publication{pubs[2], pubs[0], pubs[1]}, []int{0, 1, 2}, false},
		{[]*publication{pubs[3], pubs[1]}, []int{3, 1, -1}, true},
		{pubs[1:], []int{3, 1, 2}, true},
		{nil, []int{-1, -1, -1}, true},
	} {
		if changed := place(slots, step.wanted); changed != step.changed || !slices.Equal(in(), step.want) {
			t.Errorf("%v changed %t, want %v %t", in(), changed, step.want, step.changed)
		}
	}
	for i, pub := range pubs {
		if n := len(*pub.layer("").slots.Load()); n != 0 {
			t.Errorf("publication %d still has %d subscribers", i, n)
		}
	}
}
