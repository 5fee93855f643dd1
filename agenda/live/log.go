package live

import (
	"encoding/json"

	"giaoban/agenda"
)

// Log is the records of one meeting in memory, with each audience's encoding. It is owned by its Session, under its lock.
type Log struct {
	entries []entry
	more    chan struct{} // closed and replaced by append
}

type entry struct {
	record   agenda.Record
	encoded  map[agenda.Audience]json.RawMessage // by class of audience, made when first read
	personal bool
}

func newLog() *Log { return &Log{more: make(chan struct{})} }

func (l *Log) append(r agenda.Record) {
	l.entries = append(l.entries, entry{record: r, personal: r.Personal()})
	close(l.more)
	l.more = make(chan struct{})
}

// after is the index of the first entry after v. Versions have no gaps and begin with 1. v may be any number: it comes from clients.
func (l *Log) after(v agenda.Version) int { return int(min(v, agenda.Version(len(l.entries)))) }

// encode is entry i as audience a may see it. Units that would see the same share one encoding.
func (l *Log) encode(i int, a agenda.Audience) (json.RawMessage, error) {
	e := &l.entries[i]
	if !a.Staff && !e.personal {
		a = agenda.Audience{}
	}
	if text, ok := e.encoded[a]; ok {
		return text, nil
	}
	text, err := e.record.For(a).MarshalJSON()
	if err != nil {
		return nil, err
	}
	if e.encoded == nil {
		e.encoded = map[agenda.Audience]json.RawMessage{}
	}
	e.encoded[a] = text
	return text, nil
}
