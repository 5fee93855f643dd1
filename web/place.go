package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"

	"giaoban/agenda"
	"giaoban/signaling/place"
)

// hopHeader marks a request that another node has passed on. Its value is the life of the node it was sent to, which only nodes know (it stands in the store's
// leases), and what the other node knew of the meeting and of the directory, as two versions: what was written a moment ago there (a session, say) must be
// known here before the request is looked at. Nobody else can make a node ask its store.
const hopHeader = "Giaoban-Hop"

var errMoving = agenda.NewError(agenda.Unavailable, "room_moving", "Phòng họp đang chuyển sang máy chủ khác. Hãy thử lại sau ít giây.", "The room is moving to another server. Please try again in a few seconds.")

// newHops reaches other nodes: directly, and without patience.
func newHops() *http.Transport {
	return &http.Transport{DialContext: (&net.Dialer{Timeout: 2 * time.Second}).DialContext, TLSHandshakeTimeout: 2 * time.Second, ResponseHeaderTimeout: 15 * time.Second,
		IdleConnTimeout: 30 * time.Second}
}

// catchUp learns what the node that passed a request on knew.
func (s *Server) catchUp(r *http.Request, meeting agenda.MeetingID) error {
	hop := r.Header.Get(hopHeader)
	if hop == "" {
		return nil
	}
	var life string
	var known, directory agenda.Version
	if _, err := fmt.Sscanf(hop, "%s %d %d", &life, &known, &directory); err != nil {
		return errBody.Because(err)
	}
	if s.Rooms == nil || !s.Rooms.Alive(life) { // meant for this node before it was restarted, or not from a node at all
		return errMoving
	}
	for id, v := range map[agenda.MeetingID]agenda.Version{meeting: known, agenda.DirectoryID: directory} {
		session, err := s.Hub.Session(r.Context(), id)
		if err == nil {
			err = session.Reach(r.Context(), v)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// atRoom does something with the media room of an authenticated request's meeting, here or, passed on once, at the node that holds it. The context of local
// ends with the server, and when the room is lost to another node.
func (s *Server) atRoom(w http.ResponseWriter, r *http.Request, id who, local func(context.Context) error) error {
	if s.Rooms == nil {
		return local(s.base)
	}
	lease, release, err := s.Rooms.Claim(r.Context(), id.meeting.ID())
	var held *agenda.HeldError
	switch {
	case errors.As(err, &held):
		return s.passOn(w, r, id, held.Holder)
	case err != nil:
		return errMoving.Because(err)
	}
	defer release()
	ctx, cancel := context.WithCancel(s.base)
	defer cancel()
	stop := context.AfterFunc(lease, cancel)
	defer stop()
	return local(ctx)
}

// passOn gives a request, which may become a socket, to the node with that name.
func (s *Server) passOn(w http.ResponseWriter, r *http.Request, id who, node string) error {
	to, err := url.Parse(place.Address(node))
	if err != nil || to.Host == "" || r.Header.Get(hopHeader) != "" { // one hop: two nodes that each think the other has it would play for ever
		return errMoving.Because(err)
	}
	if !s.admit() {
		return errStopping
	}
	defer s.sockets.Done()
	directory, err := s.directory(r.Context())
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	stop := context.AfterFunc(s.base, cancel)
	defer stop()
	var failed error
	proxy := httputil.ReverseProxy{
		Transport: s.hops,
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(to)
			p.Out.Host = p.In.Host
			p.SetXForwarded()
			p.Out.Header.Set(hopHeader, fmt.Sprintf("%s %d %d", place.Life(node), id.meeting.Version(), directory.Version()))
		},
		ModifyResponse: func(answer *http.Response) error {
			for name := range answer.Header { // said here already
				if _, said := w.Header()[name]; said {
					answer.Header.Del(name)
				}
			}
			return nil
		},
		ErrorHandler: func(_ http.ResponseWriter, _ *http.Request, err error) { failed = errMoving.Because(err) },
	}
	proxy.ServeHTTP(w, r.WithContext(ctx))
	return failed
}
