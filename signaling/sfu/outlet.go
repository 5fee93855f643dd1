package sfu

import (
	"encoding/binary"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

const (
	quietRate = 20_000                // packets/s below which nothing is held
	fullRate  = 80_000                // and from which packets are held as long as they may be
	maxHold   = 3 * time.Millisecond  // the bound
	frameHold = time.Millisecond      // for the rest of a picture that is coming in already
	rateEvery = 10 * time.Millisecond // how often the rate is looked at
)

// outlet is one UDP socket under pion's multiplexer. What is not RTP leaves at once. RTP is collected and leaves with flush, or, when linger leaves it,
// by itself after the hold time at the latest: consecutive packets of one stream in one segmented send, and all that in one system call. Order is kept within a stream.
//
// mu guards filling and begun. sending is the right to send: it is held from taking the packets until they have left, so that nothing overtakes.
// mu may be taken while sending is held, never the other way round.
type outlet struct {
	*net.UDPConn                                    // static
	socket       *socket                            // static; what reads from the connection
	send         func([]message) (int, error)       // static: several messages
	write        func([]byte, netip.AddrPort) error // static: one packet
	start        time.Time                          // static: the zero of now
	wake         chan struct{}                      // static; one slot: packets are being held
	done         chan struct{}                      // static: closed with the outlet
	ending       sync.Once
	tasks        sync.WaitGroup

	mu      sync.Mutex
	filling *stage
	begun   time.Duration // when the first packet of filling came

	heard heard

	waiting atomic.Int32 // packets in filling
	again   atomic.Bool  // a flush found somebody else sending
	armed   atomic.Bool  // keep looks after filling
	hold    atomic.Int64 // nanoseconds that packets may wait; see pace

	sending sync.Mutex
	spare   *stage        // guarded by sending
	counted int           // guarded by sending: packets since paced
	paced   time.Duration // guarded by sending
	rate    float64       // guarded by sending: packets/s, smoothed

	segments atomic.Bool // the kernel cuts messages into packets
	batches  atomic.Bool // it takes several messages at once
}

// newOutlet takes over conn; of what is read from it, g gets what it knows, pion the rest. Close ends it.
func newOutlet(conn *net.UDPConn, g *gate) *outlet {
	s := newSocket(conn, g.take)
	o := makeOutlet(s.send, s.write)
	o.UDPConn, o.socket = conn, s
	if raw, err := conn.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { o.segments.Store(canSegment(fd)) }) // fails on a closed socket only
	}
	return o
}

// makeOutlet makes an outlet of what sends, without a socket to read from.
func makeOutlet(send func([]message) (int, error), write func([]byte, netip.AddrPort) error) *outlet {
	o := &outlet{
		start: time.Now(), wake: make(chan struct{}, 1), done: make(chan struct{}), filling: newStage(), spare: newStage(), send: send, write: write,
	}
	o.batches.Store(true)
	o.tasks.Go(o.keep)
	return o
}

// Close sends what was collected and closes the socket. It implements net.PacketConn.
func (o *outlet) Close() error {
	var err error
	o.ending.Do(func() {
		close(o.done)
		o.tasks.Wait()
		o.drain()
		err = o.UDPConn.Close()
	})
	return err
}

// now is never 0.
func (o *outlet) now() time.Duration { return time.Since(o.start) + 1 }

// ReadFromAddrPort implements ice.AddrPortReaderWriter.
func (o *outlet) ReadFromAddrPort(b []byte) (int, netip.AddrPort, error) {
	packet, from, err := o.socket.next()
	if err == nil && isSTUN(packet) { // it comes every few seconds from everybody
		o.heard.note(from)
	}
	return copy(b, packet), from, err
}

// WriteTo implements net.PacketConn.
func (o *outlet) WriteTo(b []byte, to net.Addr) (int, error) {
	if addr, ok := to.(*net.UDPAddr); ok {
		return o.WriteToAddrPort(b, addr.AddrPort())
	}
	return o.UDPConn.WriteTo(b, to)
}

// WriteToAddrPort implements ice.AddrPortReaderWriter. b is not kept.
func (o *outlet) WriteToAddrPort(b []byte, to netip.AddrPort) (int, error) {
	if !isRTP(b) || !o.batches.Load() {
		return len(b), o.write(b, to)
	}
	for !o.put(b, to) {
		o.drain() // waits for whoever is sending: the publishers' goroutines are to be slowed down, not memory filled
	}
	return len(b), nil
}

// seal encrypts a packet on its way and collects it.
func (o *outlet) seal(w *way, h *envelope, payload []byte) (int, error) {
	payload = h.padded(payload)
	size := h.sealed(payload)
	for {
		if ok, err := o.putSealed(w, h, payload, size); ok {
			return size, err
		}
		o.drain() // as above
	}
}

func (o *outlet) putSealed(w *way, h *envelope, payload []byte, size int) (bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	packet := o.room(size, h.SSRC, w.to)
	if packet == nil {
		return false, nil
	}
	return true, w.seal(packet, h, payload, &o.filling.nonce)
}

// isRTP tells RTP from STUN, DTLS (RFC 7983 §7) and RTCP (RFC 5761 §4).
func isRTP(b []byte) bool { return len(b) >= rtpHeader && b[0]>>6 == 2 && (b[1] < 192 || b[1] > 223) }

// ssrcOf is that of a packet of RTP, which has a whole header.
func ssrcOf(b []byte) uint32 { return binary.BigEndian.Uint32(b[8:]) }

// numberOf is its sequence number.
func numberOf(b []byte) uint16 { return binary.BigEndian.Uint16(b[2:]) }

// put collects a packet. It reports false when there is no more room.
func (o *outlet) put(b []byte, to netip.AddrPort) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	packet := o.room(len(b), ssrcOf(b), to)
	copy(packet, b)
	return packet != nil
}

// room is the place for a packet, nil when there is none. Call and fill it under mu.
func (o *outlet) room(size int, ssrc uint32, to netip.AddrPort) []byte {
	if o.filling.len() == 0 {
		o.begun = o.now()
	}
	packet := o.filling.room(size, ssrc, to)
	if packet != nil {
		o.waiting.Store(int32(o.filling.len()))
	}
	return packet
}

// flush sends what was collected so far, unless somebody is sending already: then that one does it next. It does not wait.
func (o *outlet) flush() {
	for o.waiting.Load() > 0 {
		o.again.Store(true)
		if !o.sending.TryLock() {
			return
		}
		o.again.Store(false)
		o.empty()
		o.sending.Unlock()
		if !o.again.Load() {
			return
		}
	}
}

// linger is flush unless packets may still wait: longer at high rates, and for least at any rate. Whoever has written RTP calls it or flush.
func (o *outlet) linger(least time.Duration) {
	hold := max(time.Duration(o.hold.Load()), least)
	n := o.waiting.Load()
	if n == 0 {
		return
	}
	if hold == 0 || n > stagePackets*3/4 || o.age() >= hold {
		o.flush()
		return
	}
	if !o.armed.Swap(true) {
		wake(o.wake)
	}
}

// age is how long the oldest packet has waited.
func (o *outlet) age() time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.filling.len() == 0 {
		return 0
	}
	return o.now() - o.begun
}

// drain sends all that was collected before it was called, and waits for it.
func (o *outlet) drain() {
	o.sending.Lock()
	o.empty()
	o.sending.Unlock()
	o.flush() // what somebody else left to this one
}

// keep sends what nobody has flushed in time.
func (o *outlet) keep() {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		select {
		case <-o.done:
			return
		case <-o.wake:
		}
		for o.waiting.Load() > 0 {
			wait := o.left()
			if wait <= 0 {
				o.drain()
				continue
			}
			timer.Reset(wait)
			select {
			case <-o.done:
				return
			case <-timer.C:
			}
		}
		o.armed.Store(false)
		if o.waiting.Load() > 0 && !o.armed.Swap(true) {
			wake(o.wake)
		}
	}
}

// left is how long the oldest packet may still wait.
func (o *outlet) left() time.Duration {
	return max(frameHold, time.Duration(o.hold.Load())) - o.age()
}

// empty sends what was collected. Call while sending is held.
func (o *outlet) empty() {
	o.mu.Lock()
	full := o.filling
	o.filling = o.spare
	o.waiting.Store(0)
	o.mu.Unlock()
	if full.len() > 0 {
		o.pace(full.len())
		o.sendAll(full)
		full.reset()
	}
	o.spare = full
}

// pace follows the rate of packets and says how long they may wait: not at all at low rates, where nothing would be gained. Call while sending is held.
func (o *outlet) pace(packets int) {
	o.counted += packets
	now := o.now()
	passed := now - o.paced
	if passed < rateEvery {
		return
	}
	o.rate += (float64(o.counted)/passed.Seconds() - o.rate) / 4
	if passed > 10*rateEvery {
		o.rate = 0 // a pause; the smoothed rate says nothing about now
	}
	o.counted, o.paced = 0, now
	share := min(1, max(0, (o.rate-quietRate)/(fullRate-quietRate)))
	o.hold.Store(int64(share * float64(maxHold)))
}

// sendAll sends the groups of s. What the kernel does not want as a group is sent packet by packet, now and from then on. A packet that cannot be sent is
// lost, like any other on its way. Call while sending is held.
func (o *outlet) sendAll(s *stage) {
	ms := s.messages()
	for len(ms) > 0 {
		grouped := len(ms[0].packets) > 1
		if !o.batches.Load() || grouped && !o.segments.Load() {
			o.sendSingly(&ms[0])
			ms = ms[1:]
			continue
		}
		n, err := o.send(ms)
		switch {
		case n > 0:
			ms = ms[n:]
		case noBatches(err):
			o.batches.Store(false)
		case grouped && noSegments(err):
			o.segments.Store(false)
		default: // this receiver's path, not the socket
			o.sendSingly(&ms[0])
			ms = ms[1:]
		}
	}
	s.single = !o.segments.Load()
}

// sendSingly sends each packet of a message by itself.
func (o *outlet) sendSingly(m *message) {
	for _, b := range m.packets {
		_ = o.write(b, m.to) // lost, see sendAll
	}
}
