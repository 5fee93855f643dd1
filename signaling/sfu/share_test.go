package sfu

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// three is a camera with three layers, wanted at a height.
func three(r rank, height int) demand {
	all := []grade{{ceiling{layers: 1}, 150_000, 180}, {ceiling{layers: 2}, 500_000, 360}, {ceiling{layers: 3}, 1_500_000, 720}}
	n := len(all)
	for height > 0 && n > 1 && all[n-2].height >= height {
		n--
	}
	return demand{rank: r, height: height, grades: all[:n], key: slotKey{slot: &slot{}}}
}

func single(r rank, bitrate int) demand {
	return demand{rank: r, grades: []grade{{bitrate: bitrate}}, key: slotKey{slot: &slot{}}}
}

func TestShare(t *testing.T) {
	speaker := []demand{three(rankRest, 180), three(rankRest, 180), three(rankChair, 720), three(rankRest, 180)}
	slides := append([]demand{single(rankShare, 900_000)}, speaker...)
	for name, c := range map[string]struct {
		demands []demand
		budget  int
		want    []int
		step    Step
	}{
		"nothing wanted":         {nil, 0, []int{}, StepFull},
		"enough":                 {speaker, 2_000_000, []int{0, 0, 2, 0}, StepFull},
		"chair smaller":          {speaker, 1_900_000, []int{0, 0, 1, 0}, StepReduced},
		"one withheld":           {speaker, 800_000, []int{0, 0, 1, withheld}, StepChair},
		"chair decent":           {speaker, 500_000, []int{withheld, withheld, 1, withheld}, StepChair},
		"chair small":            {speaker, 450_000, []int{0, 0, 0, withheld}, StepChair},
		"nothing":                {speaker, 100_000, []int{withheld, withheld, withheld, withheld}, StepAudio},
		"below nothing":          {speaker, -5, []int{withheld, withheld, withheld, withheld}, StepAudio},
		"share first":            {slides, 1_000_000, []int{0, withheld, withheld, withheld, withheld}, StepShare},
		"share too large":        {slides, 200_000, []int{withheld, withheld, withheld, 0, withheld}, StepChair},
		"share and chair":        {slides, 1_450_000, []int{0, withheld, withheld, 1, withheld}, StepChair},
		"large before small":     {[]demand{three(rankRest, 180), three(rankRest, 720)}, 600_000, []int{withheld, 1}, StepChair},
		"unlimited is the first": {[]demand{three(rankRest, 720), three(rankRest, 0)}, 600_000, []int{withheld, 1}, StepChair},
		"floor before the rest":  {[]demand{three(rankRest, 720), three(rankFloor, 180)}, 200_000, []int{withheld, 0}, StepChair},
	} {
		given := share(c.demands, c.budget)
		if !slices.Equal(given, c.want) {
			t.Errorf("%s: %v, want %v", name, given, c.want)
		}
		if step := stepOf(c.demands, given); step != c.step {
			t.Errorf("%s: %s, want %s", name, step, c.step)
		}
	}
}

// randomDemands are up to 13 pictures of up to 4 grades.
func randomDemands(r *rand.Rand) []demand {
	list := make([]demand, r.IntN(14))
	for i := range list {
		d := demand{rank: rank(r.IntN(4)), height: []int{0, 90, 180, 360, 720}[r.IntN(5)], key: slotKey{slot: &slot{}}}
		bitrate, height := 0, 45
		for n := range 1 + r.IntN(4) {
			bitrate += 20_000 + r.IntN(900_000)
			if r.IntN(3) > 0 {
				height *= 2
			}
			d.grades = append(d.grades, grade{ceiling{layers: n + 1}, bitrate, height})
		}
		list[i] = d
	}
	return list
}

// The promises of share, for thousands of rooms: never above the budget; nobody goes without for somebody who comes later in turn; more budget is never
// less for whoever comes first.
func TestShareKeepsItsPromises(t *testing.T) {
	for seed := range uint64(5000) {
		r := rand.New(rand.NewPCG(seed, 1))
		demands := randomDemands(r)
		budget := r.IntN(6_000_000)
		given := share(demands, budget)
		left := budget - sum(demands, given)
		if left < 0 {
			t.Fatalf("seed %d: %d above the budget of %d", seed, -left, budget)
		}
		order := turns(demands)
		for at, i := range order {
			d := &demands[i]
			if given[i] == len(d.grades)-1 {
				continue
			}
			step := d.cost(given[i]+1) - d.cost(given[i])
			spare := left // what those who come later could give up for it
			for _, j := range order[at+1:] {
				later := &demands[j]
				spare += later.cost(given[j])
				if given[i] >= d.decent() {
					spare -= later.cost(min(given[j], later.decent()))
				}
			}
			if step <= spare {
				t.Fatalf("seed %d: picture %d lacks %d bit/s, and later ones have %d of them", seed, i, step, spare)
			}
		}
		before, after := ordered(demands, order, given), ordered(demands, order, share(demands, budget+r.IntN(500_000)))
		if slices.Compare(after, before) < 0 {
			t.Fatalf("seed %d: %v became %v with a greater budget", seed, before, after)
		}
	}
}

// ordered is an allocation as it came about: what each got in the first round, in turn, and then in the second.
func ordered(demands []demand, order, given []int) (list []int) {
	for _, i := range order {
		list = append(list, min(given[i], demands[i].decent()))
	}
	for _, i := range order {
		list = append(list, given[i])
	}
	return list
}

// Down at once, up after some seconds with headroom, and later still when that did not last.
func TestClimbing(t *testing.T) {
	demands := []demand{three(rankChair, 720), three(rankRest, 180)}
	var c climber
	now := time.Second
	at := func(budget int, seconds float64, want ...int) {
		t.Helper()
		end := now + time.Duration(seconds*float64(time.Second))
		var given []int
		for ; now < end; now += errandEvery {
			given = c.next(demands, budget, now)
			if s := sum(demands, given); s > budget {
				t.Fatalf("%d of %d bit/s", s, budget)
			}
		}
		if !slices.Equal(given, want) {
			t.Fatalf("at %v with %d: %v, want %v", now, budget, given, want)
		}
	}
	at(700_000, 0.25, 1, 0) // new pictures at once
	at(200_000, 0.25, 0, withheld)
	at(700_000, 2.5, 0, withheld)
	at(760_000, 1.5, 1, withheld) // headroom for the chair, not for both
	at(760_000, 9, 1, withheld)
	at(780_000, 4, 1, 0)
	at(600_000, 0.25, 1, withheld) // that did not last
	at(780_000, 5, 1, withheld)
	at(780_000, 2, 1, 0)
	at(3_000_000, 20, 2, 0)
	demands[1] = three(rankRest, 0) // something else is wanted
	at(3_000_000, 0.25, 2, 2)
	demands = append(demands, three(rankShare, 0))
	at(3_000_000, 0.25, 1, 1, 2)
}

// A budget that swings by less than the headroom moves nothing.
func TestClimbingIsSteady(t *testing.T) {
	demands := []demand{three(rankChair, 720), three(rankRest, 360), three(rankRest, 180)}
	var c climber
	moves, last := 0, []int{}
	for i := range 4 * 60 * 10 {
		budget := 1_200_000 + 60_000*(i%3-1)
		given := c.next(demands, budget, time.Duration(i+1)*errandEvery)
		if !slices.Equal(given, last) {
			moves++
		}
		last = given
	}
	if moves > 2 {
		t.Errorf("%d changes in ten minutes", moves)
	}
}
