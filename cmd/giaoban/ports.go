package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
)

// ports are the TCP listeners of pages and of TURN over TLS. It is a value.
type ports struct {
	site   net.Listener
	relay  net.Listener // of TURN over TLS; nil without
	shared *split       // when both are one port; nil else
}

// listen opens the ports. A taken one is an error that names its flag.
func listen(o serverOptions) (p ports, err error) {
	l, err := net.Listen("tcp", o.Listen)
	if err != nil {
		return p, fmt.Errorf("không mở được cổng trang web %s (đang được chương trình khác dùng?); hãy chọn cổng khác bằng -listen / cannot listen on %s: %w", o.Listen, o.Listen, err)
	}
	if o.TLSCert == "" {
		return ports{site: l}, nil
	}
	pair, err := tls.LoadX509KeyPair(o.TLSCert, o.TLSKey)
	if err != nil {
		_ = l.Close() // nothing was served on it
		return p, fmt.Errorf("đọc chứng thư TLS / read TLS certificate: %w", err)
	}
	c := &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}}
	switch o.TurnTLS {
	case "":
		return ports{site: tls.NewListener(l, c)}, nil
	case o.Listen:
		s := newSplit(l, c)
		return ports{site: s.site, relay: s.relay, shared: s}, nil
	}
	relay, err := net.Listen("tcp", o.TurnTLS)
	if err != nil {
		_ = l.Close() // nothing was served on it
		return p, fmt.Errorf("không mở được cổng TURN %s; hãy chọn cổng khác bằng -turn-tls / cannot listen on %s: %w", o.TurnTLS, o.TurnTLS, err)
	}
	return ports{site: tls.NewListener(l, c), relay: tls.NewListener(relay, &tls.Config{Certificates: c.Certificates, MinVersion: tls.VersionTLS12})}, nil
}

// Close closes what nobody has closed yet, and waits for connections that are arriving.
func (p ports) Close() error {
	if p.shared != nil {
		return p.shared.Close()
	}
	var err error
	for _, l := range []net.Listener{p.site, p.relay} {
		if l == nil {
			continue
		}
		if e := l.Close(); !errors.Is(e, net.ErrClosed) { // the usual way: its server has closed it
			err = errors.Join(err, e)
		}
	}
	return err
}
