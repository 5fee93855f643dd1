package sfu

import "testing"

func TestChoose(t *testing.T) {
	layers := func(alive string, heights ...int) []layerState {
		list := make([]layerState, len(heights))
		for i, h := range heights {
			list[i] = layerState{height: h, alive: alive[i] == '+'}
		}
		return list
	}
	full := layers("+++", 180, 360, 720)
	for name, c := range map[string]struct {
		wanted       int
		limit        ceiling
		layers       []layerState
		wish, bridge int
	}{
		"nothing published":              {360, ceiling{}, nil, -1, -1},
		"as high as possible":            {0, ceiling{}, full, 2, -1},
		"exactly":                        {360, ceiling{}, full, 1, -1},
		"a little larger than wanted":    {270, ceiling{}, full, 1, -1},
		"too large":                      {260, ceiling{}, full, 0, -1},
		"smaller than all":               {90, ceiling{}, full, 0, -1},
		"4:3":                            {360, ceiling{}, layers("+++", 120, 240, 480), 2, -1},
		"ceiling":                        {720, ceiling{layers: 2}, full, 1, -1},
		"ceiling above":                  {180, ceiling{layers: 2}, full, 0, -1},
		"ceiling above all":              {720, ceiling{layers: 9}, full, 2, -1},
		"nothing at all":                 {720, ceiling{layers: -1}, full, -1, -1},
		"temporal only":                  {720, ceiling{temporal: 1}, full, 2, -1},
		"the wished one does not arrive": {720, ceiling{}, layers("++-", 180, 360, 720), 2, 1},
		"nor the next":                   {720, ceiling{}, layers("+--", 180, 360, 720), 2, 0},
		"none arrives":                   {720, ceiling{}, layers("---", 180, 360, 720), 2, -1},
		"only a higher one arrives":      {180, ceiling{}, layers("-++", 180, 360, 720), 0, 1},
		"which is above the ceiling":     {180, ceiling{layers: 1}, layers("-++", 180, 360, 720), 0, -1},
		"heights unknown":                {360, ceiling{}, layers("+++", 0, 0, 0), 1, -1},
		"one height known":               {540, ceiling{}, layers("+++", 270, 0, 0), 1, -1},
		"the highest known":              {540, ceiling{}, layers("+++", 0, 0, 1080), 1, -1},
		"one layer, too high":            {90, ceiling{}, layers("+", 1080), 0, -1},
		"one layer, resting":             {90, ceiling{}, layers("-", 1080), 0, -1},
	} {
		if wish, bridge := choose(c.wanted, c.limit, c.layers); wish != c.wish || bridge != c.bridge {
			t.Errorf("%s: %d bridged by %d, want %d by %d", name, wish, bridge, c.wish, c.bridge)
		}
	}
}

func TestCeilingIsKept(t *testing.T) {
	_, slots := bench(Camera, nowhere{})
	for _, c := range []ceiling{{}, {layers: -1}, {layers: 3, temporal: 2}, {layers: 1}} {
		slots[0].setCeiling(c)
		if got := slots[0].limit(); got != c {
			t.Errorf("%+v became %+v", c, got)
		}
	}
}
