package turn_test

import (
	"bytes"
	"net"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	pion "github.com/pion/turn/v5"

	"giaoban/signaling/turn"
)

// node is a server on loopback whose media is an echo. Its clock can be put forward.
type node struct {
	*turn.Server
	t     *testing.T
	media netip.AddrPort
	ahead atomic.Int64
}

func newNode(t *testing.T) *node {
	t.Helper()
	n := &node{t: t, media: echo(t)}
	var err error
	n.Server, err = turn.Listen(turn.Config{
		Addr: "127.0.0.1:0", Host: "127.0.0.1", Targets: turn.Targets([]netip.AddrPort{n.media}, nil),
		Now: func() time.Time { return time.Now().Add(time.Duration(n.ahead.Load())) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
		if left := n.Relays(); left != 0 {
			t.Errorf("%d relays are left", left)
		}
	})
	return n
}

// echo is a UDP socket on loopback that sends back what it gets.
func echo(t *testing.T) netip.AddrPort {
	t.Helper()
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			size, from, err := conn.ReadFromUDPAddrPort(buf)
			if err != nil {
				return
			}
			_, _ = conn.WriteToUDPAddrPort(buf[:size], from) // the test sees what does not come back
		}
	}()
	return conn.LocalAddr().(*net.UDPAddr).AddrPort()
}

// client is a TURN client with the given credentials, over UDP or TCP.
func (n *node) client(c turn.Credential, tcp bool) *pion.Client {
	n.t.Helper()
	host, _, _ := strings.Cut(strings.TrimPrefix(c.URLs[0], "turn:"), "?")
	var conn net.PacketConn
	if tcp {
		stream, err := net.Dial("tcp", host)
		if err != nil {
			n.t.Fatal(err)
		}
		conn = pion.NewSTUNConn(stream)
	} else {
		var err error
		if conn, err = net.ListenPacket("udp4", "127.0.0.1:0"); err != nil {
			n.t.Fatal(err)
		}
	}
	client, err := pion.NewClient(&pion.ClientConfig{STUNServerAddr: host, TURNServerAddr: host, Conn: conn, Username: c.Username, Password: c.Password,
		RTO: 100 * time.Millisecond})
	if err != nil {
		n.t.Fatal(err)
	}
	n.t.Cleanup(func() { client.Close(); _ = conn.Close() })
	if err := client.Listen(); err != nil {
		n.t.Fatal(err)
	}
	return client
}

func (n *node) relay(client *pion.Client) net.PacketConn {
	n.t.Helper()
	relay, err := client.Allocate()
	if err != nil {
		n.t.Fatal(err)
	}
	return relay
}

func udp(addr string) *net.UDPAddr { return net.UDPAddrFromAddrPort(netip.MustParseAddrPort(addr)) }

// answers says whether what is sent to addr through the relay comes back.
func answers(t *testing.T, relay net.PacketConn, addr net.Addr) bool {
	t.Helper()
	if _, err := relay.WriteTo([]byte("hello"), addr); err != nil {
		return false
	}
	if err := relay.SetReadDeadline(time.Now().Add(300 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 100)
	size, from, err := relay.ReadFrom(buf)
	return err == nil && bytes.Equal(buf[:size], []byte("hello")) && from.String() == addr.String()
}

func TestRelaysToTheMediaAndBack(t *testing.T) {
	n := newNode(t)
	for _, tcp := range []bool{false, true} {
		relay := n.relay(n.client(n.Credential("m/a"), tcp))
		if !answers(t, relay, net.UDPAddrFromAddrPort(n.media)) {
			t.Errorf("nothing came back, tcp %v", tcp)
		}
	}
}

// Another service of the same machine has the same address as the media: the relay looks at the port.
func TestAnotherPortOfTheSameAddressIsNotReached(t *testing.T) {
	n := newNode(t)
	other, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	relay := n.relay(n.client(n.Credential("m/a"), false))
	if answers(t, relay, other.LocalAddr()) || !answers(t, relay, net.UDPAddrFromAddrPort(n.media)) {
		t.Error("only the media should answer")
	}
	if err := other.SetReadDeadline(time.Now().Add(50 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if _, from, err := other.ReadFrom(make([]byte, 100)); err == nil {
		t.Errorf("a service beside the media was reached from %s", from)
	}
}

// What does not come from the media does not go through, although it comes from a permitted address.
func TestStrangersAreNotHeard(t *testing.T) {
	n := newNode(t)
	relay := n.relay(n.client(n.Credential("m/a"), false))
	if !answers(t, relay, net.UDPAddrFromAddrPort(n.media)) { // makes the permission
		t.Fatal("nothing came back")
	}
	stranger, err := net.Dial("udp4", relay.LocalAddr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	if _, err := stranger.Write([]byte("psst")); err != nil {
		t.Fatal(err)
	}
	if err := relay.SetReadDeadline(time.Now().Add(200 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if size, from, err := relay.ReadFrom(make([]byte, 100)); err == nil {
		t.Errorf("%d bytes from %s came through", size, from)
	}
}

// The ranges that open relays were misused for, and some public addresses. The media is on 127.0.0.1; nothing else is permitted.
func TestPermissionsForOtherPlacesAreRefused(t *testing.T) {
	n := newNode(t)
	client := n.client(n.Credential("m/a"), false)
	n.relay(client)
	for _, addr := range []string{
		"127.0.0.2:7000", "127.1.2.3:53", "10.0.0.1:80", "172.16.0.1:80", "192.168.1.1:80", "169.254.169.254:80", "224.0.0.1:80", "0.0.0.0:80", "0.1.2.3:80",
		"100.64.0.1:80", "192.0.0.1:80", "198.18.0.1:80", "240.0.0.1:80", "255.255.255.255:80", "8.8.8.8:53", "203.0.113.7:7000",
	} {
		if err := client.CreatePermission(udp(addr)); err == nil || !strings.Contains(err.Error(), "403") {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

// The same for IPv6 and mapped addresses.
func TestIPv6PermissionsAreRefused(t *testing.T) {
	n := newNode(t)
	client := n.client(n.Credential("m/a"), false)
	n.relay(client)
	for _, addr := range []string{
		"[::1]:7000", "[::]:80", "[::ffff:10.0.0.1]:80", "[::ffff:127.0.0.2]:80", "[fc00::1]:80", "[fe80::1]:80", "[ff02::1]:80", "[64:ff9b::7f00:1]:80",
		"[2002:7f00:1::]:80", "[2001::1]:80", "[2001:db8::1]:80",
	} {
		if err := client.CreatePermission(udp(addr)); err == nil {
			t.Errorf("%s is permitted", addr)
		}
	}
}

func TestCredentials(t *testing.T) {
	n := newNode(t)
	good := n.Credential("m/a")
	other := newNode(t).Credential("m/a")
	forged := good
	forged.Username = "9999999999" + strings.TrimLeft(good.Username, "0123456789")
	wrong := good
	wrong.Password = n.Credential("m/b").Password
	for name, c := range map[string]turn.Credential{"another server's": {URLs: good.URLs, Username: other.Username, Password: other.Password}, "longer life": forged,
		"another's password": wrong, "no name": {URLs: good.URLs, Username: "nobody", Password: "x"}, "empty": {URLs: good.URLs, Username: ":", Password: "x"}} {
		if _, err := n.client(c, false).Allocate(); err == nil {
			t.Errorf("%s credentials are accepted", name)
		}
	}
	n.relay(n.client(good, false))
	n.ahead.Store(int64(turn.Life))
	if _, err := n.client(good, false).Allocate(); err == nil {
		t.Error("expired credentials are accepted")
	}
}

// A seat has its share of relays and no more; the next seat still gets one, and silent relays give way.
func TestQuota(t *testing.T) {
	n := newNode(t)
	c := n.Credential("m/a")
	for range turn.MaxPerSeat {
		n.relay(n.client(c, false))
	}
	if _, err := n.client(n.Credential("m/a"), false).Allocate(); err == nil {
		t.Error("one relay too many")
	}
	n.relay(n.client(n.Credential("m/b"), false))
	n.ahead.Store(int64(time.Minute))
	n.relay(n.client(c, false))
	if left := n.Relays(); left > 2 {
		t.Errorf("%d relays: silent ones of the seat should have given way, the other seat's not", left)
	}
}

// No TCP relays, no even ports: neither is needed to reach the media.
func TestOtherKindsOfRelayAreRefused(t *testing.T) {
	n := newNode(t)
	if _, err := n.client(n.Credential("m/a"), true).AllocateTCP(); err == nil {
		t.Error("a TCP relay was given")
	}
	if n.Relays() != 0 {
		t.Error("there is a relay")
	}
}

// Without credentials there is nothing but the question for them, and a mapped address that tells nobody anything new.
func TestBindingIsAnswered(t *testing.T) {
	n := newNode(t)
	addr, err := n.client(n.Credential("m/a"), false).SendBindingRequest()
	if err != nil || addr.(*net.UDPAddr).IP.String() != "127.0.0.1" {
		t.Error(addr, err)
	}
}

func TestTargets(t *testing.T) {
	at := netip.MustParseAddrPort
	listening := []netip.AddrPort{at("10.0.0.5:7000"), at("192.168.1.5:7000"), at("[2001:db8::5]:7000")}
	public := []netip.Addr{netip.MustParseAddr("203.0.113.7"), netip.MustParseAddr("203.0.113.8")}
	got := turn.Targets(listening, public)
	if len(got) != 1 || got[0] != (turn.Target{Told: at("203.0.113.7:7000"), Real: at("10.0.0.5:7000")}) {
		t.Errorf("behind a NAT: %v", got)
	}
	if got := turn.Targets(listening, nil); len(got) != 3 || got[1] != (turn.Target{Told: listening[1], Real: listening[1]}) {
		t.Errorf("directly: %v", got)
	}
	if _, err := turn.Listen(turn.Config{Addr: "127.0.0.1:0", Host: "x"}); err == nil {
		t.Error("a server that could relay nowhere was started")
	}
}

// Behind a 1:1 NAT the client asks for the public address, and hears from it, although the relay talks to the media inside.
func TestPublicAddressIsReachedInside(t *testing.T) {
	media := echo(t)
	s, err := turn.Listen(turn.Config{Addr: "127.0.0.1:0", Host: "127.0.0.1", Targets: turn.Targets([]netip.AddrPort{media}, []netip.Addr{netip.MustParseAddr("203.0.113.7")})})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n := &node{Server: s, t: t}
	client := n.client(s.Credential("m/a"), false)
	relay := n.relay(client)
	told := net.UDPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr("203.0.113.7"), media.Port()))
	if !answers(t, relay, told) {
		t.Error("nothing came back from the public address")
	}
	if err := client.CreatePermission(udp("127.0.0.1:7000")); err == nil {
		t.Error("the inner address is permitted by its own name")
	}
}
