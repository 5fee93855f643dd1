package whip

import (
	"context"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/sfu"
)

// Refusals that only HTTP has words for.
var (
	errMediaType  = agenda.NewError(agenda.Invalid, "media_type", "Nội dung phải là application/sdp (POST) hoặc application/trickle-ice-sdpfrag (PATCH).", "The content must be application/sdp (POST) or application/trickle-ice-sdpfrag (PATCH).")
	errNothing    = agenda.NewError(agenda.Invalid, "nothing_offered", "Đề nghị không có âm thanh hay hình ảnh theo chiều cần thiết.", "The offer has neither sound nor picture in the direction that is needed.")
	errNoSession  = agenda.NewError(agenda.NotFound, "no_media_session", "Phiên phát hoặc xem này không còn.", "There is no such media session any more.")
	errNoMatch    = agenda.NewError(agenda.Invalid, "if_match", "Yêu cầu cần If-Match với ETag của phiên.", "The request needs If-Match with the ETag of the session.")
	errOtherMatch = agenda.NewError(agenda.Conflict, "other_ice_session", "Phiên ICE đã được thay. Hãy dùng ETag mới.", "The ICE session was replaced. Please use its ETag.")
	errNoRestart  = agenda.NewError(agenda.Invalid, "no_restart", "If-Match: * cần ice-ufrag và ice-pwd mới.", "If-Match: * needs a new ice-ufrag and ice-pwd.")
	errMethod     = agenda.NewError(agenda.Invalid, "method", "Địa chỉ này không nhận phương thức đó.", "This address does not take that method.")
)

// Refusal is a refusal with the status that the protocols ask for. It is a value.
type Refusal struct {
	Status int
	Reason *agenda.Error
}

// Error is the reason's text for the log.
func (r Refusal) Error() string { return r.Reason.Error() }

// Unwrap is the reason.
func (r Refusal) Unwrap() error { return r.Reason }

func refusal(status int, e *agenda.Error) error { return Refusal{Status: status, Reason: e} }

// Server has the sessions of a node. It is locked: mu guards the field below it.
type Server struct {
	rooms *signaling.Server // static

	mu       sync.Mutex
	sessions map[string]*Session
}

// NewServer makes a server without sessions, whose devices enter the rooms of rooms.
func NewServer(rooms *signaling.Server) *Server {
	return &Server{rooms: rooms, sessions: map[string]*Session{}}
}

// Post answers the offer of an authenticated encoder or watcher (RFC 9725 §4.2). When the error is nil the answer was written, and the caller has to Serve
// the session, whose device is in the room until ctx ends at the latest.
func (s *Server) Post(ctx context.Context, w http.ResponseWriter, r *http.Request, k Kind, who signaling.Who) (*Session, error) {
	offer, err := body(w, r, "application/sdp", sfu.MaxSDP)
	if err != nil {
		return nil, err
	}
	d, err := parse(offer)
	if err != nil {
		return nil, err
	}
	x := newSession(k, who, nil)
	voices, pictures := 0, 0
	if k == Publish {
		x.tracks = published(d)
	} else {
		voices, pictures = watched(d)
	}
	if len(x.tracks)+voices+pictures == 0 {
		return nil, refusal(http.StatusUnprocessableEntity, errNothing)
	}
	if x.stay, err = s.rooms.Stay(ctx, who, string(k)+"-"+x.ID, voices, pictures); err != nil {
		return nil, crowded(w, err)
	}
	kept := false
	defer func() {
		if !kept { // refused, or a panic
			s.forget(x)
			_ = x.stay.Close() // the refusal is what matters
		}
	}()
	answer, err := x.negotiate(offer)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.sessions[x.ID] = x
	s.mu.Unlock()
	h := w.Header()
	for _, link := range Links(s.rooms.ICEServers(who)) {
		h.Add("Link", link)
	}
	h.Set("Content-Type", "application/sdp")
	h.Set("Location", strings.TrimSuffix(r.URL.Path, "/")+"/"+x.ID)
	h.Set("ETag", x.etag)
	h.Set("Accept-Patch", FragmentType)
	w.WriteHeader(http.StatusCreated)
	_, _ = io.WriteString(w, answer) // who does not read it never connects, and is forgotten
	kept = true
	return x, nil
}

// crowded makes a full room a matter of coming back later.
func crowded(w http.ResponseWriter, err error) error {
	if e := agenda.AsError(err); e.Code == agenda.TooMuch {
		w.Header().Set("Retry-After", "5")
		return refusal(http.StatusServiceUnavailable, e)
	}
	return err
}

// Patch takes candidates or restarts ICE (RFC 9725 §4.3).
func (s *Server) Patch(w http.ResponseWriter, r *http.Request, k Kind, who signaling.Who, id string) error {
	x, err := s.find(k, who, id)
	if err != nil {
		return err
	}
	text, err := body(w, r, FragmentType, maxFragment)
	if err != nil {
		return err
	}
	f, err := parseFragment(text)
	if err != nil {
		return err
	}
	answer, etag, err := x.trickle(r.Header.Get("If-Match"), f)
	if err != nil {
		return err
	}
	if answer == "" {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	w.Header().Set("Content-Type", FragmentType)
	w.Header().Set("ETag", etag)
	_, _ = io.WriteString(w, answer) // who does not read it asks again
	return nil
}

// Delete ends a session (RFC 9725 §4.2).
func (s *Server) Delete(w http.ResponseWriter, k Kind, who signaling.Who, id string) error {
	x, err := s.find(k, who, id)
	if err != nil {
		return err
	}
	s.forget(x)
	x.end()
	w.WriteHeader(http.StatusOK)
	return nil
}

// Refuse answers a method that an endpoint (or with session, a session) does not take, and OPTIONS, which every client may ask.
func Refuse(w http.ResponseWriter, r *http.Request, session bool) error {
	methods := "OPTIONS, POST"
	if session {
		methods = "OPTIONS, PATCH, DELETE"
	}
	h := w.Header()
	h.Set("Allow", methods)
	if r.Method != http.MethodOptions {
		return refusal(http.StatusMethodNotAllowed, errMethod)
	}
	h.Set("Access-Control-Allow-Methods", methods)
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match")
	h.Set("Access-Control-Max-Age", "600")
	if session {
		h.Set("Accept-Patch", FragmentType)
	} else {
		h.Set("Accept-Post", "application/sdp")
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// Links are ICE servers as Link headers (RFC 9725 §4.6).
func Links(servers []signaling.ICEServer) (list []string) {
	for _, s := range servers {
		for _, u := range s.URLs {
			link := "<" + u + `>; rel="ice-server"`
			if s.Username != "" {
				link += "; username=" + strconv.Quote(s.Username) + "; credential=" + strconv.Quote(s.Credential) + `; credential-type="password"`
			}
			list = append(list, link)
		}
	}
	return list
}

// find is the session of that name, if it is the seat's.
func (s *Server) find(k Kind, who signaling.Who, id string) (*Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.sessions[id]
	if x == nil || x.kind != k || x.who.Meeting != who.Meeting || x.who.Seat != who.Seat {
		return nil, errNoSession
	}
	return x, nil
}

func (s *Server) forget(x *Session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sessions, x.ID)
}

// body reads a body of one type.
func body(w http.ResponseWriter, r *http.Request, want string, most int64) (string, error) {
	if got, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || got != want {
		return "", refusal(http.StatusUnsupportedMediaType, errMediaType)
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	if err != nil {
		return "", refusal(http.StatusRequestEntityTooLarge, sfu.ErrSDPLarge)
	}
	return string(text), nil
}
