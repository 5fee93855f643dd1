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
// Media meets none of that, and pion as little as possible: pion makes the connections (ICE, DTLS, SDP, RTCP), and packets of RTP pass it by where AES-GCM was agreed on. The keys
// are drawn from the handshake (keys.go). The reader of a socket decrypts what comes in of a known stream and hands it over, once, to the layer's goroutine (inlet.go);
// that writes it into the layer's cache and hands it to every slot in the layer's copy-on-write subscriber list. A slot makes one continuous stream of what it is
// given (rewrite.go), encrypts it (seal.go) into what the socket collects, and addresses it to where ICE has found the browser (lane.go). What has no such way takes
// pion's, both ways, packet by packet.
//
// What is sent comes down to one UDP socket per address, whatever the number of peers: an outlet. RTP is collected there, and when
// the reader of a track has handed a packet to all slots, everything leaves in one system call, consecutive packets of one stream as one segmented message
// (UDP GSO), which is why packets of a picture are padded to a few sizes (envelope.go). Nothing is held for that at low rates, except for the rest of a picture whose packets come in all at once; above 20,000 packets/s up to 3 ms.
// STUN, DTLS and RTCP are never held. Kernels that refuse either are sent to packet by packet, each socket for itself.
//
// What a down connection carries is estimated from transport-wide feedback. Every packet gets its number and its place in a ledger of atomics as it is sent;
// feedback is read by the goroutines that read RTCP anyway, into one estimator per peer. Four times a second the room's errands share that out: sound first,
// then pictures by rank and size (share.go), down at once and up with hesitation (climb.go), as a ceiling per slot. What is wanted and not known to fit is tried
// with a train of padding on a repair stream.
//
// # Concurrency
//
// Room and Peer are locked: room.mu guards both; a peer's negotiations have mutexes of their own that are never held together with it; Peer.ending is a
// leaf under which nothing else is locked. A rewriter is owned by whoever holds its slot's try-lock. On the packet path there is no
// allocation of ours, on the way down no channel, and one lock: the outlet's, for as long as encrypting a packet takes. On the way up there is the opener's, which the socket's reader
// alone takes, and the queue of the inlet. Where two goroutines could
// meet otherwise (the last packet of the old layer and the first of the new one; a cache entry being resent while it is overwritten) the packet that
// came second is left out, and NACK brings it if it was needed. A panic of a goroutine that serves one peer ends that peer only.
//
// # Files in reading order
//
// source.go (names, states, limits), engine.go, room.go, look.go (who is in which slot), loudest.go (pure: who is heard), peer.go, up.go, down.go, view.go,
// publication.go, inlet.go, opener.go and window.go (pure: what has come before), layer.go (the packet path), packet.go, h264.go and sps.go (pure: RTP, VP8 and H264 headers), cache.go, choose.go (pure: which layer), arrange.go, slot.go,
// rewrite.go and thin.go (pure: one continuous stream, without the upper temporal layers if need be), errands.go, report.go, intake.go, holes.go (what of a layer came in and what did not), receipt.go (what senders are told), stats.go;
// bandwidth: backlog.go, estimate.go, probe.go, share.go, climb.go (all pure), ladder.go, ledger.go, envelope.go, repair.go, inbox.go, band.go, balance.go; limits: meter.go, tray.go (what arrives on a connection); red.go
// and opus.go (pure);
// trial.go (a network test); keys.go, seal.go, course.go (what ICE says), lane.go; ports.go, callers.go, streams.go, address.go, heard.go, outlet.go, stage.go (pure: what leaves together), socket.go, socket_linux.go and socket_other.go (several packets in one
// call), segment_linux.go and segment_other.go.
//
// # Why
//
// Retransmissions go out on the slot's repair stream (RFC 4588) where the receiver takes one, else on the slot's own SSRC with the number they had (RFC 4585
// alone), which browsers accept too. AES-GCM forbids two different plaintexts or headers under one number, so the rewriting of a packet is a function of its
// segment only and yields the same bytes each time, the transport-wide number included (envelope.go, marks), and a number is never given to a second packet.
//
// Encryption is ours because pion's way from a slot to the socket, an SRTP session, ICE and two multiplexers with locks of their own, cost three times as much as AES-GCM
// itself, and its way back hands each packet over four times, each of which may wake a thread. It has no way past them: the handshake's secret is what its key log says, the random numbers are in
// the hello that a hook may change. A number of a stream is given to one packet only; pion and we count its turns alike (RFC 3711 §3.3.1), so that a connection may begin with pion and
// go on without; it never goes back, and every so manieth received packet is left to pion, which would lose count.
//
// What senders are told (lost packets, reports, transport-wide feedback) is ours and not that of pion's interceptors, which have a loop for each connection
// that wakes ten times a second, also where nothing comes in, and hand every received packet over to another goroutine (receipt.go). The feedback
// itself is written by pion's recorder.
//
// The estimator is ours and not that of pion/interceptor/pkg/gcc, which can only be used as a link of the interceptor chain: it reads the clock when a packet
// passes it, takes a lock, a list element and two map entries per packet, remembers 250 packets (a third of a second of a viewer of nine pictures), runs two
// goroutines per subscriber, and cannot be driven in virtual time. Rates move much as in draft-ietf-rmcat-gcc-02, but what lowers them is a queue that stands
// (backlog.go: for 250 ms every packet, also the luckiest, came 80 ms later than the path's least delay), and not the slope of a line through the last
// delays: a cheap laptop whose processor stutters makes that steep all the time, several minutes of pauses of 20 to 150 ms brought the slope's estimate down
// to its least on a path without limit (jitter_test.go). The rate falls to a part of what arrived while the queue stood, and again only while less arrives than is
// sent. Added are probes, without which nothing could come back that was withheld (what is not sent is not measured), and that loss which does not fall with
// the rate is taken for the path's own: in a fifth of all packets lost over radio, sending less would only be receiving less.
//
// Padding-only packets (bandwidth probes of the publisher) are forwarded with a single byte of padding, because leaving them out would look like loss.
//
// All slots report the server's clock in their sender reports: slots of different peers never shared a clock, and one clock is what lets a browser align
// a face with its voice although they arrive in unrelated slots.
package sfu
