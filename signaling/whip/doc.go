// Package whip lets devices without our page into a room: an encoder publishes (WHIP, RFC 9725) and a wall screen watches (WHEP, draft-ietf-wish-whep) with
// a link's secret as bearer and two HTTP requests.
//
// It is: [Server] with its sessions, the negotiation of each with a peer of package sfu, and the fragments of SDP by which candidates come later and ICE is
// restarted. It is not: routes and authentication (package web), nor media.
//
// # What is published and what is watched
//
// The first m-line of each kind that an encoder sends is its seat's microphone and camera. A watcher gets as many of the loudest voices as it offers audio
// m-lines, three at most, and in its first video m-line the stage: a shared screen, else who has the floor, else who speaks, else the chair. A speaker is
// shown after [hold], so that a cough does not turn every head. A seat does not hear itself: a wall in the room of the chair's microphone should have the
// link of another seat, or it has no echo to cancel.
//
// Encoders may send H264, which package sfu forwards to those who have it; nothing is transcoded.
//
// A session ends by DELETE, with the right of its seat, with the server, when its media has not connected within [patience], or was broken for as long.
//
// Concurrency: Server and Session are locked. [Session.Serve] blocks until the end; whoever created a session has to call it.
//
// In reading order: description.go (pure: what an offer has), fragment.go (pure: SDP fragments), session.go, server.go.
package whip
