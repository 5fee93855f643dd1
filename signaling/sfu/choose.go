package sfu

// MaxLayers is how many layers a publication may have. More are refused.
const MaxLayers = 3

// layerState is a layer as the choice sees it. It is a value.
type layerState struct {
	rid    string
	height int  // pixels; 0 while unknown
	bps    int  // bit/s when it last arrived; 0 while unknown
	alive  bool // it arrives
	thins  bool // it has temporal layers that can be left out
}

// ceiling is the most that a slot may be sent of whatever is in it. Its zero is no ceiling. It is a value.
type ceiling struct {
	layers   int // so many of the lowest layers; 0: all; below 0: nothing at all
	temporal int // and of these so many of the lowest temporal layers; 0: all
}

// tolerance is by how much a layer may be higher than what is wanted of it, as a fraction: a picture that is made smaller by a third looks better than one
// that is made larger by half.
const (
	toleranceOver  = 4
	toleranceUnder = 3
)

// choose finds the layer for a picture of the wanted height (in pixels; 0: as high as possible) under a ceiling. layers are the lowest first. wish is the
// highest that is not higher than wanted, the lowest if all are. When that one does not arrive, bridge is what does: the next lower, or else the next
// higher one. Both are places in layers, -1 for none. It is pure.
func choose(wanted int, limit ceiling, layers []layerState) (wish, bridge int) {
	allowed := len(layers)
	if limit.layers != 0 {
		allowed = min(allowed, max(0, limit.layers))
	}
	if allowed == 0 {
		return -1, -1
	}
	for i := 1; i < allowed; i++ {
		if wanted == 0 || heightOf(layers, i)*toleranceUnder <= wanted*toleranceOver {
			wish = i
		}
	}
	if layers[wish].alive {
		return wish, -1
	}
	for i := wish - 1; i >= 0; i-- {
		if layers[i].alive {
			return wish, i
		}
	}
	for i := wish + 1; i < allowed; i++ {
		if layers[i].alive {
			return wish, i
		}
	}
	return wish, -1
}

// heightOf is the height of a layer, or what it will be when it comes: each is half of the next higher one, and the highest has 720 lines.
func heightOf(layers []layerState, i int) int {
	if layers[i].height != 0 {
		return layers[i].height
	}
	for other := range layers {
		if h := layers[other].height; h != 0 {
			if other < i {
				return h << (i - other)
			}
			return h >> (other - i)
		}
	}
	return 720 >> (len(layers) - 1 - i)
}
