package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
)

// serve is the real server: giaoban serve.
func serve(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	c, code, ok := parse("serve", args, stderr)
	if !ok {
		return code
	}
	if c.data == "" {
		dir, err := userData()
		if err != nil {
			fmt.Fprintln(stderr, "giaoban serve:", err)
			return exitFailed
		}
		c.data = dir
	}
	r, err := startServer(ctx, c.options(stderr))
	if err != nil {
		fmt.Fprintln(stderr, "giaoban serve:", err)
		return exitFailed
	}
	fmt.Fprintf(stdout, "Giao Ban %s tại / at %s\nDữ liệu / data: %s\n", version(), r.URL, c.where())
	c.warn(stdout)
	if r.AdminLink != "" {
		fmt.Fprintf(stdout, "\nĐường dẫn dùng một lần cho quản trị viên đầu tiên / one-time link for the first administrator:\n  %s\n", r.AdminLink)
	}
	return r.wait(ctx, stdout, stderr)
}

func (c config) options(stderr io.Writer) serverOptions {
	proxies, _ := c.trusted() // validated
	return serverOptions{Proxies: proxies, Listen: c.listen, Data: c.data, URL: c.url, Redis: c.redis, SMTP: c.smtp, Media: c.media, TLSCert: c.tlsCert, TLSKey: c.tlsKey,
		PublicIPs: c.publicIPs(), Turn: c.turn, TurnTLS: c.turnTLS, TurnName: c.turnName, NodeURL: c.nodeURL, AdminLink: c.admin, Log: c.logger(stderr)}
}

// where says where the journal is, without a password.
func (c config) where() string {
	if c.redis != "" {
		return "Redis"
	}
	return c.data
}

// warn says in words what browsers will not do.
func (c config) warn(w io.Writer) {
	host, _, _ := net.SplitHostPort(c.listen) // validated
	ip, err := netip.ParseAddr(host)
	local := host == "localhost" || err == nil && ip.IsLoopback()
	if c.tlsCert == "" && (c.url == "" && !local || strings.HasPrefix(c.url, "http://")) {
		fmt.Fprint(w, "\nCHÚ Ý: không có TLS trên địa chỉ ngoài máy này, trình duyệt sẽ không cho dùng camera và micrô. Hãy dùng -tls-cert và -tls-key, hoặc đặt sau proxy HTTPS cùng -url https://….\n"+
			"NOTE: without TLS on an address other than loopback browsers refuse camera and microphone. Use -tls-cert and -tls-key, or an HTTPS proxy and -url https://….\n")
	}
}

// wait serves until ctx ends (Ctrl-C), the journal's disk or another part fails, then closes everything.
func (r *running) wait(ctx context.Context, stdout, stderr io.Writer) int {
	code := exitOK
	select {
	case <-ctx.Done():
		fmt.Fprintln(stdout, "\nĐang dừng… / stopping…")
	case err := <-r.Failed:
		fmt.Fprintln(stderr, "giaoban: ổ đĩa của nhật ký bị lỗi, dừng để bảo toàn dữ liệu / the journal's disk failed:", err)
		code = exitStorage
	case <-r.Ended:
		fmt.Fprintln(stderr, "giaoban: một phần của máy chủ bị lỗi, dừng / a part of the server has failed, stopping")
		code = exitFailed
	}
	if err := r.Close(); err != nil {
		fmt.Fprintln(stderr, "giaoban:", err)
		return max(code, exitFailed)
	}
	return code
}
