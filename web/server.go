package web

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"giaoban/agenda"
	"giaoban/agenda/channel"
	"giaoban/agenda/live"
	"giaoban/agenda/search"
	"giaoban/signaling"
	"giaoban/signaling/place"
	"giaoban/signaling/whip"
)

// Config is what a Server needs. It is a value, static after New.
type Config struct {
	Hub       *live.Hub
	Agenda    *channel.Server
	Signaling *signaling.Server
	Rooms     *place.Rooms                   // which rooms are here; nil: all
	Assets    fs.FS                          // the built front end
	Blobs     agenda.Blobs                   // the bytes of papers; nil: files are refused
	Origins   []string                       // exact origins of our own pages; the first is used in links
	Secure    bool                           // pages are served over https: cookies are __Host-, HSTS is sent
	Proxies   []netip.Prefix                 // reverse proxies whose X-Forwarded-For is believed
	Ready     func(context.Context) []string // what is wrong with the stores, in words; nil when they cannot be wrong
	Metrics   *prometheus.Registry
	Now       func() time.Time
	Log       *slog.Logger
}

// Server answers requests. It is locked: the first fields are static, mu guards the last.
type Server struct {
	Config
	handler  http.Handler
	failures *throttle // of links and bearers, per address
	asks     *throttle // at the doors of lobbies, per address
	commands *allowance
	filings  *allowance // of uploads
	volumes  *allowance // of their KiB
	uploads  uploads    // under way
	vault    *vault     // secrets of links made by this process
	index    *search.Index
	hops     *http.Transport // to other nodes
	whip     *whip.Server

	base context.Context // ends every socket
	end  context.CancelFunc

	mu      sync.Mutex     // held while a socket is admitted or the last one was: none comes after Close began to wait
	sockets sync.WaitGroup // Done and Wait need no lock
}

// New makes a server.
func New(c Config) *Server {
	s := &Server{Config: c, failures: newThrottle(c.Now, maxFailures), asks: newThrottle(c.Now, maxAsks), commands: newAllowance(c.Now), filings: newFilings(c.Now),
		volumes: newVolumes(c.Now), uploads: uploads{seats: map[seatName]int{}}, vault: newVault(), index: search.New(), hops: newHops(), whip: whip.NewServer(c.Signaling)}
	s.base, s.end = context.WithCancel(context.Background())
	s.handler = s.routes()
	s.measure()
	return s
}

// Handler is the whole site.
func (s *Server) Handler() http.Handler { return s.handler }

// Close ends every socket with code 4000 and waits for them. New sockets are refused from then on.
func (s *Server) Close() {
	s.mu.Lock()
	s.end()
	s.mu.Unlock()
	s.sockets.Wait()
	s.hops.CloseIdleConnections()
}

// admit counts one more socket, which is to be taken off s.sockets at its end; false when the server is stopping.
func (s *Server) admit() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.base.Err() != nil {
		return false
	}
	s.sockets.Add(1)
	return true
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
	handle("GET /api/search", s.search)
	handle("GET /api/rosters", s.rosters)
	handle("GET /api/templates", s.templates)
	handle("GET /api/calendar", s.calendar)
	handle("/api/calendar/{year}", s.calendarYear)
	handle("POST /api/meetings/{meeting}/commands", s.command)
	handle("GET /api/meetings/{meeting}/records", s.records)
	handle("GET /api/meetings/{meeting}/state", s.state)
	handle("POST /api/meetings/{meeting}/links", s.makeLinks)
	handle("GET /api/meetings/{meeting}/links", s.links)
	handle("POST /api/meetings/{meeting}/lobby/link", s.openLobby)
	handle("GET /api/meetings/{meeting}/lobby/link", s.lobby)
	handle("POST /api/meetings/{meeting}/lobby/door", s.door)
	handle("POST /api/meetings/{meeting}/lobby", s.ask)
	handle("GET /api/meetings/{meeting}/lobby", s.visited)
	handle("DELETE /api/meetings/{meeting}/lobby", s.unask)
	handle("POST /api/meetings/{meeting}/deadlines", s.deadlines)
	handle("POST /api/meetings/{meeting}/similar", s.similar)
	handle("GET /api/meetings/{meeting}/tasks.csv", s.tasksCSV)
	handle("GET /api/meetings/{meeting}/tasks.xlsx", s.tasksXLSX)
	handle("GET /api/meetings/{meeting}/check", s.check)
	handle("GET /api/meetings/{meeting}/attendance.csv", s.attendanceCSV)
	handle("GET /api/meetings/{meeting}/silent", s.silent)
	handle("GET /api/meetings/{meeting}/templates", s.meetingTemplates)
	handle("POST /api/meetings/{meeting}/templates", s.saveTemplate)
	handle("GET /api/meetings/{meeting}/carry", s.carry)
	handle("GET /api/meetings/{meeting}/progress", s.progress)
	handle("GET /api/meetings/{meeting}/figures.csv", s.figuresCSV)
	handle("GET /api/meetings/{meeting}/figures.xlsx", s.figuresXLSX)
	handle("GET /api/meetings/{meeting}/course.csv", s.courseCSV)
	handle("GET /api/meetings/{meeting}/course.xlsx", s.courseXLSX)
	handle("GET /api/meetings/{meeting}/letters/{batch}/{letter}", s.letter)
	handle("GET /api/meetings/{meeting}/papers/{paper}", s.paper)
	handle("POST /api/meetings/{meeting}/papers", s.upload)
	handle("GET /api/meetings/{meeting}/agenda", s.agendaSocket)
	handle("GET /api/meetings/{meeting}/signaling", s.signalingSocket)
	handle("GET /api/meetings/{meeting}/room", s.room)
	for _, k := range []whip.Kind{whip.Publish, whip.Watch} {
		endpoint, session := s.device(k)
		handle("/api/meetings/{meeting}/"+string(k), endpoint)
		handle("/api/meetings/{meeting}/"+string(k)+"/{id}", session)
	}
	handle("/api/", func(http.ResponseWriter, *http.Request) error { return errNoRoute })
	root := http.NewServeMux()
	root.Handle("/api/", noStore(api))
	root.Handle("GET /healthz", s.guarded(s.healthy))
	root.Handle("GET /readyz", s.guarded(s.ready))
	root.Handle("GET /metrics", s.metrics())
	root.Handle("/", s.assets())
	return s.headers(s.sameOrigin(root))
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
