package sfu

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"
)

// listen opens a socket of a network on this machine.
func listen(t *testing.T, network, address string) *net.UDPConn {
	t.Helper()
	addr, err := net.ResolveUDPAddr(network, address)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.ListenUDP(network, addr)
	if err != nil {
		t.Skipf("no %s here: %v", network, err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// Packets that are taken are asked of once and go no further; the others come in order, with the sender that package net would name.
func TestSocketGivesWhatIsNotTaken(t *testing.T) {
	for name, c := range map[string]struct {
		network, address string
		single           bool
	}{
		"IPv4":             {"udp4", "127.0.0.1:0", false},
		"IPv6":             {"udp6", "[::1]:0", false},
		"one by one":       {"udp4", "127.0.0.1:0", true},
		"IPv4 within IPv6": {"udp", "[::]:0", false},
	} {
		t.Run(name, func(t *testing.T) {
			conn := listen(t, c.network, c.address)
			_ = conn.SetReadBuffer(socketBuffer)
			var asked []uint16
			s := newSocket(conn, func(b []byte) bool {
				n := binary.BigEndian.Uint16(b)
				asked = append(asked, n)
				return n%3 == 0
			})
			s.single = c.single
			to := conn.LocalAddr().(*net.UDPAddr)
			if to.IP.IsUnspecified() {
				to = &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: to.Port}
			}
			sender, err := net.DialUDP("udp", nil, to)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = sender.Close() }()
			const packets = 5*readBatch + 7 // the last call leaves room, others do not
			for n := range uint16(packets) {
				if _, err := sender.Write(binary.BigEndian.AppendUint16(nil, n)); err != nil {
					t.Fatal(err)
				}
			}
			from := sender.LocalAddr().(*net.UDPAddr).AddrPort()
			if c.network == "udp" {
				from = netip.AddrPortFrom(netip.AddrFrom16(from.Addr().As16()), from.Port())
			}
			_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
			for n := range uint16(packets) {
				if n%3 == 0 {
					continue
				}
				b, who, err := s.next()
				if err != nil || len(b) != 2 || binary.BigEndian.Uint16(b) != n || who != from {
					t.Fatalf("packet %d: %x from %v, not %v, %v", n, b, who, from, err)
				}
			}
			if len(asked) < packets-1 || !slices.IsSorted(asked) || len(slices.Compact(asked)) != len(asked) {
				t.Errorf("asked of %v", asked)
			}
			_ = conn.Close()
			if _, _, err := s.next(); !errors.Is(err, net.ErrClosed) {
				t.Errorf("a closed socket says %v", err)
			}
		})
	}
}

// A reader that waits is told of what comes after packets that went no further, of its deadline, and of the end.
func TestSocketWakesItsReader(t *testing.T) {
	conn := listen(t, "udp4", "127.0.0.1:0")
	taken := make(chan byte)
	s := newSocket(conn, func(b []byte) bool {
		if b[0] == 'n' {
			return false
		}
		taken <- b[0]
		return true
	})
	type answer struct {
		b   string
		err error
	}
	answers := make(chan answer)
	go func() {
		defer close(answers)
		for {
			b, _, err := s.next()
			answers <- answer{string(b), err}
			if errors.Is(err, net.ErrClosed) {
				return
			}
		}
	}()
	send := func(b string) {
		t.Helper()
		if _, err := conn.WriteTo([]byte(b), conn.LocalAddr()); err != nil {
			t.Fatal(err)
		}
	}
	for round := range 200 {
		send("taken")
		<-taken // the reader goes back to wait without having been told that there is nothing
		if round%2 == 0 {
			runtime.Gosched()
		}
		send("next")
		if a := <-answers; a.b != "next" || a.err != nil {
			t.Fatalf("round %d: %+v", round, a)
		}
	}
	const many = 4 * readBatch // more than one call reads, and no edge comes after them
	for range many {
		send("taken")
	}
	send("next")
	for range many {
		<-taken
	}
	if a := <-answers; a.b != "next" || a.err != nil {
		t.Fatalf("after many: %+v", a)
	}
	_ = conn.SetReadDeadline(time.Now())
	if a := <-answers; !errors.Is(a.err, os.ErrDeadlineExceeded) {
		t.Errorf("after the deadline: %+v", a)
	}
	_ = conn.Close()
	var last error
	for a := range answers {
		last = a.err
	}
	if !errors.Is(last, net.ErrClosed) {
		t.Errorf("at the end: %v", last)
	}
}

func TestSocketDropsWhatIsTooLarge(t *testing.T) {
	conn := listen(t, "udp4", "127.0.0.1:0")
	s := newSocket(conn, func([]byte) bool { return false })
	for _, size := range []int{readRoom + 1, readRoom} {
		if _, err := conn.WriteTo(bytes.Repeat([]byte{1}, size), conn.LocalAddr()); err != nil {
			t.Fatal(err)
		}
	}
	_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	if b, _, err := s.next(); err != nil || len(b) != readRoom {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

// One call sends as many messages as it may, of several parts, over IPv4 and IPv6.
func TestSocketSends(t *testing.T) {
	conn := listen(t, "udp", "[::]:0")
	sinks := []*net.UDPConn{listen(t, "udp4", "127.0.0.1:0"), listen(t, "udp6", "[::1]:0")}
	var ms []message
	for n := range sendBatch + 6 {
		ms = append(ms, message{packets: [][]byte{{byte(n)}, []byte("part")}, to: sinks[n%2].LocalAddr().(*net.UDPAddr).AddrPort()})
	}
	ms[3].packets = append(ms[3].packets, make([][]byte, sendMost)...) // one message may have more parts than a call has otherwise
	s := newSocket(conn, nil)
	for left := ms; len(left) > 0; {
		n, err := s.send(left)
		if err != nil || n == 0 || n > sendBatch {
			t.Fatalf("%d sent, %v", n, err)
		}
		left = left[n:]
	}
	for range sinks { // packets that leave one by one come after them
		n := len(ms)
		ms = append(ms, message{})
		if err := s.write(append([]byte{byte(n)}, "part"...), sinks[n%2].LocalAddr().(*net.UDPAddr).AddrPort()); err != nil {
			t.Fatal(err)
		}
	}
	for n := range ms {
		sink, b := sinks[n%2], make([]byte, 10)
		_ = sink.SetReadDeadline(time.Now().Add(10 * time.Second))
		if size, err := sink.Read(b); err != nil || string(b[:size]) != fmt.Sprintf("%spart", []byte{byte(n)}) {
			t.Fatalf("message %d: %q, %v", n, b[:size], err)
		}
	}
	_ = conn.Close()
	if _, err := s.send(ms[:1]); !errors.Is(err, net.ErrClosed) {
		t.Errorf("a closed socket says %v", err)
	}
}

func TestSocketAddressesHaveZones(t *testing.T) {
	cards, err := net.Interfaces()
	if err != nil || len(cards) == 0 {
		t.Skip("no network cards here")
	}
	card := cards[0]
	for _, zone := range []string{card.Name, fmt.Sprint(card.Index)} {
		s := newSocket(listen(t, "udp4", "127.0.0.1:0"), nil)
		putAddress(&s.names[0], netip.AddrPortFrom(netip.MustParseAddr("fe80::1%"+zone), 9))
		if got, want := addressOf(&s.names[0]), netip.MustParseAddrPort(fmt.Sprintf("[fe80::1%%%d]:9", card.Index)); got != want {
			t.Errorf("zone %s: %v, not %v", zone, got, want)
		}
	}
	if n := zoneOf("no such card"); n != 0 {
		t.Errorf("zone %d", n)
	}
}
