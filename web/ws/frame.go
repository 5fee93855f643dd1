package ws

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// MaxFrame is the greatest size of an encoded frame in bytes, in both directions.
const MaxFrame = 64 << 10

const maxName = 128 // bytes of Type, ID and Re

// Frame is one message. It is a value.
type Frame struct {
	Type string          `json:"type"`           // what it is; never empty
	ID   string          `json:"id,omitempty"`   // chosen by the sender of a request
	Re   string          `json:"re,omitempty"`   // the ID that this frame answers
	Data json.RawMessage `json:"data,omitempty"` // the content, by Type
}

// ErrTooLarge says that an outgoing frame is larger than MaxFrame; nothing was sent and the connection is unharmed.
var ErrTooLarge = errors.New("ws: frame larger than 64 KiB")

// NewFrame makes a frame whose Data is v encoded as JSON; nil makes a frame without data.
func NewFrame(typ, id, re string, v any) (Frame, error) {
	f := Frame{Type: typ, ID: id, Re: re}
	if v == nil {
		return f, nil
	}
	data, err := json.Marshal(v)
	if err != nil {
		return Frame{}, fmt.Errorf("encode frame %s: %w", typ, err)
	}
	f.Data = data
	return f, nil
}

// ParseFrame reads one encoded frame. Unknown fields are ignored. It refuses text that is not UTF-8 (gorilla/websocket lets it pass), that is not one JSON
// object, that nests deeper than encoding/json allows (10,000), that has no type, or whose names are longer than 128 bytes.
func ParseFrame(text []byte) (Frame, error) {
	if !utf8.Valid(text) {
		return Frame{}, errors.New("not UTF-8")
	}
	if len(text) == 0 || firstByte(text) != '{' {
		return Frame{}, errors.New("not a JSON object")
	}
	var f Frame
	if err := json.Unmarshal(text, &f); err != nil {
		return Frame{}, errors.New("not a frame")
	}
	if f.Type == "" || len(f.Type) > maxName || len(f.ID) > maxName || len(f.Re) > maxName {
		return Frame{}, errors.New("bad type or id")
	}
	return f, nil
}

func firstByte(text []byte) byte {
	for _, b := range text {
		if b != ' ' && b != '\t' && b != '\r' && b != '\n' {
			return b
		}
	}
	return 0
}
