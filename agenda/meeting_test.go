package agenda

import (
	"testing"
	"time"
)

func TestMeeting(t *testing.T) {
	create := MeetingCreate{Title: "Giao ban", StartsAt: sampleAt, Host: Unit{Name: "Sở"}, Units: []Unit{{ID: "001", Name: "Ba Đình"}}}
	with := func(change func(*MeetingCreate)) MeetingCreate {
		c := create
		change(&c)
		return c
	}
	empty := func(t testing.TB) *script { return newScript(t, "m") }
	stage(t, empty, []scene{
		{name: "create", when: step{"admin-1", create}, then: "meeting.created"},
		{name: "create without a title", when: step{"admin-1", with(func(c *MeetingCreate) { c.Title = " \n" })}, refused: "empty"},
		{name: "create without a time", when: step{"admin-1", with(func(c *MeetingCreate) { c.StartsAt = time.Time{} })}, refused: "no_start"},
		{name: "create for a year that no record can hold", when: step{"admin-1", with(func(c *MeetingCreate) {
			c.StartsAt = time.Date(9999, 12, 31, 23, 59, 59, 0, time.FixedZone("", -3600))
		})}, refused: "bad_start"},
		{name: "create with a unit twice", when: step{"admin-1", with(func(c *MeetingCreate) { c.Units = append(c.Units, c.Units[0]) })}, refused: "unit_twice"},
		{name: "create with a unit called host", when: step{"admin-1", with(func(c *MeetingCreate) { c.Units = []Unit{{ID: HostUnit, Name: "x"}} })}, refused: "unit_twice"},
		{name: "create with an injected address", when: step{"admin-1", with(func(c *MeetingCreate) { c.Host.Email = "a@b.vn, c@d.vn" })}, refused: "bad_email"},
		{name: "create with a group of strangers", when: step{"admin-1", with(func(c *MeetingCreate) { c.Groups = []Group{{ID: "g", Name: "g", Units: []UnitID{"9"}}} })}, refused: "no_unit"},
		{name: "a second create", given: []step{{"admin-1", create}}, when: step{"admin-1", create}, refused: "meeting_exists"},
		{name: "publish nothing", given: []step{{"admin-1", create}}, when: step{"admin-1", MeetingPublish{}}, refused: "no_items"},
	})
	stage(t, opened, []scene{
		{name: "open again", when: step{"chair", MeetingOpen{}}, refused: "not_draft"},
		{name: "edit while running", when: step{"secretary", MeetingEdit{Title: "x", StartsAt: sampleAt}}, refused: "not_draft"},
		{name: "close ends the item and the floor", given: []step{{"unit-001", FloorRequest{Request: "r"}}, {"chair", FloorCall{}}},
			when: step{"chair", MeetingClose{}}, then: "floor.finished line.added item.ended line.added meeting.closed line.added"},
		{name: "start after closing", given: []step{{"chair", MeetingClose{}}}, when: step{"chair", ItemStart{Item: "i1"}}, refused: "meeting_closed"},
		{name: "join after closing", given: []step{{"chair", MeetingClose{}}}, when: step{"unit-001", AttendanceJoin{Presence: "p", Name: "B"}}, refused: "meeting_closed"},
		{name: "a line after closing is a supplement until signing", given: []step{{"chair", MeetingClose{}}}, when: step{"secretary", LineAdd{Line: "l", Kind: KindOpinion, Text: "x"}}, then: "line.added"},
	})
	stage(t, hanoi, []scene{
		{name: "open a draft publishes it", given: []step{{"chair", ItemAdd{Item: "i", ItemDraft: ItemDraft{Title: "x"}}}}, when: step{"chair", MeetingOpen{}}, then: "meeting.published meeting.opened line.added"},
		{name: "start before opening", given: []step{{"chair", ItemAdd{Item: "i", ItemDraft: ItemDraft{Title: "x"}}}}, when: step{"chair", ItemStart{Item: "i"}}, refused: "not_running"},
	})
}

func TestItems(t *testing.T) {
	stage(t, opened, []scene{
		{name: "added after publishing is late", when: step{"chair", ItemAdd{Item: "i3", ItemDraft: ItemDraft{Title: "x"}}}, then: "item.added",
			check: func(t *testing.T, m *Meeting) {
				if !m.Item("i3").Late || m.Item("i1").Late {
					t.Error("late items are not flagged")
				}
			}},
		{name: "an id twice", when: step{"chair", ItemAdd{Item: "i1", ItemDraft: ItemDraft{Title: "x"}}}, refused: "id_taken"},
		{name: "a bad id", when: step{"chair", ItemAdd{Item: "../x", ItemDraft: ItemDraft{Title: "x"}}}, refused: "bad_id"},
		{name: "a bad kind", when: step{"chair", ItemAdd{Item: "i3", ItemDraft: ItemDraft{Title: "x", Kind: "party"}}}, refused: "bad_item_kind"},
		{name: "a stranger leads", when: step{"chair", ItemAdd{Item: "i3", ItemDraft: ItemDraft{Title: "x", Lead: "999"}}}, refused: "no_unit"},
		{name: "start the next ends this one", when: step{"chair", ItemStart{Item: "i2"}}, then: "item.ended line.added item.started line.added"},
		{name: "start what runs", when: step{"chair", ItemStart{Item: "i1"}}, refused: "item_runs"},
		{name: "end what does not run", when: step{"chair", ItemEnd{Item: "i2"}}, refused: "item_not_running"},
		{name: "remove what has begun", when: step{"chair", ItemRemove{Item: "i1"}}, refused: "item_started"},
		{name: "remove what has lines", given: []step{{"secretary", LineAdd{Line: "l", Item: "i2", Kind: KindOpinion, Text: "x"}}}, when: step{"chair", ItemRemove{Item: "i2"}}, refused: "item_started"},
		{name: "fewer minutes than none", when: step{"chair", ItemExtend{Item: "i1", Minutes: -31}}, refused: "bad_minutes"},
		{name: "both numbers are kept", given: []step{{"chair", ItemExtend{Item: "i1", Minutes: 10}}}, when: step{"chair", ItemEnd{Item: "i1"}}, then: "item.ended line.added",
			check: func(t *testing.T, m *Meeting) {
				if i := m.Item("i1"); i.Minutes != 40 || i.Extended != 10 || i.SpentMS != 14000 {
					t.Errorf("planned %d (+%d), spent %d ms", i.Minutes, i.Extended, i.SpentMS)
				}
			}},
		{name: "move before itself", when: step{"chair", ItemMove{Item: "i1", Before: "i1"}}},
	})
}

// TestItemMovesForUnits: moved before an internal item, an item stands for units before the next one they know, itself not counted.
func TestItemMovesForUnits(t *testing.T) {
	for _, tc := range []struct{ item, before, next ItemID }{{"i1", "in-1", "i2"}, {"i2", "in-1", ""}, {"i2", "i1", "i1"}, {"i1", "", ""}} {
		e := opened(t).do("chair", ItemMove{Item: tc.item, Before: tc.before})[0].(ItemMoved)
		shown := e.show(Audience{Unit: "001"}).(ItemMoved)
		if shown.Before != tc.next || shown.Next != "" {
			t.Errorf("%s before %s: units are told %q, want %q", tc.item, tc.before, shown.Before, tc.next)
		}
	}
}

func TestFloor(t *testing.T) {
	asked := []step{{"unit-001", FloorRequest{Request: "r1"}}, {"unit-276", FloorRequest{Request: "r2"}}}
	speaking := append(asked[:2:2], step{"chair", FloorCall{}})
	stage(t, opened, []scene{
		{name: "ask", when: step{"unit-001", FloorRequest{Request: "r1", Subject: "x"}}, then: "floor.requested"},
		{name: "ask twice", given: asked, when: step{"unit-001", FloorRequest{Request: "r3"}}, refused: "in_queue"},
		{name: "ask for another", when: step{"unit-001", FloorRequest{Request: "r1", Seat: "unit-276"}}, refused: "forbidden"},
		{name: "ask about an internal item", when: step{"unit-001", FloorRequest{Request: "r1", Item: "in-1"}}, refused: "no_item"},
		{name: "ask while an internal item runs", given: []step{{"chair", ItemStart{Item: "in-1"}}}, when: step{"unit-001", FloorRequest{Request: "r1"}}, then: "floor.requested"},
		{name: "call the next", given: asked, when: step{"chair", FloorCall{}}, then: "floor.given", check: func(t *testing.T, m *Meeting) {
			if m.Floor != "r1" {
				t.Errorf("the floor has %s", m.Floor)
			}
		}},
		{name: "call one ends the other", given: speaking, when: step{"chair", FloorCall{Request: "r2"}}, then: "floor.finished line.added floor.given"},
		{name: "call nobody", when: step{"chair", FloorCall{}}, refused: "queue_empty"},
		{name: "call who speaks", given: speaking, when: step{"chair", FloorCall{Request: "r1"}}},
		{name: "finish another's", given: speaking, when: step{"unit-276", FloorFinish{Request: "r1"}}, refused: "forbidden"},
		{name: "finish one's own", given: speaking, when: step{"unit-001", FloorFinish{Request: "r1"}}, then: "floor.finished line.added"},
		{name: "withdraw while speaking", given: speaking, when: step{"unit-001", FloorWithdraw{Request: "r1"}}, refused: "not_waiting"},
		{name: "a revoked speaker leaves the floor", given: speaking, when: step{"chair", SeatRevoke{Seat: "unit-001"}}, then: "floor.finished line.added seat.revoked"},
		{name: "a revoked seat is not called", given: asked, when: step{"chair", SeatRevoke{Seat: "unit-001"}}, then: "floor.withdrawn seat.revoked"},
	})
}
