package mail

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"giaoban/agenda"
)

// mark is a result on its way to the journal. It is a value.
type mark struct {
	id      agenda.CommandID
	command agenda.MailMark
}

const (
	// markPatience bounds how long a result is offered to the journal, even while the server stops: a result that is lost is a letter sent twice.
	markPatience = 3 * time.Second
	// markWait is how soon a result that the journal did not take is offered again.
	markWait = 5 * time.Second
)

// handle sends one letter if it is due, and records what became of it.
func (c *Courier) handle(ctx context.Context, s Session, k key) {
	if m, ok := c.marks[k]; ok {
		c.record(ctx, s, k, m)
		return
	}
	now := c.clock()
	if c.server.until.After(now) || c.pauses[k].until.After(now) {
		return
	}
	letter, tries, err := compose(s, k)
	if err != nil {
		c.log.Error("courier: composing a letter", "meeting", k.meeting, "unit", k.unit, "err", err)
		c.pauses[k] = c.next(c.pauses[k])
		return
	}
	if gap := c.last.Add(c.Every).Sub(now); gap > 0 {
		wait(ctx, gap, nil, nil)
	}
	if ctx.Err() != nil {
		return
	}
	err = c.mailer.Send(ctx, letter)
	c.last = c.clock()
	if err != nil && ctx.Err() != nil {
		return // stopping is nobody's failure
	}
	c.record(ctx, s, k, mark{id: markID(k, tries), command: c.judge(k, err)})
}

// compose is the letter and how often it was tried so far. The meeting is held meanwhile: a few milliseconds, after it was closed.
func compose(s Session, k key) (letter Message, tries int, err error) {
	err = agenda.ErrNoLetter
	s.View(func(m *agenda.Meeting) {
		if l := m.Letter(k.batch, k.unit); l != nil {
			tries = l.Tries
			letter, err = Compose(m, k.batch, k.unit)
		}
	})
	return letter, tries, err
}

// judge turns the mailer's answer into the letter's fate, and remembers what to leave alone for a while.
func (c *Courier) judge(k key, err error) agenda.MailMark {
	m := agenda.MailMark{Batch: k.batch, Unit: k.unit, State: agenda.LetterSent}
	cause := agenda.AsError(err).Key // what is said of one letter may name its receiver, and addresses are never logged
	switch {
	case err == nil:
		c.server = pause{}
		delete(c.pauses, k)
		return m
	case errors.Is(err, ErrRefused):
		m.State = agenda.LetterFailed
		delete(c.pauses, k)
	case errors.Is(err, ErrLater):
		m.State = agenda.LetterQueued
		c.pauses[k] = c.next(c.pauses[k])
	default:
		m.State = agenda.LetterQueued
		c.server = c.next(c.server)
		cause = reason(err)
	}
	m.Error = reason(err)
	c.log.Warn("courier: letter not sent", "meeting", k.meeting, "unit", k.unit, "state", m.State, "cause", cause)
	return m
}

// record gives the result to the journal. While the journal does not take it the letter is not sent again.
func (c *Courier) record(ctx context.Context, s Session, k key, m mark) {
	giving, cancel := context.WithTimeout(context.WithoutCancel(ctx), markPatience)
	defer cancel()
	if _, err := s.Do(giving, agenda.SystemSeat, m.id, m.command); err != nil {
		c.marks[k] = m
		c.log.Error("courier: recording a result", "meeting", k.meeting, "unit", k.unit, "state", m.command.State, "err", err)
		return
	}
	delete(c.marks, k)
}

// markID is the same for the same try of the same letter, so that a result offered twice is recorded once.
func markID(k key, tries int) agenda.CommandID {
	h := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%d", k.meeting, k.batch, k.unit, tries))
	return agenda.CommandID("mail-" + hex.EncodeToString(h[:20]))
}
