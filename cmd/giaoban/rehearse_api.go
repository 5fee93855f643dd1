package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"giaoban/agenda"
)

const (
	apiTimeout = 30 * time.Second // for one request
	apiTries   = 5                // when the server is unavailable for a moment
)

// api is the REST side of a server, as in web/API.md. It is a value, safe for concurrent use.
type api struct {
	base string // scheme://host
	http *http.Client
}

func newAPI(base string) api {
	return api{base: strings.TrimSuffix(base, "/"), http: &http.Client{Timeout: apiTimeout}}
}

// socket is the address of a WebSocket.
func (a api) socket(path string) string { return "ws" + strings.TrimPrefix(a.base, "http") + path }

// authorization is the header of whoever holds a link's secret.
func authorization(secret string) http.Header {
	return http.Header{"Authorization": {"Bearer " + secret}}
}

// statusError is an answer other than 2xx. It is a value.
type statusError struct {
	status int
	path   string
	body   string
}

// Error is the text for the report.
func (e *statusError) Error() string {
	return fmt.Sprintf("%s: HTTP %d %s", e.path, e.status, strings.TrimSpace(e.body))
}

// request sends in as JSON (nothing when nil) and returns the body of the answer. It tries again while the server is unavailable: commands carry an id.
func (a api) request(ctx context.Context, method, path, secret string, in any) ([]byte, error) {
	var body []byte
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return nil, err
		}
	}
	kind := ""
	if body != nil {
		kind = "application/json"
	}
	return a.insist(ctx, method, path, secret, kind, body)
}

// send posts bytes as they are.
func (a api) send(ctx context.Context, path, secret string, body []byte) ([]byte, error) {
	return a.insist(ctx, http.MethodPost, path, secret, "application/octet-stream", body)
}

// insist tries again while the server is unavailable.
func (a api) insist(ctx context.Context, method, path, secret, kind string, body []byte) ([]byte, error) {
	for try := 1; ; try++ {
		answer, err := a.once(ctx, method, path, secret, kind, body)
		var status *statusError
		if !errors.As(err, &status) || status.status != http.StatusServiceUnavailable || try == apiTries {
			return answer, err
		}
		select {
		case <-time.After(time.Duration(try) * 200 * time.Millisecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (a api) once(ctx context.Context, method, path, secret, kind string, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, a.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if secret != "" {
		request.Header = authorization(secret)
	}
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	response, err := a.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if response.StatusCode/100 != 2 {
		return nil, &statusError{status: response.StatusCode, path: path, body: string(answer)}
	}
	return answer, nil
}

func (a api) get(ctx context.Context, path, secret string) ([]byte, error) {
	return a.request(ctx, http.MethodGet, path, secret, nil)
}

// command gives one command.
func (a api) command(ctx context.Context, meeting agenda.MeetingID, secret string, id agenda.CommandID, c agenda.Command) error {
	_, err := a.request(ctx, http.MethodPost, "/api/meetings/"+string(meeting)+"/commands", secret,
		map[string]any{"id": id, "type": agenda.CommandName(c), "data": c})
	return err
}

// links makes a link for each seat and returns the secrets.
func (a api) links(ctx context.Context, meeting agenda.MeetingID, secret string, seats []agenda.SeatID) (map[agenda.SeatID]string, error) {
	answer, err := a.request(ctx, http.MethodPost, "/api/meetings/"+string(meeting)+"/links", secret, map[string]any{"seats": seats})
	if err != nil {
		return nil, err
	}
	var body struct {
		Links []struct {
			Seat agenda.SeatID
			URL  string
		}
	}
	if err := json.Unmarshal(answer, &body); err != nil {
		return nil, fmt.Errorf("links: %w", err)
	}
	secrets := map[agenda.SeatID]string{}
	for _, l := range body.Links {
		secrets[l.Seat] = secretOf(l.URL)
	}
	return secrets, nil
}
