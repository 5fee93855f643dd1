package channel_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"giaoban/agenda"
	"giaoban/agenda/reference"
	"giaoban/web/ws"
)

// The line is cut 20 times in the middle of the stream; taken up from the last version seen, nothing is missing and nothing comes twice.
func TestResumeAfterCuts(t *testing.T) {
	const lines, cuts = 600, 20
	n := newNodes(t, "a")[0]
	start := n.session.Version()
	var group sync.WaitGroup
	group.Go(func() {
		for i := range lines {
			if _, err := n.session.Do(t.Context(), reference.SecretarySeat, agenda.CommandID(fmt.Sprint("c", i)), line(fmt.Sprint("l", i), "Ý kiến")); err != nil {
				t.Error(err)
			}
		}
	})
	defer group.Wait()
	last, hash := agenda.Version(0), agenda.Hash("")
	end := start + lines
	for cut := 0; last < end; cut++ {
		p := n.join(t, "secretary", map[string]any{"after": last, "hash": hash})
		budget := agenda.Version(1 + rand.IntN(2*int(end)/cuts))
		for stop := last + budget; last < end && (cut >= cuts || last < stop); {
			f := p.await(func(f ws.Frame) bool { return f.Type == "records" })
			for _, r := range parseRecords(t, f) {
				if r.Version != last+1 {
					t.Fatalf("record %d came after record %d", r.Version, last)
				}
				if err := agenda.Verify(n.session.ID(), hash, r); err != nil {
					t.Fatal(err)
				}
				last, hash = r.Version, r.Hash
			}
		}
		_ = p.conn.NetConn().Close() // cut, without a word
	}
}

func TestForeignChainStartsAgain(t *testing.T) {
	n := newNodes(t, "a")[0]
	p := n.open(t, "secretary")
	hellos := []map[string]any{
		{"after": 3, "hash": "not the hash of record 3"},
		{"after": n.session.Version() + 1},
		{"after": json.Number("18446744073709551615")},
	}
	for i, h := range hellos {
		p.send("hello", fmt.Sprint(i), h)
		if typ, key, _ := p.answer(fmt.Sprint(i)); typ != "error" || key != "chain_changed" {
			t.Errorf("hello %v was answered with %s %s", h, typ, key)
		}
	}
	for i, h := range []any{map[string]any{"after": -1}, map[string]any{"presence": "../x"}, "nonsense"} {
		p.send("hello", fmt.Sprint("bad", i), h)
		if typ, key, _ := p.answer(fmt.Sprint("bad", i)); typ != "error" || key != "bad_frame" {
			t.Errorf("hello %v was answered with %s %s", h, typ, key)
		}
	}
	p.send("hello", "again", map[string]any{"after": 0})
	if typ, _, _ := p.answer("again"); typ != "welcome" {
		t.Errorf("hello from the beginning was answered with %s", typ)
	}
	if got := p.records(n.session.Version()); got[0].Version != 1 {
		t.Errorf("records begin with %d", got[0].Version)
	}
	// A right hash is welcome, and a unit, which never gets hashes, is asked for none.
	h, _ := n.session.HashAt(3)
	n.join(t, "secretary", map[string]any{"after": 3, "hash": h})
	n.join(t, "unit-001", map[string]any{"after": 3, "hash": "whatever"})
}

func TestWelcomeSaysWhoIsWho(t *testing.T) {
	n := newNodes(t, "a")[0]
	tests := map[string]string{
		"chair": "chair host true", "secretary": "secretary host true", "unit-001": "unit 001 false", "guest": "guest  false", "admin-1": "administrator  true",
	}
	for seat, want := range tests {
		p := n.open(t, seat)
		p.send("hello", "h", map[string]any{"after": n.session.Version()})
		_, _, data := p.answer("h")
		var w struct {
			Meeting           agenda.MeetingID
			Seat              string
			Role, Unit        string
			Staff             bool
			Version           agenda.Version
			Now               string
			Here              []string
			Surprise, Another json.RawMessage
		}
		if err := json.Unmarshal(data, &w); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(w.Role, " ", w.Unit, " ", w.Staff); got != want || w.Seat != seat || w.Meeting != n.session.ID() || w.Version != n.session.Version() || w.Now == "" || w.Here == nil {
			t.Errorf("%s is welcomed as %s", seat, data)
		}
	}
}

func TestCommandsAndAnswers(t *testing.T) {
	n := newNodes(t, "a")[0]
	after := n.session.Version()
	p := n.join(t, "secretary", map[string]any{"after": after})
	expect := func(id, typ, key string) json.RawMessage {
		t.Helper()
		gotType, gotKey, data := p.answer(id)
		if gotType != typ || gotKey != key {
			t.Errorf("%s was answered with %s %s, want %s %s: %s", id, gotType, gotKey, typ, key, data)
		}
		return data
	}
	p.command("c1", line("l1", "Một"))
	first := string(expect("c1", "ok", ""))
	p.command("c2", line("l2", "Hai"))
	expect("c2", "ok", "")
	p.command("c1", line("l1", "Một"))
	if again := string(expect("c1", "ok", "")); again != first || again != fmt.Sprintf(`{"version":%d}`, after+1) {
		t.Errorf("sent again: %s, first %s", again, first)
	}
	p.command("c1", line("l3", "Khác"))
	expect("c1", "error", "command_reused")
	p.command("c3", agenda.LineEdit{Line: "l1", Was: 1, Text: "Sửa"})
	if data := string(expect("c3", "error", "line_stale")); !json.Valid([]byte(data)) {
		t.Error(data)
	}
	p.command("c4", agenda.SeatLink{Seat: "guest"})
	expect("c4", "error", "forbidden")
	p.send("command", "c5", map[string]any{"type": "line.shout", "data": 1})
	expect("c5", "error", "unknown_command")
	p.send("command", "c6", []int{1})
	expect("c6", "error", "bad_frame")
	p.send("command", "c7", map[string]any{"type": "line.add", "data": "text"})
	expect("c7", "error", "bad_command")
	p.command("not an id", line("l9", "Chín"))
	expect("not an id", "error", "bad_command_id")
	p.send("whisper", "c8", nil)
	expect("c8", "error", "unknown_type")
	p.send("hello", "c9", map[string]any{"after": 0})
	expect("c9", "error", "unknown_type")
	p.send("ping", "p7", nil)
	expect("p7", "pong", "")
	if v := n.session.Version(); v != after+2 {
		t.Errorf("version %d after two lines, was %d", v, after)
	}
}

// Commands of one socket keep their order, however many are on the way.
func TestCommandsKeepTheirOrder(t *testing.T) {
	n := newNodes(t, "a")[0]
	after := n.session.Version()
	p := n.join(t, "secretary", map[string]any{"after": after})
	const count = 100
	for i := range count {
		p.command(fmt.Sprint("c", i), line(fmt.Sprint("l", i), "x"))
	}
	for i, r := range p.records(after + count) {
		if want := agenda.CommandID(fmt.Sprint("c", i)); r.Command != want {
			t.Fatalf("record %d is of command %s, want %s", r.Version, r.Command, want)
		}
	}
}

// Who is not welcome gets no records, and who ends its socket leaves nothing behind.
func TestServerEmptiesItself(t *testing.T) {
	n := newNodes(t, "a")[0]
	var pages []*page
	for range 5 {
		pages = append(pages, n.join(t, "guest", map[string]any{"after": n.session.Version()}))
	}
	pages[0].send("ping", "p", nil)
	pages[0].answer("p")
	if got := n.server.Sockets(); got != 5 {
		t.Errorf("%d sockets, want 5", got)
	}
	for _, p := range pages {
		_ = p.conn.Close()
		if err := <-p.closed; err == nil {
			t.Error(errors.New("closed without a reason"))
		}
	}
	waitFor(t, "no sockets", func() bool { return n.server.Sockets() == 0 })
}
