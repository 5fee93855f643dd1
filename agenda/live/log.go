package live

import (
	"encoding/json"
	"slices"

	"giaoban/agenda"
)

// Log is the records of one meeting in memory, with each audience's encoding. It is owned by its Session, under its lock.
type Log struct {
	entries []entry
	batches map[batchKey]*Batch // since the last append
	more    chan struct{}       // closed and replaced by append
}

// batchKey is what a batch was asked for.
type batchKey struct {
	audience agenda.Audience // its class
	after    agenda.Version
	size     int
}

// maxBatches bounds the batches kept between two appends: when many come back at once, most ask for the same.
const maxBatches = 64

type entry struct {
	record   agenda.Record
	encoded  map[agenda.Audience]json.RawMessage // by class of audience, made when first read
	personal bool
}

func newLog() *Log { return &Log{batches: map[batchKey]*Batch{}, more: make(chan struct{})} }

func (l *Log) append(r agenda.Record) {
	l.entries = append(l.entries, entry{record: r, personal: r.Personal()})
	clear(l.batches)
	close(l.more)
	l.more = make(chan struct{})
}

// after is the index of the first entry after v. Versions have no gaps and begin with 1. v may be any number: it comes from clients.
func (l *Log) after(v agenda.Version) int { return int(min(v, agenda.Version(len(l.entries)))) }

// batch is the records after v as audience a may see them. Whoever asks for the same between two appends gets the same batch.
func (l *Log) batch(a agenda.Audience, v agenda.Version, size int) (*Batch, error) {
	from := l.after(v)
	key := batchKey{audience: l.class(a, from), after: v, size: size}
	if b := l.batches[key]; b != nil {
		return b, nil
	}
	b := &Batch{Last: v}
	for i := from; i < len(l.entries); i++ {
		text, err := l.encode(i, a)
		if err != nil {
			return nil, err
		}
		if len(b.Records) > 0 && size < len(text) {
			break
		}
		size -= len(text)
		b.Records, b.Last = append(b.Records, text), l.entries[i].record.Version
	}
	if len(l.batches) < maxBatches {
		l.batches[key] = b
	}
	return b, nil
}

// class is a, or what all units have in common when none of the entries from i on shows one unit more than another.
func (l *Log) class(a agenda.Audience, i int) agenda.Audience {
	if a.Staff || slices.ContainsFunc(l.entries[i:], func(e entry) bool { return e.personal }) {
		return a
	}
	return agenda.Audience{}
}

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
