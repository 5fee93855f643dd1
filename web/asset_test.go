package web

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestAssets(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	s := newSite(t, siteOptions{assets: fstest.MapFS{
		"index.html": file("trang"), "index.html.br": file("trang br"), "index.html.gz": file("trang gz"), "favicon.svg": file("<svg/>"),
		"assets/a-1.js": file("js"), "assets/a-1.js.br": file("js br"), "assets/f.woff2": file("font"), "app.webmanifest": file("{}"),
	}})
	b := s.browser()
	tests := []struct{ path, accept, body, mediaType, cache, encoding string }{
		{"/", "", "trang", "text/html; charset=utf-8", "no-cache", ""},
		{"/hop/gb-2020-07-29/unit-001", "", "trang", "text/html; charset=utf-8", "no-cache", ""},
		{"/quan-tri", "gzip", "trang gz", "text/html; charset=utf-8", "no-cache", "gzip"},
		{"/quan-tri/m1/links", "gzip, deflate, br, zstd", "trang br", "text/html; charset=utf-8", "no-cache", "br"},
		{"/quan-tri/", "br;q=0, gzip;q=0.5", "trang gz", "text/html; charset=utf-8", "no-cache", "gzip"},
		{"/assets/a-1.js", "br", "js br", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "br"},
		{"/assets/a-1.js", "gzip", "js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", ""},
		{"/assets/f.woff2", "br", "font", "font/woff2", "public, max-age=31536000, immutable", ""},
		{"/favicon.svg", "", "<svg/>", "image/svg+xml", "no-cache", ""},
		{"/app.webmanifest", "", "{}", "application/manifest+json", "no-cache", ""},
	}
	for _, x := range tests {
		a := b.send("GET", x.path, nil, "Accept-Encoding", x.accept)
		if a.status != 200 || a.body != x.body || a.header.Get("Content-Type") != x.mediaType || a.header.Get("Cache-Control") != x.cache ||
			a.header.Get("Content-Encoding") != x.encoding || a.header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s (%s): %d %q %v", x.path, x.accept, a.status, a.body, a.header)
		}
	}
	for _, none := range []string{"/assets", "/assets/", "/assets/a-1.js.br", "/index.html.gz", "/assets/b.js", "/server.go", "/../go.mod", "/%2e%2e/go.mod", "/assets/../../go.mod",
		"/hop", "/quan-trixxx", "/api", "/.git/config"} {
		if a := b.get(none); a.status != 404 && a.status != 301 && a.status != 307 && a.status != 400 || strings.Contains(a.body, "a-1.js") {
			t.Errorf("%s: %d %.100s", none, a.status, a.body)
		}
	}
	wantStatus(t, "POST", b.send("POST", "/", "x"), 404, "no_route")
	if a := b.send("HEAD", "/", nil); a.status != 200 || a.body != "" {
		t.Errorf("HEAD: %d %q", a.status, a.body)
	}
}

// The pages that are built in can be served.
func TestBuiltPages(t *testing.T) {
	s := newSite(t, siteOptions{})
	a := s.browser().get("/hop/a/b")
	if a.status != 200 || !strings.Contains(a.body, "<script type=\"module\"") || strings.Contains(a.body, "<style") || strings.Contains(a.body, "onload=") {
		t.Errorf("%d %s", a.status, a.body)
	}
	for part := range strings.SplitSeq(a.body, `"`) {
		if strings.HasPrefix(part, "/assets/") {
			if file := s.browser().get(part); file.status != 200 || file.body == "" {
				t.Errorf("%s: %d", part, file.status)
			}
		}
	}
}
