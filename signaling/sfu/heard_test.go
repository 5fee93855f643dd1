package sfu

import (
	"net"
	"net/netip"
	"testing"

	"github.com/pion/stun/v4"
	"github.com/pion/webrtc/v4"
)

func address(n int) netip.AddrPort {
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte{198, 51, byte(n >> 8), byte(n)}), 1000)
}

// Strangers, however many, neither fill the memory of a socket nor lead a connection astray that has found its way.
func TestStrangersDoNotLeadAstray(t *testing.T) {
	message, err := stun.Build(stun.BindingRequest)
	if err != nil {
		t.Fatal(err)
	}
	if !isSTUN(message.Raw) || isSTUN([]byte{0}) || isSTUN(make([]byte, 100)) || isSTUN(nil) {
		t.Error("STUN is not told from what is none")
	}
	var e Engine
	for range 2 {
		conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			t.Fatal(err)
		}
		o := newOutlet(conn, nil)
		defer func() { _ = o.Close() }()
		e.outlets = append(e.outlets, o)
	}
	browser := netip.MustParseAddrPort("203.0.113.5:4000")
	pair := &webrtc.ICECandidatePair{
		Local:  &webrtc.ICECandidate{Address: "192.0.2.1", Protocol: webrtc.ICEProtocolUDP}, // the public address, which no socket has
		Remote: &webrtc.ICECandidate{Address: "203.0.113.5", Port: 4000},
	}
	var first, second way
	e.outlets[1].heard.note(netip.MustParseAddrPort("[::ffff:203.0.113.5]:4000"))
	e.lead(&first, nil, pair, nil)
	if first.outlet != e.outlets[1] || first.to != browser {
		t.Fatalf("way %+v", first)
	}
	for n := range 3 * heardMost {
		e.outlets[1].heard.note(address(n))
	}
	if n := len(e.outlets[1].heard.from); n > heardMost {
		t.Errorf("%d addresses remembered", n)
	}
	if e.lead(&second, &first, pair, nil); second.outlet != e.outlets[1] {
		t.Error("led astray")
	}
}
