package channel

import (
	"context"
	"encoding/json"
	"time"

	"giaoban/agenda"
	"giaoban/web/ws"
)

// wordChat is a message beside the meeting; frameChats are the messages that somebody who comes later missed.
const (
	wordChat   = "chat"
	frameChats = "chats"
)

const (
	chatKept  = 50              // messages that a room remembers for those who come later
	chatBytes = 40 << 10        // of them in one frame, as they are encoded
	chatBurst = 5               // messages of a socket at once
	chatEvery = 2 * time.Second // and then one
)

var errChatFast = agenda.NewError(agenda.TooMuch, "chat_fast", "Bạn gửi quá nhanh. Hãy chờ vài giây rồi gửi lại.", "You are sending too fast. Please wait a few seconds and send again.")

// message is one message of the chat. It is a value. Seat, name, unit and time are the server's word, not the client's.
type message struct {
	ID   string        `json:"id"`
	Seat agenda.SeatID `json:"seat"`
	Unit agenda.UnitID `json:"unit"`
	Name string        `json:"name"`
	Text string        `json:"text"`
	At   time.Time     `json:"at"`
}

// pace is how fast one socket sends messages. It is owned by the socket's reader.
type pace struct {
	left int // of the burst; counted up by time
	last time.Time
}

// step says whether one more message may be sent now.
func (p *pace) step(now time.Time) bool {
	if p.last.IsZero() {
		p.left, p.last = chatBurst, now
	}
	if n := int(now.Sub(p.last) / chatEvery); n > 0 {
		p.left, p.last = min(chatBurst, p.left+n), p.last.Add(time.Duration(n)*chatEvery)
	}
	if p.left == 0 {
		return false
	}
	p.left--
	return true
}

// chat puts a message of this socket on the bus.
func (k *socket) chat(ctx context.Context, f ws.Frame) error {
	var m message
	if json.Unmarshal(f.Data, &m) != nil || !agenda.ValidID(m.ID) {
		return errBadFrame
	}
	var err error
	if m.Text, err = agenda.ChatText(m.Text); err != nil {
		return err
	}
	m.Seat, m.Unit, m.At = k.seat, k.unit, k.now().UTC().Truncate(time.Millisecond)
	presence := k.room.presenceOf(k)
	k.session.View(func(x *agenda.Meeting) {
		err = x.CanChat()
		m.Name = x.NameAt(k.seat, presence)
	})
	switch {
	case err != nil:
		return err
	case !k.pace.step(k.now()):
		return errChatFast
	}
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return k.session.Say(ctx, agenda.Word{Type: wordChat, By: k.seat, Data: data})
}

// hearChat remembers a message and gives it to the sockets of this node, its writer included. A meeting that is over forgets all of them.
func (r *room) hearChat(w agenda.Word) {
	var m message
	if json.Unmarshal(w.Data, &m) != nil {
		return
	}
	f, err := prepared(wordChat, m)
	if err != nil {
		return
	}
	r.mu.Lock()
	r.chats = append(r.chats, m)
	if n := len(r.chats); n > chatKept {
		r.chats = append([]message(nil), r.chats[n-chatKept:]...)
	}
	r.mu.Unlock()
	for _, k := range r.all() {
		k.offer(f)
	}
}

// missed are the messages that a new socket has not seen, as many of the last as one frame holds; nothing once the meeting is over.
func (r *room) missed() []message {
	over := false
	r.session.View(func(m *agenda.Meeting) { over = m.Status == agenda.Finished })
	r.mu.Lock()
	defer r.mu.Unlock()
	if over {
		r.chats = nil
	}
	size, from := 0, len(r.chats)
	for ; from > 0; from-- {
		text, err := json.Marshal(r.chats[from-1]) // as ws.NewFrame does: a quote or a "<" is several bytes there
		if size += len(text) + 1; err != nil || size > chatBytes {
			break
		}
	}
	return append([]message(nil), r.chats[from:]...)
}

// presenceOf is the attendance that a socket named in its hello.
func (r *room) presenceOf(k *socket) agenda.PresenceID {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.local[k].Presence
}
