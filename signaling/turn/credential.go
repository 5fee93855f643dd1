package turn

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"github.com/pion/turn/v5"
)

// Life is how long credentials are good, from the moment they are given.
const Life = 12 * time.Hour

// Credential is what a browser needs to use the server, in the terms of RTCIceServer. It is a value.
type Credential struct {
	URLs     []string
	Username string // "EXPIRY:SEAT": seconds since 1970, and a name that says nothing to others
	Password string
}

// Credential makes credentials for a seat; owner names it in any way that no other seat shares. They are good on this node until it stops, Life at most.
func (s *Server) Credential(owner string) Credential {
	name := base64.RawURLEncoding.EncodeToString(s.mac("owner", owner)[:12])
	user := strconv.FormatInt(s.cfg.Now().Add(Life).Unix(), 10) + ":" + name
	return Credential{URLs: s.urls, Username: user, Password: s.password(user)}
}

func (s *Server) password(user string) string {
	return base64.RawStdEncoding.EncodeToString(s.mac("user", user))
}

// mac is a keyed hash, apart for each purpose.
func (s *Server) mac(purpose, text string) []byte {
	h := hmac.New(sha256.New, s.key[:])
	h.Write([]byte(purpose + "\x00" + text)) // never fails
	return h.Sum(nil)
}

// authenticate gives the key for a username that this server has made and whose time has not run out; pion compares the message's integrity with it.
func (s *Server) authenticate(a *turn.RequestAttributes) (owner string, key []byte, ok bool) {
	until, owner, ok := strings.Cut(a.Username, ":")
	seconds, err := strconv.ParseInt(until, 10, 64)
	if !ok || owner == "" || err != nil || s.cfg.Now().Unix() >= seconds {
		s.refused.Add(1)
		return "", nil, false
	}
	return owner, turn.GenerateAuthKey(a.Username, a.Realm, s.password(a.Username)), true
}
