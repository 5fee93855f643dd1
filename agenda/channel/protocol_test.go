package channel_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"giaoban/agenda"
)

// example is one frame of PROTOCOL.md. It is a value.
type example struct {
	Type, ID, Re string
	Data         json.RawMessage
}

// examples are all frames in the document's JSON blocks.
func examples(t *testing.T) (list []example) {
	t.Helper()
	text, err := os.ReadFile("PROTOCOL.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		for l := range strings.Lines(block[1]) {
			if strings.TrimSpace(l) == "" {
				continue
			}
			var e example
			if err := json.Unmarshal([]byte(l), &e); err != nil || e.Type == "" {
				t.Fatalf("PROTOCOL.md: %s is not a frame: %v", l, err)
			}
			list = append(list, e)
		}
	}
	return list
}

// Every frame in PROTOCOL.md that a client sends is accepted by a live server, with its ids filled in, and answered as the document says; every frame that
// it shows from the server is seen.
func TestProtocolExamples(t *testing.T) {
	n := newNodes(t, "a")[0]
	list := examples(t)
	p, other := n.open(t, "secretary"), n.join(t, "chair", map[string]any{"after": n.session.Version()})
	shown := map[string]example{}
	sent := 0
	for i, e := range list {
		if fromServer(e) {
			shown[e.Type] = e
			continue
		}
		sent++
		id := fmt.Sprintf("example-%d", i)
		data := strings.ReplaceAll(strings.ReplaceAll(string(e.Data), "…", ""), "01975c7e-", "page-1")
		p.send(e.Type, id, json.RawMessage(orNull(data)))
		want := map[string]string{"hello": "welcome", "command": "ok", "ping": "pong"}[e.Type]
		if want == "" {
			other.await(isType(e.Type)) // a word: others hear it
			continue
		}
		if typ, key, answer := p.answer(id); typ != want {
			t.Errorf("%s %s was answered with %s %s, want %s", e.Type, data, typ, key, want)
		} else if doc := shownAfter(list[i:], want); doc != nil {
			sameFields(t, e.Type+" → "+want, doc.Data, answer)
		}
	}
	p.command("stale", agenda.LineEdit{Line: "01975c80-", Was: 1, Text: "Sửa"})
	_, key, refusal := p.answer("stale")
	if key != "line_stale" {
		t.Errorf("refused with %s", key)
	}
	sameFields(t, "error", shown["error"].Data, refusal)
	if sent < 5 || len(shown) < 7 {
		t.Errorf("only %d frames of clients and %d types of the server are in the document", sent, len(shown))
	}
}

// fromServer knows the direction of a frame: drafts and messages from the server name their seat.
func fromServer(e example) bool {
	switch e.Type {
	case "hello", "command", "ping", "editing":
		return false
	case "draft", "chat":
		return strings.Contains(string(e.Data), `"seat"`)
	}
	return true
}

func orNull(s string) string {
	if s == "" {
		return "null"
	}
	return s
}

func shownAfter(list []example, typ string) *example {
	for _, e := range list {
		if e.Type == typ {
			return &e
		}
	}
	return nil
}

// sameFields checks that the fields which the document shows are those that the server sends, at the first two levels.
func sameFields(t *testing.T, what string, doc, real json.RawMessage) {
	t.Helper()
	if len(doc) == 0 && len(real) == 0 {
		return
	}
	var d, r map[string]json.RawMessage
	if json.Unmarshal(doc, &d) != nil || json.Unmarshal(real, &r) != nil {
		t.Errorf("%s: %s and %s are not both objects", what, doc, real)
		return
	}
	for name := range d {
		if _, ok := r[name]; !ok {
			t.Errorf("%s: the document has %q, the server sends %s", what, name, real)
		}
	}
	for name := range r {
		if _, ok := d[name]; !ok {
			t.Errorf("%s: the server sends %q, which is not in the document's example", what, name)
		}
	}
}

// Every command of the domain that people give has its row in the document, and no other.
func TestProtocolNamesEveryCommand(t *testing.T) {
	text, err := os.ReadFile("PROTOCOL.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\| ([a-z.]+(?: / \.?[a-z.]+)*) \| ([^|]+) \|`).FindAllStringSubmatch(string(text), -1) {
		noun := ""
		for name := range strings.SplitSeq(m[1], " / ") {
			if head, _, ok := strings.Cut(name, "."); ok && head != "" {
				noun = head
			} else {
				name = noun + "." + strings.TrimPrefix(name, ".")
			}
			if noun != "" { // not a heading
				rows[name] = m[2]
			}
		}
	}
	for _, name := range agenda.CommandNames() {
		roles := agenda.CommandRoles(name)
		if len(roles) == 1 && roles[0] == agenda.RoleSystem {
			if _, ok := rows[name]; ok {
				t.Errorf("%s is the server's own and has a row in PROTOCOL.md", name)
			}
			continue
		}
		if _, ok := rows[name]; !ok {
			t.Errorf("%s is not in PROTOCOL.md", name)
		}
		delete(rows, name)
	}
	for name := range rows {
		t.Errorf("PROTOCOL.md tells of %s, which does not exist", name)
	}
}
