package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// healthy asks the server of this machine whether it answers: giaoban healthy, for containers that hold nothing but the binary.
func healthy(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	c, code, ok := parse("healthy", args, stderr)
	if !ok {
		return code
	}
	host, port, _ := net.SplitHostPort(c.listen) // validated
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	scheme := "http"
	if c.tlsCert != "" {
		scheme = "https"
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+net.JoinHostPort(host, port)+"/healthz", nil)
	if err != nil {
		fmt.Fprintln(stderr, "giaoban healthy:", err)
		return exitFailed
	}
	// The certificate is for the public name, not for loopback; nothing secret is asked or answered.
	client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	answer, err := client.Do(request)
	if err != nil {
		fmt.Fprintln(stderr, "giaoban healthy:", err)
		return exitFailed
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		fmt.Fprintln(stderr, "giaoban healthy:", answer.Status)
		return exitFailed
	}
	fmt.Fprintln(stdout, "ok")
	return exitOK
}
