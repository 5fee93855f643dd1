package sfu

import (
	"encoding/binary"
	"errors"
	"unsafe"

	"golang.org/x/sys/unix"
)

// oobSpace is the room for one control message of two bytes.
const oobSpace = 24

// segmentControl asks the kernel to cut a message into packets of size bytes (UDP generic segmentation offload, Linux 4.18).
func segmentControl(space *[oobSpace]byte, size int) []byte {
	h := unix.Cmsghdr{Level: unix.SOL_UDP, Type: unix.UDP_SEGMENT}
	h.SetLen(unix.CmsgLen(2))
	*(*unix.Cmsghdr)(unsafe.Pointer(space)) = h
	binary.NativeEndian.PutUint16(space[unix.CmsgLen(0):], uint16(size))
	return space[:unix.CmsgSpace(2)]
}

// canSegment asks the kernel of a socket.
func canSegment(fd uintptr) bool {
	_, err := unix.GetsockoptInt(int(fd), unix.SOL_UDP, unix.UDP_SEGMENT)
	return err == nil
}

// noBatches says that the kernel, or what stands before it, does not know sendmmsg.
func noBatches(err error) bool { return errors.Is(err, unix.ENOSYS) }

// noSegments says that it does not cut messages of this socket: the size does not fit the path or the device cannot (udp(7), ip(7)).
func noSegments(err error) bool {
	return errors.Is(err, unix.EINVAL) || errors.Is(err, unix.EIO) || errors.Is(err, unix.EMSGSIZE) || errors.Is(err, unix.EOPNOTSUPP) || errors.Is(err, unix.ENOPROTOOPT)
}
