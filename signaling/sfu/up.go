package sfu

import (
	"slices"
	"strings"
	"time"

	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

const (
	gatherTimeout = 5 * time.Second
	maxRid        = 16 // bytes
)

// candidateBox keeps candidates that came before their description, and counts all. It is guarded by the mutex of its connection.
type candidateBox struct {
	early []webrtc.ICECandidateInit
	count int
}

// checkSDP refuses descriptions over the limits before anything expensive looks at them.
func checkSDP(text string) error {
	if len(text) > MaxSDP {
		return ErrSDPLarge
	}
	count := func(line string) int { // the parser takes what follows either character for a line
		return strings.Count("\n"+text, "\n"+line) + strings.Count(text, "\r"+line)
	}
	if count("m=") > MaxMLines {
		return ErrSDPLarge
	}
	if count("a=candidate:") > MaxCandidates {
		return ErrCandidates
	}
	return nil
}

func checkTracks(tracks []Track) error {
	if len(tracks) > MaxTracks {
		return ErrTracks
	}
	for i, t := range tracks {
		if !t.Source.Valid() || t.Mid == "" || len(t.Mid) > 16 {
			return ErrTracks
		}
		for _, other := range tracks[:i] {
			if other.Mid == t.Mid || other.Source == t.Source {
				return ErrTracks
			}
		}
	}
	return nil
}

// Publish takes an offer of the up connection and gives the answer. tracks is everything that the peer publishes from now on, by m-line. On error what was
// published before stays. Errors are agenda.Errors.
func (p *Peer) Publish(offer string, tracks []Track) (answer string, err error) {
	if err := checkSDP(offer); err != nil {
		return "", err
	}
	if err := checkTracks(tracks); err != nil {
		return "", err
	}
	rids, err := ridsOf(offer)
	if err != nil {
		return "", err
	}
	before, err := p.room.publish(p, tracks, rids)
	if err != nil {
		return "", err
	}
	if answer, err = p.answerUp(offer); err != nil {
		p.room.republish(p, before)
		return "", err
	}
	return wishOpus(answer), nil
}

// Renew takes another offer of the up connection, by which everything that is published goes on as it is: a restart of ICE. Errors are agenda.Errors.
func (p *Peer) Renew(offer string) (answer string, err error) {
	if err := checkSDP(offer); err != nil {
		return "", err
	}
	if answer, err = p.answerUp(offer); err != nil {
		return "", err
	}
	return wishOpus(answer), nil
}

// ridsOf gives the layers of each m-line that has several, lowest first: in the order of a=simulcast (RFC 8853 §5.1), else in that of a=rid.
// An offer that is no SDP at all is left to pion to refuse.
func ridsOf(offer string) (map[string][]string, error) {
	var d sdp.SessionDescription
	if d.UnmarshalString(offer) != nil {
		return nil, nil
	}
	all := map[string][]string{}
	for _, m := range d.MediaDescriptions {
		var rids []string
		for _, a := range m.Attributes {
			if id, direction, _ := strings.Cut(a.Value, " "); a.Key == "rid" && strings.HasPrefix(direction, "send") {
				rids = append(rids, id)
			}
		}
		if len(rids) == 0 {
			continue
		}
		if len(rids) > MaxLayers || slices.ContainsFunc(rids, func(rid string) bool { return rid == "" || len(rid) > maxRid }) {
			return nil, ErrTracks
		}
		order, _ := m.Attribute("simulcast")
		_, order, _ = strings.Cut(order, "send ")
		order, _, _ = strings.Cut(order, " ")
		listed := strings.FieldsFunc(order, func(c rune) bool { return strings.ContainsRune(";,~", c) })
		slices.SortStableFunc(rids, func(a, b string) int { return slices.Index(listed, a) - slices.Index(listed, b) })
		mid, _ := m.Attribute("mid")
		all[mid] = rids
	}
	return all, nil
}

func (p *Peer) answerUp(offer string) (string, error) {
	p.upMu.Lock()
	defer p.upMu.Unlock()
	if err := p.up.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", ErrSDP.Because(err)
	}
	p.upICE.release(p.up)
	answer, err := p.up.CreateAnswer(nil)
	if err != nil {
		return "", ErrSDP.Because(err)
	}
	return describe(p.up, answer)
}

// describe sets the local description and returns it with all candidates in it. With everything on two ports that are open already it takes no time.
func describe(pc *webrtc.PeerConnection, d webrtc.SessionDescription) (string, error) {
	gathered := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(d); err != nil {
		return "", ErrSDP.Because(err)
	}
	timeout := time.NewTimer(gatherTimeout)
	defer timeout.Stop()
	select {
	case <-gathered:
	case <-timeout.C: // send what there is
	}
	text := pc.LocalDescription().SDP
	if offer := pc.RemoteDescription(); d.Type == webrtc.SDPTypeAnswer && offer != nil && strings.Contains(offer.SDP, "a=setup:passive") {
		text = strings.ReplaceAll(text, "a=setup:passive", "a=setup:active") // as pion behaves then (RFC 5763 §5), although it says what it would like
	}
	return text, nil
}

// Candidate adds a candidate that the browser found. Those that come before the description they belong to are kept for it.
func (p *Peer) Candidate(d Direction, c webrtc.ICECandidateInit) error {
	pc, mu, box := p.up, &p.upMu, &p.upICE
	if d == Down {
		pc, mu, box = p.down, &p.downMu, &p.downICE
	} else if d != Up {
		return ErrCandidate
	}
	mu.Lock()
	defer mu.Unlock()
	if box.count >= MaxCandidates {
		return ErrCandidates
	}
	box.count++
	if pc.RemoteDescription() == nil {
		box.early = append(box.early, c)
		return nil
	}
	if err := pc.AddICECandidate(c); err != nil {
		return ErrCandidate.Because(err)
	}
	return nil
}

// release adds what was kept and starts the count anew: a new description begins a new gathering.
func (b *candidateBox) release(pc *webrtc.PeerConnection) {
	for _, c := range b.early {
		_ = pc.AddICECandidate(c) // a bad one is only one of several
	}
	b.early, b.count = nil, 0
}

// onTrack reads what arrives on an m-line, as long as it is published.
func (p *Peer) onTrack(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
	mid := ""
	for _, line := range p.up.GetTransceivers() {
		if line.Receiver() == receiver {
			mid = line.Mid()
		}
	}
	p.room.sends(p)
	terms := termsOf(receiver.GetParameters())
	in, ok := p.admits(track)
	if !ok {
		return
	}
	p.run("receive", func() error { return p.room.receive(p, mid, track, in, terms) })
	p.run("reports", func() error { return p.reports(receiver, track.RID()) })
}

// terms is what was negotiated for one m-line of the up connection: two of them may differ. It is a value.
type terms struct {
	levelID uint8 // of the audio level extension; 0: none
	wideID  uint8 // of the extension with the transport-wide number; 0: none
	red     uint8 // payload type of redundant audio; 0: none
	nack    bool  // lost packets may be asked for
}

func termsOf(p webrtc.RTPParameters) terms {
	t := terms{red: redType(p.Codecs)}
	for _, x := range p.HeaderExtensions {
		if x.URI == sdp.AudioLevelURI {
			t.levelID = uint8(x.ID)
		}
		if x.URI == sdp.TransportCCURI {
			t.wideID = uint8(x.ID)
		}
	}
	for _, c := range p.Codecs {
		t.nack = t.nack || slices.Contains(c.RTCPFeedback, webrtc.RTCPFeedback{Type: webrtc.TypeRTCPFBNACK})
	}
	return t
}

// Mute says that the peer has (or has not) stopped a source. Nothing of a muted source is forwarded.
func (p *Peer) Mute(source Source, muted bool) error {
	if !p.room.mute(p, source, muted) {
		return ErrNotThere
	}
	return nil
}
