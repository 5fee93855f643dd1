package signaling_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"giaoban/agenda"
	"giaoban/signaling"
	"giaoban/signaling/sfu"
	"giaoban/web/ws"
)

// shapes are the types of the data of each message.
var shapes = map[string]func() any{
	"hello":     func() any { return new(signaling.Hello) },
	"welcome":   func() any { return new(signaling.Welcome) },
	"publish":   func() any { return new(signaling.Publish) },
	"published": func() any { return new(signaling.Description) },
	"offer":     func() any { return new(signaling.Description) },
	"answer":    func() any { return new(signaling.Description) },
	"slots":     func() any { return new(signaling.Slots) },
	"want":      func() any { return new(signaling.Want) },
	"more":      func() any { return new(signaling.More) },
	"candidate": func() any { return new(signaling.Candidate) },
	"restart":   func() any { return new(signaling.Restart) },
	"layers":    func() any { return new(signaling.Layers) },
	"room":      func() any { return new(signaling.RoomState) },
	"speaking":  func() any { return new(signaling.Speaking) },
	"mute":      func() any { return new(signaling.Mute) },
	"muted":     func() any { return new(signaling.Muted) },
	"quality":   func() any { return new(sfu.Quality) },
	"limit":     func() any { return new(signaling.Limit) },
	"watch":     func() any { return new(signaling.Watch) },
	"stats":     func() any { return new(signaling.Statistics) },
	"remove":    func() any { return new(signaling.Remove) },
	"probe":     func() any { return new(signaling.ProbeOffer) },
	"probed":    func() any { return new(signaling.ProbeAnswer) },
	"error":     func() any { return new(signaling.Refusal) },
}

func document(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("PROTOCOL.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// blocks are the fenced blocks of a language.
func blocks(text, language string) (list []string) {
	for _, m := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(text, -1) {
		list = append(list, m[1])
	}
	return list
}

// Every example is a frame, and its data has no field that the code does not know.
func TestExamplesAreWhatTheCodeReads(t *testing.T) {
	text := document(t)
	var lines []string
	for _, block := range append(blocks(text, "json"), blocks(text, "session")...) {
		lines = append(lines, strings.Split(strings.TrimSpace(block), "\n")...)
	}
	if len(lines) < 30 {
		t.Fatalf("only %d examples found", len(lines))
	}
	for _, line := range lines {
		line = strings.TrimLeft(line, "→← ")
		f, err := ws.ParseFrame([]byte(line))
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		shape, known := shapes[f.Type]
		if len(f.Data) == 0 || !known && (f.Type == "ok" || f.Type == "sing") {
			continue
		}
		if !known {
			t.Errorf("%s: unknown type", line)
			continue
		}
		d := json.NewDecoder(bytes.NewReader(f.Data))
		d.DisallowUnknownFields()
		if err := d.Decode(shape()); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	// Inline examples: a type and its data.
	for _, m := range regexp.MustCompile("`([a-z]+) (\\{.*?\\})`").FindAllStringSubmatch(text, -1) {
		shape, known := shapes[m[1]]
		if !known {
			t.Errorf("%s: unknown type", m[0])
			continue
		}
		if m[1] != "candidate" {
			if err := json.Unmarshal([]byte(m[2]), shape()); err != nil {
				t.Errorf("%s: %v", m[0], err)
			}
		}
	}
}

func (h *hall) dial(seat agenda.SeatID, role agenda.Role) *ws.Conn {
	h.t.Helper()
	c, err := ws.Dial(h.t.Context(), h.config(seat, role).URL, signaling.Subprotocol, http.Header{"Origin": {origin}})
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { _ = c.Close(ws.CodeNormal, "") })
	return c
}

func TestSessionOfTheDocument(t *testing.T) {
	script := blocks(document(t), "session")
	if len(script) != 1 {
		t.Fatalf("%d scripts", len(script))
	}
	h := newHall(t, nil)
	c := h.dial("chair", agenda.RoleChair)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for line := range strings.SplitSeq(strings.TrimSpace(script[0]), "\n") {
		if text, out := strings.CutPrefix(line, "→ "); out {
			if err := c.WritePrepared(ws.Prepare([]byte(text))); err != nil {
				t.Fatal(err)
			}
			continue
		}
		var want map[string]any
		if err := json.Unmarshal([]byte(strings.TrimPrefix(line, "← ")), &want); err != nil {
			t.Fatal(err)
		}
		for {
			f, err := c.Read(ctx)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			if f.Type != want["type"] {
				continue
			}
			text, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			var got map[string]any
			if err := json.Unmarshal(text, &got); err != nil || !contains(got, want) {
				t.Fatalf("want %s\ngot  %s", line, text)
			}
			break
		}
	}
}

// contains says whether got has everything that want shows.
func contains(got, want any) bool {
	switch want := want.(type) {
	case map[string]any:
		m, ok := got.(map[string]any)
		for key, value := range want {
			if !ok || !contains(m[key], value) {
				return false
			}
		}
		return ok
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return false
		}
		for i := range want {
			if !contains(list[i], want[i]) {
				return false
			}
		}
		return true
	case string:
		text, ok := got.(string)
		return ok && (want == "…" && text != "" || want == text)
	}
	return got == want
}

func TestHelloComesFirst(t *testing.T) {
	h := newHall(t, nil)
	for name, text := range map[string]string{
		"something else": `{"type":"want","id":"1"}`, "no device": `{"type":"hello","id":"1","data":{}}`, "no object": `{"type":"hello","id":"1","data":7}`,
		"too many slots": `{"type":"hello","id":"1","data":{"device":"d","video":26}}`, "long device": `{"type":"hello","data":{"device":"` + strings.Repeat("x", 65) + `"}}`,
	} {
		c := h.dial("u", agenda.RoleUnit)
		if err := c.WritePrepared(ws.Prepare([]byte(text))); err != nil {
			t.Fatal(err)
		}
		for {
			f, err := c.Read(t.Context())
			if err == nil && f.Type == "error" {
				continue
			}
			if code, _ := ws.CloseError(err); code != ws.CodeInvalid {
				t.Errorf("%s: %+v %v", name, f, err)
			}
			break
		}
	}
}

func TestLimits(t *testing.T) {
	h := newHall(t, nil)
	b := h.join(h.config("u", agenda.RoleUnit))
	lines := func(line string, n int) string { return "v=0\r\n" + strings.Repeat(line+"\r\n", n) }
	track := `{"mid":"%","source":"camera"}`
	for name, c := range map[string]struct{ typ, data, key string }{
		"m-lines":         {"publish", `{"sdp":` + quote(lines("m=audio 9 x 1", 41)) + `}`, "sdp_too_large"},
		"candidates":      {"publish", `{"sdp":` + quote(lines("a=candidate:1", 51)) + `}`, "too_many_candidates"},
		"same source":     {"publish", `{"sdp":"v=0","tracks":[` + strings.ReplaceAll(track, "%", "0") + `,` + strings.ReplaceAll(track, "%", "1") + `]}`, "bad_tracks"},
		"unknown source":  {"publish", `{"sdp":"v=0","tracks":[{"mid":"0","source":"x-ray"}]}`, "bad_tracks"},
		"nine tracks":     {"publish", `{"sdp":"v=0","tracks":[` + strings.Repeat(track+",", 8) + track + `]}`, "bad_tracks"},
		"41 wishes":       {"want", `{"want":[` + strings.Repeat(`{"seat":"a","source":"camera"},`, 40) + `{"seat":"a","source":"camera"}]}`, "bad_want"},
		"bad candidate":   {"candidate", `{"pc":"side","candidate":{"candidate":"x"}}`, "bad_pc"},
		"answer in vain":  {"answer", `{"sdp":"v=0"}`, "no_offer"},
		"wrong data type": {"want", `{"want":7}`, "bad_data"},
	} {
		if _, err := b.Do(t.Context(), c.typ, json.RawMessage(c.data)); refusedAs(err) != c.key {
			t.Errorf("%s: %v", name, err)
		}
	}
	b = h.join(h.config("v", agenda.RoleUnit)) // with frames left to send
	many := 0
	for range 51 {
		data := json.RawMessage(`{"pc":"up","candidate":{"candidate":"candidate:1 1 udp 1 192.0.2.1 9 typ host","sdpMid":"0"}}`)
		if _, err := b.Do(t.Context(), "candidate", data); refusedAs(err) == "too_many_candidates" {
			many++
		}
	}
	if many != 1 {
		t.Errorf("%d of 51 candidates were too many", many)
	}
}

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}
