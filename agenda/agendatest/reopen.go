package agendatest

import (
	"errors"
	"testing"

	"giaoban/agenda"
)

// TestReopen checks that a durable journal keeps everything when it is closed and opened again. open opens the same store each time, empty the first
// time, and returns how to close it.
func TestReopen(t *testing.T, open func(t *testing.T) (j agenda.Journal, close func())) {
	j, closeIt := open(t)
	a, wantA := Grow(t, j, agenda.Head{Meeting: "a"}, 30)
	b, wantB := Grow(t, j, agenda.Head{Meeting: "b"}, 3)
	closeIt()

	j, closeIt = open(t)
	same(t, read(t.Context(), t, j, "a", 0), wantA)
	same(t, read(t.Context(), t, j, "b", 1), wantB[1:])
	var order []agenda.Head
	for h, err := range j.Meetings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		order = append(order, h)
	}
	if len(order) != 2 || order[0] != b || order[1] != a {
		t.Fatalf("after opening again the heads are %v, want %v and %v", order, b, a)
	}
	if err := j.Append(t.Context(), "a", Next(t, agenda.Head{Meeting: "a", Version: 29}, "đến muộn")); !errors.Is(err, agenda.ErrStale) {
		t.Fatalf("got %v, want ErrStale", err)
	}
	a, _ = Grow(t, j, a, 1)
	closeIt()

	j, closeIt = open(t)
	defer closeIt()
	intact(t, j, a)
	intact(t, j, b)
}
