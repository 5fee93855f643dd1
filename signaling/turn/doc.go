// Package turn is the optional TURN server (RFC 8656) of a node: the last way to the media for sites whose firewall lets nothing through but TLS. It is off
// by default, because the media port speaks UDP and TCP itself.
//
// It is: [Server] on a UDP and TCP port and, with a certificate, on a TLS port; credentials that a seat gets when it joins ([Server.Credential]); and relays
// that reach the media ports of this node and nothing else. It is not: a STUN service for others, a relay between browsers, a relay to any other address.
//
// # How it is kept from being an open relay
//
// A permission is granted for the addresses of our own media only, whatever the client asks for; a mapped ::ffff: address is looked at without its mapping.
// Permissions know no ports (RFC 8656 §9), so the relay itself looks at each datagram: to another port it is dropped, and from anywhere but the media it is
// not read. There are no TCP relays (RFC 6062), no reserved and no even ports.
//
// A seat has at most [MaxPerSeat] relays, the node at most [MaxRelays]. A relay through which its client has sent nothing for [idle] gives way to a new one
// of the same seat: a phone that walks between two networks leaves some behind each time. A TCP or TLS client has ten seconds for its handshake and as many
// for its first three messages; at most [MaxStreams] are connected, and one that does not read loses its connection after five seconds.
//
// Concurrency: Server is locked; its methods may be called by any goroutine. Close waits for the connections and relays to end.
//
// In reading order: server.go, credential.go, target.go (where a relay may reach), relay.go, stream.go (TCP and TLS clients), metrics.go.
//
// # Why
//
// There is no deny list: a list of one allowed place is stricter than any list of forbidden ones. The usual forbidden ranges are a test.
//
// Credentials last for hours, not the ten minutes that are good advice for open relays: a relay is refreshed with the credentials that it was made with, a
// meeting takes a morning, and what they open is only the media port, which is open already.
package turn
