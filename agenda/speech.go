package agenda

import "time"

// The clock of a speech: what was granted, pauses, and how much time a unit has used. Pauses do not count as spoken time.

var speechCommands = []commandSpec{
	command[FloorPause]("floor.pause", RoleSecretary, RoleChair),
	command[FloorResume]("floor.resume", RoleSecretary, RoleChair),
	command[FloorGrant]("floor.grant", RoleSecretary, RoleChair),
	command[FloorRule]("floor.rule", RoleAdministrator, RoleSecretary, RoleChair),
}

var speechEvents = []eventSpec{
	event[FloorPaused]("floor.paused"),
	event[FloorResumed]("floor.resumed"),
	event[FloorGranted]("floor.granted"),
	event[FloorRuled]("floor.ruled"),
}

// Spoken is how long the request has had the floor at that time, without pauses.
func (r *Request) Spoken(at time.Time) time.Duration {
	if r.From == nil {
		return 0
	}
	switch {
	case r.Until != nil:
		at = *r.Until
	case r.PausedAt != nil:
		at = *r.PausedAt
	}
	return max(0, at.Sub(*r.From)-time.Duration(r.PausedMS)*time.Millisecond)
}

// Limit is how many minutes the request may speak: what the chair granted, else what was asked for, else what is usual in this meeting; 0 is no limit.
func (m *Meeting) Limit(r *Request) int {
	switch {
	case r.Granted != nil:
		return *r.Granted
	case r.Minutes > 0 || m.Rule == nil:
		return r.Minutes
	}
	return m.Rule.Speech
}

// SpokenBy is how long a unit has spoken in this meeting at that time, all its speeches together.
func (m *Meeting) SpokenBy(unit UnitID, at time.Time) (sum time.Duration) {
	for _, r := range m.Requests {
		if r.Unit == unit {
			sum += r.Spoken(at)
		}
	}
	return sum
}

// endPause ends the pause of a speech, if there is one.
func (r *Request) endPause(at time.Time) {
	if r.PausedAt != nil {
		r.PausedMS += max(0, at.Sub(*r.PausedAt).Milliseconds())
		r.PausedAt = nil
	}
}

// speaking is the request that a command about the speech means: the one named, or whoever speaks. It must be the one that speaks now.
func (m *Meeting) speaking(named RequestID) (*Request, error) {
	if err := m.running(); err != nil {
		return nil, err
	}
	r := m.Request(m.Floor)
	if r == nil || named != "" && named != r.ID {
		return nil, errNotSpeaking
	}
	return r, nil
}

// FloorPause stops the clock of the speech that is being held.
type FloorPause struct {
	Request RequestID `json:"request,omitempty"`
}

// FloorPaused stops the clock at the record's time.
type FloorPaused FloorPause

func (c FloorPause) decide(m *Meeting, s Stamp) ([]Event, error) {
	r, err := m.speaking(c.Request)
	if err != nil || r.PausedAt != nil {
		return nil, err
	}
	return []Event{FloorPaused{Request: r.ID}}, nil
}

func (e FloorPaused) apply(m *Meeting, s Stamp) {
	if r := m.Request(e.Request); r != nil && r.PausedAt == nil {
		at := s.At
		r.PausedAt = &at
	}
}

// FloorResume lets the clock go on.
type FloorResume struct {
	Request RequestID `json:"request,omitempty"`
}

// FloorResumed lets the clock go on at the record's time.
type FloorResumed FloorResume

func (c FloorResume) decide(m *Meeting, s Stamp) ([]Event, error) {
	r, err := m.speaking(c.Request)
	if err != nil || r.PausedAt == nil {
		return nil, err
	}
	return []Event{FloorResumed{Request: r.ID}}, nil
}

func (e FloorResumed) apply(m *Meeting, s Stamp) {
	if r := m.Request(e.Request); r != nil {
		r.endPause(s.At)
	}
}

// FloorGrant says how many minutes a request may speak, before or while it speaks; 0 takes the limit away.
type FloorGrant struct {
	Request RequestID `json:"request"`
	Minutes int       `json:"minutes"`
}

// FloorGranted is the new limit.
type FloorGranted FloorGrant

func (c FloorGrant) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	r := m.Request(c.Request)
	switch {
	case r == nil:
		return nil, errNoRequest.With(c.Request)
	case r.State != RequestWaiting && r.State != RequestSpeaking:
		return nil, errNotWaiting
	case c.Minutes < 0 || c.Minutes > MaxMinutes:
		return nil, errMinutes
	case r.Granted != nil && *r.Granted == c.Minutes:
		return nil, nil
	}
	return []Event{FloorGranted(c)}, nil
}

func (e FloorGranted) apply(m *Meeting, s Stamp) {
	if r := m.Request(e.Request); r != nil {
		r.Granted = &e.Minutes
	}
}

// FloorRule is how long people speak in this meeting, in minutes; 0 is no limit. Nobody is cut off by it: screens say what is used up.
type FloorRule struct {
	Speech int `json:"speech"` // one speech, where nothing else was asked or granted
	Budget int `json:"budget"` // all speeches of one unit
}

// FloorRuled is the new rule.
type FloorRuled FloorRule

func (c FloorRule) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	if c.Speech < 0 || c.Speech > MaxMinutes || c.Budget < 0 || c.Budget > MaxMinutes {
		return nil, errMinutes
	}
	if m.Rule == nil && c == (FloorRule{}) || m.Rule != nil && *m.Rule == c {
		return nil, nil
	}
	return []Event{FloorRuled(c)}, nil
}

func (e FloorRuled) apply(m *Meeting, s Stamp) {
	rule := FloorRule(e)
	m.Rule = &rule
}
