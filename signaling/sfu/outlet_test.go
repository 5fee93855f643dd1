package sfu

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net"
	"net/netip"
	"slices"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

var nobody = netip.MustParseAddrPort("192.0.2.1:9")

// sent is what an outlet without a socket has sent. It is locked by mu.
type sent struct {
	mu     sync.Mutex
	groups [][]uint16 // numbers of the packets of each message
	single []uint16
	at     []time.Time // when each packet left
	refuse func(ms []message) error
}

func (s *sent) outlet() *outlet {
	o := makeOutlet(s.send, s.write)
	o.UDPConn = &net.UDPConn{} // closing it fails, and nothing else is asked of it
	o.segments.Store(true)
	return o
}

func (s *sent) send(ms []message) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse != nil {
		if err := s.refuse(ms); err != nil {
			return 0, err
		}
	}
	var numbers []uint16
	for _, b := range ms[0].packets { // one at a time, as a kernel may
		numbers = append(numbers, binary.BigEndian.Uint16(b[2:]))
		s.at = append(s.at, time.Now())
	}
	s.groups = append(s.groups, numbers)
	return 1, nil
}

func (s *sent) write(b []byte, _ netip.AddrPort) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.single = append(s.single, binary.BigEndian.Uint16(b[2:]))
	s.at = append(s.at, time.Now())
	return nil
}

// all is every group so far.
func (s *sent) all() [][]uint16 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.groups)
}

func (s *sent) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.at)
}

func put(t testing.TB, o *outlet, packets ...[]byte) {
	t.Helper()
	for _, b := range packets {
		if n, err := o.WriteToAddrPort(b, nobody); n != len(b) || err != nil {
			t.Fatal(n, err)
		}
	}
}

func TestOutletHoldsNothingAtLowRates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sent{}
		o := s.outlet()
		for n := range 2000 { // 10,000 packets/s
			put(t, o, rtpOf(1, uint16(n), 100))
			o.linger(0)
			if s.count() != n+1 {
				t.Fatalf("packet %d is held", n)
			}
			time.Sleep(100 * time.Microsecond)
		}
		_ = o.Close() // there is no socket to close
	})
}

func TestOutletHoldsAtHighRates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sent{}
		o := s.outlet()
		for n := range 20_000 { // 200,000 packets/s
			put(t, o, rtpOf(1, uint16(n), 100))
			o.linger(0)
			time.Sleep(5 * time.Microsecond)
		}
		if hold := time.Duration(o.hold.Load()); hold != maxHold {
			t.Errorf("held for %v", hold)
		}
		longest := 0
		for _, g := range s.all() {
			longest = max(longest, len(g))
		}
		if longest != maxSegments {
			t.Errorf("groups of %d packets", longest)
		}
		time.Sleep(10 * maxHold) // everything leaves by itself, although nobody asks
		if s.count() != 20_000 {
			t.Errorf("%d packets", s.count())
		}
		time.Sleep(time.Second)
		put(t, o, rtpOf(1, 0, 100))
		o.flush()
		if hold := o.hold.Load(); hold != 0 {
			t.Errorf("still held for %v after a pause", time.Duration(hold))
		}
		_ = o.Close()
	})
}

func TestOutletWaitsForTheRestOfAPicture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sent{}
		o := s.outlet()
		for n := range 5 {
			put(t, o, rtpOf(1, uint16(n), 1200), rtpOf(2, uint16(n), 1200))
			if n < 4 {
				o.linger(frameHold)
			} else {
				o.linger(0)
			}
			if n < 4 && s.count() > 0 {
				t.Fatal("did not wait")
			}
			time.Sleep(50 * time.Microsecond)
		}
		if groups := s.all(); len(groups) != 2 || len(groups[0]) != 5 || len(groups[1]) != 5 {
			t.Errorf("groups %v", groups)
		}
		_ = o.Close()
	})
}

// No packet waits longer than the bound, although what it waits for never comes.
func TestOutletBound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sent{}
		o := s.outlet()
		var put0 []time.Time
		for n := range 300 {
			put(t, o, rtpOf(1, uint16(n), 100))
			o.linger(frameHold)
			put0 = append(put0, time.Now())
			time.Sleep(time.Duration(n) * 10 * time.Microsecond)
		}
		time.Sleep(time.Second)
		if s.count() != 300 {
			t.Fatalf("%d packets", s.count())
		}
		_ = o.Close()
		for n, at := range s.at {
			if held := at.Sub(put0[n]); held > maxHold {
				t.Fatalf("packet %d was held for %v", n, held)
			}
		}
	})
}

func TestOutletLetsTheRestPass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sent{}
		o := s.outlet()
		put(t, o, rtpOf(1, 1, 100))
		stun, dtls, rtcp := make([]byte, 20), append([]byte{22}, make([]byte, 50)...), rtpOf(1, 7, 28)
		rtcp[1] = 200
		put(t, o, stun, dtls, rtcp, []byte{0x80, 0, 0, 0})
		if passed := s.count(); passed != 4 || len(s.all()) != 0 {
			t.Errorf("%d passed, %d groups", passed, len(s.all()))
		}
		_ = o.Close()
	})
}

func TestOutletCloseFlushes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sent{}
		o := s.outlet()
		for n := range 100 {
			put(t, o, rtpOf(uint32(n), uint16(n), 100))
		}
		_ = o.Close()
		if s.count() != 100 {
			t.Errorf("%d packets", s.count())
		}
		_ = o.Close() // twice is no error
	})
}

func TestOutletFallsBack(t *testing.T) {
	for name, c := range map[string]struct {
		refuse            func([]message) error
		segments, batches bool
	}{
		"no segmentation": {func(ms []message) error {
			if len(ms[0].packets) > 1 {
				return syscall.EINVAL
			}
			return nil
		}, false, true},
		"no batches": {func([]message) error { return syscall.ENOSYS }, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &sent{refuse: c.refuse}
				o := s.outlet()
				for n := range 60 {
					put(t, o, rtpOf(1, uint16(n), 100))
					if n%6 == 5 {
						o.linger(0)
					}
				}
				if o.segments.Load() != c.segments || o.batches.Load() != c.batches {
					t.Errorf("segments %t, batches %t", o.segments.Load(), o.batches.Load())
				}
				if s.count() != 60 {
					t.Fatalf("%d packets", s.count())
				}
				_ = o.Close()
				got := s.single
				for _, g := range s.groups {
					got = append(got, g...)
				}
				for n, number := range got {
					if int(number) != n {
						t.Fatalf("packet %d in place %d", number, n)
					}
				}
			})
		})
	}
}

// A receiver that cannot be reached changes nothing for the others: its packets are tried once more, by themselves.
func TestOutletOneReceiverFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sent{}
		s.refuse = func(ms []message) error {
			if binary.BigEndian.Uint32(ms[0].packets[0][8:]) == 1 {
				return syscall.ENETUNREACH
			}
			return nil
		}
		o := s.outlet()
		put(t, o, rtpOf(1, 1, 100), rtpOf(2, 2, 100), rtpOf(1, 3, 100), rtpOf(2, 4, 100))
		o.flush()
		if groups := s.all(); len(groups) != 1 || !slices.Equal(groups[0], []uint16{2, 4}) || s.count() != 4 {
			t.Errorf("%d packets, groups %v", s.count(), groups)
		}
		if !o.batches.Load() || !o.segments.Load() {
			t.Errorf("batches %t, segments %t", o.batches.Load(), o.segments.Load())
		}
		_ = o.Close()
	})
}

// Through the kernel: many streams from many goroutines to several sockets arrive whole and, each for itself, in order.
func TestOutletThroughTheKernel(t *testing.T) {
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	o := newOutlet(conn, nil)
	could := o.segments.Load()
	const streams, packets = 6, 300
	var arriving, sending sync.WaitGroup
	for stream := range uint32(streams) {
		sink, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = sink.Close() }()
		_ = sink.SetReadBuffer(4 << 20)
		_ = sink.SetReadDeadline(time.Now().Add(20 * time.Second))
		want := make([][]byte, packets)
		for n := range want {
			want[n] = rtpOf(stream, uint16(n), 1100+n%7/6)
		}
		arriving.Go(func() {
			buf := make([]byte, 2000)
			for n := range want {
				size, err := sink.Read(buf)
				if err != nil || !bytes.Equal(buf[:size], want[n]) {
					t.Errorf("stream %d, packet %d: %d bytes, %v", stream, n, size, err)
					return
				}
			}
		})
		to := sink.LocalAddr().(*net.UDPAddr).AddrPort()
		sending.Go(func() {
			for n, b := range want {
				if _, err := o.WriteToAddrPort(b, to); err != nil {
					t.Error(err)
				}
				if n%10 == 0 {
					o.linger(0)
				}
			}
			o.linger(0)
		})
	}
	sending.Wait()
	arriving.Wait()
	if o.segments.Load() != could || !o.batches.Load() {
		t.Errorf("the kernel refused: segments %t, batches %t", o.segments.Load(), o.batches.Load())
	}
	if err := o.Close(); err != nil {
		t.Error(err)
	}
	if _, err := o.WriteToAddrPort(make([]byte, 20), nobody); !errors.Is(err, net.ErrClosed) {
		t.Errorf("a closed outlet says %v", err)
	}
}

func TestOutletAllocatesNothing(t *testing.T) {
	o := makeOutlet(func(ms []message) (int, error) { return len(ms), nil }, func([]byte, netip.AddrPort) error { return nil })
	o.UDPConn = &net.UDPConn{}
	o.segments.Store(true)
	b := rtpOf(1, 1, 1200)
	if n := testing.AllocsPerRun(1000, func() {
		for ssrc := range uint32(20) {
			binary.BigEndian.PutUint32(b[8:], ssrc)
			put(t, o, b, b)
		}
		o.flush()
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	_ = o.Close()
}
