// Package place says on which node a meeting's media room is. A room is held by one node under the lease "room:MEETING"; the others pass requests on to it.
//
// It is: [Rooms], which counts who uses a room here and keeps its lease that long. It is not: HTTP (package web passes requests on), nor the room itself.
//
// A node's name in leases is its address: whoever is told that a room is held elsewhere knows where to go. While nobody can be asked a room that is held
// stays: an outage of the store must not drop sound.
//
// Concurrency: Rooms is locked; its methods may be called by any goroutine.
package place
