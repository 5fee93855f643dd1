package web

import (
	"strings"
	"testing"
)

// The header set of every answer, whatever the route and its outcome. The texts are written out here: a change of the policy must be meant.
func TestHeadersOnEveryRoute(t *testing.T) {
	s := newSite(t, siteOptions{secure: true})
	want := map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; " +
			"font-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; " +
			"require-trusted-types-for 'script'",
		"Permissions-Policy": "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), autoplay=(self), speaker-selection=(self), " +
			"geolocation=(), usb=(), payment=()",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Referrer-Policy":              "no-referrer",
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY",
		"Strict-Transport-Security":    "max-age=31536000",
	}
	routes := []string{"GET /", "GET /index.html", "GET /hop/x/y", "GET /quan-tri", "GET /nothing", "POST /", "GET /assets/", "GET /healthz", "GET /readyz", "GET /metrics",
		"POST /api/session", "GET /api/session", "DELETE /api/session", "GET /api/meetings", "GET /api/nothing", "PUT /api/meetings", "GET /../../etc/passwd", "TRACE /",
		"GET " + of("/state"), "POST " + of("/commands"), "GET " + of("/records"), "GET " + of("/tasks.csv"), "GET " + of("/tasks.xlsx"), "POST " + of("/links"),
		"GET " + of("/letters/a/b.eml"), "GET " + of("/papers/p"), "GET " + of("/agenda"), "GET " + of("/signaling")}
	for _, r := range routes {
		method, path, _ := strings.Cut(r, " ")
		a := s.recorded(method, path)
		for name, value := range want {
			if got := a.header.Values(name); len(got) != 1 || got[0] != value {
				t.Errorf("%s (%d): %s is %q", r, a.status, name, got)
			}
		}
		if strings.HasPrefix(path, "/api/") && a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: Cache-Control is %q", r, a.header.Get("Cache-Control"))
		}
		if a.status >= 400 && a.status != 404 && strings.HasPrefix(path, "/api/") && a.key() == "" {
			t.Errorf("%s: the refusal is not JSON: %s", r, a.body)
		}
		if server := a.header.Get("Server") + a.header.Get("X-Powered-By"); server != "" {
			t.Errorf("%s: tells of %s", r, server)
		}
	}
	if a := s.enter("unit-001").get(of("/state?seat=unit-001")); a.header.Get("Cache-Control") != "no-store" || a.header.Get("Content-Security-Policy") == "" {
		t.Errorf("an answer with data: %v", a.header)
	}
}

func TestHealth(t *testing.T) {
	s := newSite(t, siteOptions{})
	b := s.browser()
	if a := b.get("/healthz"); a.status != 200 || strings.TrimSpace(a.body) != `{"status":"ok"}` {
		t.Errorf("healthz: %d %s", a.status, a.body)
	}
	if a := b.get("/readyz"); a.status != 200 || strings.TrimSpace(a.body) != `{"status":"ok","warnings":[]}` {
		t.Errorf("readyz: %d %s", a.status, a.body)
	}
	a := b.get("/metrics")
	if !strings.Contains(a.body, "\ngiaoban_agenda_sockets 0\n") {
		t.Errorf("metrics: %d %s", a.status, a.body)
	}
	for _, word := range []string{string(meetingID), "unit-001", "Ba Đình"} {
		if strings.Contains(a.body, word) {
			t.Errorf("metrics tell of %s", word)
		}
	}
}
