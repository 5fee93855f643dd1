//go:build !unix

package main

import "errors"

// ownUsage needs an operating system that tells.
func ownUsage() (spent, error) {
	return spent{}, errors.New("the CPU time of a process is not known here")
}
