package nettest

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Site is a network namespace with two uplinks, of which one is in use, behind a router in a namespace of its own. The machine's own namespace is the
// internet: servers listen there on Server.
type Site struct {
	Server netip.Addr

	t      testing.TB
	net    string // the three numbers that its addresses begin with
	router string
	site   string
	uplink int
}

// NewSite makes a site; it goes with the test. It needs root and network namespaces: without them the test is skipped with words. It fails where
// GIAOBAN_NEED_TOOLS says that programs are installed and ip (iproute2) is not.
func NewSite(t testing.TB) *Site {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("network namespaces need root")
	}
	id := os.Getpid() % 250
	s := &Site{t: t, net: fmt.Sprintf("198.18.%d", id), router: fmt.Sprintf("gb-r%d", id), site: fmt.Sprintf("gb-s%d", id)}
	s.Server = netip.MustParseAddr(s.net + ".1")
	if out, err := exec.Command("ip", "netns", "add", s.router).CombinedOutput(); err != nil {
		if os.Getenv("GIAOBAN_NEED_TOOLS") == "1" && errors.Is(err, exec.ErrNotFound) {
			t.Fatal("GIAOBAN_NEED_TOOLS=1, but ip is not installed (Debian: apt-get install iproute2)")
		}
		t.Skipf("there are no network namespaces here: %v %s", err, out)
	}
	t.Cleanup(s.remove)
	s.ip("netns", "add", s.site)
	wan := fmt.Sprintf("gb-w%d", id)
	s.ip("link", "add", wan, "type", "veth", "peer", "name", "wan", "netns", s.router)
	s.ip("addr", "add", s.net+".1/30", "dev", wan)
	s.ip("link", "set", wan, "up")
	s.ip("-n", s.router, "addr", "add", s.net+".2/30", "dev", "wan")
	s.ip("-n", s.router, "link", "set", "wan", "up")
	s.ip("route", "add", s.net+".0/24", "via", s.net+".2")
	s.ip("-n", s.router, "link", "set", "lo", "up")
	s.ip("-n", s.site, "link", "set", "lo", "up")
	s.run("ip", "netns", "exec", s.router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward")
	for n := range 2 {
		s.ip("-n", s.router, "link", "add", fmt.Sprintf("lan%d", n), "type", "veth", "peer", "name", fmt.Sprintf("up%d", n), "netns", s.site)
		s.ip("-n", s.router, "addr", "add", fmt.Sprintf("%s.%d/30", s.net, 5+4*n), "dev", fmt.Sprintf("lan%d", n))
		s.ip("-n", s.router, "link", "set", fmt.Sprintf("lan%d", n), "up")
	}
	s.connect()
	return s
}

// Command is a command that will run at the site.
func (s *Site) Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, "ip", append([]string{"netns", "exec", s.site, name}, args...)...)
}

// BlockUDP makes the router swallow every UDP packet of the site, without a word.
func (s *Site) BlockUDP() {
	s.t.Helper()
	s.ip("-n", s.router, "rule", "add", "ipproto", "udp", "pref", "10", "blackhole")
}

// Move takes the site from one uplink to the other, as a walk from Wi-Fi to the telephone network does: the old address is gone, a new one is there.
func (s *Site) Move() {
	s.t.Helper()
	old := fmt.Sprintf("up%d", s.uplink)
	s.ip("-n", s.site, "addr", "flush", "dev", old)
	s.ip("-n", s.site, "link", "set", old, "down")
	s.uplink = 1 - s.uplink
	s.connect()
}

// connect takes the present uplink into use.
func (s *Site) connect() {
	s.t.Helper()
	up := fmt.Sprintf("up%d", s.uplink)
	s.ip("-n", s.site, "link", "set", up, "up")
	s.ip("-n", s.site, "addr", "add", fmt.Sprintf("%s.%d/30", s.net, 6+4*s.uplink), "dev", up)
	s.ip("-n", s.site, "route", "replace", "default", "via", fmt.Sprintf("%s.%d", s.net, 5+4*s.uplink))
}

func (s *Site) ip(args ...string) {
	s.t.Helper()
	s.run("ip", args...)
}

func (s *Site) run(name string, args ...string) {
	s.t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		s.t.Fatalf("%s %v: %v %s", name, args, err, out)
	}
}

// remove takes both namespaces away; their links go with them, in the kernel's own time.
func (s *Site) remove() {
	_ = exec.Command("ip", "link", "del", "gb-w"+strings.TrimPrefix(s.router, "gb-r")).Run() // as below
	for _, name := range []string{s.site, s.router} {
		_ = exec.Command("ip", "netns", "del", name).Run() // the site may not have come to be
	}
}
