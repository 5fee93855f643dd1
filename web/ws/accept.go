package ws

import (
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"
)

const handshakeTimeout = 5 * time.Second

// writeBuffers are shared by all sockets of the process, each for the time of one write; gorilla/websocket wants them by pointer.
var writeBuffers sync.Pool

// Options say who may open a socket and how fast it may talk. It is a value.
type Options struct {
	Origins     []string // exact list of scheme://host or scheme://host:port as browsers send it
	Bearer      bool     // the request was authorised by a bearer token, so that it may come without Origin
	Subprotocol string   // required; the client must offer it
	Rate        float64  // incoming frames per second; 0 means 20
	Burst       int      // incoming frames at once; 0 means 40
}

// ErrRefused says that Accept answered the request with an HTTP error.
var ErrRefused = errors.New("ws: upgrade refused")

// Accept upgrades a request. On error it has already answered the request: 403 for a foreign or missing origin, 400 for anything else that is wrong with the
// handshake. The request must be authenticated before. The caller owns the Conn and must Close it.
func Accept(w http.ResponseWriter, r *http.Request, o Options) (*Conn, error) {
	if !o.allowed(r) {
		http.Error(w, "Nguồn gọi không được phép. / Origin not allowed.", http.StatusForbidden)
		return nil, errors.Join(ErrRefused, errors.New("origin not allowed"))
	}
	if o.Subprotocol == "" || !slices.Contains(websocket.Subprotocols(r), o.Subprotocol) {
		http.Error(w, "Thiếu giao thức con. / Subprotocol missing.", http.StatusBadRequest)
		return nil, errors.Join(ErrRefused, errors.New("subprotocol not offered"))
	}
	upgrader := websocket.Upgrader{
		HandshakeTimeout:  handshakeTimeout,
		Subprotocols:      []string{o.Subprotocol},
		CheckOrigin:       func(*http.Request) bool { return true }, // checked above, exactly
		EnableCompression: false,                                    // a read limit does not hold against a compressed bomb
		// Of the buffers of 4 KiB each that the HTTP server leaves, an idle socket keeps one of 512 bytes.
		ReadBufferSize: 512, WriteBufferSize: 4 << 10, WriteBufferPool: &writeBuffers,
	}
	raw, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return nil, errors.Join(ErrRefused, err)
	}
	return newConn(raw, o.limiter(), true), nil
}

func (o Options) limiter() *rate.Limiter {
	perSecond, burst := o.Rate, o.Burst
	if perSecond == 0 {
		perSecond = 20
	}
	if burst == 0 {
		burst = 40
	}
	return rate.NewLimiter(rate.Limit(perSecond), burst)
}
