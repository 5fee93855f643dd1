package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"giaoban/agenda"
	"giaoban/agenda/bolt"
	"giaoban/agenda/disk"
	"giaoban/agenda/mem"
	"giaoban/agenda/redis"
)

// stores are the three distributed things and the files of papers, on bbolt and a folder (one node) or Redis (several). It is a value.
type stores struct {
	journal agenda.Journal
	bus     agenda.Bus
	leases  agenda.Leases
	blobs   agenda.Blobs
	failed  <-chan error                   // the journal's disk failed: stop; nil where that cannot be
	check   func(context.Context) []string // warnings for /readyz; nil where there are none
	close   func() error
}

func openStores(ctx context.Context, o serverOptions) (stores, error) {
	if o.Redis != "" {
		r, err := redis.Open(ctx, o.Redis, o.node)
		if err != nil {
			return stores{}, fmt.Errorf("mở Redis / open Redis: %w", bilingual(err))
		}
		return stores{journal: r, bus: r, leases: r, blobs: r.Blobs(), check: r.Check, close: r.Close}, nil
	}
	if err := os.MkdirAll(o.Data, 0o700); err != nil {
		return stores{}, fmt.Errorf("tạo thư mục dữ liệu / make data folder: %w", err)
	}
	b, err := bolt.Open(o.Data)
	if err != nil {
		return stores{}, fmt.Errorf("mở nhật ký / open journal: %w", bilingual(err))
	}
	papers, err := disk.Open(filepath.Join(o.Data, "papers"))
	if err != nil {
		return stores{}, fmt.Errorf("mở thư mục tài liệu / open folder of papers: %w", errors.Join(bilingual(err), b.Close()))
	}
	m := mem.New() // one process: words and leases need no store
	return stores{journal: b, bus: m, leases: m.Leases(o.node), blobs: papers, failed: b.Failed(), close: b.Close}, nil
}

// bilingual puts the Vietnamese sentence of a refusal before the English one, which is its text for the log.
func bilingual(err error) error {
	var e *agenda.Error
	if !errors.As(err, &e) {
		return err
	}
	return fmt.Errorf("%s / %w", e.VI, err)
}
