package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"

	"github.com/pion/ice/v4"
	"github.com/pion/webrtc/v4"
)

// Config says how a bot behaves. It is a value.
type Config struct {
	URL       string        // ws:// or wss:// address of the signaling socket, seat included
	Header    http.Header   // Cookie or Authorization, and Origin
	Seat      agenda.SeatID // written into everything that is sent, so that receivers can tell
	Device    string        // empty: made from the seat
	Publish   []sfu.Source  // from the start
	Muted     bool          // publish muted
	Want      []sfu.Wish    // the first wish list
	Audio     *int          // audio slots, nil for the server's default
	Video     *int          // video slots, nil for the server's default
	Level     uint8         // loudness of the voice in -dB (RFC 6464), 0 means 30
	FrameRate int           // pictures per second, 0 means 10
	Bitrate   int           // of a picture's source in bit/s; 0: one packet of 600 bytes per picture
	Layers    []Layer       // of the camera, lowest first, instead of one with Bitrate; nil: one
	Stubborn  bool          // send every layer, whatever the server says that it wants
	DropEvery int           // lose every so manieth received packet on purpose, 0 for none
	TCP       bool          // connect over TCP only
	Feedback  bool          // answer with transport-wide feedback and take repair streams, as browsers do
	Fallback  bool          // connect over TCP where UDP does not get through
	Relay     string        // connect only through the TURN server that the welcome names: "udp", "tcp" or "tls"; empty: directly

	DownMux ice.UDPMux          `json:"-"` // carries the down connection, for load tests that look at packets below it; nil: a port of its own
	Delay   func(time.Duration) `json:"-"` // told for each received packet how long ago a bot of this machine sent it; nil: nobody is
}

// Bot is one peer. It is locked by mu; the rest says who.
type Bot struct {
	cfg      Config    // static
	conn     *ws.Conn  // static
	opened   time.Time // static: when the socket was open
	up, down *webrtc.PeerConnection
	stop     context.CancelFunc
	tasks    sync.WaitGroup
	closing  sync.Once
	fault    error // guarded by closing

	negotiating sync.Mutex // held during a publish

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced whenever something below changes
	welcome  signaling.Welcome
	waiting  map[string]chan ws.Frame
	requests int
	offers   int
	slots    []sfu.SlotState
	room     signaling.RoomState
	speaking []agenda.SeatID
	muted    []signaling.Muted
	layers   map[sfu.Source][]string // what the server wants
	refusals []signaling.Refusal     // that answer nothing
	quality  []sfu.Quality           // what it said of the path, in order
	counts   map[string]*count       // by mid of down
	first    time.Duration
	voices   map[sfu.Source]*sender
	ended    error
	leaving  bool // no new goroutines
}

// Join opens the socket, says hello and publishes. It returns when the server has answered everything; media may take a moment more. The caller must Close
// the bot. ctx bounds joining only.
func Join(ctx context.Context, c Config) (*Bot, error) {
	if c.Device == "" {
		c.Device = "bot-" + string(c.Seat)
	}
	if c.Level == 0 {
		c.Level = 30
	}
	if c.FrameRate == 0 {
		c.FrameRate = 10
	}
	conn, err := ws.Dial(ctx, c.URL, signaling.Subprotocol, c.Header)
	if err != nil {
		return nil, err
	}
	life, stop := context.WithCancel(context.WithoutCancel(ctx))
	b := &Bot{
		cfg: c, conn: conn, opened: time.Now(), stop: stop, changed: make(chan struct{}), waiting: map[string]chan ws.Frame{},
		counts: map[string]*count{}, voices: map[sfu.Source]*sender{}, layers: map[sfu.Source][]string{},
	}
	err = b.hello(ctx)
	if err == nil {
		err = b.connections()
	}
	if err != nil {
		stop()
		return nil, errors.Join(err, conn.Close(ws.CodeNormal, "no connection"))
	}
	b.tasks.Go(func() { b.read(life) })
	if err := b.enter(ctx); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// hello says hello and takes the welcome, which is the first thing that the server says and what the connections are made with.
func (b *Bot) hello(ctx context.Context) error {
	f, err := ws.NewFrame("hello", "b0", "", signaling.Hello{Device: b.cfg.Device, Audio: b.cfg.Audio, Video: b.cfg.Video})
	if err == nil {
		err = b.conn.Write(f)
	}
	if err == nil {
		f, err = b.conn.Read(ctx)
	}
	if err != nil {
		return fmt.Errorf("bot %s: hello: %w", b.cfg.Seat, err)
	}
	if f.Type == "error" {
		refused := &Refused{}
		return errors.Join(refused, json.Unmarshal(f.Data, &refused.Refusal))
	}
	if err := json.Unmarshal(f.Data, &b.welcome); err != nil {
		return fmt.Errorf("bot %s: welcome: %w", b.cfg.Seat, err)
	}
	return nil
}

func (b *Bot) enter(ctx context.Context) error {
	if len(b.cfg.Want) > 0 {
		if err := b.Want(ctx, b.cfg.Want...); err != nil {
			return err
		}
	}
	if len(b.cfg.Publish) > 0 {
		return b.Publish(ctx, b.cfg.Publish...)
	}
	return nil
}

// Refused is an error frame of the server. It is a value.
type Refused struct {
	signaling.Refusal
}

// Error is the refusal's key and sentence.
func (r *Refused) Error() string { return r.Key + ": " + r.Message.EN }

// Do sends a request and waits for its answer. A refusal is an error that holds a *Refused.
func (b *Bot) Do(ctx context.Context, typ string, data any) (ws.Frame, error) {
	b.mu.Lock()
	b.requests++
	id := "b" + strconv.Itoa(b.requests)
	reply := make(chan ws.Frame, 1)
	b.waiting[id] = reply
	b.mu.Unlock()
	f, err := ws.NewFrame(typ, id, "", data)
	if err != nil {
		return ws.Frame{}, err
	}
	if err := b.conn.Write(f); err != nil {
		return ws.Frame{}, err
	}
	select {
	case f, open := <-reply:
		if !open {
			return ws.Frame{}, fmt.Errorf("bot %s: %s: %w", b.cfg.Seat, typ, b.Err())
		}
		if f.Type != "error" {
			return f, nil
		}
		refused := &Refused{}
		if err := json.Unmarshal(f.Data, &refused.Refusal); err != nil {
			return ws.Frame{}, err
		}
		return ws.Frame{}, refused
	case <-ctx.Done():
		return ws.Frame{}, fmt.Errorf("bot %s: %s: %w", b.cfg.Seat, typ, ctx.Err())
	}
}

// Want replaces the wish list.
func (b *Bot) Want(ctx context.Context, wishes ...sfu.Wish) error {
	if wishes == nil {
		wishes = []sfu.Wish{}
	}
	_, err := b.Do(ctx, "want", signaling.Want{Want: wishes})
	return err
}

// Mute tells the server that a source is muted; the bot keeps sending, as a modified client would.
func (b *Bot) Mute(ctx context.Context, source sfu.Source, muted bool) error {
	_, err := b.Do(ctx, "mute", signaling.Mute{Source: source, Muted: muted})
	return err
}

// read takes frames until the socket ends.
func (b *Bot) read(ctx context.Context) {
	var err error
	for err == nil {
		var f ws.Frame
		if f, err = b.conn.Read(ctx); err == nil {
			err = b.take(f)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ended = err
	for id, reply := range b.waiting {
		close(reply)
		delete(b.waiting, id)
	}
	b.change()
}

// take does what a frame of the server says.
func (b *Bot) take(f ws.Frame) error {
	if f.Type == "offer" {
		return b.answer(f)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.change()
	if reply := b.waiting[f.Re]; reply != nil {
		delete(b.waiting, f.Re)
		reply <- f
		return nil
	}
	var err error
	switch f.Type {
	case "slots":
		var m signaling.Slots
		err = json.Unmarshal(f.Data, &m)
		b.slots = m.Slots
	case "room":
		b.room = signaling.RoomState{}
		err = json.Unmarshal(f.Data, &b.room)
	case "speaking":
		var m signaling.Speaking
		err = json.Unmarshal(f.Data, &m)
		b.speaking = m.Seats
	case "muted":
		var m signaling.Muted
		err = json.Unmarshal(f.Data, &m)
		b.muted = append(b.muted, m)
	case "error":
		var m signaling.Refusal
		err = json.Unmarshal(f.Data, &m)
		b.refusals = append(b.refusals, m)
	case "quality":
		var m sfu.Quality
		err = json.Unmarshal(f.Data, &m)
		b.quality = append(b.quality, m)
	case "layers":
		var m signaling.Layers
		err = json.Unmarshal(f.Data, &m)
		b.layers[m.Source] = m.Active
		if s := b.voices[m.Source]; s != nil && !b.cfg.Stubborn {
			s.heed(m.Active)
		}
	}
	if err != nil {
		return fmt.Errorf("bot %s: %s: %w", b.cfg.Seat, f.Type, err)
	}
	return nil
}

// change tells Changed. Call under mu.
func (b *Bot) change() {
	close(b.changed)
	b.changed = make(chan struct{})
}

// Changed is closed at the next change of what the server said or of the end of the socket; packets do not close it.
func (b *Bot) Changed() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.changed
}

// Err is why the socket ended, nil while it has not. See ws.CloseError.
func (b *Bot) Err() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.ended
}

// Close leaves and waits for everything. It may be called more than once.
func (b *Bot) Close() error {
	b.closing.Do(func() {
		b.mu.Lock()
		b.leaving = true
		b.mu.Unlock()
		b.stop()
		b.fault = b.conn.Close(ws.CodeNormal, "bot leaves")
		var closing sync.WaitGroup
		closing.Go(func() { _ = b.up.GracefulClose() }) // what is left of a connection that is not wanted any more
		closing.Go(func() { _ = b.down.GracefulClose() })
		closing.Wait()
		b.tasks.Wait()
	})
	return b.fault
}
