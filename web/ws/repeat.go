package ws

import (
	"sync"
	"time"
)

// repeat is a call that comes again. It is locked: mu guards the fields below it.
type repeat struct {
	every time.Duration // static after construction, like f
	f     func()
	calls sync.WaitGroup // needs no lock

	mu      sync.Mutex
	timer   *time.Timer
	stopped bool
}

// Repeat calls f every d, one call at a time, until stop is called, which waits for a call under way and may be called again. Between two calls there is
// only a timer: thousands of sockets that wait cost no goroutine's stack. f must not call stop.
func Repeat(d time.Duration, f func()) (stop func()) {
	r := &repeat{every: d, f: f}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.timer = time.AfterFunc(d, r.call)
	return r.stop
}

func (r *repeat) call() {
	r.mu.Lock()
	if r.stopped {
		r.mu.Unlock()
		return
	}
	r.calls.Add(1)
	r.mu.Unlock()
	defer r.calls.Done()
	r.f()
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.stopped {
		r.timer.Reset(r.every)
	}
}

func (r *repeat) stop() {
	r.mu.Lock()
	r.stopped = true
	r.timer.Stop()
	r.mu.Unlock()
	r.calls.Wait()
}
