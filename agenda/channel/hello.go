package channel

import (
	"context"
	"encoding/json"

	"giaoban/agenda"
	"giaoban/web/ws"
)

var errChainChanged = agenda.NewError(agenda.Conflict, "chain_changed", "Nhật ký cuộc họp đã được khôi phục. Trang sẽ tải lại từ đầu.", "The journal was restored. The page starts again from the beginning.")

type helloData struct {
	After    agenda.Version    `json:"after"`
	Hash     agenda.Hash       `json:"hash"`
	Presence agenda.PresenceID `json:"presence"`
}

// hello waits for the client's first frame and welcomes it. It returns from where to send. The socket is in its room then.
func (k *socket) hello(ctx context.Context) (agenda.Version, error) {
	ctx, cancel := context.WithTimeout(ctx, helloTimeout)
	defer cancel()
	for {
		f, err := k.conn.Read(ctx)
		if err != nil {
			return 0, err
		}
		if f.Type != "hello" {
			if err := k.refuse(f.ID, errUnknownType.With("hello first")); err != nil {
				return 0, err
			}
			continue
		}
		var h helloData
		if json.Unmarshal(f.Data, &h) != nil || h.Presence != "" && !agenda.ValidID(h.Presence) {
			if err := k.refuse(f.ID, errBadFrame); err != nil {
				return 0, err
			}
			continue
		}
		if err := k.session.Reach(ctx, h.After); err != nil {
			// Without the journal nobody can say whether these records are ours: the client waits and comes back.
			return 0, err
		}
		if !k.follows(h) {
			// The client's records are not ours: it starts again and offers what it has not sent.
			if err := k.refuse(f.ID, errChainChanged); err != nil {
				return 0, err
			}
			continue
		}
		k.room.add(k, here{Seat: k.seat, Presence: h.Presence}) // before the welcome, which lists who is here
		return h.After, k.welcome(f)
	}
}

// follows says whether the client's last record is in this journal.
func (k *socket) follows(h helloData) bool {
	hash, known := k.session.HashAt(h.After)
	return known && (h.Hash == "" || !k.audience.Staff || h.Hash == hash)
}

func (k *socket) welcome(f ws.Frame) error {
	err := k.answer("welcome", f.ID, map[string]any{
		"meeting": k.session.ID(), "seat": k.seat, "role": k.role, "unit": k.unit, "staff": k.audience.Staff,
		"version": k.session.Version(), "now": k.now().UTC().Format("2006-01-02T15:04:05.000Z07:00"), "here": k.room.seats(),
	})
	if missed := k.room.missed(); err == nil && len(missed) > 0 {
		err = k.answer(frameChats, "", map[string]any{"messages": missed})
	}
	return err
}
