package sfu

import (
	"errors"
	"io"
	"sync"
	"sync/atomic"

	"github.com/pion/interceptor"
	"github.com/pion/transport/v5/packetio"
	"github.com/pion/webrtc/v4"
)

// maxStreams is how many places for what arrives one connection may have: two for each SSRC. Somebody with everything on has 50.
const maxStreams = 256

// What may wait in one place, in bytes; what comes above is lost.
const (
	upRoom   = 500_000 // a keyframe of a shared screen, several times
	downRoom = 100_000
)

// errStreams ends a peer. A client that has come by so many honestly joins again.
var errStreams = errors.New("media: too many streams on one connection")

// stack is how connections of one kind are made. It is a value.
type stack struct {
	media    *webrtc.MediaEngine
	settings webrtc.SettingEngine
	room     int // bytes that may wait in one place
}

// connect makes a connection, whose handshake k attends, if there is one. The first stream above maxStreams calls over, in a goroutine of pion's; nothing of it is kept.
func (s stack) connect(e *Engine, over func(), k *keys) (*webrtc.PeerConnection, error) {
	t := &tray{engine: e, room: s.room, over: over}
	s.settings.BufferFactory = t.buffer
	if k != nil {
		k.attend(&s.settings)
	}
	api := webrtc.NewAPI(webrtc.WithMediaEngine(s.media), webrtc.WithSettingEngine(s.settings), webrtc.WithInterceptorRegistry(&interceptor.Registry{})) // what they do, receipts and slots do
	return api.NewPeerConnection(webrtc.Configuration{})
}

// tray gives pion a place for what arrives on one connection, RTP or RTCP of one SSRC. pion makes one for whatever SSRC comes and limits each, not all. It is
// locked by its atomic.
type tray struct {
	engine *Engine      // static, like the next two
	room   int          // bytes
	over   func()       // there are too many
	open   atomic.Int32 // places
}

// buffer is pion's factory. Browsers address transport-wide feedback to the stream of the packet that came last. When that is a repair stream, nobody reads it,
// because pion knows no receiver of it: it is heeded at once.
func (t *tray) buffer(kind packetio.BufferPacketType, ssrc uint32) io.ReadWriteCloser {
	if t.open.Add(1) > maxStreams {
		t.over()
		return &inbox{tray: t, done: make(chan struct{})}
	}
	if kind == packetio.RTCPBufferPacket {
		if p, ok := t.engine.repairs.Load(ssrc); ok {
			return &inbox{tray: t, peer: p.(*Peer), done: make(chan struct{})}
		}
	}
	q := &queue{Buffer: packetio.NewBuffer(), tray: t}
	q.SetLimitSize(t.room)
	return q
}

// queue is the place for everything else: pion's own, without the attributes of packets. It is as safe as that one.
type queue struct {
	*packetio.Buffer
	tray *tray
	once sync.Once
}

// Read implements io.Reader.
func (q *queue) Read(b []byte) (int, error) {
	n, _, err := q.Buffer.Read(b, nil)
	return n, err
}

// Write implements io.Writer.
func (q *queue) Write(b []byte) (int, error) { return q.Buffer.Write(b, nil) }

// Close implements io.Closer.
func (q *queue) Close() error {
	q.once.Do(func() { q.tray.open.Add(-1) })
	return q.Buffer.Close()
}
