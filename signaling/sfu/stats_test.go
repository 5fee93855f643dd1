package sfu

import (
	"math"
	"testing"
	"time"

	"github.com/pion/rtcp"
)

func TestRoundTripFromReport(t *testing.T) {
	sent := time.Unix(1_800_000_000, 0)
	var c outgo
	c.heed(rtcp.ReceptionReport{LastSenderReport: uint32(ntp(sent) >> 16), Delay: 65536 / 2, FractionLost: 64, TotalLost: 9}, sent.Add(580*time.Millisecond))
	if trip := time.Duration(c.trip.Load()); (trip - 80*time.Millisecond).Abs() > time.Millisecond {
		t.Errorf("%v", trip)
	}
	c.heed(rtcp.ReceptionReport{LastSenderReport: uint32(ntp(sent) >> 16), Delay: 65536}, sent.Add(500*time.Millisecond)) // it cannot have waited that long
	c.heed(rtcp.ReceptionReport{}, sent)                                                                                  // no sender report came yet
	if trip := time.Duration(c.trip.Load()); (trip - 80*time.Millisecond).Abs() > time.Millisecond {
		t.Errorf("%v after useless reports", trip)
	}
}

func TestMeasure(t *testing.T) {
	path, slots := bench(Camera, nowhere{}, nowhere{})
	p := path.layer.pub.peer
	p.published.Store(&[]*publication{path.layer.pub})
	p.laid.Store(&slots)
	for i := range 100 {
		if i%10 != 5 {
			path.handle(vp8Packet(t, uint16(i), i == 0), time.Duration(i+1)*frame)
		}
	}
	slots[0].out.fraction.Store(128)
	slots[0].out.reported.Store(45)
	p.measure(2 * time.Second)
	s, total := p.Stats(), p.room.engine.Totals()
	if want := 90 * (12 + 507) * 8 / 2; s.Up.Bitrate != want {
		t.Errorf("up %d bit/s, want %d", s.Up.Bitrate, want)
	}
	if want := 2 * 90 * 507 * 8 / 2; s.Down.Bitrate != want {
		t.Errorf("down %d bit/s, want %d", s.Down.Bitrate, want)
	}
	if math.Abs(s.Up.Loss-10) > 0.1 || math.Abs(s.Down.Loss-25) > 0.1 {
		t.Errorf("loss %v %% up, %v %% down", s.Up.Loss, s.Down.Loss)
	}
	if total != (Totals{ReceivedBytes: 90 * 519, ForwardedBytes: 180 * 507, ForwardedPackets: 180, LostPackets: 45}) {
		t.Errorf("%+v", total)
	}
	p.measure(time.Second)
	if s, again := p.Stats(), p.room.engine.Totals(); s.Up.Bitrate+s.Down.Bitrate != 0 || again != total {
		t.Errorf("a quiet second: %+v, %+v", s, again)
	}
}
