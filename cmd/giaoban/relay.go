package main

import (
	"fmt"
	"net/netip"
	"net/url"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/turn"
)

// openRelay starts the TURN server, when one is wanted. Browsers know it by the name that was given, else by the public address of the media (TLS excepted,
// which needs a name), else by the name of the site.
func (r *running) openRelay(o serverOptions) (err error) {
	if o.Turn == "" && o.TurnTLS == "" {
		return nil
	}
	site, err := url.Parse(r.URL)
	if err != nil {
		return err
	}
	c := turn.Config{Addr: o.Turn, TLS: r.ports.relay, Host: site.Hostname(), TLSHost: site.Hostname(), Now: o.Now}
	var public []netip.Addr
	for _, text := range o.PublicIPs {
		a, err := netip.ParseAddr(text)
		if err != nil {
			return fmt.Errorf("-public-ip: %w", err)
		}
		public = append(public, a)
		c.Host = o.PublicIPs[0]
	}
	if o.TurnName != "" {
		c.Host, c.TLSHost = o.TurnName, o.TurnName
	}
	c.Targets = turn.Targets(r.engine.UDPAddrs(), public)
	if r.turn, err = turn.Listen(c); err != nil {
		return fmt.Errorf("không mở được máy chủ TURN, hãy xem -turn / cannot start the TURN server, see -turn: %w", err)
	}
	return nil
}

// iceServers is the TURN server with credentials for a seat.
func (r *running) iceServers(meeting agenda.MeetingID, seat agenda.SeatID) []signaling.ICEServer {
	if r.turn == nil {
		return nil
	}
	c := r.turn.Credential(string(meeting) + "/" + string(seat))
	return []signaling.ICEServer{{URLs: c.URLs, Username: c.Username, Credential: c.Password}}
}
