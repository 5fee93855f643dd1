package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"sync"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"

	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
)

// plain is what the measurements compare with: fan-out as in pion's own examples. Each published track is one TrackLocalStaticRTP that is added to every
// connection which comes later, with pion's default interceptors and a socket for each connection. It speaks as much of signaling.v1 as bots need;
// who comes in gets all that is published by then. It is locked by mu.
type plain struct {
	mu     sync.Mutex
	tracks []*webrtc.TrackLocalStaticRTP
}

func newPlain() *plain { return &plain{} }

// plainPeer is one socket. It is owned by serve.
type plainPeer struct {
	plain    *plain
	conn     *ws.Conn
	seat     agenda.SeatID
	up, down *webrtc.PeerConnection
}

func plainAPI() (*webrtc.API, error) {
	m, chain := &webrtc.MediaEngine{}, &interceptor.Registry{}
	opus := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2}
	vp8 := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90000}
	if err := m.RegisterCodec(webrtc.RTPCodecParameters{PayloadType: 111, RTPCodecCapability: opus}, webrtc.RTPCodecTypeAudio); err != nil {
		return nil, err
	}
	if err := m.RegisterCodec(webrtc.RTPCodecParameters{PayloadType: 96, RTPCodecCapability: vp8}, webrtc.RTPCodecTypeVideo); err != nil {
		return nil, err
	}
	if err := webrtc.RegisterDefaultInterceptors(m, chain); err != nil {
		return nil, err
	}
	s := webrtc.SettingEngine{}
	s.SetIncludeLoopbackCandidate(true)
	s.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() })
	return webrtc.NewAPI(webrtc.WithMediaEngine(m), webrtc.WithInterceptorRegistry(chain), webrtc.WithSettingEngine(s)), nil
}

// serve talks with one socket until it ends.
func (p *plain) serve(ctx context.Context, conn *ws.Conn, seat agenda.SeatID) error {
	peer := &plainPeer{plain: p, conn: conn, seat: seat}
	api, err := plainAPI()
	if err != nil {
		return err
	}
	if peer.up, err = api.NewPeerConnection(webrtc.Configuration{}); err != nil {
		return err
	}
	defer func() { _ = peer.up.GracefulClose() }() // a connection that is over
	if peer.down, err = api.NewPeerConnection(webrtc.Configuration{}); err != nil {
		return err
	}
	defer func() { _ = peer.down.GracefulClose() }()
	peer.up.OnTrack(func(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) { peer.forward(t) })
	for {
		f, err := conn.Read(ctx)
		if err != nil {
			_ = conn.Close(ws.CodeNormal, "over") // the other side has gone
			return nil
		}
		if err := peer.take(f); err != nil {
			return fmt.Errorf("plain: %s: %w", f.Type, err)
		}
	}
}

// take does one request.
func (p *plainPeer) take(f ws.Frame) error {
	switch f.Type {
	case "hello":
		if err := p.send("welcome", f.ID, signaling.Welcome{Peer: sfu.PeerID(p.seat), Seat: p.seat}); err != nil {
			return err
		}
		return p.offer(f)
	case "answer":
		var d signaling.Description
		if err := json.Unmarshal(f.Data, &d); err != nil {
			return err
		}
		return p.down.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: d.SDP})
	case "publish":
		var d signaling.Publish
		if err := json.Unmarshal(f.Data, &d); err != nil {
			return err
		}
		if err := p.up.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: d.SDP}); err != nil {
			return err
		}
		answer, err := p.up.CreateAnswer(nil)
		if err != nil {
			return err
		}
		return p.describe(p.up, answer, "published", f.ID)
	}
	return p.send("ok", f.ID, nil)
}

// offer offers everything that is published to a peer that asks for slots.
func (p *plainPeer) offer(f ws.Frame) error {
	var hello signaling.Hello
	if err := json.Unmarshal(f.Data, &hello); err != nil || *hello.Audio+*hello.Video == 0 {
		return err
	}
	for _, track := range p.plain.published() {
		sender, err := p.down.AddTrack(track)
		if err != nil {
			return err
		}
		go func() { // until the connection ends: the interceptors see RTCP only while somebody reads it
			buf := make([]byte, tapPacket)
			for {
				if _, _, err := sender.Read(buf); err != nil {
					return
				}
			}
		}()
	}
	offer, err := p.down.CreateOffer(nil)
	if err != nil {
		return err
	}
	return p.describe(p.down, offer, "offer", "")
}

func (p *plain) published() []*webrtc.TrackLocalStaticRTP {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]*webrtc.TrackLocalStaticRTP(nil), p.tracks...)
}

// describe sends a description with all candidates.
func (p *plainPeer) describe(pc *webrtc.PeerConnection, d webrtc.SessionDescription, typ, re string) error {
	gathered := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(d); err != nil {
		return err
	}
	<-gathered
	return p.send(typ, re, signaling.Description{SDP: pc.LocalDescription().SDP})
}

func (p *plainPeer) send(typ, re string, v any) error {
	f, err := ws.NewFrame(typ, "", re, v)
	if err != nil {
		return err
	}
	return p.conn.Write(f)
}

// forward is the fan-out. pion calls it in a goroutine that ends with the connection.
func (p *plainPeer) forward(from *webrtc.TrackRemote) {
	to, err := webrtc.NewTrackLocalStaticRTP(from.Codec().RTPCodecCapability, from.Kind().String(), string(p.seat))
	if err != nil {
		return
	}
	p.plain.mu.Lock()
	p.plain.tracks = append(p.plain.tracks, to)
	p.plain.mu.Unlock()
	_ = p.up.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: uint32(from.SSRC())}}) // the next one may come through
	buf := make([]byte, tapPacket)
	for {
		n, _, err := from.Read(buf)
		if err != nil {
			return
		}
		_, _ = to.Write(buf[:n]) // some of many receivers may have gone
	}
}
