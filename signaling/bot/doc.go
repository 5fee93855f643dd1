// Package bot is a client of the signaling socket that needs no browser: it joins through the real protocol, publishes synthetic voice and picture, wants
// what it is told to want, and counts what arrives in each slot. The rehearsal and the tests of package signaling use it.
//
// It is not a judge of connection quality: pion as a client loses handshake flights that a browser would not (see the tests in real browsers for that).
// Its VP8 has real payload descriptors and frame headers and random contents: enough for everything a server looks at, nothing for a decoder.
//
// Concurrency: a Bot is locked and its methods may be called by any goroutine; Close waits for all of its goroutines.
//
// In reading order: bot.go (joining, requests), connect.go (the two connections), talk.go and picture.go (what it sends), listen.go (what it counts).
package bot
