package main

// This is the only package that knows every other; it wires them by hand. It holds no logic of the meeting.
//
// Reading order: main.go, config.go, serve.go (the server's life), stores.go, demo.go, rehearse.go and its files.
