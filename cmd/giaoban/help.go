package main

import "runtime/debug"

// Exit codes, after sysexits.h where it has one.
const (
	exitOK      = 0
	exitFailed  = 1
	exitUsage   = 64
	exitStorage = 70 // the journal's disk failed: a supervisor should start the process again
)

const usage = `Giao Ban – họp giao ban trực tuyến: phòng họp, biên bản, nhiệm vụ.

  giaoban demo      máy chủ với cuộc họp mẫu ngày 29-7-2020; in đường dẫn cho từng vai
  giaoban serve     máy chủ thật; in đường dẫn một lần cho quản trị viên đầu tiên
  giaoban rehearse  diễn tập cả cuộc họp tự động và in kết quả
  giaoban bench     đo máy chủ trên máy này: giaoban bench media, giaoban bench agenda
  giaoban healthy   hỏi máy chủ trên máy này còn trả lời không (cho container)
  giaoban version   phiên bản
  giaoban help      trang này

Mỗi lệnh có -h liệt kê các tham số; mỗi tham số cũng đọc từ biến môi trường GIAOBAN_….

  demo: a server with the reference meeting · serve: a real server · rehearse: plays the whole meeting and checks it · bench: measures the media server and the agenda sockets.
  Every command lists its flags with -h; every flag can also be given as GIAOBAN_… in the environment.
`

// version is the module's version, or the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	v, dirty := info.Main.Version, ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && (v == "" || v == "(devel)"):
			v = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+"
		}
	}
	if v == "" {
		v = "devel"
	}
	return v + dirty
}
