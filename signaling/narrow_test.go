package signaling_test

import (
	"math/rand/v2"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/bot"
	"giaoban/signaling/sfu"

	"github.com/pion/ice/v4"
)

// line is a UDP socket whose receiving side is a narrow or a bad line: a queue that empties at a rate, and losses. It is locked.
type line struct {
	*net.UDPConn
	arrived chan datagram // in the order of leaving the queue
	done    chan struct{}
	tasks   sync.WaitGroup

	mu    sync.Mutex
	rate  float64 // bit/s; 0: any
	loss  float64
	free  time.Time // when the queue is empty
	drops int
}

type datagram struct {
	bytes []byte
	from  net.Addr
	due   time.Time
}

const lineQueue = 400 * time.Millisecond // what waits longer is dropped

func newLine(t *testing.T, rate, loss float64) *line {
	t.Helper()
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.SetReadBuffer(4 << 20)
	l := &line{UDPConn: conn, arrived: make(chan datagram, 4096), done: make(chan struct{}), rate: rate, loss: loss}
	l.tasks.Go(l.queue)
	return l
}

func (l *line) set(rate, loss float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rate, l.loss = rate, loss
}

func (l *line) dropped() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.drops
}

// queue takes what comes from the network and says when it leaves.
func (l *line) queue() {
	defer close(l.arrived)
	for {
		b := make([]byte, 2048)
		n, from, err := l.UDPConn.ReadFrom(b)
		if err != nil {
			return
		}
		due, ok := l.due(n)
		if !ok {
			continue
		}
		select {
		case l.arrived <- datagram{b[:n], from, due}:
		case <-l.done:
			return
		}
	}
}

func (l *line) due(size int) (at time.Time, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.loss > 0 && rand.Float64() < l.loss {
		l.drops++
		return now, false
	}
	if l.rate == 0 {
		return now, true
	}
	if l.free.Before(now) {
		l.free = now
	}
	if l.free.Sub(now) > lineQueue {
		l.drops++
		return now, false
	}
	l.free = l.free.Add(time.Duration(float64(size+28) * 8 / l.rate * float64(time.Second)))
	return l.free, true
}

// ReadFrom implements net.PacketConn.
func (l *line) ReadFrom(b []byte) (int, net.Addr, error) {
	d, open := <-l.arrived
	if !open {
		return 0, nil, net.ErrClosed
	}
	if wait := time.Until(d.due); wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-l.done:
			return 0, nil, net.ErrClosed
		}
	}
	return copy(b, d.bytes), d.from, nil
}

// Close implements net.PacketConn.
func (l *line) Close() error {
	err := l.UDPConn.Close()
	select {
	case <-l.done:
	default:
		close(l.done)
	}
	l.tasks.Wait()
	return err
}

// over joins a viewer of the chair's camera and of unit pictures, whose down connection is l.
func (h *hall) over(l *line, wishes ...sfu.Wish) *bot.Bot {
	mux := ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: l})
	h.t.Cleanup(func() { _ = mux.Close(); _ = l.Close() })
	c := h.config("viewer", agenda.RoleUnit)
	c.Feedback, c.DownMux, c.Want = true, mux, wishes
	return h.join(c)
}

// speakers joins the chair with sound and a camera in three layers, and units with cameras.
func (h *hall) speakers(units int) {
	c := h.config("chair", agenda.RoleChair)
	c.Publish, c.Layers, c.FrameRate = []sfu.Source{sfu.Microphone, sfu.Camera}, bot.Simulcast(), 25
	h.join(c)
	for n := range units {
		c := h.config(seat(n), agenda.RoleUnit)
		c.Publish, c.Layers, c.FrameRate = []sfu.Source{sfu.Camera}, bot.Simulcast(), 25
		h.join(c)
	}
}

func quality(b *bot.Bot) sfu.Quality {
	list := b.Stats().Quality
	if len(list) == 0 {
		return sfu.Quality{Step: sfu.StepFull}
	}
	return list[len(list)-1]
}

// sound is what arrived of voices, pictures what arrived of cameras.
func sound(b *bot.Bot) (s bot.SlotStats) {
	for _, slot := range b.Stats().Slots {
		if !slot.Video {
			s.Packets, s.Lost = s.Packets+slot.Packets, s.Lost+slot.Lost
		}
	}
	return s
}

// At 256 kbit/s the voice stays whole and pictures go down the ladder; when the line is wide again they come back.
func TestNarrowLine(t *testing.T) {
	if testing.Short() {
		t.Skip("half a minute")
	}
	h := newHall(t, nil)
	h.speakers(3)
	l := newLine(t, 0, 0)
	wishes := []sfu.Wish{cameraOf("chair", 720), cameraOf(seat(0), 180), cameraOf(seat(1), 180), cameraOf(seat(2), 180)}
	b := h.over(l, wishes...)
	top := func() bool {
		return quality(b).Step == sfu.StepFull && slices.ContainsFunc(b.Stats().Slots, func(s bot.SlotStats) bool { return s.Height == 720 })
	}
	within(t, 15*time.Second, "everything is there", top)
	before := sound(b)
	l.set(256_000, 0)
	within(t, 5*time.Second, "fewer pictures", func() bool { return quality(b).Step != sfu.StepFull })
	wait := time.Now().Add(4 * time.Second) // for the queue to empty
	until(t, "a moment later", func() bool { return time.Now().After(wait) })
	settled := sound(b)
	drops := l.dropped()
	end := time.Now().Add(12 * time.Second)
	until(t, "12 s on the narrow line", func() bool { return time.Now().After(end) })
	after := sound(b)
	t.Logf("sound before %+v, at the change %+v, then %+v; dropped by the line %d and %d; %+v", before, settled, after, drops, l.dropped()-drops, quality(b))
	if lost := after.Lost - settled.Lost; lost > (after.Packets-settled.Packets)/100 {
		t.Errorf("%d packets of sound lost", lost)
	}
	if got := after.Packets - settled.Packets; got < 12*45 {
		t.Errorf("only %d packets of sound in 12 s", got)
	}
	l.set(0, 0)
	within(t, 25*time.Second, "everything is back", func() bool { return quality(b).Step == sfu.StepFull })
	room := h.server.Room("m")
	viewer := room.Peers[len(room.Peers)-1]
	if viewer.Seat != "viewer" || viewer.Down.Estimate < 1_500_000 || viewer.Transport != sfu.OverUDP {
		t.Errorf("%+v", viewer)
	}
}

// With a fifth of all packets lost, what is asked for again keeps the pictures whole, and nothing is withheld for long.
func TestLossyLine(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds")
	}
	h := newHall(t, nil)
	h.speakers(0)
	l := newLine(t, 0, 0)
	b := h.over(l, cameraOf("chair", 360))
	within(t, 15*time.Second, "the picture is there", func() bool { return picture(b).Height == 360 })
	l.set(0, 0.2)
	end := time.Now().Add(10 * time.Second)
	before := picture(b)
	until(t, "10 s on a bad line", func() bool { return time.Now().After(end) })
	p := picture(b)
	t.Logf("%+v, %+v", p, quality(b))
	if lost, got := p.Lost-before.Lost, p.Packets-before.Packets; lost > got/50 || got < 200 {
		t.Errorf("%d packets of the picture lost for good, %d arrived", lost, got)
	}
}

// A limit of the client's own withholds pictures on any line, and ends when it says so.
func TestLimit(t *testing.T) {
	h := newHall(t, nil)
	h.speakers(1)
	c := h.config("viewer", agenda.RoleUnit)
	c.Want = []sfu.Wish{cameraOf("chair", 720), cameraOf(seat(0), 180)}
	b := h.join(c)
	heights := func(height int) func() bool {
		return func() bool {
			return slices.ContainsFunc(b.Stats().Slots, func(s bot.SlotStats) bool { return s.Height == height && s.From["chair"] > 0 })
		}
	}
	until(t, "the chair in full", heights(720))
	set := func(down int) {
		if _, err := b.Do(t.Context(), "limit", signaling.Limit{Down: down}); err != nil {
			t.Fatal(err)
		}
	}
	set(250_000)
	within(t, 3*time.Second, "the chair alone, and small", func() bool { return quality(b).Step == sfu.StepChair && heights(180)() })
	if q := quality(b); len(q.Paused) != 1 || q.Paused[0].Seat != seat(0) {
		t.Errorf("%+v", q)
	}
	set(0)
	within(t, 8*time.Second, "everything is back", func() bool { return quality(b).Step == sfu.StepFull && heights(720)() })
}
