package mem_test

import (
	"context"
	"testing"
	"testing/synctest"

	"giaoban/agenda"
	"giaoban/agenda/agendatest"
	"giaoban/agenda/mem"
)

func TestJournal(t *testing.T) {
	agendatest.TestJournal(t, func(*testing.T) agenda.Journal { return mem.New() })
}

func TestBus(t *testing.T) {
	s := mem.New()
	agendatest.TestBus(t, func(*testing.T) agenda.Bus { return s })
}

func TestLeases(t *testing.T) {
	s := mem.New()
	node := func(_ *testing.T, name string) agenda.Leases { return s.Leases(name) }
	agendatest.TestLeases(t, node)
	agendatest.TestLostLease(t, node, func(_ *testing.T, name string) { s.Steal(name, "thief") })
}

// In a bubble of synctest the end of a context is met before anything else goes on: tests of the domain rely on it.
func TestEndsInABubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := mem.New()
		ctx, cancel := context.WithCancel(t.Context())
		words, err := s.Hear(ctx, "giao-ban")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Leases("a").Hold(ctx, "room:1"); err != nil {
			t.Fatal(err)
		}
		cancel()
		synctest.Wait()
		if _, open := <-words; open {
			t.Error("a word from nowhere")
		}
		if _, err := s.Leases("b").Hold(t.Context(), "room:1"); err != nil {
			t.Errorf("the lease is not given up: %v", err)
		}
	})
}

func TestBlobs(t *testing.T) {
	agendatest.TestBlobs(t, func(*testing.T) (one, two agenda.Blobs) {
		b := &mem.Blobs{}
		return b, b
	})
}
