package web

import (
	"net/http"

	"giaoban/signaling/whip"
)

// policy is the content security policy: nothing but our own files. wss: is named because some browsers do not count it as 'self'.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; " +
	"worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"

const permissions = "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), autoplay=(self), speaker-selection=(self), geolocation=(), usb=(), payment=()"

// headers sets the security headers of every answer (OWASP ASVS 5.0 V3.4).
func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Permissions-Policy", permissions)
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// noStore keeps data out of every cache.
func noStore(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses writing requests that a browser says come from elsewhere, whatever they are authorised by. Requests of programs, which say nothing, pass; auth.go
// asks for more where a cookie is used.
func (s *Server) sameOrigin(next http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	for _, o := range s.Origins {
		// Behind a proxy the Host of a request need not be that of our pages.
		if err := p.AddTrustedOrigin(o); err != nil {
			s.Log.Error("origin is not usable", "origin", o, "err", err)
		}
	}
	for _, k := range []whip.Kind{whip.Publish, whip.Watch} { // these take a bearer only, which no page sends unasked
		p.AddInsecureBypassPattern("/api/meetings/{meeting}/" + string(k))
		p.AddInsecureBypassPattern("/api/meetings/{meeting}/" + string(k) + "/{id}")
	}
	p.SetDenyHandler(s.guarded(func(http.ResponseWriter, *http.Request) error { return errOrigin }))
	return p.Handler(next)
}
