package sfu

import (
	"giaoban/agenda"

	"github.com/pion/webrtc/v4"
)

// Source says what a publication is.
type Source string

// The sources. A peer publishes each at most once.
const (
	Microphone  Source = "microphone"
	Camera      Source = "camera"
	Screen      Source = "screen"
	ScreenAudio Source = "screen-audio"
)

// Valid says whether s is one of the four.
func (s Source) Valid() bool {
	return s == Microphone || s == Camera || s == Screen || s == ScreenAudio
}

// Kind is audio or video.
func (s Source) Kind() webrtc.RTPCodecType {
	if s == Camera || s == Screen {
		return webrtc.RTPCodecTypeVideo
	}
	return webrtc.RTPCodecTypeAudio
}

// PeerID names one peer of a room for the time of its stay.
type PeerID string

// Direction names one of a peer's two PeerConnections, from the browser's point of view.
type Direction string

// Up is what the browser publishes; Down is what it receives.
const (
	Up   Direction = "up"
	Down Direction = "down"
)

// Track names one sending m-line of the up connection. It is a value.
type Track struct {
	Mid    string `json:"mid"`
	Source Source `json:"source"`
	Muted  bool   `json:"muted"`
}

// Wish is one item of a wish list: this video, please. It is a value.
type Wish struct {
	Seat      agenda.SeatID `json:"seat"`
	Peer      PeerID        `json:"peer,omitempty"` // empty: the newest publishing peer of the seat
	Source    Source        `json:"source"`
	MaxHeight int           `json:"max_height,omitempty"` // pixels that can be shown; 0: as many as there are
}

// SlotState says who is in a slot. It is a value.
type SlotState struct {
	Mid    string        `json:"mid"`
	Seat   agenda.SeatID `json:"seat"`
	Peer   PeerID        `json:"peer"`
	Source Source        `json:"source"`
}

// PublicationState is one thing that a peer publishes. It is a value.
type PublicationState struct {
	Source Source `json:"source"`
	Muted  bool   `json:"muted"`
}

// PeerState is one peer as the others see it. It is a value.
type PeerState struct {
	Peer         PeerID             `json:"peer"`
	Seat         agenda.SeatID      `json:"seat"`
	Publications []PublicationState `json:"publications"`
}

// Limits on what a peer may ask for. SDP in bytes; the rest in pieces.
const (
	MaxSDP        = 64 << 10
	MaxMLines     = 40
	MaxCandidates = 50
	MaxTracks     = 8
	MaxWishes     = 40
	MaxAudioSlots = 3
	MaxVideoSlots = 25
	MaxPeers      = 160
)

// Refusals of this package.
var (
	ErrFull       = agenda.NewError(agenda.TooMuch, "room_full", "Phòng họp đã đủ số kết nối.", "The room is full.")
	ErrGone       = agenda.NewError(agenda.Closed, "peer_gone", "Kết nối này đã kết thúc.", "This connection has ended.")
	ErrSDPLarge   = agenda.NewError(agenda.Invalid, "sdp_too_large", "Mô tả phiên quá lớn.", "The session description is too large.")
	ErrSDP        = agenda.NewError(agenda.Invalid, "sdp_refused", "Mô tả phiên không dùng được.", "The session description cannot be used.")
	ErrTracks     = agenda.NewError(agenda.Invalid, "bad_tracks", "Danh sách luồng phát không hợp lệ.", "The list of tracks is not valid.")
	ErrWishes     = agenda.NewError(agenda.Invalid, "bad_want", "Danh sách hình muốn xem không hợp lệ.", "The wish list is not valid.")
	ErrSlots      = agenda.NewError(agenda.Invalid, "bad_slots", "Số ô nhận không hợp lệ.", "The number of slots is not valid.")
	ErrCandidates = agenda.NewError(agenda.TooMuch, "too_many_candidates", "Quá nhiều địa chỉ kết nối.", "Too many candidates.")
	ErrCandidate  = agenda.NewError(agenda.Invalid, "bad_candidate", "Địa chỉ kết nối không hợp lệ.", "The candidate is not valid.")
	ErrNoOffer    = agenda.NewError(agenda.Conflict, "no_offer", "Không có đề nghị nào đang chờ trả lời.", "No offer is waiting for an answer.")
	ErrNotThere   = agenda.NewError(agenda.NotFound, "not_published", "Luồng này không được phát.", "This is not being published.")
)
