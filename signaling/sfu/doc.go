// Package sfu is the media room: it receives everybody's microphone, camera and screen once and forwards to each peer what its fixed slots hold.
//
// It is: [Engine] (the ports and the WebRTC stack, one per process), [Room], [Peer] with two PeerConnections (up: receiving from the browser, down: sending
// to it), publications and slots. It is not: a protocol (package signaling carries SDP and wishes), a mixer, a recorder; it decodes nothing.
//
// # How it works
//
// Control is level-triggered. Whatever happens (join, leave, publish, mute, want, Poke) is written down and the room is told to look again; [Room.Run]
// then computes for every peer which publication belongs in which slot and changes only what differs. A peer is told in the same way: [Peer.Wake] says
// "look again", and the signaling socket asks for the offer, the slot map and the room's state and sends what it has not sent yet.
//
// A publication has layers: one, or up to three of simulcast. Which one belongs in a slot follows from the height that its peer wants, a ceiling that
// somebody may have set, and what arrives (choose.go); the room looks again ten times a second. A slot that should change is in
// the lists of both layers until the keyframe of the new one. A layer that nobody has wanted for a while is to be paused by its sender ([Peer.Layers]).
//
// Media meets none of that. One goroutine per received layer reads a packet, writes it into the layer's cache and hands it to every slot in the
// layer's copy-on-write subscriber list. A slot makes one continuous stream of what it is given (rewrite.go).
//
// What is sent comes down to one UDP socket per address, whatever the number of peers. An outlet stands between it and pion: RTP is collected there, and when
// the reader of a track has handed a packet to all slots, everything leaves in one system call, consecutive packets of one stream as one segmented message
// (UDP GSO). Nothing is held for that at low rates, except for the rest of a picture whose packets come in all at once; above 20,000 packets/s up to 3 ms.
// STUN, DTLS and RTCP are never held. Kernels that refuse either are sent to packet by packet, each socket for itself.
//
// # Concurrency
//
// Room and Peer are locked: room.mu guards both; a peer's negotiations have mutexes of their own that are never held together with it; Peer.ending is a
// leaf under which nothing else is locked. A rewriter is owned by whoever holds its slot's try-lock. On the packet path there is no channel and no
// allocation of ours, and one lock: the outlet's, for as long as copying a packet takes (pion's way to the socket has several). Where two goroutines could
// meet otherwise (the last packet of the old layer and the first of the new one; a cache entry being resent while it is overwritten) the packet that
// came second is left out, and NACK brings it if it was needed. A panic of a goroutine that serves one peer ends that peer only.
//
// # Files in reading order
//
// source.go (names, states, limits), engine.go and silent.go, room.go, look.go (who is in which slot), loudest.go (pure: who is heard), peer.go, up.go, down.go,
// publication.go, layer.go (the packet path), packet.go (pure: RTP and VP8 headers), cache.go, choose.go (pure: which layer), arrange.go, slot.go,
// rewrite.go (pure), errands.go, report.go, stats.go; probe.go;
// ports.go, address.go, outlet.go, stage.go (pure: what leaves together), segment_linux.go and segment_other.go.
//
// # Why
//
// Retransmissions go out on the slot's own SSRC with the number they had (RFC 4585 without RFC 4588): browsers accept it, and a room of 126 saves one
// stream per slot. AES-GCM forbids two different plaintexts under one number, so the rewriting of a packet is a function of its segment only and yields
// the same bytes each time, and a number is never given to a second packet.
//
// Padding-only packets (bandwidth probes of the publisher) are forwarded with a single byte of padding, because leaving them out would look like loss.
//
// All slots report the server's clock in their sender reports: slots of different peers never shared a clock, and one clock is what lets a browser align
// a face with its voice although they arrive in unrelated slots.
package sfu
