package web

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"giaoban/agenda"
	"giaoban/agenda/channel"
	"giaoban/agenda/live"
	"giaoban/signaling"
	"giaoban/web/ws"
)

// Config is what a Server needs. It is a value, static after New.
type Config struct {
	Hub       *live.Hub
	Agenda    *channel.Server
	Signaling *signaling.Server
	Assets    fs.FS                          // the built front end
	Origins   []string                       // exact origins of our own pages; the first is used in links
	Secure    bool                           // pages are served over https: cookies are __Host-, HSTS is sent
	Ready     func(context.Context) []string // what is wrong with the stores, in words; nil when they cannot be wrong
	Metrics   *prometheus.Registry
	Now       func() time.Time
	Log       *slog.Logger
}

// Server answers requests. It is locked: mu guards the fields below it.
type Server struct {
	Config
	handler  http.Handler
	failures *throttle // of links and bearers, per address
	vault    *vault    // secrets of links made by this process

	base    context.Context // ends every socket
	end     context.CancelFunc
	sockets sync.WaitGroup
}

// New makes a server.
func New(c Config) *Server {
	s := &Server{Config: c, failures: newThrottle(c.Now), vault: newVault()}
	s.base, s.end = context.WithCancel(context.Background())
	s.handler = s.routes()
	s.measure()
	return s
}

// Handler is the whole site.
func (s *Server) Handler() http.Handler { return s.handler }

// Close ends every socket with code 4000 and waits for them. New sockets are refused from then on.
func (s *Server) Close() {
	s.end()
	s.sockets.Wait()
}

func (s *Server) routes() http.Handler {
	api := http.NewServeMux()
	handle := func(pattern string, h func(http.ResponseWriter, *http.Request) error) {
		api.Handle(pattern, s.guarded(h))
	}
	handle("POST /api/session", s.enter)
	handle("GET /api/session", s.session)
	handle("DELETE /api/session", s.exit)
	handle("GET /api/meetings", s.meetings)
	handle("GET /api/rosters", s.rosters)
	handle("GET /api/templates", s.templates)
	handle("POST /api/meetings/{meeting}/commands", s.command)
	handle("GET /api/meetings/{meeting}/records", s.records)
	handle("GET /api/meetings/{meeting}/state", s.state)
	handle("POST /api/meetings/{meeting}/links", s.makeLinks)
	handle("GET /api/meetings/{meeting}/links", s.links)
	handle("POST /api/meetings/{meeting}/deadlines", s.deadlines)
	handle("GET /api/meetings/{meeting}/tasks.csv", s.tasksCSV)
	handle("GET /api/meetings/{meeting}/tasks.xlsx", s.tasksXLSX)
	handle("GET /api/meetings/{meeting}/check", s.check)
	handle("GET /api/meetings/{meeting}/attendance.csv", s.attendanceCSV)
	handle("GET /api/meetings/{meeting}/letters/{batch}/{letter}", s.letter)
	handle("GET /api/meetings/{meeting}/papers/{paper}", s.paper)
	handle("GET /api/meetings/{meeting}/agenda", s.agendaSocket)
	handle("GET /api/meetings/{meeting}/signaling", s.signalingSocket)
	handle("/api/", func(http.ResponseWriter, *http.Request) error { return errNoRoute })
	root := http.NewServeMux()
	root.Handle("/api/", noStore(api))
	root.Handle("GET /healthz", s.guarded(s.healthy))
	root.Handle("GET /readyz", s.guarded(s.ready))
	root.Handle("GET /metrics", s.metrics())
	root.Handle("/", s.assets())
	return s.headers(s.sameOrigin(root))
}

// socketOptions are those of both sockets; who is already authenticated.
func (s *Server) socketOptions(w who, subprotocol string) ws.Options {
	return ws.Options{Origins: s.Origins, Bearer: w.bearer, Subprotocol: subprotocol}
}

// fold is the meeting as an audience may see it, made afresh: nobody else holds it.
func fold(session *live.Session, a agenda.Audience) *agenda.Meeting {
	records, _ := session.After(0)
	m := agenda.NewMeeting(session.ID())
	for _, r := range records {
		m.Apply(r.For(a))
	}
	return m
}
