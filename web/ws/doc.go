// Package ws is the one wrapper round gorilla/websocket, made so that it cannot be misused.
//
// It is: a [Conn] that carries [Frame]s (JSON text of at most 64 KiB) under a named subprotocol, with the origin checked exactly, compression off, every
// read and write bounded in time, size and rate, and a heartbeat. It is not: a hub, a queue or a protocol; what frames mean is told by the PROTOCOL.md
// of the package that uses the Conn.
//
// Concurrency: one goroutine calls [Conn.Read]; [Conn.Write], [Conn.WritePrepared] and [Conn.Close] may be called from any. Whoever got a Conn from [Accept]
// or [Dial] must call Close; it waits for a ping under way and so leaves nothing behind.
//
// In reading order: frame.go (what is carried), code.go (why a connection ended), origin.go (who may open one), accept.go and dial.go (the two ends),
// conn.go (reading, writing, closing), prepared.go (a frame for many), heartbeat.go, repeat.go.
//
// # Why
//
// Messages are written under one mutex rather than by a writer goroutine with a queue: users of this package keep their state level-triggered and send the
// newest state when the last write returned, so that a queue would only hold old news. A blocked peer costs one goroutine for at most 5 s.
//
// An idle socket is cheap, because a meeting is mostly silence: the buffer of an incoming message lives as long as the message, write buffers are shared
// by all sockets (the one variable of this package), and pings are timers without a goroutine.
//
// A message over 64 KiB is closed with 1009 (that is what RFC 6455 §7.4.1 and the library below say); everything else that is malformed with 4009.
package ws
