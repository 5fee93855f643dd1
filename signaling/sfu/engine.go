package sfu

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/pion/dtls/v3"
	"github.com/pion/ice/v4"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"

	"giaoban/signaling/silent"
)

// replayWindow is by how many packets one may come late: retransmissions come on the same SSRC.
const replayWindow = 512

// lookAround is how long a path that works is not taken yet because a better one may come.
const lookAround = 150 * time.Millisecond

// Config is what an Engine is made of. It is a value.
type Config struct {
	UDPAddr   string   // host:port for media over UDP; port 0 picks a free one; empty turns UDP off
	TCPAddr   string   // host:port for ICE over TCP (RFC 6544); port 0 picks a free one; empty turns TCP off
	PublicIPs []string // addresses to tell browsers instead of the machine's own, when the machine is behind a 1:1 NAT
	Loopback  bool     // offer loopback addresses and accept loopback candidates too: demo and tests
	Logger    *slog.Logger
}

// Engine is the WebRTC stack with its two ports, shared by all rooms. It is static after construction, but for its totals; its methods may be called by any goroutine.
type Engine struct {
	up, down stack
	encoder  stack // up of devices that may send H264
	udp      ice.UDPMux
	tcp      *streams
	outlets  []*outlet // the sockets of udp
	repairs  sync.Map  // by SSRC of a repair stream: the *Peer that receives it
	gate     gate
	totals   totals
	log      *slog.Logger
}

// NewEngine opens the ports. A taken port is an error that names it. Close the engine after all its rooms.
func NewEngine(c Config) (*Engine, error) {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.UDPAddr == "" && c.TCPAddr == "" {
		return nil, errors.New("media: neither UDP nor TCP address given")
	}
	e := &Engine{log: c.Logger, gate: gate{inlets: map[uint32][]*inlet{}}}
	if err := e.listen(c); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	settings, err := e.settings(c)
	if err != nil {
		return nil, errors.Join(err, e.Close())
	}
	if e.up, err = upStack(settings, false); err == nil {
		e.encoder, err = upStack(settings, true)
	}
	if err == nil {
		e.down, err = downStack(settings)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("media: %w", err), e.Close())
	}
	return e, nil
}

// Close closes the ports.
func (e *Engine) Close() error {
	var errs []error
	if e.udp != nil {
		errs = append(errs, e.udp.Close())
	}
	if e.tcp != nil {
		errs = append(errs, e.tcp.Close())
	}
	return errors.Join(errs...)
}

func (e *Engine) listen(c Config) error {
	if c.UDPAddr != "" {
		mux, outlets, err := listenUDP(c, &e.gate)
		if err != nil {
			return fmt.Errorf("media: listen on UDP %s: %w", c.UDPAddr, err)
		}
		e.udp, e.outlets = mux, outlets
	}
	if c.TCPAddr != "" {
		listener, err := net.Listen("tcp", c.TCPAddr)
		if err != nil {
			return fmt.Errorf("media: listen on TCP %s: %w", c.TCPAddr, err)
		}
		// The write buffer makes a slow TCP client lose packets rather than stop the publisher's goroutine.
		e.tcp = newStreams(ice.NewTCPMuxDefault(ice.TCPMuxParams{
			Listener: newCallers(listener), Logger: silent.Logger{}, ReadBufferSize: 64, WriteBufferSize: 1 << 20,
			FirstStunBindTimeout: 10 * time.Second, AliveDurationForConnFromStun: 15 * time.Second,
		}))
	}
	return nil
}

func (e *Engine) settings(c Config) (webrtc.SettingEngine, error) {
	s := webrtc.SettingEngine{LoggerFactory: silent.Logger{}}
	var networks []webrtc.NetworkType
	if e.udp != nil {
		s.SetICEUDPMux(e.udp)
		networks = append(networks, webrtc.NetworkTypeUDP4, webrtc.NetworkTypeUDP6)
	}
	if e.tcp != nil {
		s.SetICETCPMux(e.tcp)
		networks = append(networks, webrtc.NetworkTypeTCP4, webrtc.NetworkTypeTCP6)
	}
	s.SetNetworkTypes(networks)
	s.DisableActiveTCP(true)
	s.SetIncludeLoopbackCandidate(c.Loopback)
	s.SetIPFilter(func(ip net.IP) bool { return !ip.IsLinkLocalUnicast() })
	s.SetRemoteIPFilter(remoteFilter(c.Loopback))
	s.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	s.SetICETimeouts(5*time.Second, 15*time.Second, 2*time.Second)
	// Browsers behind a NAT are first seen as peer reflexive, for which pion waits a second before it sends. There is nothing better to come but UDP instead of TCP.
	s.SetSrflxAcceptanceMinWait(lookAround)
	s.SetPrflxAcceptanceMinWait(lookAround)
	s.SetRelayAcceptanceMinWait(2 * lookAround)
	if err := s.SetAnsweringDTLSRole(webrtc.DTLSRoleServer); err != nil { // else keys has nothing to hear
		return s, err
	}
	s.SetDTLSRetransmissionInterval(100 * time.Millisecond)
	s.SetSRTPProtectionProfiles(dtls.SRTP_AEAD_AES_128_GCM, dtls.SRTP_AES128_CM_HMAC_SHA1_80)
	s.SetSRTPReplayProtectionWindow(replayWindow)
	s.SetReceiveMTU(maxPacket)
	if len(c.PublicIPs) == 0 {
		return s, nil
	}
	for _, ip := range c.PublicIPs {
		if net.ParseIP(ip) == nil {
			return s, fmt.Errorf("media: public address %q is not an IP address", ip)
		}
	}
	err := s.SetICEAddressRewriteRules(webrtc.ICEAddressRewriteRule{
		External: slices.Clone(c.PublicIPs), AsCandidateType: webrtc.ICECandidateTypeHost, Mode: webrtc.ICEAddressRewriteReplace,
	})
	return s, err
}

// remoteFilter keeps candidates from pointing the server at itself or at its neighbours.
func remoteFilter(loopback bool) func(net.IP) bool {
	return func(ip net.IP) bool {
		return (loopback || !ip.IsLoopback()) && !ip.IsUnspecified() && !ip.IsMulticast() && !ip.IsLinkLocalUnicast()
	}
}

// h264Type is the payload type of the first profile; those of the others and of repair streams follow.
const h264Type webrtc.PayloadType = 102

// mediaEngine has Opus (RFC 7587) with in-band error correction and silence suppression, alone or in redundant packets (RFC 2198), and VP8. Every browser has Opus
// and VP8; who offers redundancy first wants to send it. After them comes H264 (RFC 6184) in the given
// profiles, in packets of any size.
func mediaEngine(profiles ...string) (*webrtc.MediaEngine, error) {
	m := &webrtc.MediaEngine{}
	audio := webrtc.RTPCodecParameters{PayloadType: opusType, RTPCodecCapability: webrtc.RTPCodecCapability{
		MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2, SDPFmtpLine: "minptime=10;useinbandfec=1;usedtx=1",
	}}
	video := webrtc.RTPCodecParameters{PayloadType: 96, RTPCodecCapability: webrtc.RTPCodecCapability{
		MimeType: webrtc.MimeTypeVP8, ClockRate: 90000,
	}}
	redundant := webrtc.RTPCodecParameters{PayloadType: 63, RTPCodecCapability: webrtc.RTPCodecCapability{
		MimeType: mimeRED, ClockRate: 48000, Channels: 2, SDPFmtpLine: "111/111",
	}}
	for _, codec := range []webrtc.RTPCodecParameters{audio, redundant} {
		if err := m.RegisterCodec(codec, webrtc.RTPCodecTypeAudio); err != nil {
			return nil, err
		}
	}
	if err := m.RegisterCodec(video, webrtc.RTPCodecTypeVideo); err != nil {
		return nil, err
	}
	for i := range profiles {
		other := webrtc.RTPCodecParameters{PayloadType: h264Type + 2*webrtc.PayloadType(i), RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeH264, ClockRate: 90000, SDPFmtpLine: "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=" + profiles[i],
		}}
		if err := m.RegisterCodec(other, webrtc.RTPCodecTypeVideo); err != nil {
			return nil, err
		}
	}
	m.RegisterFeedback(webrtc.RTCPFeedback{Type: "nack"}, webrtc.RTPCodecTypeAudio)
	m.RegisterFeedback(webrtc.RTCPFeedback{Type: "nack"}, webrtc.RTPCodecTypeVideo)
	m.RegisterFeedback(webrtc.RTCPFeedback{Type: "nack", Parameter: "pli"}, webrtc.RTPCodecTypeVideo)
	return m, nil
}

// upStack receives. What came in and what did not is told by receipt.go.
// Browsers are not offered H264: some would prefer it, and then others would see nothing.
func upStack(s webrtc.SettingEngine, h264 bool) (stack, error) {
	var profiles []string
	if h264 {
		profiles = baselines()
	}
	m, err := mediaEngine(profiles...)
	if err != nil {
		return stack{}, err
	}
	audio, video := webrtc.RTPCodecTypeAudio, webrtc.RTPCodecTypeVideo
	for _, x := range []struct {
		uri  string
		kind webrtc.RTPCodecType
	}{{sdp.SDESMidURI, audio}, {sdp.SDESMidURI, video}, {sdp.AudioLevelURI, audio}, {sdp.TransportCCURI, audio}, {sdp.TransportCCURI, video},
		{sdp.SDESRTPStreamIDURI, video}, {sdp.SDESRepairRTPStreamIDURI, video}} {
		if err := m.RegisterHeaderExtension(webrtc.RTPHeaderExtensionCapability{URI: x.uri}, x.kind); err != nil {
			return stack{}, err
		}
	}
	m.RegisterFeedback(webrtc.RTCPFeedback{Type: webrtc.TypeRTCPFBTransportCC}, audio)
	m.RegisterFeedback(webrtc.RTCPFeedback{Type: webrtc.TypeRTCPFBTransportCC}, video)
	return stack{media: m, settings: s, room: upRoom}, nil
}

// downStack sends, and has no interceptors: reports, retransmissions and transport-wide numbers are made by slots, without a chain of calls per packet.
func downStack(s webrtc.SettingEngine) (stack, error) {
	m, err := mediaEngine(baselines()[0])
	if err != nil {
		return stack{}, err
	}
	audio, video := webrtc.RTPCodecTypeAudio, webrtc.RTPCodecTypeVideo
	for pt, repaired := range map[webrtc.PayloadType]string{97: "apt=96", h264Type + 1: "apt=102"} { // RFC 4588
		repair := webrtc.RTPCodecParameters{PayloadType: pt, RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeRTX, ClockRate: 90000, SDPFmtpLine: repaired,
		}}
		if err := m.RegisterCodec(repair, video); err != nil {
			return stack{}, err
		}
	}
	for _, kind := range []webrtc.RTPCodecType{audio, video} {
		if err := m.RegisterHeaderExtension(webrtc.RTPHeaderExtensionCapability{URI: sdp.TransportCCURI}, kind); err != nil {
			return stack{}, err
		}
		m.RegisterFeedback(webrtc.RTCPFeedback{Type: webrtc.TypeRTCPFBTransportCC}, kind)
	}
	m.RegisterFeedback(webrtc.RTCPFeedback{Type: webrtc.TypeRTCPFBGoogREMB}, video)
	return stack{media: m, settings: s, room: downRoom}, nil
}
