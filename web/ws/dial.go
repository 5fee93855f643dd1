package ws

import (
	"context"
	"fmt"
	"net/http"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"
)

// Dial opens a socket for one of our own programs. url is ws:// or wss://; header may carry Origin, Cookie or Authorization. ctx bounds the handshake
// only. A refusal is an error that names the HTTP status. The caller owns the Conn and must Close it.
func Dial(ctx context.Context, url, subprotocol string, header http.Header) (*Conn, error) {
	dialer := websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment,
		HandshakeTimeout: handshakeTimeout,
		Subprotocols:     []string{subprotocol},
	}
	raw, answer, err := dialer.DialContext(ctx, url, header)
	if err != nil {
		if answer != nil {
			return nil, fmt.Errorf("dial %s socket: status %d: %w", subprotocol, answer.StatusCode, err)
		}
		return nil, fmt.Errorf("dial %s socket: %w", subprotocol, err)
	}
	if raw.Subprotocol() != subprotocol {
		_ = raw.Close() // nothing was said yet, nothing is lost
		return nil, fmt.Errorf("dial %s socket: the server chose subprotocol %q", subprotocol, raw.Subprotocol())
	}
	return newConn(raw, rate.NewLimiter(rate.Inf, 0), false), nil
}
