package main

import (
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// secure says whether browsers reach the site over https, directly or through a proxy.
func secure(o serverOptions) bool {
	u, err := url.Parse(o.URL)
	return o.TLSCert != "" || err == nil && u.Scheme == "https"
}

// loopback says whether only this machine can reach addr.
func loopback(addr net.Addr) bool {
	a, err := netip.ParseAddrPort(addr.String())
	return err == nil && a.Addr().IsLoopback()
}

// origins are the exact origins of our pages, the best one for links first: the given one alone, or every name by which this address is reached.
func origins(o serverOptions, addr net.Addr) []string {
	if u, err := url.Parse(o.URL); o.URL != "" && err == nil {
		return []string{u.Scheme + "://" + u.Host}
	}
	scheme := "http://"
	if o.TLSCert != "" {
		scheme = "https://"
	}
	host, port, _ := net.SplitHostPort(addr.String()) // a listener's own address is well formed
	ip, err := netip.ParseAddr(host)
	var list []string
	add := func(h string) { list = append(list, scheme+net.JoinHostPort(h, port)) }
	if err == nil && !ip.IsUnspecified() {
		add(ip.String())
	} else {
		for _, a := range machine() {
			add(a.String())
		}
	}
	if named, _, err := net.SplitHostPort(o.Listen); err == nil && named != "" && named != host {
		add(named)
	}
	if err != nil || ip.IsLoopback() || ip.IsUnspecified() {
		add("localhost")
		add("127.0.0.1")
	}
	return list
}

// nodeURL is where other nodes reach this one: the given address, or the best one of the listener's own.
func (o serverOptions) nodeURL(addr net.Addr) string {
	if o.NodeURL != "" {
		return strings.TrimSuffix(o.NodeURL, "/")
	}
	o.URL = ""
	return origins(o, addr)[0]
}

// machine are this machine's addresses, reachable ones first.
func machine() []netip.Addr {
	var public, local []netip.Addr
	addrs, _ := net.InterfaceAddrs() // none is an answer too
	for _, a := range addrs {
		p, err := netip.ParsePrefix(a.String())
		switch {
		case err != nil || p.Addr().IsLinkLocalUnicast():
		case p.Addr().IsLoopback():
			local = append(local, p.Addr())
		default:
			public = append(public, p.Addr())
		}
	}
	return append(public, local...)
}
