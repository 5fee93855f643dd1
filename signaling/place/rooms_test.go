package place_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/mem"
	"giaoban/signaling/place"
)

func TestName(t *testing.T) {
	if a := place.Address(place.Name("x1", "http://10.0.0.2:8080")); a != "http://10.0.0.2:8080" {
		t.Error(a)
	}
	if a := place.Address("x1"); a != "" {
		t.Error(a)
	}
}

// The first node to be asked holds the room for all its users; the other is told where it is until the last of them has left.
func TestOneNodeHoldsARoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := mem.New()
		a, b := place.NewRooms(store.Leases("a@here"), "a@here"), place.NewRooms(store.Leases("b@there"), "b@there")
		var releases []func()
		var mu sync.Mutex
		var users sync.WaitGroup
		for range 10 { // at once
			users.Go(func() {
				lease, release, err := a.Claim(t.Context(), "m")
				if err != nil || lease.Err() != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				releases = append(releases, release)
			})
		}
		users.Wait()
		elsewhere := func() {
			t.Helper()
			_, _, err := b.Claim(t.Context(), "m")
			var held *agenda.HeldError
			if !errors.As(err, &held) || held.Holder != "a@here" {
				t.Fatalf("claimed elsewhere: %v", err)
			}
		}
		for _, release := range releases {
			elsewhere()
			release()
			release() // once is enough
		}
		synctest.Wait()
		_, release, err := b.Claim(t.Context(), "m")
		if err != nil {
			t.Fatal(err)
		}
		release()
	})
}

// Who leaves and comes back at once finds its own lease on its way back, and waits for it.
func TestComingBackAtOnce(t *testing.T) {
	store := mem.New()
	rooms := place.NewRooms(store.Leases("a@here"), "a@here")
	for range 10 {
		_, release, err := rooms.Claim(t.Context(), "m")
		if err != nil {
			t.Fatal(err)
		}
		release()
	}
}

// The lease outlives the request that claimed it, and its users learn when it is lost; a later claim asks again.
func TestLeaseIsLost(t *testing.T) {
	store := mem.New()
	rooms := place.NewRooms(store.Leases("a@here"), "a@here")
	ctx, cancel := context.WithCancel(t.Context())
	lease, release, err := rooms.Claim(ctx, "m")
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	cancel()
	second, releaseSecond, err := rooms.Claim(t.Context(), "m")
	if err != nil || second != lease || lease.Err() != nil {
		t.Fatal("the lease ended with a request", err)
	}
	defer releaseSecond()
	store.Steal("room:m", "thief")
	select {
	case <-lease.Done():
	case <-time.After(5 * time.Second):
		t.Fatal("nobody was told that the lease is lost")
	}
	_, _, err = rooms.Claim(t.Context(), "m")
	var held *agenda.HeldError
	if !errors.As(err, &held) || held.Holder != "thief" {
		t.Errorf("after the loss: %v", err)
	}
}

// A node that was killed and started again waits for the lease of its earlier life, rather than passing requests on to itself.
func TestEarlierLife(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := mem.New()
		ctx, expire := context.WithCancel(t.Context())
		before := place.Name("life1", "http://a")
		if _, err := store.Leases(before).Hold(ctx, "room:m"); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(4500*time.Millisecond, expire)
		now := place.Name("life2", "http://a")
		_, release, err := place.NewRooms(store.Leases(now), now).Claim(t.Context(), "m")
		if err != nil {
			t.Fatal(err)
		}
		release()
	})
}

// Nobody can be asked: a claim fails, and the next one asks again.
func TestNobodyCanBeAsked(t *testing.T) {
	store := mem.New()
	l := &away{Leases: store.Leases("a@here"), err: errors.New("away")}
	rooms := place.NewRooms(l, "a@here")
	if _, _, err := rooms.Claim(t.Context(), "m"); !errors.Is(err, l.err) {
		t.Fatal(err)
	}
	l.err = nil
	_, release, err := rooms.Claim(t.Context(), "m")
	if err != nil {
		t.Fatal(err)
	}
	release()
}

// away are leases that cannot be asked while err is set. It is owned by its test.
type away struct {
	agenda.Leases
	err error
}

func (a *away) Hold(ctx context.Context, name string) (context.Context, error) {
	if a.err != nil {
		return nil, a.err
	}
	return a.Leases.Hold(ctx, name)
}
