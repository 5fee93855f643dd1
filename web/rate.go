package web

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"giaoban/agenda"
)

// What a unit or guest may ask by REST: what is appended stays for ever, so nobody outside the department may fill a journal as fast as the disk takes it.
const (
	commandRate  = 20 // per second, as on the socket
	commandBurst = 60
)

var errTooFast = agenda.NewError(agenda.TooMuch, "too_fast", "Quá nhiều lệnh trong một giây. Hãy đợi một lát rồi thử lại.", "Too many commands in a second. Please wait a moment and try again.")

// seatName names a seat of any meeting. It is a value.
type seatName struct {
	home agenda.MeetingID
	seat agenda.SeatID
}

// allowance counts the commands of seats, of which there are no more than journals have. It is locked: mu guards the fields below it.
type allowance struct {
	now   func() time.Time // static, like the next two
	rate  rate.Limit
	burst int

	mu    sync.Mutex
	seats map[seatName]*rate.Limiter
}

func newAllowance(now func() time.Time) *allowance {
	return &allowance{now: now, rate: commandRate, burst: commandBurst, seats: map[seatName]*rate.Limiter{}}
}

// take says whether an authenticated seat may give one more command now.
func (a *allowance) take(w who) bool { return a.takeN(w, 1) }

// takeN says whether an authenticated seat may have n more now.
func (a *allowance) takeN(w who, n int) bool {
	if role := w.role(); role != agenda.RoleUnit && role != agenda.RoleGuest {
		return true
	}
	name := seatName{w.home.ID(), w.seat}
	a.mu.Lock()
	defer a.mu.Unlock()
	l := a.seats[name]
	if l == nil {
		l = rate.NewLimiter(a.rate, a.burst)
		a.seats[name] = l
	}
	return l.AllowN(a.now(), n)
}
