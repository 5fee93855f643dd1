package channel_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"giaoban/agenda"
	"giaoban/web/ws"
)

// TestChatIsHeardAndForgotten: everybody on every node hears a message with the server's word for who said it; who comes later on the same node gets it; switched off, too
// fast and after the close it is refused, and then nobody gets it any more. No record holds it.
func TestChatIsHeardAndForgotten(t *testing.T) {
	nodes := newNodes(t, "a", "b")
	session := nodes[0].session
	give := func(id string, by agenda.SeatID, c agenda.Command) {
		t.Helper()
		v, err := session.Do(t.Context(), by, agenda.CommandID(id), c)
		if err == nil {
			err = nodes[1].session.Reach(t.Context(), v) // the guest is there
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	hello := func() map[string]any { return map[string]any{"after": session.Version()} }
	unit := nodes[0].join(t, "unit-001", hello())
	guest := nodes[1].join(t, "guest", hello())
	waitForAll(t, guest, 2)
	unit.send("chat", "1", map[string]any{"id": "m1", "text": " QX7 chào \u202e", "seat": "chair", "name": "Chủ trì", "at": "2000-01-01T00:00:00Z"})
	for _, p := range []*page{unit, guest} {
		var m struct{ ID, Seat, Unit, Name, Text string }
		f := p.await(isType("chat"))
		if err := json.Unmarshal(f.Data, &m); err != nil || m.ID != "m1" || m.Seat != "unit-001" || m.Unit != "001" || m.Name == "Chủ trì" || m.Text != "QX7 chào" || strings.Contains(string(f.Data), "2000-") {
			t.Errorf("heard %s", f.Data)
		}
	}
	later := nodes[0].join(t, "chair", hello())
	if f := later.await(isType("chats")); !strings.Contains(string(f.Data), "QX7 chào") {
		t.Errorf("who comes later gets %s", f.Data)
	}
	refused := func(p *page, id, key, text string) {
		t.Helper()
		p.send("chat", id, map[string]any{"id": id, "text": text})
		if f := p.await(func(f ws.Frame) bool { return f.Re == id }); !strings.Contains(string(f.Data), `"`+key+`"`) {
			t.Errorf("%s: %s, want %s", id, f.Data, key)
		}
	}
	refused(unit, "long", "too_long", strings.Repeat("ế", agenda.MaxChatText+1))
	refused(unit, "empty", "empty", " \n")
	for n := range 4 { // the fifth of the burst and the first were one
		unit.send("chat", "", map[string]any{"id": fmt.Sprint("b", n), "text": "nhanh"})
	}
	refused(unit, "fast", "chat_fast", "quá nhanh")
	give("off", "chair", agenda.ChatSwitch{Off: true})
	refused(guest, "off", "chat_off", "còn nghe không")
	give("on", "chair", agenda.ChatSwitch{Off: false})
	give("open", "chair", agenda.MeetingOpen{})
	give("close", "chair", agenda.MeetingClose{})
	refused(guest, "closed", "meeting_closed", "sau bế mạc")
	last := nodes[0].join(t, "secretary", hello())
	last.send("ping", "p", nil)
	if f := last.await(func(f ws.Frame) bool { return f.Type == "chats" || f.Re == "p" }); f.Type == "chats" {
		t.Errorf("after the close somebody still gets %s", f.Data)
	}
	records, _ := session.After(0)
	for _, r := range records {
		if raw, _ := r.MarshalJSON(); strings.Contains(string(raw), "QX7") {
			t.Errorf("the journal holds a message: %s", raw)
		}
	}
}

// Whoever comes later gets in whatever was said before: what is missed fits one frame as it is encoded, not as it was typed.
func TestChatNeverKeepsAnybodyOut(t *testing.T) {
	nodes := newNodes(t, "a")
	session := nodes[0].session
	hello := map[string]any{"after": session.Version()}
	reader := nodes[0].join(t, "unit-001", hello)
	for n := range 50 {
		id := fmt.Sprint("m", n)
		data, err := json.Marshal(map[string]any{"id": id, "seat": "unit-002", "text": strings.Repeat("<", agenda.MaxChatText)})
		if err != nil {
			t.Fatal(err)
		}
		if err := session.Say(t.Context(), agenda.Word{Type: "chat", By: "unit-002", Data: data}); err != nil {
			t.Fatal(err)
		}
		reader.await(func(f ws.Frame) bool { return f.Type == "chat" && strings.Contains(string(f.Data), `"`+id+`"`) })
	}
	later := nodes[0].join(t, "chair", hello)
	f := later.await(isType("chats"))
	if len(f.Data) > 40<<10+100 || !strings.Contains(string(f.Data), `"m49"`) || strings.Contains(string(f.Data), `"m0"`) {
		t.Errorf("who comes later gets %d bytes", len(f.Data))
	}
}

// TestSecretBallotOnTheWire dumps every frame of chair, secretary, two units and a guest while units vote in secret: what somebody voted goes to its own unit only.
func TestSecretBallotOnTheWire(t *testing.T) {
	n := newNodes(t, "a")[0]
	do := func(id string, by agenda.SeatID, c agenda.Command) {
		t.Helper()
		if _, err := n.session.Do(t.Context(), by, agenda.CommandID(id), c); err != nil {
			t.Fatal(err)
		}
	}
	do("open", "chair", agenda.MeetingOpen{})
	hello := map[string]any{"after": n.session.Version()}
	pages := map[agenda.SeatID]*page{}
	for _, seat := range []agenda.SeatID{"chair", "secretary", "unit-001", "unit-002", "guest"} {
		pages[seat] = n.join(t, string(seat), hello)
	}
	do("poll", "chair", agenda.PollOpen{Poll: "kin", Question: "Khen thưởng", Secret: true})
	do("v1", "unit-001", agenda.PollVote{Poll: "kin", Choice: agenda.VoteOther, Text: "QX7SECRET"})
	do("v2", "unit-002", agenda.PollVote{Poll: "kin", Choice: agenda.VoteFor})
	v := n.session.Version()
	for seat, p := range pages {
		raw, err := json.Marshal(p.records(v))
		if err != nil {
			t.Fatal(err)
		}
		dump := string(raw)
		if strings.Contains(dump, "QX7SECRET") != (seat == "unit-001") || strings.Contains(dump, `"choice":"for"`) != (seat == "unit-002") {
			t.Errorf("%s is told %s", seat, dump)
		}
		if strings.Count(dump, `"poll.voted"`) != 2 {
			t.Errorf("%s does not see who voted: %s", seat, dump)
		}
	}
}
