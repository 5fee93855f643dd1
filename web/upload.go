package web

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"giaoban/agenda"
	"giaoban/agenda/filetype"
)

const (
	uploadTime    = 10 * time.Minute // for one file: 25 MB at 350 kbit/s
	downloadTime  = 30 * time.Minute
	uploadsAtOnce = 8 // of all seats together, so that slow ones cannot fill the disk with halves
	uploadEvery   = time.Minute
	uploadBurst   = 30  // per seat
	uploadsOfSeat = 2   // of one seat at once, so that a slow one does not take the places of all
	uploadVolume  = 500 // MiB per seat at once, and again in a day: what is replaced or withdrawn stays on the disk for a day
)

var (
	errUploadsBusy = agenda.NewError(agenda.Unavailable, "uploads_busy", "Máy chủ đang nhận nhiều tệp. Hãy thử lại sau ít phút.", "The server is taking many files now. Please try again in some minutes.")
	errUploadRate  = agenda.NewError(agenda.TooMuch, "too_many_uploads", "Đã gửi quá nhiều tệp trong thời gian ngắn. Hãy đợi vài phút.", "Too many files in a short time. Please wait some minutes.")
	errUploadCut   = agenda.NewError(agenda.Invalid, "upload_cut", "Tệp chưa được gửi hết. Hãy gửi lại.", "The file did not come whole. Please send it again.")
	errNoFiles     = agenda.NewError(agenda.Unavailable, "no_files", "Máy chủ này không nhận tệp.", "This server takes no files.")
)

// upload takes a file and hands it in as a paper: POST /api/meetings/{meeting}/papers?id=&paper=&item=&title=&name=&no_secret=true with the bytes as body.
// The bytes are looked at and kept, durably, before the command that names them is given.
func (s *Server) upload(w http.ResponseWriter, r *http.Request) error {
	id, err := s.authenticate(r, agenda.MeetingID(r.PathValue("meeting")))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	c := agenda.PaperSubmit{Seat: id.seat, Paper: agenda.PaperID(q.Get("paper")), Item: agenda.ItemID(q.Get("item")), Title: q.Get("title"), NoSecret: q.Get("no_secret") == "true"}
	if c.Title == "" {
		c.Title = path.Base(q.Get("name"))
	}
	if err := s.mayUpload(id, c, r.ContentLength); err != nil {
		return err
	}
	name := seatName{id.home.ID(), id.seat}
	if !s.uploads.begin(name) {
		return errUploadsBusy
	}
	defer s.uploads.end(name)
	// The server's deadlines are for JSON; the one for writing counts from the beginning too. A connection that cannot have another one keeps its own, which is only shorter.
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(uploadTime))
	_ = control.SetWriteDeadline(time.Now().Add(uploadTime + time.Minute))
	if c.File, err = s.keep(w, r, id, q.Get("name")); err != nil {
		return err
	}
	v, err := id.meeting.Do(r.Context(), agenda.SystemSeat, agenda.CommandID(q.Get("id")), c)
	if err != nil {
		return err
	}
	return writeJSON(w, map[string]any{"version": v, "file": c.File})
}

// mayUpload refuses before the bytes are read what would be refused after: the same command is asked, about a file of one byte.
func (s *Server) mayUpload(id who, c agenda.PaperSubmit, length int64) error {
	switch {
	case s.Blobs == nil:
		return errNoFiles
	case length > agenda.MaxPaperBytes:
		return filetype.ErrTooLarge()
	case !s.filings.take(id):
		return errUploadRate
	}
	c.File = agenda.File{Hash: hashSecret(""), Name: "a.pdf", Type: "pdf", Size: 1}
	var err error
	id.meeting.View(func(m *agenda.Meeting) {
		_, err = m.Decide(agenda.Stamp{By: agenda.SystemSeat, At: s.Now()}, c)
	})
	return err
}

// keep spools the body, looks what it is and puts it among the blobs.
func (s *Server) keep(w http.ResponseWriter, r *http.Request, id who, name string) (file agenda.File, err error) {
	spool, err := os.CreateTemp("", "giaoban-upload-*")
	if err != nil {
		return file, fmt.Errorf("spool upload: %w", err)
	}
	defer func() { err = errors.Join(err, spool.Close(), os.Remove(spool.Name())) }()
	size, err := io.Copy(spool, http.MaxBytesReader(w, r.Body, agenda.MaxPaperBytes))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return file, filetype.ErrTooLarge()
	case err != nil:
		return file, errUploadCut.Because(err)
	}
	kind, err := filetype.Of(spool, size, name)
	if err != nil {
		return file, err
	}
	if !s.volumes.takeN(id, int(size>>10)+1) {
		return file, errUploadRate
	}
	blob, err := s.Blobs.Put(r.Context(), spool)
	if err != nil {
		return file, fmt.Errorf("keep upload: %w", err)
	}
	return agenda.File{Hash: blob.Hash, Name: name, Type: kind, Size: blob.Size}, nil
}

// submission finds a submitted paper that the seat may read; nil when there is none.
func submission(m *agenda.Meeting, id agenda.PaperID) *agenda.Submission {
	i := slices.IndexFunc(m.Submissions, func(p *agenda.Submission) bool { return p.ID == id && p.State != agenda.SubmissionWithdrawn })
	if i < 0 {
		return nil
	}
	return m.Submissions[i]
}

// serveFile gives the bytes as an attachment that no browser opens as a page: nosniff, and a sandbox without scripts, forms or an origin.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, p *agenda.Submission) error {
	if s.Blobs == nil {
		return errNoFiles
	}
	body, err := s.Blobs.Get(r.Context(), p.File.Hash)
	if err != nil {
		return err
	}
	defer body.Close()
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(downloadTime)) // as in upload
	h := w.Header()
	h.Set("Content-Type", filetype.MediaType(p.File.Type))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": p.File.Name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("Content-Length", fmt.Sprint(p.File.Size))
	if _, err := io.Copy(w, body); err != nil && r.Context().Err() == nil {
		s.Log.Error("file could not be served whole", "hash", p.File.Hash, "err", err)
		panic(http.ErrAbortHandler) // less than Content-Length was sent: the browser must see a broken download, not an answer in JSON behind it
	}
	return nil
}

// uploads counts those under way. It is locked: mu guards the fields below it.
type uploads struct {
	mu    sync.Mutex
	all   int
	seats map[seatName]int
}

// begin says whether a seat may send one more file now; end is for each that may.
func (u *uploads) begin(name seatName) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.all >= uploadsAtOnce || u.seats[name] >= uploadsOfSeat {
		return false
	}
	u.all++
	u.seats[name]++
	return true
}

func (u *uploads) end(name seatName) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.all--
	if u.seats[name]--; u.seats[name] == 0 {
		delete(u.seats, name)
	}
}

// newVolumes counts the KiB of uploads per seat.
func newVolumes(now func() time.Time) *allowance {
	const kib = uploadVolume << 10
	return &allowance{now: now, rate: kib / rate.Limit((24 * time.Hour).Seconds()), burst: kib, seats: map[seatName]*rate.Limiter{}}
}

// newFilings counts uploads per seat.
func newFilings(now func() time.Time) *allowance {
	return &allowance{now: now, rate: rate.Every(uploadEvery), burst: uploadBurst, seats: map[seatName]*rate.Limiter{}}
}
