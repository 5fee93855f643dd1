package signaling

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"giaoban/agenda"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

const (
	probeFor    = 15 * time.Second // how long a socket that only probes may stay
	maxProbes   = 4                // of one socket: UDP, TCP, a relay, and one more
	maxProbings = 64               // sockets that probe at once
	maxOfSeat   = 4                // of them, of one seat
)

// probings are the sockets that probe now. It is locked.
type probings struct {
	mu    sync.Mutex
	seats map[Who]int // guarded by mu, like all
	all   int
}

// enter takes a place, which leave gives back; false when there is none.
func (p *probings) enter(who Who) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all >= maxProbings || p.seats[who] >= maxOfSeat {
		return false
	}
	if p.seats == nil {
		p.seats = map[Who]int{}
	}
	p.all++
	p.seats[who]++
	return true
}

func (p *probings) leave(who Who) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all--
	if p.seats[who]--; p.seats[who] == 0 {
		delete(p.seats, who)
	}
}

// ProbeOffer is the offer of a connection that is only tried. It is a value.
type ProbeOffer struct {
	SDP string `json:"sdp"`
}

// ProbeAnswer answers a ProbeOffer; the servers are those that Welcome would name. It is a value.
type ProbeAnswer struct {
	SDP        string      `json:"sdp"`
	ICEServers []ICEServer `json:"ice_servers"`
}

var (
	errProbings = agenda.NewError(agenda.TooMuch, "too_many_probes", "Nhiều điểm cầu đang kiểm tra mạng cùng lúc. Thử lại sau vài giây.", "Many sites are testing their network at once. Try again in a few seconds.")
	errProbes   = agenda.NewError(agenda.TooMuch, "too_many_probes", "Mỗi lần kiểm tra chỉ được thử bốn đường.", "One test may try four paths.")
)

// probe serves a socket whose first frame was a probe: it joins nothing, and its connections end with it.
func (s *Server) probe(ctx context.Context, c *ws.Conn, who Who, f ws.Frame) error {
	if !s.probing.enter(who) {
		_ = answer(c, "error", f.ID, refusal(errProbings)) // the close code says to come back
		return c.Close(ws.CodeStop, "too many probes")
	}
	defer s.probing.leave(who)
	timely, cancel := context.WithTimeout(ctx, probeFor)
	defer cancel()
	var probes []*sfu.Trial
	defer func() {
		for _, p := range probes {
			_ = p.Close() // nothing was sent on it
		}
	}()
	for {
		p, err := s.tryPath(c, who, f, len(probes))
		if err != nil {
			return errors.Join(fmt.Errorf("media socket: probe: %w", err), c.Close(ws.CodeInvalid, "not a probe"))
		}
		probes = append(probes, p)
		if f, err = c.Read(timely); err != nil {
			break // the browser has seen enough, or took too long
		}
	}
	if ctx.Err() != nil {
		return c.Close(ws.CodeStop, "server is stopping")
	}
	return c.Close(ws.CodeNormal, "goodbye")
}

// tryPath does one probe. A refusal was answered and ends the socket.
func (s *Server) tryPath(c *ws.Conn, who Who, f ws.Frame, done int) (*sfu.Trial, error) {
	var m ProbeOffer
	err := decode(f, &m)
	switch {
	case f.Type != "probe":
		err = errUnknown
	case done >= maxProbes:
		err = errProbes
	}
	var p *sfu.Trial
	var text string
	if err == nil {
		p, text, err = s.cfg.Engine.Try(m.SDP)
	}
	if err != nil {
		_ = answer(c, "error", f.ID, refusal(agenda.AsError(err))) // the close code says the same
		return nil, err
	}
	if err := answer(c, "probed", f.ID, ProbeAnswer{SDP: text, ICEServers: s.ICEServers(who)}); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}
