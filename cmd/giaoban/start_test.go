package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestStarts(t *testing.T) {
	bin := build(t)
	t.Run("taken port", func(t *testing.T) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		p := start(t, bin, nil, "serve", "-listen", l.Addr().String(), "-data", t.TempDir(), "-media", "127.0.0.1:0")
		if text := p.end(exitFailed); !strings.Contains(text, l.Addr().String()) || !strings.Contains(text, "-listen") || !strings.Contains(text, "cannot listen") {
			t.Errorf("words: %s", text)
		}
	})
	t.Run("one folder, two processes", func(t *testing.T) {
		p, args, _, _ := first(t, bin, 1)
		second := start(t, bin, nil, "serve", "-listen", "127.0.0.1:0", "-data", args[4], "-media", "127.0.0.1:0")
		if text := second.end(exitFailed); !strings.Contains(text, "Another giaoban uses this folder") || !strings.Contains(text, "Thư mục dữ liệu này đang được") {
			t.Errorf("words: %s", text)
		}
		p.signal(syscall.SIGTERM)
		p.end(exitOK)
	})
	t.Run("warning", func(t *testing.T) {
		for _, x := range []struct {
			listen string
			warns  bool
		}{{"0.0.0.0:0", true}, {"[::]:0", true}, {":0", true}, {"127.0.0.1:0", false}, {"localhost:0", false}} {
			p := start(t, bin, nil, "serve", "-listen", x.listen, "-data", t.TempDir(), "-media", "127.0.0.1:0")
			text := p.until("#t=")
			if strings.Contains(text, "camera") != x.warns || strings.Contains(text, "CHÚ Ý") != x.warns {
				t.Errorf("%s: %s", x.listen, text)
			}
			p.signal(os.Interrupt)
			p.end(exitOK)
		}
	})
	t.Run("environment", func(t *testing.T) {
		address, dir := freePort(t), t.TempDir()
		p := start(t, bin, []string{"GIAOBAN_LISTEN=" + address, "GIAOBAN_DATA=" + dir, "GIAOBAN_MEDIA=127.0.0.1:0"}, "serve")
		if text := p.until("#t="); !strings.Contains(text, address) || !strings.Contains(text, dir) {
			t.Errorf("printed: %s", text)
		}
		ready(t, address)
		p.signal(os.Interrupt)
		p.end(exitOK)
	})
	t.Run("demo", func(t *testing.T) {
		p := start(t, bin, nil, "demo", "-listen", "127.0.0.1:0")
		text := p.until("Ctrl-C")
		if n := strings.Count(text, "#t="); n != 6 { // chair, secretary, three units and the page with all links
			t.Errorf("%d links: %s", n, text)
		}
		p.signal(os.Interrupt)
		p.end(exitOK)
	})
}

// asked is what the program says and its exit code.
func asked(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, &out, &errs)
	return code, out.String(), errs.String()
}

func TestHelpAndVersion(t *testing.T) {
	for _, args := range [][]string{nil, {"help"}, {"-h"}, {"--help"}} {
		if code, out, errs := asked(t, args...); code != exitOK || !strings.Contains(out, "giaoban demo") || errs != "" {
			t.Errorf("%q: %d %s%s", args, code, out, errs)
		}
	}
	if code, out, _ := asked(t, "version"); code != exitOK || !strings.HasPrefix(out, "giaoban ") || len(out) < 10 {
		t.Errorf("version: %d %s", code, out)
	}
	for _, command := range []string{"serve", "demo"} {
		if code, out, errs := asked(t, command, "-h"); code != exitOK || !strings.Contains(out+errs, "-listen") {
			t.Errorf("%s -h: %d %s%s", command, code, out, errs)
		}
	}
}

func TestBadUse(t *testing.T) {
	dir := t.TempDir()
	tests := map[string][]string{
		"no such command": {"sing"},
		"-loud":           {"serve", "-loud"},
		"-listen":         {"serve", "-listen", "nowhere"},
		"-media":          {"serve", "-media", "7000"},
		"-tls-cert":       {"serve", "-tls-cert", "x.pem"},
		"-turn":           {"serve", "-turn", "3478"},
		"-turn-tls":       {"serve", "-turn-tls", ":443"},
		"-url":            {"serve", "-url", "ftp://x"},
		"-public-ip":      {"demo", "-public-ip", "1.2.3"},
		"-log":            {"demo", "-log", "loud"},
		"tham số thừa":    {"demo", "now"},
	}
	for word, args := range tests {
		if code, _, errs := asked(t, append(args, "-data", dir)[:len(args)]...); code != exitUsage || !strings.Contains(errs, word) {
			t.Errorf("%q: %d %s", args, code, errs)
		}
	}
	if code, _, errs := asked(t, "serve", "-listen", "x", "-media", "y", "-log", "z"); code != exitUsage || strings.Count(errs, "-listen")+strings.Count(errs, "-media")+strings.Count(errs, "-log") != 3 {
		t.Errorf("all faults are told at once: %d %s", code, errs)
	}
}

func TestEnvironment(t *testing.T) {
	t.Setenv("GIAOBAN_LISTEN", "127.0.0.1:9999")
	t.Setenv("GIAOBAN_TLS_CERT", "c.pem")
	t.Setenv("GIAOBAN_TLS_KEY", "k.pem")
	file := filepath.Join(t.TempDir(), "smtp")
	if err := os.WriteFile(file, []byte("smtp://user:pass@mail.example:587\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIAOBAN_SMTP_FILE", file)
	var errs bytes.Buffer
	c, _, ok := parse("serve", []string{"-tls-key", "flag.pem"}, &errs)
	if !ok || c.listen != "127.0.0.1:9999" || c.tlsCert != "c.pem" || c.tlsKey != "flag.pem" || c.smtp != "smtp://user:pass@mail.example:587" {
		t.Errorf("%v %+v %s", ok, c, &errs)
	}
	t.Setenv("GIAOBAN_SMTP", "smtp://direct.example")
	if c, _, _ := parse("serve", nil, &errs); c.smtp != "smtp://direct.example" {
		t.Errorf("the variable itself goes before its file: %s", c.smtp)
	}
	t.Setenv("GIAOBAN_REDIS_FILE", filepath.Join(t.TempDir(), "none"))
	if _, code, ok := parse("serve", nil, &errs); ok || code != exitUsage || !strings.Contains(errs.String(), "GIAOBAN_REDIS_FILE") {
		t.Errorf("a file that is not there: %v %d %s", ok, code, &errs)
	}
	t.Setenv("GIAOBAN_REDIS_FILE", "")
	t.Setenv("GIAOBAN_LISTEN", "nowhere")
	if _, code, ok := parse("serve", nil, &errs); ok || code != exitUsage {
		t.Errorf("a bad value in the environment is taken: %v %d", ok, code)
	}
}
