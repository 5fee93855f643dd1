package mem

import (
	"context"

	"giaoban/agenda"
)

// earWords is how many words are kept for a listener that is behind. Drafts come at 4 per second per writer: this is a second of sixteen writers.
const earWords = 64

// ear is one listener. Its channel is sent to and closed only with Store.mu held, so that no word meets a closed channel.
type ear struct{ words chan agenda.Word }

// Say gives w to everybody who hears id and has room for it. It never waits; a word without a listener is gone.
func (s *Store) Say(ctx context.Context, id agenda.MeetingID, w agenda.Word) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for e := range s.ears[id] {
		select {
		case e.words <- w:
		default: // behind: this word is lost for it
		}
	}
	return nil
}

// Hear is the words said to id from now on. The channel is closed when ctx ends.
func (s *Store) Hear(ctx context.Context, id agenda.MeetingID) (<-chan agenda.Word, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e := &ear{words: make(chan agenda.Word, earWords)}
	s.mu.Lock()
	if s.ears[id] == nil {
		s.ears[id] = map[*ear]struct{}{}
	}
	s.ears[id][e] = struct{}{}
	s.mu.Unlock()
	context.AfterFunc(ctx, func() { s.deafen(id, e) })
	return e.words, nil
}

func (s *Store) deafen(id agenda.MeetingID, e *ear) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.ears[id], e)
	if len(s.ears[id]) == 0 {
		delete(s.ears, id)
	}
	close(e.words)
}
