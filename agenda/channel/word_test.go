package channel_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"giaoban/agenda"
	"giaoban/agenda/reference"
	"giaoban/web/ws"
)

func isType(typ string) func(ws.Frame) bool {
	return func(f ws.Frame) bool { return f.Type == typ }
}

// Drafts reach everybody on every node but their writer; those of notes, internal lines and internal items reach staff only.
func TestDraftsGoWhereTheyMay(t *testing.T) {
	nodes := newNodes(t, "a", "b")
	session := nodes[0].session
	setup := []agenda.Command{
		agenda.ItemAdd{Item: "closed", ItemDraft: agenda.ItemDraft{Title: "Kín", Internal: true}},
		agenda.LineAdd{Line: "note", Item: "i4", Kind: agenda.KindNote, Text: "Ghi chú"},
	}
	for i, c := range setup {
		if _, err := session.Do(t.Context(), reference.SecretarySeat, agenda.CommandID(fmt.Sprint("s", i)), c); err != nil {
			t.Fatal(err)
		}
	}
	hello := map[string]any{"after": session.Version()}
	writer := nodes[0].join(t, "secretary", hello)
	chair := nodes[1].join(t, "chair", hello)
	readers := []*page{nodes[0].join(t, "unit-001", hello), nodes[1].join(t, "unit-002", hello), nodes[1].join(t, "guest", hello)}
	waitForAll(t, chair, 5)

	type d = map[string]any
	internal := []d{
		{"line": "new", "item": "i4", "kind": "note", "text": "kín 1"},
		{"line": "new", "item": "closed", "kind": "opinion", "text": "kín 2"},
		{"line": "note", "item": "i4", "kind": "opinion", "text": "kín 3"},
		{"line": "new", "item": "no such item", "kind": "opinion", "text": "kín 4"},
		{"line": "new", "item": "closed", "kind": "opinion", "text": "kín 5", "internal": false, "socket": "x", "seat": "chair"},
	}
	for _, body := range internal {
		writer.send("draft", "", body)
	}
	writer.send("editing", "", d{"line": "note"})
	writer.send("editing", "", d{"line": "public-line"})
	writer.send("draft", "", d{"line": "new", "item": "i4", "kind": "opinion", "text": "Đã giải t"})
	for _, want := range []string{"kín 1", "kín 2", "kín 3", "kín 4", "kín 5", "Đã giải t"} {
		f := chair.await(isType("draft"))
		var got struct{ Seat, Line, Text string }
		if err := json.Unmarshal(f.Data, &got); err != nil || got.Text != want || got.Seat != "secretary" {
			t.Errorf("the chair gets %s, want %q of the secretary", f.Data, want)
		}
	}
	for _, p := range readers {
		f := p.await(func(f ws.Frame) bool { return f.Type == "editing" || f.Type == "draft" })
		if string(f.Data) != `{"seat":"secretary","line":"public-line","text":""}` {
			t.Errorf("first word at a unit: %s %s", f.Type, f.Data)
		}
		if f = p.await(func(f ws.Frame) bool { return f.Type == "editing" || f.Type == "draft" }); string(f.Data) != `{"seat":"secretary","line":"new","item":"i4","kind":"opinion","text":"Đã giải t"}` {
			t.Errorf("second word at a unit: %s %s", f.Type, f.Data)
		}
	}
	writer.send("ping", "p", nil)
	if f := writer.await(func(f ws.Frame) bool { return f.Type == "draft" || f.Re == "p" }); f.Re != "p" {
		t.Errorf("the writer gets its own draft: %s", f.Data)
	}
}

// waitForAll reads until presence tells of so many seats.
func waitForAll(t *testing.T, p *page, seats int) {
	t.Helper()
	p.await(func(f ws.Frame) bool { return f.Type == "presence" && len(seatsOf(t, f)) == seats })
}

func seatsOf(t *testing.T, f ws.Frame) []string {
	t.Helper()
	var d struct{ Here []string }
	if err := json.Unmarshal(f.Data, &d); err != nil {
		t.Fatal(err)
	}
	return d.Here
}

func TestOnlyChairAndSecretaryDraft(t *testing.T) {
	n := newNodes(t, "a")[0]
	for _, seat := range []string{"unit-001", "guest", "admin-1"} {
		p := n.join(t, seat, map[string]any{"after": n.session.Version()})
		p.send("draft", "d", map[string]any{"line": "x", "text": "Tôi nói"})
		if typ, key, _ := p.answer("d"); typ != "error" || key != "forbidden" {
			t.Errorf("%s: a draft was answered with %s %s", seat, typ, key)
		}
	}
	p := n.join(t, "chair", map[string]any{"after": n.session.Version()})
	for _, bad := range []any{"text", map[string]any{"line": "../x"}, map[string]any{"line": "x", "text": longText()}} {
		p.send("draft", "d", bad)
		if typ, key, _ := p.answer("d"); typ != "error" || key != "bad_draft" {
			t.Errorf("a bad draft was answered with %s %s", typ, key)
		}
	}
}

func longText() string {
	b := make([]rune, agenda.MaxLineText+1)
	for i := range b {
		b[i] = 'đ'
	}
	return string(b)
}

// Presence is the whole list of seats, each once, over all nodes.
func TestPresenceOverTwoNodes(t *testing.T) {
	nodes := newNodes(t, "a", "b")
	hello := map[string]any{"after": nodes[0].session.Version()}
	chair := nodes[0].join(t, "chair", hello)
	first, second := nodes[1].join(t, "unit-001", hello), nodes[1].join(t, "unit-001", hello)
	secretary := nodes[0].join(t, "secretary", hello)
	want := "[chair secretary unit-001]"
	for _, p := range []*page{chair, first, secretary} {
		p.await(func(f ws.Frame) bool { return f.Type == "presence" && fmt.Sprint(seatsOf(t, f)) == want })
	}
	late := nodes[0].open(t, "chair")
	late.send("hello", "h", hello)
	if _, _, data := late.answer("h"); !json.Valid(data) || fmt.Sprint(seatsOf(t, ws.Frame{Data: data})) != want {
		t.Errorf("welcome says %s", data)
	}
	_ = first.conn.Close()
	_ = secretary.conn.Close()
	chair.await(func(f ws.Frame) bool {
		return f.Type == "presence" && fmt.Sprint(seatsOf(t, f)) == "[chair unit-001]"
	})
	_ = second.conn.Close() // the other node's room closes and says so
	chair.await(func(f ws.Frame) bool { return f.Type == "presence" && fmt.Sprint(seatsOf(t, f)) == "[chair]" })
}
