package whip

import (
	"strconv"
	"strings"

	"giaoban/signaling/sfu"

	"github.com/pion/sdp/v3"
)

// Slots of a watcher at most.
const (
	maxVoices   = sfu.MaxAudioSlots
	maxPictures = 1
)

// direction of an m-line; without the attribute it goes both ways (RFC 8866 §6.7).
func direction(m *sdp.MediaDescription) string {
	for _, name := range []string{sdp.AttrKeySendOnly, sdp.AttrKeyRecvOnly, sdp.AttrKeyInactive} {
		if _, ok := m.Attribute(name); ok {
			return name
		}
	}
	return sdp.AttrKeySendRecv
}

func parse(offer string) (*sdp.SessionDescription, error) {
	if len(offer) > sfu.MaxSDP {
		return nil, sfu.ErrSDPLarge
	}
	d := &sdp.SessionDescription{}
	if err := d.UnmarshalString(offer); err != nil {
		return nil, sfu.ErrSDP.Because(err)
	}
	return d, nil
}

// published is what an encoder's offer sends: its first sound and its first picture.
func published(d *sdp.SessionDescription) (tracks []sfu.Track) {
	sources := map[string]sfu.Source{"audio": sfu.Microphone, "video": sfu.Camera}
	for _, m := range d.MediaDescriptions {
		source, free := sources[m.MediaName.Media]
		mid, named := m.Attribute("mid")
		if way := direction(m); free && named && (way == sdp.AttrKeySendOnly || way == sdp.AttrKeySendRecv) {
			tracks = append(tracks, sfu.Track{Mid: mid, Source: source})
			delete(sources, m.MediaName.Media)
		}
	}
	return tracks
}

// watched counts what a watcher's offer receives.
func watched(d *sdp.SessionDescription) (voices, pictures int) {
	for _, m := range d.MediaDescriptions {
		if way := direction(m); way != sdp.AttrKeyRecvOnly && way != sdp.AttrKeySendRecv {
			continue
		}
		switch m.MediaName.Media {
		case "audio":
			voices++
		case "video":
			pictures++
		}
	}
	return min(voices, maxVoices), min(pictures, maxPictures)
}

// renewed is an offer as it would be with other ICE credentials and without candidates: what a restart by fragment means.
func renewed(offer string, c credentials) string {
	var out strings.Builder
	for line := range strings.Lines(offer) {
		line = strings.TrimRight(line, "\r\n")
		name, _, _ := strings.Cut(line, ":")
		switch {
		case name == "a=candidate", line == "a=end-of-candidates":
			continue
		case name == "a=ice-ufrag":
			line = "a=ice-ufrag:" + c.ufrag
		case name == "a=ice-pwd":
			line = "a=ice-pwd:" + c.password
		case strings.HasPrefix(line, "o="):
			line = nextVersion(line)
		}
		out.WriteString(line + "\r\n")
	}
	return out.String()
}

// nextVersion is the origin line with the session version after its own (RFC 8866 §5.2).
func nextVersion(origin string) string {
	fields := strings.Fields(origin)
	if len(fields) < 3 {
		return origin
	}
	if n, err := strconv.ParseUint(fields[2], 10, 64); err == nil {
		fields[2] = strconv.FormatUint(n+1, 10)
	}
	return strings.Join(fields, " ")
}
