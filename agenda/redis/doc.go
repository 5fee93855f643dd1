// Package redis is the ports Journal, Bus, Leases and Blobs on one Redis 6.2 or newer (a primary, with or without replicas; not Redis Cluster), for a
// server of several nodes.
//
// It is not a cache and shares no keys with one: everything is under "giaoban:", nothing is ever trimmed, and Open refuses a Redis that may evict.
//
// Keys: giaoban:journal:MEETING is a stream with entry id VERSION-0 and the fields hash and record; giaoban:heads (hash: meeting → "VERSION HASH") and
// giaoban:changes (sorted set: meeting by microsecond of its last change, made to rise even when the clock does not) are the catalogue;
// giaoban:blob:HASH is a hash with the parts of a file and giaoban:blobs their catalogue (hash → "SIZE MILLISECONDS"); giaoban:upload:ID is one on its way.
// giaoban:epoch names this store's life; giaoban:lease:NAME and giaoban:fence:NAME are a lease and its fencing counter. Channels carry the epoch,
// because Redis does not separate them by database.
//
// Durability: one Lua script checks the epoch and that the version is next, adds, updates the catalogue and publishes. With replicas, WAIT on the same
// connection must then be answered by enough of them, or the caller is told that it is unknown whether the record was kept. What Redis itself does with
// a record is its configuration: Check says in words when that is less than fsync before every answer.
//
// Away: a command has 1.5 s, then it is *agenda.Error Unavailable. Followers and listeners reconnect by themselves. A lease is kept while Redis cannot be
// asked: an outage must not drop the sound of a meeting. It is lost when somebody else is known to hold it or to have held it since.
//
// Concurrency: a Store is locked by go-redis and all of its methods may be called from any goroutine. Hear and Hold start one goroutine each, which ends
// with its context; Close ends and awaits them.
//
// Reading order: store.go (opening, closing), away.go (errors), scripts.go, append.go, read.go, changed.go, bus.go, leases.go, blobs.go, check.go.
//
// Why: appending the very record that is already there at its version (same hash) answers nil instead of agenda.ErrStale. A reply can be lost after the script ran;
// the second try must not take its own record for somebody else's. The fencing number of a lease stays in Redis: the port has no place for it, and
// what a lost holder could still write is refused by versions.
package redis
