package sfu

import (
	"net"
	"strings"
	"testing"
)

// offerOf is the first offer of a peer in a fresh room of e.
func offerOf(t *testing.T, e *Engine) string {
	t.Helper()
	p, err := e.NewRoom(RoomConfig{}).Join(PeerConfig{Seat: "a", Audio: 1, Video: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	offer, due, err := p.Offer()
	if err != nil || !due {
		t.Fatalf("due %t, %v", due, err)
	}
	if _, again, _ := p.Offer(); again {
		t.Error("a second offer before the first was answered")
	}
	return offer
}

func TestOfferHasBothPortsAndAllSlots(t *testing.T) {
	for _, addr := range []string{"127.0.0.1:0", ":0"} {
		e, err := NewEngine(Config{UDPAddr: addr, TCPAddr: addr, Loopback: true})
		if err != nil {
			t.Fatal(err)
		}
		offer := offerOf(t, e)
		for _, want := range []string{" udp ", " tcp ", "tcptype passive", "a=fingerprint:sha-256", "VP8/90000", "opus/48000/2", "useinbandfec=1"} {
			if !strings.Contains(offer, want) {
				t.Errorf("%s: no %q in the offer", addr, want)
			}
		}
		if n := strings.Count(offer, "a=sendonly"); n != 3 {
			t.Errorf("%s: %d slots", addr, n)
		}
		if strings.Contains(offer, ".local") {
			t.Errorf("%s: an mDNS name in the offer", addr)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestPublicAddressReplacesOwn(t *testing.T) {
	e, err := NewEngine(Config{UDPAddr: "127.0.0.1:0", TCPAddr: "127.0.0.1:0", PublicIPs: []string{"203.0.113.9"}, Loopback: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	candidates := 0
	for line := range strings.Lines(offerOf(t, e)) {
		if strings.HasPrefix(line, "a=candidate:") {
			candidates++
			if !strings.Contains(line, " 203.0.113.9 ") {
				t.Errorf("not the public address: %s", line)
			}
		}
	}
	if candidates == 0 {
		t.Error("no candidates")
	}
}

func TestBadConfig(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	for name, c := range map[string]struct {
		config Config
		says   string
	}{
		"nothing":       {Config{}, "neither"},
		"taken port":    {Config{UDPAddr: "127.0.0.1:0", TCPAddr: taken.Addr().String()}, taken.Addr().String()},
		"no address":    {Config{UDPAddr: "nowhere"}, "nowhere"},
		"no IP address": {Config{UDPAddr: "127.0.0.1:0", PublicIPs: []string{"example"}}, "example"},
	} {
		e, err := NewEngine(c.config)
		if err == nil {
			_ = e.Close()
		}
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRemoteFilter(t *testing.T) {
	for address, want := range map[string]bool{
		"192.0.2.7": true, "10.0.0.1": true, "2001:db8::1": true, "127.0.0.1": false, "::1": false, "0.0.0.0": false, "169.254.169.254": false,
		"224.0.0.1": false, "ff02::1": false, "fe80::1": false, "::ffff:127.0.0.1": false, "::ffff:169.254.1.1": false,
	} {
		if got := remoteFilter(false)(net.ParseIP(address)); got != want {
			t.Errorf("%s: %t", address, got)
		}
	}
}
