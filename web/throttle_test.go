package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

// Whoever can reach the server directly must not be able to name another address as theirs.
func TestAddressBehindProxies(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("127.0.0.1/32")}
	for _, c := range []struct {
		name, peer string
		forwarded  []string
		want       string
	}{
		{"no proxy", "203.0.113.9:1234", nil, "203.0.113.9"},
		{"a header from outside is not believed", "203.0.113.9:1234", []string{"198.51.100.1"}, "203.0.113.9"},
		{"one proxy", "127.0.0.1:1", []string{"198.51.100.1"}, "198.51.100.1"},
		{"what the client wrote before is not believed", "127.0.0.1:1", []string{"192.0.2.7, 198.51.100.1"}, "198.51.100.1"},
		{"two proxies", "127.0.0.1:1", []string{"198.51.100.1, 10.1.2.3"}, "198.51.100.1"},
		{"two headers", "127.0.0.1:1", []string{"192.0.2.7", "198.51.100.1"}, "198.51.100.1"},
		{"rubbish", "127.0.0.1:1", []string{"198.51.100.1, unknown"}, "127.0.0.1"},
		{"IPv4 in IPv6", "127.0.0.1:1", []string{"::ffff:198.51.100.1"}, "198.51.100.1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = c.peer
			for _, f := range c.forwarded {
				r.Header.Add("X-Forwarded-For", f)
			}
			if got := (&Server{Config: Config{Proxies: proxies}}).address(r); got != c.want {
				t.Errorf("address = %s, want %s", got, c.want)
			}
		})
	}
}
