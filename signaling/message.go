package signaling

import (
	"giaoban/agenda"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"

	"github.com/pion/webrtc/v4"
)

// Subprotocol is the name and version of the protocol in the WebSocket handshake.
const Subprotocol = "signaling.v1"

// Options are how to accept a signaling socket: 20 frames per second, burst 60.
func Options(origins []string, bearer bool) ws.Options {
	return ws.Options{Origins: origins, Bearer: bearer, Subprotocol: Subprotocol, Rate: 20, Burst: 60}
}

// Hello opens a session. Missing numbers mean 13 video and 3 audio slots. It is a value.
type Hello struct {
	Device string `json:"device"`
	Video  *int   `json:"video,omitempty"`
	Audio  *int   `json:"audio,omitempty"`
}

// ICEServer is a STUN or TURN server for the browser, in the form of RTCIceServer. It is a value.
type ICEServer struct {
	URLs       []string `json:"urls"`
	Username   string   `json:"username,omitempty"`
	Credential string   `json:"credential,omitempty"`
}

// Welcome answers Hello. Bitrates are in bits per second, by source. It is a value.
type Welcome struct {
	Peer       sfu.PeerID         `json:"peer"`
	Seat       agenda.SeatID      `json:"seat"`
	ICEServers []ICEServer        `json:"ice_servers"`
	MaxBitrate map[sfu.Source]int `json:"max_bitrate"`
}

// Publish is an offer of the up connection; Published, with the same shape of SDP, its answer. It is a value.
type Publish struct {
	SDP    string      `json:"sdp"`
	Tracks []sfu.Track `json:"tracks"`
}

// Description carries an SDP: published, offer and answer. It is a value.
type Description struct {
	SDP string `json:"sdp"`
}

// Slots is the whole slot map. It is a value.
type Slots struct {
	Slots []sfu.SlotState `json:"slots"`
}

// Want is the whole wish list. It is a value.
type Want struct {
	Want []sfu.Wish `json:"want"`
}

// More asks for more video slots. It is a value.
type More struct {
	Video int `json:"video"`
}

// Candidate is one ICE candidate of the client; nil says that there are no more. It is a value.
type Candidate struct {
	PC        sfu.Direction            `json:"pc"`
	Candidate *webrtc.ICECandidateInit `json:"candidate"`
}

// Restart asks for an ICE restart of the down connection. It is a value.
type Restart struct {
	PC sfu.Direction `json:"pc"`
}

// Layers is the whole list of rids that anybody wants of a source now, lowest first. It is a value.
type Layers struct {
	Source sfu.Source `json:"source"`
	Active []string   `json:"active"`
}

// RoomState is everybody in the room. It is a value.
type RoomState struct {
	Peers  []sfu.PeerState `json:"peers"`
	Locked bool            `json:"locked"`
}

// Speaking is the seats heard now, loudest first. It is a value.
type Speaking struct {
	Seats []agenda.SeatID `json:"seats"`
}

// Mute says or orders that a source is muted. Seat and All address others. It is a value.
type Mute struct {
	Source sfu.Source    `json:"source"`
	Muted  bool          `json:"muted"`
	Seat   agenda.SeatID `json:"seat,omitempty"`
	All    bool          `json:"all,omitempty"`
}

// Muted tells a peer that somebody muted it. It is a value.
type Muted struct {
	Source sfu.Source    `json:"source"`
	By     agenda.SeatID `json:"by"`
}

// Remove closes the peers of a seat. It is a value.
type Remove struct {
	Seat agenda.SeatID `json:"seat"`
}

// Refusal is the content of an error frame. It is a value.
type Refusal struct {
	Code    agenda.Code `json:"code"`
	Key     string      `json:"key"`
	Message Words       `json:"message"`
}

// Words is one sentence in both languages. It is a value.
type Words struct {
	VI string `json:"vi"`
	EN string `json:"en"`
}

func refusal(err error) Refusal {
	e := agenda.AsError(err)
	return Refusal{Code: e.Code, Key: e.Key, Message: Words{VI: e.VI, EN: e.EN}}
}

// Refusals of this package.
var (
	errUnknown   = agenda.NewError(agenda.Invalid, "unknown_type", "Không hiểu loại thông điệp này.", "This type of message is not known.")
	errData      = agenda.NewError(agenda.Invalid, "bad_data", "Nội dung thông điệp không hợp lệ.", "The content of the message is not valid.")
	errHello     = agenda.NewError(agenda.Invalid, "no_hello", "Thông điệp đầu tiên phải là hello.", "The first message must be hello.")
	errStaff     = agenda.NewError(agenda.Forbidden, "staff_only", "Chỉ chủ trì hoặc thư ký được làm việc này.", "Only the chair or a secretary may do this.")
	errUnmute    = agenda.NewError(agenda.Forbidden, "never_unmute", "Không ai được bật micrô của người khác từ xa.", "Nobody's microphone is opened from afar.")
	errSelf      = agenda.NewError(agenda.Invalid, "not_yourself", "Không thể tự đưa mình ra khỏi phòng.", "You cannot remove yourself.")
	errNobody    = agenda.NewError(agenda.NotFound, "nobody_there", "Điểm cầu này chưa vào phòng họp.", "This seat is not in the room.")
	errDevices   = agenda.NewError(agenda.TooMuch, "too_many_devices", "Vị trí này đã vào phòng bằng quá nhiều thiết bị.", "This seat is in the room with too many devices.")
	errLimit     = agenda.NewError(agenda.Invalid, "bad_limit", "Giới hạn băng thông phải từ 0 đến 1 Gbit/s.", "The limit must be between 0 and 1 Gbit/s.")
	errFlood     = agenda.NewError(agenda.TooMuch, "bitrate", "Thiết bị gửi quá nhiều dữ liệu; phần vượt giới hạn bị cắt. Hãy giảm chất lượng hình.", "This device sends too much; what is above the limit is cut off. Lower the picture quality.")
	errDirection = agenda.NewError(agenda.Invalid, "bad_pc", "Phải là kết nối up hoặc down.", "The connection must be up or down.")
)
