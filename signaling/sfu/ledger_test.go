package sfu

import (
	"sync"
	"testing"
	"time"

	"github.com/pion/interceptor/pkg/twcc"
	"github.com/pion/rtcp"
)

// Feedback of pion's receiver is read as it was meant: what arrived, when, and what did not.
func TestLedgerReadsFeedback(t *testing.T) {
	var l ledger
	var r reader
	recorder := twcc.NewRecorder(1)
	total, lost := 0, 0
	arrived := time.Hour
	var before ack
	for i := range 5000 {
		sent := time.Duration(i) * 3 * time.Millisecond
		n := l.take(100+i%1000, i%10 == 3, sent)
		if i%7 != 5 {
			arrived = max(arrived, time.Hour+sent+time.Duration(i%5)*time.Millisecond)
			recorder.Record(2, n, arrived.Microseconds())
		}
		if i%30 != 29 {
			continue
		}
		for _, p := range recorder.BuildFeedbackPacket() {
			raw, err := p.Marshal()
			if err != nil {
				t.Fatal(err)
			}
			var fb rtcp.TransportLayerCC
			if err := fb.Unmarshal(raw); err != nil {
				t.Fatal(err)
			}
			for _, a := range r.heed(&fb, &l) {
				at := int(a.sent / (3 * time.Millisecond))
				if a.size != 100+at%1000 || a.probe != (at%10 == 3) || a.lost != (at%7 == 5) {
					t.Fatalf("packet %d: %+v", at, a)
				}
				total++
				if a.lost {
					lost++
					continue
				}
				if before.arrived != 0 && (a.arrived < before.arrived || a.arrived-before.arrived > 40*time.Millisecond) {
					t.Fatalf("packet %d arrived at %v, the one before at %v", at, a.arrived, before.arrived)
				}
				before = a
			}
			if again := r.heed(&fb, &l); len(again) != 0 {
				t.Fatalf("the same feedback says something twice: %v", again)
			}
		}
	}
	if total < 4950 || lost < 700 {
		t.Errorf("%d packets answered for, %d of them lost", total, lost)
	}
}

// Numbers are given once, whoever asks.
func TestLedgerNumbersOnce(t *testing.T) {
	var l ledger
	var group sync.WaitGroup
	seen := make([][]uint16, 4)
	for g := range seen {
		group.Go(func() {
			for i := range 400 {
				seen[g] = append(seen[g], l.take(100, false, time.Duration(i)*time.Millisecond))
			}
		})
	}
	group.Wait()
	all := map[uint16]bool{}
	for _, list := range seen {
		for _, n := range list {
			if all[n] {
				t.Fatalf("%d was given twice", n)
			}
			all[n] = true
			if _, ok := l.settle(n); !ok {
				t.Fatalf("%d is not known", n)
			}
		}
	}
	if _, ok := l.settle(5000); ok {
		t.Error("a packet that was never sent is known")
	}
}

// Whatever feedback says, it is read without a fault, about known packets only, and the estimate stays within its bounds.
func FuzzFeedback(f *testing.F) {
	recorder := twcc.NewRecorder(1)
	for n := range uint16(40) {
		if n%5 != 2 {
			recorder.Record(2, n, int64(n)*2000)
		}
	}
	for _, p := range recorder.BuildFeedbackPacket() {
		raw, err := p.Marshal()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		packets, err := rtcp.Unmarshal(raw)
		if err != nil {
			return
		}
		var l ledger
		var r reader
		var e estimator
		var p prober
		for i := range 3000 {
			l.take(200, i%9 == 0, time.Duration(i)*time.Millisecond)
		}
		known := 0
		for _, packet := range packets {
			if fb, ok := packet.(*rtcp.TransportLayerCC); ok {
				for round := range 3 {
					acks := r.heed(fb, &l)
					known += len(acks)
					now := time.Duration(4+round) * time.Second
					p.heed(&e, acks, now)
					e.heed(acks, now)
				}
			}
		}
		if known > ledgerSize {
			t.Errorf("%d answers about %d packets", known, ledgerSize)
		}
		if e.rate != 0 && !(e.rate >= estimateLeast && e.rate <= estimateMost) {
			t.Errorf("an estimate of %v", e.rate)
		}
	})
}
