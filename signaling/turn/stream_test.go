package turn

import (
	"net"
	"testing"
	"testing/synctest"
	"time"
)

// TCP clients that show no credentials, go silent or do not read lose their connection in time.
func TestStreamsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &Server{streams: map[*stream]bool{}}
		open := func() (*stream, net.Conn) {
			inner, outer := net.Pipe()
			c := &stream{Conn: inner, server: s, opened: time.Now()}
			if !s.connect(c) {
				t.Fatal("refused")
			}
			return c, outer
		}
		ends := func(what string, c *stream, use func([]byte) (int, error), after time.Duration) {
			t.Helper()
			began := time.Now()
			if _, err := use(make([]byte, 10)); err == nil || time.Since(began) != after {
				t.Errorf("%s: %v after %v, want the end after %v", what, err, time.Since(began), after)
			}
			_ = c.Close()
		}
		c, outer := open()
		go func() { _, _ = outer.Write([]byte{1}) }()
		if _, err := c.Read(make([]byte, 1)); err != nil {
			t.Fatal(err)
		}
		ends("a stranger", c, c.Read, knockWithin)
		c, _ = open()
		c.known.Store(true)
		ends("a silent client", c, c.Read, quiet)
		c, _ = open()
		ends("a client that does not read", c, c.Write, stuck)
		s.live.Wait()
		if len(s.streams) != 0 {
			t.Errorf("%d streams are left", len(s.streams))
		}
	})
}
