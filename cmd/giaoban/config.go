package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// config is what flags and environment say. Its defaults stand in flags; validate joins all faults.
type config struct {
	listen   string
	data     string
	url      string
	redis    string
	tlsCert  string
	tlsKey   string
	smtp     string
	media    string
	publicIP string
	turn     string
	turnTLS  string
	turnName string
	nodeURL  string
	proxies  string
	logLevel string
	admin    bool
}

// parse reads flags with GIAOBAN_* fallback. It answers -h itself; ok is false when the program should end with code.
func parse(command string, args []string, stderr io.Writer) (c config, code int, ok bool) {
	fs := flag.NewFlagSet("giaoban "+command, flag.ContinueOnError)
	fs.SetOutput(stderr)
	media, data := ":7000", ""
	if command == "demo" {
		media = ":0"
	}
	fs.StringVar(&c.listen, "listen", "127.0.0.1:8080", "địa chỉ:cổng của trang web / address of the web site")
	fs.StringVar(&c.data, "data", data, "thư mục dữ liệu (serve: thư mục người dùng; demo: thư mục tạm) / data folder")
	fs.StringVar(&c.url, "url", "", "địa chỉ mà trình duyệt thấy, ví dụ https://hop.example.vn / address as browsers see it")
	fs.StringVar(&c.redis, "redis", "", "nhật ký trong Redis thay vì trong thư mục dữ liệu, ví dụ redis://127.0.0.1:6379/0 / journal in Redis")
	fs.StringVar(&c.tlsCert, "tls-cert", "", "tệp chứng thư TLS (PEM) / TLS certificate")
	fs.StringVar(&c.tlsKey, "tls-key", "", "tệp khóa TLS (PEM) / TLS key")
	fs.StringVar(&c.smtp, "smtp", "", "máy chủ thư, ví dụ smtp://user@host:587?from=giaoban@example.vn; để trống: ghi thành tệp .eml / mail server; empty: .eml files")
	fs.StringVar(&c.media, "media", media, "cổng UDP và TCP cho âm thanh, hình ảnh / UDP and TCP port of the media")
	fs.StringVar(&c.publicIP, "public-ip", "", "địa chỉ IP công khai của cổng media, cách nhau bằng dấu phẩy / public addresses of the media port")
	fs.StringVar(&c.turn, "turn", "", "mở máy chủ TURN tại địa_chỉ:cổng này, UDP và TCP; để trống: không mở / TURN server at this host:port, UDP and TCP; empty: none")
	fs.StringVar(&c.turnTLS, "turn-tls", "", "TURN qua TLS tại địa_chỉ:cổng này, được trùng với -listen; cần -tls-cert / TURN over TLS at this host:port, may be that of -listen")
	fs.StringVar(&c.turnName, "turn-name", "", "tên hoặc địa chỉ của máy chủ TURN mà trình duyệt thấy; để trống: như trang web / name of the TURN server as browsers know it")
	fs.StringVar(&c.nodeURL, "node-url", "", "địa chỉ mà các máy chủ cùng -redis dùng để gọi máy này, ví dụ http://10.0.0.2:8080; để trống: theo -listen / address of this node for the others")
	fs.StringVar(&c.proxies, "trusted-proxy", "", "địa chỉ hoặc mạng của proxy ngược được tin, cách nhau bằng dấu phẩy / reverse proxies to believe, as addresses or CIDR")
	fs.StringVar(&c.logLevel, "log", "info", "mức nhật ký hệ thống: debug, info, warn, error / log level")
	fs.BoolVar(&c.admin, "admin-link", false, "in đường dẫn mới cho quản trị viên đầu tiên (khi đã mất phiên làm việc) / print a new link for the first administrator")
	err := fs.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		return c, exitOK, false
	}
	if err != nil {
		return c, exitUsage, false
	}
	err = environment(fs) // sets c
	if err := errors.Join(err, c.validate(fs.Args())); err != nil {
		fmt.Fprintf(stderr, "giaoban %s: %v\n", command, err)
		return c, exitUsage, false
	}
	return c, 0, true
}

// environment sets the flags that were not given from GIAOBAN_NAME, or for secrets from the file named by GIAOBAN_NAME_FILE.
func environment(fs *flag.FlagSet) error {
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	var errs []error
	fs.VisitAll(func(f *flag.Flag) {
		if given[f.Name] {
			return
		}
		name := "GIAOBAN_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, ok := os.LookupEnv(name)
		if file := os.Getenv(name + "_FILE"); !ok && file != "" {
			text, err := os.ReadFile(file)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s_FILE: %w", name, err))
				return
			}
			value, ok = strings.TrimSpace(string(text)), true
		}
		if ok {
			if err := fs.Set(f.Name, value); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", name, err))
			}
		}
	})
	return errors.Join(errs...)
}

func (c config) validate(rest []string) error {
	var errs []error
	fault := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if len(rest) > 0 {
		fault("tham số thừa: %s / unexpected argument", strings.Join(rest, " "))
	}
	if _, _, err := net.SplitHostPort(c.listen); err != nil {
		fault("-listen %q: cần dạng địa_chỉ:cổng / must be host:port", c.listen)
	}
	if _, _, err := net.SplitHostPort(c.media); err != nil {
		fault("-media %q: cần dạng địa_chỉ:cổng hoặc :cổng / must be host:port or :port", c.media)
	}
	if _, _, err := net.SplitHostPort(c.turn); c.turn != "" && err != nil {
		fault("-turn %q: cần dạng địa_chỉ:cổng hoặc :cổng / must be host:port or :port", c.turn)
	}
	if _, _, err := net.SplitHostPort(c.turnTLS); c.turnTLS != "" && err != nil {
		fault("-turn-tls %q: cần dạng địa_chỉ:cổng hoặc :cổng / must be host:port or :port", c.turnTLS)
	}
	if c.turnTLS != "" && c.tlsCert == "" {
		fault("-turn-tls cần -tls-cert và -tls-key / needs -tls-cert and -tls-key")
	}
	if (c.tlsCert == "") != (c.tlsKey == "") {
		fault("-tls-cert và -tls-key phải đi cùng nhau / must be given together")
	}
	if u, err := url.Parse(c.nodeURL); c.nodeURL != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") != "") {
		fault("-node-url %q: cần dạng http://máy[:cổng] / must be http://host[:port]", c.nodeURL)
	}
	if u, err := url.Parse(c.url); c.url != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") != "") {
		fault("-url %q: cần dạng https://tên-miền[:cổng] / must be https://host[:port]", c.url)
	}
	for _, ip := range c.publicIPs() {
		if _, err := netip.ParseAddr(ip); err != nil {
			fault("-public-ip %q: không phải địa chỉ IP / not an IP address", ip)
		}
	}
	if _, err := c.trusted(); err != nil {
		fault("-trusted-proxy: %v", err)
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.logLevel)); err != nil {
		fault("-log %q: cần debug, info, warn hoặc error", c.logLevel)
	}
	return errors.Join(errs...)
}

func (c config) publicIPs() []string {
	return strings.FieldsFunc(c.publicIP, func(r rune) bool { return r == ',' || r == ' ' })
}

// trusted are the networks of the reverse proxies before this server.
func (c config) trusted() ([]netip.Prefix, error) {
	var list []netip.Prefix
	for _, text := range strings.FieldsFunc(c.proxies, func(r rune) bool { return r == ',' || r == ' ' }) {
		p, err := netip.ParsePrefix(text)
		if ip, ipErr := netip.ParseAddr(text); ipErr == nil {
			p, err = netip.PrefixFrom(ip, ip.BitLen()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("%q không phải địa chỉ hay mạng / is neither address nor network", text)
		}
		list = append(list, p)
	}
	return list, nil
}

// logger writes JSON to stderr; never texts of lines, SDP, addresses of people or secrets.
func (c config) logger(w io.Writer) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.logLevel)) // validated
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))
}

// userData is the data folder of serve when none is given: $XDG_DATA_HOME/giaoban or ~/.local/share/giaoban.
func userData() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "giaoban"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("không biết thư mục người dùng, hãy dùng -data / no home folder, please use -data: %w", err)
	}
	return filepath.Join(home, ".local", "share", "giaoban"), nil
}
