//go:build unix

package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ownUsage is what this process has used.
func ownUsage() (spent, error) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return spent{}, err
	}
	u := spent{CPU: time.Duration(r.Utime.Nano() + r.Stime.Nano()), RSS: int64(r.Maxrss)} // bytes, but for Linux
	if runtime.GOOS != "linux" {
		return u, nil
	}
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return spent{}, err
	}
	pages, err := strconv.ParseInt(strings.Fields(string(text))[1], 10, 64)
	u.RSS = pages * int64(os.Getpagesize())
	return u, err
}
