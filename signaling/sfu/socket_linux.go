package sfu

import (
	"encoding/binary"
	"errors"
	"net"
	"net/netip"
	"os"
	"strconv"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

const (
	readBatch = 32   // packets that one call reads
	readRoom  = 2048 // bytes for each; browsers send nothing larger, and what is larger is dropped
	sendBatch = 128  // messages that one call sends, and
	sendMost  = 256  // packets, but at least one message: some 0.5 ms, in which the collector of garbage has to wait
)

// socket reads and sends several packets with one system call (recvmmsg(2), sendmmsg(2)). The calls do not wait, so that the scheduler is not told of them: being
// told, it wakes its monitor thread each time, which took a fifth of all CPU time in a room where one speaks. Reading is for one goroutine, send for
// another, write for all.
type socket struct {
	conn *net.UDPConn      // static
	raw  syscall.RawConn   // static
	take func([]byte) bool // static

	read func(fd uintptr) bool // static: receive, without a new closure each time

	// Owned by the reader.
	in      [readBatch]unix.Mmsghdr
	iovs    [readBatch]unix.Iovec
	names   [readBatch]unix.RawSockaddrInet6
	space   [readBatch][readRoom]byte
	at      int  // the next packet
	came    int  // packets of the last call
	asked   bool // it is known that the next one is not taken
	readErr error
	single  bool // there is no recvmmsg

	out     *outgoing // owned by whoever sends
	singles sync.Pool // of *outgoing
}

// outgoing is what one call sends. It is owned by whoever sends.
type outgoing struct {
	write func(fd uintptr) bool // static: transmit, without a new closure each time
	hdrs  []unix.Mmsghdr
	names []unix.RawSockaddrInet6
	iovs  []unix.Iovec
	sent  int
	err   error
}

// newSocket reads and sends on conn. Packets of which take reports true are read no further; what it is given is good until it returns. Closing conn waits for it,
// so that it must not wait for that.
func newSocket(conn *net.UDPConn, take func([]byte) bool) *socket {
	s := &socket{conn: conn, take: take}
	s.read, s.out, s.singles.New = s.receive, newOutgoing(sendBatch), func() any { return newOutgoing(1) }
	s.raw, _ = conn.SyscallConn() // it fails where there is no connection
	for i := range s.in {
		s.iovs[i].Base = &s.space[i][0]
		s.iovs[i].SetLen(readRoom)
		h := &s.in[i].Hdr
		h.Iov, h.Name = &s.iovs[i], (*byte)(unsafe.Pointer(&s.names[i]))
		h.SetIovlen(1)
	}
	return s
}

// next waits for the next packet that is not taken. It is good until the next call.
func (s *socket) next() ([]byte, netip.AddrPort, error) {
	for !s.single && !s.skip() {
		if err := s.raw.Read(s.read); err != nil {
			return nil, netip.AddrPort{}, err
		}
		if err := s.readErr; err != nil && !s.single {
			s.readErr = nil
			return nil, netip.AddrPort{}, err
		}
	}
	if s.single {
		return readOne(s.conn, s.take, s.space[0][:])
	}
	m, name := &s.in[s.at], &s.names[s.at]
	b := s.space[s.at][:m.Len]
	s.asked = false
	s.at++
	return b, addressOf(name), nil
}

// skip passes over what is taken, and reports whether a packet is left. It asks once of each.
func (s *socket) skip() bool {
	for ; s.at < s.came && !s.asked; s.at++ {
		m := &s.in[s.at]
		if m.Hdr.Flags&unix.MSG_TRUNC == 0 && !s.take(s.space[s.at][:m.Len]) {
			s.asked = true
			return true
		}
	}
	return s.asked
}

// receive reads what there is. It reports false to be called again when there is more. A call that left room has found the socket empty, and whatever comes
// afterwards is an edge of epoll(7): the call that would only say so is saved.
func (s *socket) receive(fd uintptr) bool {
	for {
		for i := range s.in {
			s.in[i].Hdr.Namelen = unix.SizeofSockaddrInet6
		}
		n, _, errno := unix.RawSyscall6(unix.SYS_RECVMMSG, fd, uintptr(unsafe.Pointer(&s.in[0])), readBatch, unix.MSG_DONTWAIT, 0, 0)
		switch errno {
		case 0:
		case unix.EAGAIN:
			return false
		case unix.EINTR:
			continue
		case unix.ENOSYS, unix.EPERM, unix.EACCES: // the kernel, or a filter of system calls, does not know it
			s.single = true
			return true
		default:
			s.readErr = os.NewSyscallError("recvmmsg", errno)
			return true
		}
		s.at, s.came = 0, int(n)
		if s.skip() {
			return true
		}
		if n < readBatch {
			return false
		}
	}
}

// send sends messages, and returns how many have left.
func (s *socket) send(ms []message) (int, error) {
	o := s.out
	ms = ms[:min(len(ms), sendBatch)]
	o.reset()
	for i := range ms {
		if i > 0 && len(o.iovs)+len(ms[i].packets) > sendMost {
			ms = ms[:i]
			break
		}
		for _, b := range ms[i].packets {
			o.iovs = appendIov(o.iovs, b)
		}
	}
	iovs := o.iovs // it does not move any more
	for i := range ms {
		m := &ms[i]
		h := o.add(m.to, iovs[:len(m.packets)])
		iovs = iovs[len(m.packets):]
		if len(m.control) > 0 {
			h.Control = &m.control[0]
			h.SetControllen(len(m.control))
		}
	}
	return o.leave(s.raw)
}

// write sends one packet. It may be called by any goroutine.
func (s *socket) write(b []byte, to netip.AddrPort) error {
	o := s.singles.Get().(*outgoing)
	o.reset()
	o.iovs = appendIov(o.iovs, b)
	o.add(to, o.iovs)
	_, err := o.leave(s.raw)
	clear(o.iovs) // b is not kept
	s.singles.Put(o)
	if noBatches(err) || errors.Is(err, unix.EPERM) {
		_, err = s.conn.WriteToUDPAddrPort(b, to)
	}
	return err
}

func newOutgoing(most int) *outgoing {
	o := &outgoing{hdrs: make([]unix.Mmsghdr, 0, most), names: make([]unix.RawSockaddrInet6, most), iovs: make([]unix.Iovec, 0, most)}
	o.write = o.transmit
	return o
}

func (o *outgoing) reset() {
	o.hdrs, o.iovs, o.sent, o.err = o.hdrs[:0], o.iovs[:0], 0, nil
}

// add adds a message.
func (o *outgoing) add(to netip.AddrPort, iovs []unix.Iovec) *unix.Msghdr {
	n := len(o.hdrs)
	o.hdrs = append(o.hdrs, unix.Mmsghdr{})
	h, name := &o.hdrs[n].Hdr, &o.names[n]
	h.Name, h.Namelen = (*byte)(unsafe.Pointer(name)), putAddress(name, to)
	h.Iov = unsafe.SliceData(iovs)
	h.SetIovlen(len(iovs))
	return h
}

// leave sends the messages, and returns how many have left.
func (o *outgoing) leave(raw syscall.RawConn) (int, error) {
	if err := raw.Write(o.write); err != nil {
		return 0, err
	}
	return o.sent, o.err
}

func (o *outgoing) transmit(fd uintptr) bool {
	n, _, errno := unix.RawSyscall6(unix.SYS_SENDMMSG, fd, uintptr(unsafe.Pointer(unsafe.SliceData(o.hdrs))), uintptr(len(o.hdrs)), unix.MSG_DONTWAIT, 0, 0)
	switch errno {
	case 0:
		o.sent = int(n)
	case unix.EAGAIN:
		return false
	default: // whoever sends, sends this message another way
		o.err = errno
	}
	return true
}

func appendIov(iovs []unix.Iovec, b []byte) []unix.Iovec {
	v := unix.Iovec{Base: unsafe.SliceData(b)}
	v.SetLen(len(b))
	return append(iovs, v)
}

// addressOf is the sender of a packet. Zones are numbers.
func addressOf(name *unix.RawSockaddrInet6) netip.AddrPort {
	port := binary.BigEndian.Uint16((*[2]byte)(unsafe.Pointer(&name.Port))[:])
	if name.Family == unix.AF_INET {
		return netip.AddrPortFrom(netip.AddrFrom4((*unix.RawSockaddrInet4)(unsafe.Pointer(name)).Addr), port)
	}
	addr := netip.AddrFrom16(name.Addr)
	if name.Scope_id != 0 {
		addr = addr.WithZone(strconv.Itoa(int(name.Scope_id)))
	}
	return netip.AddrPortFrom(addr, port)
}

// putAddress writes a receiver, and returns the length of that.
func putAddress(name *unix.RawSockaddrInet6, to netip.AddrPort) uint32 {
	*name = unix.RawSockaddrInet6{Family: unix.AF_INET6, Addr: to.Addr().As16()}
	binary.BigEndian.PutUint16((*[2]byte)(unsafe.Pointer(&name.Port))[:], to.Port())
	if ip := to.Addr().Unmap(); ip.Is4() {
		name.Family = unix.AF_INET
		(*unix.RawSockaddrInet4)(unsafe.Pointer(name)).Addr = ip.As4()
		return unix.SizeofSockaddrInet4
	}
	if zone := to.Addr().Zone(); zone != "" {
		name.Scope_id = zoneOf(zone)
	}
	return unix.SizeofSockaddrInet6
}

// zoneOf is the number of an interface that is given by number or by name; 0 if there is none.
func zoneOf(zone string) uint32 {
	if n, err := strconv.ParseUint(zone, 10, 32); err == nil {
		return uint32(n)
	}
	card, err := net.InterfaceByName(zone)
	if err != nil {
		return 0
	}
	return uint32(card.Index)
}
