package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"giaoban/signaling"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/interceptor/pkg/nack"
	"github.com/pion/interceptor/pkg/report"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// connections makes the two PeerConnections.
func (b *Bot) connections() error {
	api, err := b.api(nil)
	if err != nil {
		return fmt.Errorf("bot %s: %w", b.cfg.Seat, err)
	}
	downAPI, err := b.api(b.cfg.DownMux)
	if err != nil {
		return fmt.Errorf("bot %s: %w", b.cfg.Seat, err)
	}
	configuration := b.configuration()
	if b.up, err = api.NewPeerConnection(configuration); err != nil {
		return fmt.Errorf("bot %s: up: %w", b.cfg.Seat, err)
	}
	if b.down, err = downAPI.NewPeerConnection(configuration); err != nil {
		_ = b.up.Close() // never used
		return fmt.Errorf("bot %s: down: %w", b.cfg.Seat, err)
	}
	b.down.OnTrack(func(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
		b.receive(track, receiver, b.midOf(receiver))
	})
	return nil
}

// configuration names the TURN server of the welcome, if the bot is to use it.
func (b *Bot) configuration() (c webrtc.Configuration) {
	suffix := map[string]string{"udp": "turn:*?transport=udp", "tcp": "turn:*?transport=tcp", "tls": "turns:*?transport=tcp"}[b.cfg.Relay]
	scheme, transport, relayed := strings.Cut(suffix, "*")
	if !relayed {
		return c
	}
	c.ICETransportPolicy = webrtc.ICETransportPolicyRelay
	for _, s := range b.welcome.ICEServers {
		for _, u := range s.URLs {
			if strings.HasPrefix(u, scheme) && strings.HasSuffix(u, transport) {
				c.ICEServers = append(c.ICEServers, webrtc.ICEServer{URLs: []string{u}, Username: s.Username, Credential: s.Credential})
			}
		}
	}
	return c
}

func (b *Bot) midOf(receiver *webrtc.RTPReceiver) string {
	for _, line := range b.down.GetTransceivers() {
		if line.Receiver() == receiver {
			return line.Mid()
		}
	}
	return ""
}

// api is a browser's: Opus and VP8, audio levels, NACK both ways, reports both ways. mux is nil for ports of its own.
func (b *Bot) api(mux ice.UDPMux) (*webrtc.API, error) {
	m := &webrtc.MediaEngine{}
	opus := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2, SDPFmtpLine: "minptime=10;useinbandfec=1"}
	vp8 := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90000}
	if err := m.RegisterCodec(webrtc.RTPCodecParameters{PayloadType: 111, RTPCodecCapability: opus}, webrtc.RTPCodecTypeAudio); err != nil {
		return nil, err
	}
	if err := m.RegisterCodec(webrtc.RTPCodecParameters{PayloadType: 96, RTPCodecCapability: vp8}, webrtc.RTPCodecTypeVideo); err != nil {
		return nil, err
	}
	if err := m.RegisterHeaderExtension(webrtc.RTPHeaderExtensionCapability{URI: sdp.AudioLevelURI}, webrtc.RTPCodecTypeAudio); err != nil {
		return nil, err
	}
	for _, uri := range []string{sdp.SDESMidURI, sdp.SDESRTPStreamIDURI} {
		if err := m.RegisterHeaderExtension(webrtc.RTPHeaderExtensionCapability{URI: uri}, webrtc.RTPCodecTypeVideo); err != nil {
			return nil, err
		}
	}
	m.RegisterFeedback(webrtc.RTCPFeedback{Type: "nack"}, webrtc.RTPCodecTypeAudio)
	m.RegisterFeedback(webrtc.RTCPFeedback{Type: "nack", Parameter: "pli"}, webrtc.RTPCodecTypeVideo)
	chain := &interceptor.Registry{}
	if b.cfg.Feedback {
		if err := likeBrowsers(m, chain); err != nil {
			return nil, err
		}
	}
	if b.cfg.DropEvery > 0 {
		chain.Add(droppers{every: b.cfg.DropEvery}) // before the one that asks again
	}
	if err := webrtc.ConfigureNackWithOptions(m, chain, []nack.GeneratorOption{nack.GeneratorInterval(20 * time.Millisecond), nack.GeneratorMaxNacksPerPacket(10)}); err != nil {
		return nil, err
	}
	received, err := report.NewReceiverInterceptor()
	if err != nil {
		return nil, err
	}
	sent, err := report.NewSenderInterceptor()
	if err != nil {
		return nil, err
	}
	chain.Add(received)
	chain.Add(sent)
	settings := b.settings()
	if mux != nil {
		settings.SetICEUDPMux(mux)
	}
	return webrtc.NewAPI(webrtc.WithMediaEngine(m), webrtc.WithSettingEngine(settings), webrtc.WithInterceptorRegistry(chain)), nil
}

// likeBrowsers adds what browsers have for the sake of bandwidth: transport-wide feedback and repair streams (RFC 4588).
func likeBrowsers(m *webrtc.MediaEngine, chain *interceptor.Registry) error {
	repair := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeRTX, ClockRate: 90000, SDPFmtpLine: "apt=96"}
	if err := m.RegisterCodec(webrtc.RTPCodecParameters{PayloadType: 97, RTPCodecCapability: repair}, webrtc.RTPCodecTypeVideo); err != nil {
		return err
	}
	return webrtc.ConfigureTWCCSender(m, chain)
}

func (b *Bot) settings() webrtc.SettingEngine {
	var s webrtc.SettingEngine
	s.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	s.SetDTLSRetransmissionInterval(100 * time.Millisecond)
	if b.cfg.DropEvery > 0 {
		s.DisableSRTPReplayProtection(true) // what is dropped was decrypted, so that SRTP would take the second copy for a replay
	} else {
		s.SetSRTPReplayProtectionWindow(512)
	}
	s.SetIncludeLoopbackCandidate(true)
	if b.cfg.Relay != "" {
		s.SetRelayAcceptanceMinWait(0) // there is nothing better to wait for
	}
	networks := []webrtc.NetworkType{webrtc.NetworkTypeUDP4}
	if b.cfg.TCP {
		networks = []webrtc.NetworkType{webrtc.NetworkTypeTCP4}
	}
	if b.cfg.Fallback {
		networks = append(networks, webrtc.NetworkTypeTCP4)
	}
	s.SetNetworkTypes(networks)
	if u, err := url.Parse(b.cfg.URL); err == nil && net.ParseIP(u.Hostname()).IsLoopback() {
		s.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() })
	}
	return s
}

// answer answers an offer of the down connection.
func (b *Bot) answer(f ws.Frame) error {
	var m signaling.Description
	if err := json.Unmarshal(f.Data, &m); err != nil {
		return err
	}
	b.mu.Lock()
	b.offers++
	b.mu.Unlock()
	if err := b.down.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: m.SDP}); err != nil {
		return fmt.Errorf("bot %s: offer: %w", b.cfg.Seat, err)
	}
	answer, err := b.down.CreateAnswer(nil)
	if err != nil {
		return fmt.Errorf("bot %s: answer: %w", b.cfg.Seat, err)
	}
	text, err := describe(b.down, answer)
	if err != nil {
		return fmt.Errorf("bot %s: answer: %w", b.cfg.Seat, err)
	}
	reply, err := ws.NewFrame("answer", "", f.ID, signaling.Description{SDP: text})
	if err != nil {
		return err
	}
	return b.conn.Write(reply)
}

func describe(pc *webrtc.PeerConnection, d webrtc.SessionDescription) (string, error) {
	gathered := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(d); err != nil {
		return "", err
	}
	<-gathered
	return pc.LocalDescription().SDP, nil
}

// Publish makes sources what the bot publishes: new ones begin, missing ones end.
func (b *Bot) Publish(ctx context.Context, sources ...sfu.Source) error {
	b.negotiating.Lock()
	defer b.negotiating.Unlock()
	for source, s := range b.senders() {
		if !slices.Contains(sources, source) {
			if err := b.silence(s); err != nil {
				return err
			}
		}
	}
	for _, source := range sources {
		if err := b.begin(source); err != nil {
			return err
		}
	}
	offer, err := b.up.CreateOffer(nil)
	if err != nil {
		return fmt.Errorf("bot %s: offer: %w", b.cfg.Seat, err)
	}
	text, err := describe(b.up, offer)
	if err != nil {
		return fmt.Errorf("bot %s: offer: %w", b.cfg.Seat, err)
	}
	m := signaling.Publish{SDP: text}
	for source, s := range b.senders() {
		m.Tracks = append(m.Tracks, sfu.Track{Mid: s.line.Mid(), Source: source, Muted: b.cfg.Muted})
	}
	f, err := b.Do(ctx, "publish", m)
	if err != nil {
		return fmt.Errorf("bot %s: publish: %w", b.cfg.Seat, err)
	}
	var published signaling.Description
	if err := json.Unmarshal(f.Data, &published); err != nil {
		return err
	}
	if err := b.up.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: published.SDP}); err != nil {
		return fmt.Errorf("bot %s: published: %w", b.cfg.Seat, err)
	}
	return nil
}

// Restart asks for an ICE restart of the down connection.
func (b *Bot) Restart(ctx context.Context) error {
	_, err := b.Do(ctx, "restart", signaling.Restart{PC: sfu.Down})
	return err
}
