// Package web is the HTTP side of a node: routes, links and sessions, REST, the two sockets, the embedded front end, health and metrics. API.md is its contract.
//
// One handler per file. A request is authenticated in auth.go, which alone knows cookies and bearers; what a seat may do is decided by package agenda,
// what it may see by agenda.Record.For.
//
// It holds no meeting: agenda/live does. It knows no media: signaling does.
//
// Concurrency: Server is safe for concurrent use. Run blocks until its context ends and then until the last socket is closed.
//
// Reading order: server.go, auth.go, session.go, rate.go, command.go, record.go, state.go, meeting.go, link.go, lobby.go, visit.go, deadline.go, export.go, check.go, search.go, letter.go, paper.go, reference.go, place.go, room.go, whip.go, socket.go,
// asset.go, header.go, health.go, fault.go.
//
// # Why
//
// A cookie belongs to a seat, and its name says which: a person who opens the chair's and a unit's link in one browser has both, in two tabs.
//
// A stranger waits in the lobby with a cookie whose hash becomes a session of the guest's seat when they are admitted: the page that waits walks in by itself, and no secret is
// handed over.
//
// Secrets of links are kept in memory after they are made (never on disk), so that the page with the links can be opened again while the server runs.
package web
