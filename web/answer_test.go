package web

import (
	"sync"
	"testing"
	"time"

	"giaoban/agenda"
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
				if b := describe(s.session, "chair"); b.StartsAt.IsZero() {
					t.Error("no start")
				}
			}
		})
	}
	a = describe(s.session, "chair")
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
