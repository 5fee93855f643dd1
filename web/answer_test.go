package web

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/channel"
	"giaoban/agenda/workday"
	"giaoban/web/ws"
)

// What a page is told of its meeting is a copy: the meeting may be edited while the answer is written.
func TestSessionAnswerWhileTheMeetingIsEdited(t *testing.T) {
	s := newSite(t, siteOptions{})
	var a sessionAnswer
	var asking sync.WaitGroup
	begin := make(chan struct{})
	for range 4 {
		asking.Go(func() {
			<-begin
			for range 200 {
				if b := describe(s.session, "chair", workday.Default()); b.StartsAt.IsZero() {
					t.Error("no start")
				}
			}
		})
	}
	a = describe(s.session, "chair", workday.Default())
	was := *a.StartsAt
	close(begin)
	for i := range 20 {
		s.do("admin-1", "edit-"+string(rune('a'+i)), agenda.MeetingEdit{Title: "Giao ban", StartsAt: was.Add(time.Duration(i+1) * time.Hour)})
	}
	asking.Wait()
	if !a.StartsAt.Equal(was) {
		t.Errorf("the answer changed from %v to %v after it was made", was, *a.StartsAt)
	}
}

// A cookie ends with the link that it was given for.
func TestCookieEndsWithItsLink(t *testing.T) {
	s := newSite(t, siteOptions{})
	end := s.Now().Add(time.Hour)
	l, err := s.MakeLink(t.Context(), s.session, "unit-001", &end, false)
	if err != nil {
		t.Fatal(err)
	}
	b := s.browser()
	wantStatus(t, "exchange", b.exchange(meetingID, "", secretOf(t, l.URL)), 200, "")
	wantStatus(t, "before the end", b.get(of("/state?seat=unit-001")), 200, "")
	s.ahead.Store(int64(61 * time.Minute))
	wantStatus(t, "after the end", b.get(of("/state?seat=unit-001")), 401, "no_session")
}

// A socket that comes while the server closes is either refused or waited for.
func TestSocketsWhileTheServerCloses(t *testing.T) {
	for range 2000 {
		s := New(Config{Now: time.Now})
		var coming sync.WaitGroup
		var closed, late atomic.Bool
		for range 4 {
			coming.Go(func() {
				for s.admit() {
					late.CompareAndSwap(false, closed.Load())
					s.sockets.Done()
				}
			})
		}
		s.Close()
		closed.Store(true)
		if coming.Wait(); late.Load() {
			t.Fatal("a socket was admitted that Close did not wait for")
		}
	}
}

// A panic while a socket is served ends that socket and its watcher.
func TestPanicOfASocketLeavesNothing(t *testing.T) {
	s := newSite(t, siteOptions{})
	s.Agenda = nil // every agenda socket panics now
	b := s.browser()
	b.bearer = s.secret(meetingID, "unit-001", false)
	c, err := ws.Dial(t.Context(), "ws"+strings.TrimPrefix(s.url, "http")+of("/agenda"), channel.Subprotocol, http.Header{"Authorization": {"Bearer " + b.bearer}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(ws.CodeNormal, "") }()
	if _, err := c.Read(t.Context()); err == nil {
		t.Error("a frame came")
	} else if code, ok := ws.CloseError(err); !ok || code != ws.CodeStop {
		t.Errorf("closed with %d: %v", code, err)
	}
}
