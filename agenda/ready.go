package agenda

import (
	"slices"
	"time"
)

// Readiness is what a site's last check before the meeting found: by which way its media gets through, whether its devices work, and what follows from both. It is a value.
type Readiness struct {
	Network    string    `json:"network"`    // udp, tcp, relay, none
	Camera     string    `json:"camera"`     // a device: ok, missing, denied, busy, silent, failed, untested
	Microphone string    `json:"microphone"` // a device
	Speaker    string    `json:"speaker"`    // a device
	Level      string    `json:"level"`      // green: will do; yellow: will do with limits; red: will not
	At         time.Time `json:"at"`
}

var (
	readyNetworks = []string{"udp", "tcp", "relay", "none"}
	readyDevices  = []string{"ok", "missing", "denied", "busy", "silent", "failed", "untested"}
	readyLevels   = []string{"green", "yellow", "red"}
)

// readyAgain is how soon the same result is worth another record.
const readyAgain = 5 * time.Minute

var readyCommands = []commandSpec{
	command[SeatReady]("seat.ready", RoleUnit, RoleGuest, RoleSecretary, RoleChair),
}

var readyEvents = []eventSpec{
	event[SeatChecked]("seat.checked"),
}

var errReady = NewError(Invalid, "bad_check", "Kết quả kiểm tra không hợp lệ.", "The result of the check is not valid.")

// SeatReady is the result of the check that a seat made of itself.
type SeatReady struct {
	Network    string `json:"network"`
	Camera     string `json:"camera"`
	Microphone string `json:"microphone"`
	Speaker    string `json:"speaker"`
	Level      string `json:"level"`
}

// SeatChecked is the result, at the record's time. Staff only.
type SeatChecked struct {
	Seat       SeatID `json:"seat"`
	Network    string `json:"network"`
	Camera     string `json:"camera"`
	Microphone string `json:"microphone"`
	Speaker    string `json:"speaker"`
	Level      string `json:"level"`
}

func (c SeatReady) decide(m *Meeting, s Stamp) ([]Event, error) {
	if err := m.unfinished(); err != nil {
		return nil, err
	}
	for _, device := range []string{c.Camera, c.Microphone, c.Speaker} {
		if !slices.Contains(readyDevices, device) {
			return nil, errReady.With(device)
		}
	}
	if !slices.Contains(readyNetworks, c.Network) || !slices.Contains(readyLevels, c.Level) {
		return nil, errReady.With([]string{c.Network, c.Level})
	}
	e := SeatChecked{Seat: s.By, Network: c.Network, Camera: c.Camera, Microphone: c.Microphone, Speaker: c.Speaker, Level: c.Level}
	if was := m.Seat(s.By).Ready; was != nil && *was == e.result(was.At) && s.At.Sub(was.At) < readyAgain {
		return nil, nil
	}
	return []Event{e}, nil
}

func (e SeatChecked) result(at time.Time) Readiness {
	return Readiness{Network: e.Network, Camera: e.Camera, Microphone: e.Microphone, Speaker: e.Speaker, Level: e.Level, At: at}
}

func (e SeatChecked) apply(m *Meeting, s Stamp) {
	if seat := m.Seat(e.Seat); seat != nil {
		ready := e.result(s.At)
		seat.Ready = &ready
	}
}
