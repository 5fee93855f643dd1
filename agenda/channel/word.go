package channel

import (
	"context"
	"encoding/json"
	"slices"
	"unicode/utf8"

	"giaoban/agenda"
	"giaoban/web/ws"
)

// The types of words: frames that may be lost.
const (
	wordDraft    = "draft"
	wordEditing  = "editing"
	wordPresence = "presence"
)

// maxWords is how many words wait for a slow socket; more are lost, which is what words are for.
const maxWords = 32

var errDraft = agenda.NewError(agenda.Invalid, "bad_draft", "Bản nháp không hợp lệ.", "The draft is not valid.")

// draft is a line while it is typed, or (without text) the soft lock on a line that is being edited.
type draft struct {
	Seat     agenda.SeatID   `json:"seat"`
	Line     agenda.LineID   `json:"line"`
	Item     agenda.ItemID   `json:"item,omitempty"`
	Kind     agenda.LineKind `json:"kind,omitempty"`
	Text     string          `json:"text"`
	Internal bool            `json:"internal,omitempty"` // on the bus only
	Socket   string          `json:"socket,omitempty"`   // on the bus only: whom not to tell
}

// speak puts a draft or soft lock of this socket on the bus.
func (k *socket) speak(ctx context.Context, f ws.Frame) error {
	if k.role != agenda.RoleChair && k.role != agenda.RoleSecretary {
		return agenda.ErrForbidden
	}
	var d draft
	if json.Unmarshal(f.Data, &d) != nil || d.Line != "" && !agenda.ValidID(d.Line) || utf8.RuneCountInString(d.Text) > agenda.MaxLineText {
		return errDraft
	}
	d.Seat, d.Socket = k.seat, k.name
	k.session.View(func(m *agenda.Meeting) { d.Internal = internal(m, d) })
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	// A word that cannot be said is lost, as words may be.
	_ = k.session.Say(ctx, agenda.Word{Type: f.Type, By: k.seat, Data: data})
	return nil
}

// internal says whether a draft is for staff only: by its kind, its item, or the line that it changes.
func internal(m *agenda.Meeting, d draft) bool {
	if l := m.Line(d.Line); l != nil && (l.Internal || l.Removed) {
		return true
	}
	i := m.Item(d.Item)
	return d.Kind == agenda.KindNote || i != nil && i.Internal || i == nil && d.Item != ""
}

// deliver gives a word to the sockets of this node that may see it.
func (r *room) deliver(w agenda.Word) {
	switch w.Type {
	case wordPresence:
		r.hearPresence(w)
		return
	case wordChat:
		r.hearChat(w)
		return
	}
	var d draft
	if json.Unmarshal(w.Data, &d) != nil {
		return
	}
	isInternal, from := d.Internal, d.Socket
	d.Internal, d.Socket = false, ""
	f, err := prepared(w.Type, d)
	if err != nil {
		return
	}
	for _, k := range r.all() {
		if k.name != from && (k.audience.Staff || !isInternal) {
			k.offer(f)
		}
	}
}

// prepared is a word for many sockets.
func prepared(typ string, v any) (*ws.Prepared, error) {
	f, err := ws.NewFrame(typ, "", "", v)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(f)
	return ws.Prepare(text), err
}

// hearPresence takes another node's list.
func (r *room) hearPresence(w agenda.Word) {
	var n nodeHere
	if json.Unmarshal(w.Data, &n) != nil || n.Node == r.node {
		return
	}
	n.at = r.now()
	r.mu.Lock()
	old, known := r.remote[n.Node]
	if len(n.Here) == 0 {
		delete(r.remote, n.Node)
	} else {
		r.remote[n.Node] = n
	}
	r.mu.Unlock()
	if !slices.Equal(old.Here, n.Here) || !known && len(n.Here) > 0 {
		r.changed()
	}
}
