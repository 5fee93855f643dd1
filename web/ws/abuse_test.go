package ws

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// serverEnd reads until the accepted side has had enough.
func serverEnd(t *testing.T, c *Conn) (frames int, err error) {
	t.Helper()
	for {
		if _, err = c.Read(t.Context()); err != nil {
			return frames, err
		}
		frames++
	}
}

// codeAt is the close code that a bare client receives.
func codeAt(c *websocket.Conn) int {
	_ = c.SetReadDeadline(time.Now().Add(5 * time.Second))
	for {
		if _, _, err := c.ReadMessage(); err != nil {
			var end *websocket.CloseError
			if errors.As(err, &end) {
				return end.Code
			}
			return 0
		}
	}
}

func TestOversize(t *testing.T) {
	server, client := raw(t, options())
	code := make(chan int, 1)
	go func() { code <- codeAt(client) }()
	go func() { _ = client.WriteMessage(websocket.TextMessage, make([]byte, 32<<20)) }() // fails half way
	_, err := serverEnd(t, server)
	if got, ok := CloseError(err); !ok || got != CodeTooBig {
		t.Errorf("server ended with %v", err)
	}
	_ = server.Close(CodeTooBig, "")
	if got := <-code; got != CodeTooBig {
		t.Errorf("client saw %d", got)
	}
}

func TestMalformedText(t *testing.T) {
	deep := `{"type":"x","data":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`
	for name, text := range map[string]string{
		"empty": "", "not JSON": "hello", "array": `[]`, "null": `null`, "number": `1`, "string": `"x"`, "no type": `{"id":"1"}`,
		"type not text": `{"type":1}`, "long type": `{"type":"` + strings.Repeat("x", 200) + `"}`, "two values": `{"type":"x"}{"type":"y"}`,
		"bad UTF-8": "{\"type\":\"x\",\"data\":\"\xff\xfe\"}", "bare NUL": "{\"type\":\"x\x00\"}", "deep": deep, "half": `{"type":"x"`,
	} {
		t.Run(name, func(t *testing.T) {
			server, client := raw(t, options())
			if err := client.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
				t.Fatal(err)
			}
			code := make(chan int, 1)
			go func() { code <- codeAt(client); _ = client.Close() }()
			frames, err := serverEnd(t, server)
			if got, ok := CloseError(err); !ok || got != CodeInvalid || frames != 0 {
				t.Errorf("%d frames, then %v", frames, err)
			}
			if got := <-code; got != CodeInvalid {
				t.Errorf("client saw %d", got)
			}
		})
	}
}

func TestOddButValid(t *testing.T) {
	server, client := raw(t, options())
	for _, text := range []string{
		`{"type":"x","type":"y"}`, `{"type":"y","data":{"n":1e400}}`, `{"type":"y","__proto__":{"a":1}}`, `{"type":"y","data":"\ud800"}`,
	} {
		if err := client.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if f, err := server.Read(t.Context()); err != nil || f.Type != "y" {
			t.Errorf("%s: %+v %v", text, f, err)
		}
	}
}

func TestBinaryRefused(t *testing.T) {
	server, client := raw(t, options())
	if err := client.WriteMessage(websocket.BinaryMessage, []byte(`{"type":"x"}`)); err != nil {
		t.Fatal(err)
	}
	_, err := serverEnd(t, server)
	if got, _ := CloseError(err); got != CodeInvalid {
		t.Errorf("got %v", err)
	}
}

// frame is one masked frame (the mask is zero, so that the payload can be read).
func frame(first byte, payload []byte) []byte {
	out := []byte{first}
	switch n := len(payload); {
	case n < 126:
		out = append(out, 0x80|byte(n))
	case n < 1<<16:
		out = binary.BigEndian.AppendUint16(append(out, 0x80|126), uint16(n))
	}
	return append(append(out, 0, 0, 0, 0), payload...)
}

func TestMalformedFrames(t *testing.T) {
	huge := func(n uint64) []byte {
		return append(binary.BigEndian.AppendUint64([]byte{0x81, 0x80 | 127}, n), 0, 0, 0, 0)
	}
	for name, bytes := range map[string][]byte{
		"unmasked": {0x81, 0x02, '{', '}'}, "RSV1": frame(0xC1, []byte("{}")), "RSV2": frame(0xA1, nil), "RSV3": frame(0x91, nil),
		"opcode 3": frame(0x83, nil), "opcode 11": frame(0x8B, nil), "oversize ping": frame(0x89, make([]byte, 126)),
		"fragmented ping": frame(0x09, nil), "continuation of nothing": frame(0x80, nil), "2^62 bytes": huge(1 << 62), "2^63 bytes": huge(1 << 63),
		"close of one byte": frame(0x88, []byte{3}), "close with bad code": frame(0x88, []byte{0, 1}),
		"close with bad UTF-8": frame(0x88, []byte{3, 0xE8, 0xFF, 0xFE}), "text within text": append(frame(0x01, []byte("{")), frame(0x81, []byte("}"))...),
		"huge close reason": frame(0x88, append([]byte{3, 0xE8}, make([]byte, 4000)...)),
	} {
		t.Run(name, func(t *testing.T) {
			server, client := raw(t, options())
			if _, err := client.NetConn().Write(bytes); err != nil {
				t.Fatal(err)
			}
			code := make(chan int, 1)
			go func() { code <- codeAt(client); _ = client.Close() }()
			if frames, err := serverEnd(t, server); frames != 0 || err == nil {
				t.Errorf("%d frames, %v", frames, err)
			}
			_ = server.Close(CodeInvalid, "")
			if got := <-code; got != 1002 && got != 1005 && got != 1009 && got != 1007 { // 1005: an empty close frame answers a lame one
				t.Errorf("client saw %d", got)
			}
		})
	}
}

func TestFragmentFlood(t *testing.T) {
	server, client := raw(t, options())
	flood := frame(0x01, []byte("{"))
	flood = append(flood, bytes.Repeat(frame(0x00, []byte(" ")), 60000)...)
	go func() { _, _ = client.NetConn().Write(flood) }() // fails half way
	_, err := serverEnd(t, server)
	if got, ok := CloseError(err); !ok || got != CodeInvalid {
		t.Errorf("got %v", err)
	}
}

func TestPingFlood(t *testing.T) {
	for name, opcode := range map[string]byte{"ping": 0x89, "pong": 0x8A} {
		t.Run(name, func(t *testing.T) {
			server, client := raw(t, options())
			go func() { _, _ = client.NetConn().Write(bytes.Repeat(frame(opcode, nil), 1000)) }()
			_, err := serverEnd(t, server)
			if got, _ := CloseError(err); got != CodeRate {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestRate(t *testing.T) {
	o := options()
	o.Rate, o.Burst = 0.001, 60
	server, client := raw(t, o)
	code := make(chan int, 1)
	go func() { code <- codeAt(client); _ = client.Close() }()
	for range 61 {
		if err := client.WriteMessage(websocket.TextMessage, []byte(`{"type":"x"}`)); err != nil {
			t.Fatal(err)
		}
	}
	frames, err := serverEnd(t, server)
	if got, _ := CloseError(err); got != CodeRate || frames != 60 {
		t.Errorf("%d frames, then %v", frames, err)
	}
	if got := <-code; got != CodeRate {
		t.Errorf("client saw %d", got)
	}
}

func TestConcurrentWriters(t *testing.T) {
	server, client := pair(t, options())
	const writers, each = 100, 10
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range each {
				if err := server.Write(Frame{Type: "x", ID: fmt.Sprintf("%d-%d", w, i)}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	seen := map[string]bool{}
	for range writers * each {
		f, err := client.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		seen[f.ID] = true
	}
	group.Wait()
	if len(seen) != writers*each {
		t.Errorf("%d of %d frames arrived", len(seen), writers*each)
	}
}

func TestCloseFromMany(t *testing.T) {
	server, client := pair(t, options())
	go func() { _, _ = client.Read(t.Context()); _ = client.Close(CodeNormal, "") }()
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() { _ = server.Close(CodeStop, "stop") })
		group.Go(func() { _ = server.Write(Frame{Type: "x"}) })
	}
	group.Go(func() { _, _ = server.Read(t.Context()) })
	group.Wait()
}

func FuzzParseFrame(f *testing.F) {
	f.Add([]byte(`{"type":"x","id":"1","re":"","data":{"a":[1,2,{"b":null}]}}`))
	f.Add([]byte("{\"type\":\"\xff\"}"))
	f.Add([]byte(`{"type":"x","data":1e400}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := ParseFrame(text)
		if err == nil && got.Type == "" {
			t.Error("a frame without type")
		}
	})
}
