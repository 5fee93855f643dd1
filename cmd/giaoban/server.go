package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/errgroup"

	"giaoban/agenda/channel"
	"giaoban/agenda/live"
	"giaoban/agenda/mail"
	"giaoban/signaling"
	"giaoban/signaling/place"
	"giaoban/signaling/sfu"
	"giaoban/signaling/turn"
	"giaoban/web"
)

// drainTimeout bounds the end of the server: Ctrl-C is answered within 5 s.
const drainTimeout = 4 * time.Second

// serverOptions are what a server is started with. It is a value.
type serverOptions struct {
	Listen, Data, URL, Redis, SMTP, Media string
	TLSCert, TLSKey                       string
	Turn, TurnTLS, TurnName, NodeURL      string
	PublicIPs                             []string
	Proxies                               []netip.Prefix
	AdminLink                             bool  // a new link for the first administrator although one was used
	Assets                                fs.FS // the built front end when nil
	Now                                   func() time.Time
	Log                                   *slog.Logger
	node                                  string
}

// running is a started server. Its fields are static; Close may be called once.
type running struct {
	URL        string // where browsers find it
	AdminToken string // the secret of the first administrator's one-time link; empty when it was used already
	AdminLink  string // that link whole
	Failed     <-chan error
	Ended      <-chan struct{} // closed when a part of the server has failed; Close tells why

	hub    *live.Hub
	site   *web.Server
	http   *http.Server
	engine *sfu.Engine
	turn   *turn.Server // nil without one
	ports  ports
	stores stores
	tasks  *errgroup.Group
	end    context.CancelFunc
}

// startServer starts everything and returns when requests are answered. ctx bounds the start only; Close ends the server.
func startServer(ctx context.Context, o serverOptions) (*running, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	at, err := listen(o)
	if err != nil {
		return nil, err
	}
	o.node = place.Name(rand.Text(), o.nodeURL(at.site.Addr()))
	r := &running{URL: origins(o, at.site.Addr())[0], ports: at}
	if err := r.open(ctx, o, at.site); err != nil {
		_ = r.release() // the first error is the one to tell
		return nil, err
	}
	return r, nil
}

// open builds the parts from the bottom up.
func (r *running) open(ctx context.Context, o serverOptions, l net.Listener) (err error) {
	if r.stores, err = openStores(ctx, o); err != nil {
		return err
	}
	r.Failed = r.stores.failed
	if r.engine, err = sfu.NewEngine(sfu.Config{UDPAddr: o.Media, TCPAddr: o.Media, PublicIPs: o.PublicIPs, Loopback: loopback(l.Addr()), Logger: o.Log}); err != nil {
		return fmt.Errorf("cổng media %s / media port: %w", o.Media, err)
	}
	if err := r.openRelay(o); err != nil {
		return err
	}
	r.hub = live.NewHub(r.stores.journal, r.stores.bus, o.Now, o.Log)
	room := signaling.NewServer(signaling.Config{Engine: r.engine, Permits: r.permits, Preferred: r.preferred, Locked: r.locked, MayEnter: r.mayEnter,
		ICEServers: r.iceServers, Logger: o.Log})
	agendas := channel.NewServer(r.hub, o.node, o.Now, o.Log)
	mailer, err := newMailer(o)
	if err != nil {
		return err
	}
	courier := mail.NewCourier(mail.Of(r.hub), r.stores.leases, mailer, o.Now, o.Log)
	if o.Assets == nil {
		o.Assets = web.Dist()
	}
	metrics := prometheus.NewRegistry()
	metrics.MustRegister(room)
	if r.turn != nil {
		metrics.MustRegister(r.turn)
	}
	r.site = web.New(web.Config{Hub: r.hub, Agenda: agendas, Signaling: room, Rooms: place.NewRooms(r.stores.leases, o.node), Assets: o.Assets, Blobs: r.stores.blobs, Origins: origins(o, l.Addr()), Secure: secure(o), Proxies: o.Proxies,
		Ready: r.stores.check, Metrics: metrics, Now: o.Now, Log: o.Log})
	if err := r.administrate(ctx, o.AdminLink); err != nil {
		return err
	}
	r.http = &http.Server{Handler: r.site.Handler(), ReadHeaderTimeout: 3 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 90 * time.Second,
		IdleTimeout: 60 * time.Second, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(o.Log.Handler(), slog.LevelDebug)}
	base, end := context.WithCancel(context.WithoutCancel(ctx))
	r.end = end
	r.tasks, base = errgroup.WithContext(base)
	r.Ended = base.Done()
	r.tasks.Go(func() error { return r.hub.Serve(base) })
	r.tasks.Go(func() error { return agendas.Run(base) })
	r.tasks.Go(func() error { return r.followFloors(base, room) })
	r.tasks.Go(func() error { return courier.Serve(base) })
	r.tasks.Go(func() error { return live.Recap{Hub: r.hub, Now: o.Now, Log: o.Log}.Serve(base) })
	r.tasks.Go(func() error {
		return live.Sweeper{Hub: r.hub, Blobs: r.stores.blobs, Now: o.Now, Log: o.Log}.Serve(base)
	})
	r.tasks.Go(func() error {
		if err := r.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	return nil
}

// Close stops accepting, ends sockets with "come back", waits, and closes the journal last. What was acknowledged is in the journal already.
func (r *running) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	ended := make(chan struct{})
	go func() { // sockets are hijacked: Shutdown does not know them
		defer close(ended)
		r.site.Close()
	}()
	err := r.http.Shutdown(ctx)
	select {
	case <-ended:
	case <-ctx.Done():
		err = errors.Join(err, errors.New("some sockets did not end in time"))
	}
	r.end()
	err = errors.Join(err, r.tasks.Wait())
	return errors.Join(err, r.release())
}

// release closes what was opened at the bottom.
func (r *running) release() error {
	var err error
	if r.turn != nil {
		err = r.turn.Close()
	}
	err = errors.Join(err, r.ports.Close())
	if r.engine != nil {
		err = errors.Join(err, r.engine.Close())
	}
	if r.stores.close != nil {
		err = errors.Join(err, r.stores.close())
	}
	return err
}
