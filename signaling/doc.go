// Package signaling serves the media sockets: it carries session descriptions, wishes and room state between browsers and the rooms of package sfu.
// The protocol is PROTOCOL.md; its examples are run as tests.
//
// It is: [Server] with one room per meeting that has somebody in it, and one session per socket. It is not: authentication (package web says who it is),
// the agenda, or media.
//
// Concurrency: Server is locked and its methods may be called by any goroutine. A session is its reader ([Server.Serve] itself) and one sender goroutine;
// the sender is level-triggered: it is woken, looks at what is due (offer, slots, room, speaking, orders) and sends what differs from what it sent last,
// so that a slow socket skips states instead of queueing them. Serve waits for everything that it started.
//
// In reading order: message.go (the wire), server.go (rooms and who is in them), session.go (one socket's life), handle.go (requests), probe.go (a network test before the
// meeting), sender.go, snapshot.go and metrics.go.
//
// # Why
//
// A request that carries an id and has no other answer is answered with ok, which the first sketch of the protocol left open: without it a client cannot
// know when a mute is in force.
package signaling
