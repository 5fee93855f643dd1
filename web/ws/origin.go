package ws

import "net/http"

// allowed says whether r may open a socket. Browsers always send Origin; only a program authorised by a bearer token (which no foreign page can make a
// browser send) may leave it out. The comparison is byte for byte: no host of our own, no case folding, no default ports.
func (o Options) allowed(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return o.Bearer
	}
	if len(origins) > 1 {
		return false
	}
	for _, own := range o.Origins {
		if own == origins[0] {
			return true
		}
	}
	return false
}
