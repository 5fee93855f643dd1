package web

import (
	"encoding/json"
	"slices"
	"testing"

	"giaoban/agenda"
)

// A secretary's text modules are there in the next meeting of the same department, and only there; what is changed in it does not go back.
func TestModulesGoOn(t *testing.T) {
	s := newSite(t, siteOptions{})
	giao := agenda.Module{Word: "giao", Title: "Giao việc", Kind: agenda.KindTask, Text: "Giao [đơn vị] thực hiện."}
	s.do("secretary", "m1", agenda.ModuleSave{Module: giao})
	var c agenda.MeetingCreate
	s.session.View(func(m *agenda.Meeting) {
		c = agenda.MeetingCreate{Title: "Giao ban tháng 8", Roster: m.Roster, StartsAt: m.StartsAt.AddDate(0, 1, 0), Host: m.Host, Units: m.Units}
	})
	admin := s.browser()
	admin.bearer = s.admin
	create := func(id string, c agenda.MeetingCreate) []agenda.Module {
		t.Helper()
		for range 2 { // the answer was lost on its way
			a := admin.send("POST", "/api/meetings/"+id+"/commands", map[string]any{"id": "c-" + id, "type": "meeting.create", "data": json.RawMessage(mustJSON(t, c))})
			if a.status != 200 {
				t.Fatalf("%s: %d %s", id, a.status, a.body)
			}
		}
		session, err := s.Hub.Session(t.Context(), agenda.MeetingID(id))
		if err != nil {
			t.Fatal(err)
		}
		var modules []agenda.Module
		session.View(func(m *agenda.Meeting) { modules = m.Modules })
		return modules
	}
	if got := create("sau", c); !slices.Equal(got, []agenda.Module{giao}) {
		t.Errorf("of the same department: %v", got)
	}
	other := c
	other.Host.Name = "Sở Xây dựng"
	if got := create("khac", other); len(got) != 0 {
		t.Errorf("of another department: %v", got)
	}
	session, err := s.Hub.Session(t.Context(), "sau")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := session.Do(t.Context(), "admin-1", "gone", agenda.ModuleRemove{Word: "giao"}); err != nil {
		t.Fatal(err)
	}
	s.session.View(func(m *agenda.Meeting) {
		if !slices.Equal(m.Modules, []agenda.Module{giao}) {
			t.Errorf("the earlier meeting now has %v", m.Modules)
		}
	})
}
