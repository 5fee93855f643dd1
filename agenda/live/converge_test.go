package live

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/mem"
)

// editor is a secretary on a node of their own, who changes lines as they last saw them. It is owned by its goroutine.
type editor struct {
	t       *testing.T
	name    string
	session *Session
	chance  *rand.Rand
	seen    map[agenda.LineID]seenLine
	done    []agenda.CommandID // accepted
	written map[agenda.LineID][]string
	refused int
}

// seenLine is a line as a person saw it. It is a value.
type seenLine struct {
	revision agenda.Version
	removed  bool
}

// look is reading the page again.
func (e *editor) look() {
	e.session.View(func(m *agenda.Meeting) {
		for _, l := range m.Lines {
			if l.Kind != agenda.KindFact {
				e.seen[l.ID] = seenLine{l.Revision, l.Removed}
			}
		}
	})
}

// next is one random change of something that was seen, or a new line.
func (e *editor) next(n int) (agenda.Command, agenda.LineID, string) {
	text := fmt.Sprintf("%s viết lần %d", e.name, n)
	var lines []agenda.LineID
	for id, s := range e.seen {
		if !s.removed {
			lines = append(lines, id)
		}
	}
	if len(lines) == 0 || e.chance.IntN(4) == 0 {
		id := agenda.LineID(fmt.Sprintf("%s-%d", e.name, n))
		return agenda.LineAdd{Line: id, Kind: agenda.KindOpinion, Text: text}, id, text
	}
	id := lines[e.chance.IntN(len(lines))]
	was := e.seen[id].revision
	switch e.chance.IntN(12) {
	case 0:
		return agenda.LineRemove{Line: id, Was: was}, id, ""
	case 1:
		return agenda.LineKindSet{Line: id, Was: was, Kind: []agenda.LineKind{agenda.KindOpinion, agenda.KindConclusion, agenda.KindNote}[e.chance.IntN(3)]}, id, ""
	}
	return agenda.LineEdit{Line: id, Was: was, Text: text}, id, text
}

// edit makes n changes; every third time it gives the command again, as a client does that has not heard the answer, and now and then it looks at a page that is old.
func (e *editor) edit(ctx context.Context, n int) {
	for i := range n {
		if e.chance.IntN(3) == 0 {
			e.look()
		}
		c, line, text := e.next(i)
		id := agenda.CommandID(fmt.Sprintf("%s.%d", e.name, i))
		v, err := e.session.Do(ctx, "secretary", id, c)
		for errors.Is(err, errBusy) { // the other one was always first: a client sends it again
			v, err = e.session.Do(ctx, "secretary", id, c)
		}
		if _, kind := c.(agenda.LineKindSet); !kind && e.chance.IntN(3) == 0 { // a kind that a line has already makes no record
			if again, err2 := e.session.Do(ctx, "secretary", id, c); err == nil && (again != v || err2 != nil) {
				e.t.Errorf("%s: first version %d, then %d, %v", id, v, again, err2)
			}
		}
		var refusal *agenda.Error
		switch {
		case err == nil:
			e.done = append(e.done, id)
			if text != "" {
				e.written[line] = append(e.written[line], text)
			}
		case errors.As(err, &refusal) && refusal.Code == agenda.Conflict:
			e.refused++ // the person is shown both texts
		default:
			e.t.Errorf("%s: %v", id, err)
		}
	}
}

// TestTwoSecretariesConverge: two secretaries on two nodes make 1,000 random changes of the same lines. Both nodes come to the same minutes; every accepted change is in the journal
// once; every text that is not on the page any more was replaced or removed by somebody who had seen it.
func TestTwoSecretariesConverge(t *testing.T) {
	ctx := t.Context()
	store := mem.New()
	var sessions []*Session
	for range 2 {
		hub := NewHub(store, store, time.Now, slog.New(slog.DiscardHandler))
		if len(sessions) == 0 {
			if _, err := hub.Create(ctx, "m", "admin-1", "create", agenda.MeetingCreate{Title: "Giao ban", StartsAt: time.Now(), Host: agenda.Unit{Name: "Sở"}}); err != nil {
				t.Fatal(err)
			}
		}
		s, err := hub.Session(ctx, "m")
		if err != nil {
			t.Fatal(err)
		}
		sessions = append(sessions, s)
	}
	if _, err := sessions[0].Do(ctx, "admin-1", "seat", agenda.SeatAdd{Seat: "secretary", Unit: agenda.HostUnit, Role: agenda.RoleSecretary}); err != nil {
		t.Fatal(err)
	}
	if err := sessions[1].Reach(ctx, 2); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	editors := make([]*editor, 2)
	for i, name := range []string{"lan", "minh"} {
		editors[i] = &editor{t: t, name: name, session: sessions[i], chance: rand.New(rand.NewPCG(7, uint64(i))), seen: map[agenda.LineID]seenLine{}, written: map[agenda.LineID][]string{}}
		group.Go(func() { editors[i].edit(ctx, 500) })
	}
	group.Wait()
	checkConverged(t, store, sessions, editors)
}

func checkConverged(t *testing.T, store *mem.Store, sessions []*Session, editors []*editor) {
	t.Helper()
	newest := max(sessions[0].Version(), sessions[1].Version())
	texts := make([]map[agenda.LineID]agenda.Line, 2)
	for i, s := range sessions {
		if err := s.Reach(t.Context(), newest); err != nil {
			t.Fatal(err)
		}
		texts[i] = map[agenda.LineID]agenda.Line{}
		s.View(func(m *agenda.Meeting) {
			for _, l := range m.Lines {
				texts[i][l.ID] = *l
			}
		})
	}
	if len(texts[0]) != len(texts[1]) {
		t.Fatalf("%d and %d lines", len(texts[0]), len(texts[1]))
	}
	for id, l := range texts[0] {
		if o := texts[1][id]; o.Text != l.Text || o.Revision != l.Revision || o.Kind != l.Kind || o.Removed != l.Removed || o.Number != l.Number {
			t.Errorf("%s is %+v on one node and %+v on the other", id, l, o)
		}
	}
	times, last := map[agenda.CommandID]int{}, map[agenda.LineID]agenda.Version{}
	history := map[string]bool{}
	for r, err := range store.Read(t.Context(), "m", 0) {
		if err != nil {
			t.Fatal(err)
		}
		times[r.Command]++
		for _, e := range r.Events {
			switch e := e.(type) {
			case agenda.LineAdded:
				history[e.Text.Value], last[e.Line] = true, r.Version
			case agenda.LineEdited:
				history[e.Text.Value], last[e.Line] = true, r.Version
			case agenda.LineKindChanged:
				last[e.Line] = r.Version
			case agenda.LineRemoved:
				last[e.Line] = r.Version
			}
		}
	}
	accepted, refused := 0, 0
	for _, e := range editors {
		accepted, refused = accepted+len(e.done), refused+e.refused
		for _, id := range e.done {
			if times[id] > 1 {
				t.Errorf("%s is in the journal %d times", id, times[id])
			}
		}
		for _, list := range e.written {
			for _, text := range list {
				if !history[text] {
					t.Errorf("%q was accepted and is nowhere in the journal", text)
				}
			}
		}
	}
	for id, l := range texts[0] {
		if l.Revision != last[id] {
			t.Errorf("%s has revision %d, it was last touched by %d", id, l.Revision, last[id])
		}
	}
	if accepted+refused != 1000 || refused < 20 || accepted < 500 {
		t.Errorf("%d accepted, %d refused: the test has lost its teeth", accepted, refused)
	}
	t.Logf("%d accepted, %d refused with both texts, %d lines", accepted, refused, len(texts[0]))
}
