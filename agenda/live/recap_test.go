package live

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/mem"
)

// held makes a closed meeting with one task of every unit, then a later one that is a draft.
func held(t *testing.T, hub *Hub) (before, now *Session) {
	t.Helper()
	before = opened(t, hub)
	due := &agenda.Due{Until: time.Date(2020, 8, 1, 0, 0, 0, 0, time.UTC)}
	do(t, before, secretary, "1-open", agenda.MeetingOpen{})
	do(t, before, secretary, "2-line", agenda.LineAdd{Line: "kl", Item: "i1", Kind: agenda.KindConclusion, Text: "Rà soát chợ."})
	do(t, before, secretary, "3-task", agenda.TaskAssign{Assignment: "a", Line: "kl", Scope: agenda.Scope{Kind: "all"}, Due: due})
	do(t, before, secretary, "4-close", agenda.MeetingClose{})
	later := createCommand()
	later.StartsAt = later.StartsAt.AddDate(0, 1, 0)
	if _, err := hub.Create(t.Context(), "sau", admin, "c-create", later); err != nil {
		t.Fatal(err)
	}
	now, err := hub.Session(t.Context(), "sau")
	if err != nil {
		t.Fatal(err)
	}
	do(t, now, admin, "c-item", agenda.ItemAdd{Item: "i1", ItemDraft: agenda.ItemDraft{Title: "Tình hình thực hiện kết luận cuộc họp trước", Kind: "report"}})
	return before, now
}

// The first item is written when the agenda is published, not before, and once.
func TestRecapWhenPublished(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hub := newTestHub(mem.New())
		_, now := held(t, hub)
		ctx, cancel := context.WithCancel(t.Context())
		served := make(chan error, 2)
		go func() { served <- hub.Serve(ctx) }()
		recap := Recap{Hub: hub, Now: func() time.Time { return time.Date(2020, 8, 29, 0, 0, 0, 0, time.UTC) }, Log: slog.New(slog.DiscardHandler)}
		go func() { served <- recap.Serve(ctx) }()
		time.Sleep(time.Minute)
		synctest.Wait()
		var p *agenda.Progress
		see := func() { now.View(func(m *agenda.Meeting) { p = m.Progress }) }
		if see(); p != nil {
			t.Error("a draft has its first item written")
		}
		last := do(t, now, admin, "c-publish", agenda.MeetingPublish{})
		time.Sleep(time.Minute)
		synctest.Wait()
		if see(); p == nil || p.Given != 2 || p.Overdue != 2 || len(p.Units) != 2 || len(p.Meetings) != 1 {
			t.Fatalf("the picture is %+v", p)
		}
		do(t, now, admin, "c-more", agenda.ItemAdd{Item: "i2", ItemDraft: agenda.ItemDraft{Title: "Việc khác"}})
		time.Sleep(time.Minute)
		synctest.Wait()
		if v := now.Version(); v != last+2 {
			t.Errorf("version %d, want %d", v, last+2)
		}
		cancel()
		for range 2 {
			if err := <-served; err != nil {
				t.Error(err)
			}
		}
	})
}

// Earlier meetings are the closed ones of the same host and roster, as the asker may see them.
func TestEarlier(t *testing.T) {
	hub := newTestHub(mem.New())
	before, now := held(t, hub)
	foreign := createCommand()
	foreign.Roster = "2025"
	if _, err := hub.Create(t.Context(), "khac", admin, "c-create", foreign); err != nil {
		t.Fatal(err)
	}
	for a, tasks := range map[agenda.Audience]int{{Staff: true}: 2, {Unit: "001"}: 1, {}: 0} {
		got, err := hub.Earlier(t.Context(), now.ID(), a)
		if err != nil || len(got) != 1 || got[0].ID != before.ID() {
			t.Fatalf("%+v: %d meetings, %v", a, len(got), err)
		}
		if n := len(agenda.OpenTasks(got, time.Now())); n != tasks {
			t.Errorf("%+v sees %d tasks, want %d", a, n, tasks)
		}
	}
	if got, err := hub.Earlier(t.Context(), before.ID(), agenda.Audience{Staff: true}); err != nil || len(got) != 0 {
		t.Errorf("before the first meeting there are %d, %v", len(got), err)
	}
}

// No seat can use up the id under which the first item is written.
func TestRecapIsNotKeptFromWriting(t *testing.T) {
	hub := newTestHub(mem.New())
	_, now := held(t, hub)
	do(t, now, admin, "progress-note", agenda.MeetingPublish{})
	recap := Recap{Hub: hub, Now: func() time.Time { return time.Date(2020, 8, 29, 0, 0, 0, 0, time.UTC) }, Log: slog.New(slog.DiscardHandler)}
	for range 2 {
		if err := recap.Look(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var p *agenda.Progress
	now.View(func(m *agenda.Meeting) { p = m.Progress })
	if p == nil {
		t.Error("the first item was not written")
	}
}
