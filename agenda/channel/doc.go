// Package channel is the agenda WebSocket: frames on one side, agenda/live on the other. PROTOCOL.md is its contract.
//
// Server holds a room per meeting with sockets here; a socket is a reader (frames → commands and words) and a sender (records and words → frames).
// A record reaches a socket because its sender looks after its last version; words (drafts, presence) travel on the bus and may be lost.
// Client is the other end in Go, for the rehearsal and for tests.
//
// It decides nothing about the domain and authenticates nobody: package web says which seat a socket is.
//
// Concurrency: Server is safe for concurrent use. Serve blocks for the life of one socket; Run for the life of the server (attendance of connections that are gone for good).
//
// Reading order: server.go, room.go, socket.go, hello.go, word.go, attendance.go, client.go, client_do.go.
package channel
