package agenda

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// Version counts the records of one journal: 1, 2, 3, … without gaps. 0 is the empty journal.
type Version uint64

// Hash is a SHA-256 in lower-case hex, or empty before the first record.
type Hash string

// Stamp is who and when. The clock and chance come in here and nowhere else.
type Stamp struct {
	By SeatID    `json:"by"`
	At time.Time `json:"at"` // UTC, whole milliseconds
	// Seed salts the commitments of texts made by this record. It is never stored: a text can then be erased without leaving a way to guess it.
	Seed [16]byte `json:"-"`
}

// Record is what one accepted command did: the unit of the journal, appended whole or not at all. It is a value; Events are not changed after it is sealed.
type Record struct {
	Version Version `json:"version"`
	Stamp
	Command CommandID `json:"command"`
	Events  []Event   `json:"-"`
	Hash    Hash      `json:"hash"`
}

type recordJSON struct {
	Version Version     `json:"version"`
	By      SeatID      `json:"by"`
	At      time.Time   `json:"at"`
	Command CommandID   `json:"command"`
	Events  []eventJSON `json:"events"`
	Hash    Hash        `json:"hash,omitempty"`
}

type eventJSON struct {
	Type string          `json:"type"`
	Data json.RawMessage `json:"data"`
}

// MarshalJSON writes the record as it stands in a journal and on the wire.
func (r Record) MarshalJSON() ([]byte, error) {
	j := recordJSON{Version: r.Version, By: r.By, At: r.At.UTC(), Command: r.Command, Hash: r.Hash, Events: make([]eventJSON, 0, len(r.Events))}
	for _, e := range r.Events {
		ej, err := encodeEvent(e)
		if err != nil {
			return nil, err
		}
		j.Events = append(j.Events, ej)
	}
	return marshal(j)
}

// UnmarshalJSON reads a record. Events of a type that this program does not know are kept as Unknown, so that a newer journal stays whole.
func (r *Record) UnmarshalJSON(data []byte) error {
	var j recordJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	*r = Record{Version: j.Version, Stamp: Stamp{By: j.By, At: j.At}, Command: j.Command, Hash: j.Hash}
	for _, ej := range j.Events {
		e, err := decodeEvent(ej)
		if err != nil {
			return fmt.Errorf("record %d: %w", j.Version, err)
		}
		r.Events = append(r.Events, e)
	}
	return nil
}

// Seal is r with its Hash: SHA-256 over "giaoban.v1", the meeting, the hash before and the canonical record, in which every text is replaced by
// its salted commitment. The commitment, not the text, is in the chain, so a text can be erased by law and the chain still verifies.
func Seal(id MeetingID, previous Hash, r Record) (Record, error) {
	h, err := chainHash(id, previous, r)
	if err != nil {
		return Record{}, err
	}
	r.Hash = h
	return r, nil
}

// Verify checks that r follows a record with hash previous. The error says which version is wrong.
func Verify(id MeetingID, previous Hash, r Record) error {
	h, err := chainHash(id, previous, r)
	if err != nil {
		return err
	}
	if h != r.Hash {
		return fmt.Errorf("agenda: record %d of %s does not match its hash", r.Version, id)
	}
	return nil
}

func chainHash(id MeetingID, previous Hash, r Record) (Hash, error) {
	r.Hash = ""
	raw, err := r.MarshalJSON()
	if err != nil {
		return "", err
	}
	canonical, err := canonicalJSON(raw)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintf(h, "giaoban.v1\n%s\n%s\n", id, previous)
	h.Write(canonical)
	return Hash(hex.EncodeToString(h.Sum(nil))), nil
}

// canonicalJSON sorts keys and replaces each Text by its commitment.
func canonicalJSON(raw []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return marshal(commit(v))
}

func commit(v any) any {
	switch x := v.(type) {
	case map[string]any:
		value, isText := x["v"].(string)
		salt, isSalted := x["s"].(string)
		if isText && isSalted && len(x) == 2 {
			return map[string]any{"c": commitment(value, salt)}
		}
		for k := range x {
			x[k] = commit(x[k])
		}
	case []any:
		for i := range x {
			x[i] = commit(x[i])
		}
	}
	return v
}

// marshal is json.Marshal without HTML escapes: Vietnamese minutes are read in journals by people.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
