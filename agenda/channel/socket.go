package channel

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"giaoban/agenda"
	"giaoban/agenda/live"
	"giaoban/web/ws"
)

const (
	helloTimeout = 5 * time.Second
	frameRecords = 32 << 10 // bytes of records in one frame, unless a single record is larger
)

var (
	errUnknownType = agenda.NewError(agenda.Invalid, "unknown_type", "Máy chủ không hiểu tin này. Hãy tải lại trang.", "The server does not know this message. Please reload the page.")
	errBadFrame    = agenda.NewError(agenda.Invalid, "bad_frame", "Tin không đúng dạng.", "The message is malformed.")
)

// socket is one connection of one seat. Its fields are static after hello, but words and pace; reader and sender share the Conn, which allows it.
type socket struct {
	conn     *ws.Conn
	session  *live.Session
	room     *room
	seat     agenda.SeatID
	audience agenda.Audience
	role     agenda.Role
	unit     agenda.UnitID
	name     string
	now      func() time.Time
	words    chan *ws.Prepared // lossy
	pace     pace              // of the chat; owned by the reader
}

// serve says hello and then talks.
func (k *socket) serve(ctx context.Context) error {
	k.name = rand.Text()
	defer k.room.remove(k)
	var after agenda.Version
	var err error
	var greeting sync.WaitGroup
	greeting.Go(func() { // on a stack of its own, which ends with it: the one that waits for the next frame stays small
		err = contained(k.room.log, func() (err error) {
			after, err = k.hello(ctx)
			return err
		})
	})
	greeting.Wait()
	if ctx.Err() != nil {
		_ = k.conn.Close(ws.CodeStop, "server is stopping")
		return nil
	}
	if err != nil {
		_ = k.conn.Close(ws.CodeInvalid, "no hello") // does nothing when it is closed already
		return err
	}
	return k.talk(ctx, after)
}

// talk runs reader and sender until one of them ends, and closes the socket. A panic ends this socket only.
func (k *socket) talk(ctx context.Context, after agenda.Version) error {
	ctx, cancel := context.WithCancelCause(ctx)
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		cancel(contained(k.room.log, func() error { return k.send(ctx, after) }))
	}()
	cancel(contained(k.room.log, func() error { return k.receive(ctx) }))
	_ = k.conn.Close(ws.CodeStop, "server is stopping") // does nothing when it is closed already
	<-sent
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// contained runs f and makes its panic an error, which is logged here: elsewhere it would end the process.
func contained(log *slog.Logger, f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			log.Error("agenda socket panicked", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("channel: panic: %v", p)
		}
	}()
	return f()
}

// send writes records and words until ctx ends or the line breaks.
func (k *socket) send(ctx context.Context, after agenda.Version) error {
	for {
		batch, more, err := k.session.Batch(k.audience, after, frameRecords)
		if err != nil {
			return err
		}
		if len(batch.Records) > 0 {
			if err := k.conn.WritePrepared(batch.Once(recordsFrame).(*ws.Prepared)); err != nil {
				return err
			}
			after = batch.Last
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-more:
		case f := <-k.words:
			if err := k.conn.WritePrepared(f); err != nil {
				return err
			}
		}
	}
}

// recordsFrame joins encoded records into a *ws.Prepared without encoding them again.
func recordsFrame(batch *live.Batch) any {
	var b bytes.Buffer
	b.WriteString(`{"type":"records","data":{"records":[`)
	for i, r := range batch.Records {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(r)
	}
	b.WriteString(`]}}`)
	return ws.Prepare(b.Bytes())
}

// offer gives the socket a word, or loses it, and says which.
func (k *socket) offer(f *ws.Prepared) bool {
	select {
	case k.words <- f:
		return true
	default:
		return false
	}
}

// receive handles frames one after the other, so that the commands of a socket keep their order.
func (k *socket) receive(ctx context.Context) error {
	for {
		f, err := k.conn.Read(ctx)
		if err != nil {
			return err
		}
		if err := k.handle(ctx, f); err != nil {
			return err
		}
	}
}

func (k *socket) handle(ctx context.Context, f ws.Frame) error {
	switch f.Type {
	case "command":
		return k.command(ctx, f)
	case "ping":
		return k.answer("pong", f.ID, nil)
	case wordChat:
		if err := k.chat(ctx, f); err != nil {
			return k.refuse(f.ID, err)
		}
		return nil
	case wordDraft, wordEditing:
		if err := k.speak(ctx, f); err != nil {
			return k.refuse(f.ID, err)
		}
		return nil
	}
	return k.refuse(f.ID, errUnknownType.With(f.Type))
}

func (k *socket) command(ctx context.Context, f ws.Frame) error {
	var body struct {
		Type string          `json:"type"`
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(f.Data, &body); err != nil {
		return k.refuse(f.ID, errBadFrame.Because(err))
	}
	c, err := agenda.DecodeCommand(body.Type, body.Data)
	if err != nil {
		return k.refuse(f.ID, err)
	}
	v, err := k.session.Do(ctx, k.seat, agenda.CommandID(f.ID), c)
	if err != nil {
		return k.refuse(f.ID, err)
	}
	return k.answer("ok", f.ID, map[string]any{"version": v})
}

func (k *socket) answer(typ, re string, data any) error {
	f, err := ws.NewFrame(typ, "", re, data)
	if err != nil {
		return err
	}
	return k.conn.Write(f)
}

// refuse tells the person why; the socket goes on. A fault of the server is logged by the room.
func (k *socket) refuse(re string, cause error) error {
	e := agenda.AsError(cause)
	if e.Code == agenda.Internal {
		k.room.log.Error("command failed", "meeting", k.session.ID(), "seat", k.seat, "err", cause)
	}
	return k.answer("error", re, ErrorBody(e))
}

// ErrorBody is an error as it stands in frames and REST answers.
func ErrorBody(e *agenda.Error) map[string]any {
	body := map[string]any{"code": e.Code, "key": e.Key, "message": map[string]string{"vi": e.VI, "en": e.EN}}
	if e.Detail != nil {
		body["detail"] = e.Detail
	}
	return body
}
