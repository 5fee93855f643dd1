package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"giaoban/agenda"
)

const maxWait = 60 * time.Second

var errAfter = agenda.NewError(agenda.Invalid, "bad_after", "Tham số after phải là số thứ tự bản ghi.", "The parameter after must be a version.")

// records reads what happened after a version, as JSON lines: GET /api/meetings/{meeting}/records. With "Prefer: wait=30" (RFC 7240 §4.3) it waits for the next record.
func (s *Server) records(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	after, err := version(r.URL.Query().Get("after"))
	if err != nil {
		return err
	}
	wait := time.After(preferredWait(r))
	for {
		batch, more, err := id.meeting.Batch(id.audience(), after, 1<<20)
		if err != nil {
			return err
		}
		if len(batch.Records) == 0 {
			select {
			case <-more:
				if !s.valid(id) {
					return errNoSession
				}
				continue
			case <-wait:
			case <-s.base.Done():
			case <-r.Context().Done():
			}
		}
		w.Header().Set("Content-Type", "application/jsonl; charset=utf-8")
		for len(batch.Records) > 0 {
			for _, line := range batch.Records {
				if _, err := w.Write(append(line[:len(line):len(line)], '\n')); err != nil {
					return nil // the reader is gone
				}
			}
			if batch, _, err = id.meeting.Batch(id.audience(), batch.Last, 1<<20); err != nil {
				s.Log.Error("records cannot be encoded", "meeting", id.meeting.ID(), "err", err)
				return nil
			}
		}
		return nil
	}
}

func version(text string) (agenda.Version, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return 0, errAfter
	}
	return agenda.Version(n), nil
}

func preferredWait(r *http.Request) time.Duration {
	for _, p := range strings.Split(r.Header.Get("Prefer"), ",") {
		if seconds, ok := strings.CutPrefix(strings.TrimSpace(p), "wait="); ok {
			if n, err := strconv.Atoi(seconds); err == nil && n > 0 {
				return min(time.Duration(n)*time.Second, maxWait)
			}
		}
	}
	return 0
}
