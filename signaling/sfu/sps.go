package sfu

// sps reads a sequence parameter set (ITU-T H.264 §7.3.2.1.1) bit by bit. It is pure, and a value; what lies behind the end is zero and notes failed.
type sps struct {
	bytes  []byte // without the NAL header, and without emulation prevention
	at     int    // bit
	failed bool
}

// maxLines is the height above which a parameter set is not believed, in pixels.
const maxLines = 1 << 14

// newSPS takes a NAL unit, without its header, up to where the picture's size is said at the latest.
func newSPS(nal []byte) sps {
	bytes := make([]byte, 0, 64)
	zeros := 0
	for _, b := range nal {
		if len(bytes) == cap(bytes) {
			break
		}
		if zeros >= 2 && b == 3 { // emulation prevention (§7.4.1)
			zeros = 0
			continue
		}
		if zeros++; b != 0 {
			zeros = 0
		}
		bytes = append(bytes, b)
	}
	return sps{bytes: bytes}
}

func (s *sps) bit() int {
	if s.at >= 8*len(s.bytes) {
		s.failed = true
		return 0
	}
	b := s.bytes[s.at/8] >> (7 - s.at%8) & 1
	s.at++
	return int(b)
}

// number is an Exp-Golomb code (§9.1).
func (s *sps) number() int {
	zeros := 0
	for s.bit() == 0 {
		if zeros++; zeros > 24 || s.failed {
			s.failed = true
			return 0
		}
	}
	n := 1
	for range zeros {
		n = n<<1 | s.bit()
	}
	return n - 1
}

// height is the number of lines, 0 when the parameter set is malformed or too unusual.
func (s *sps) height() int {
	if len(s.bytes) < 4 {
		return 0
	}
	profile := s.bytes[0]
	s.at = 24 // behind profile, constraints and level
	s.number()
	if !s.chroma(profile) {
		return 0
	}
	s.number() // log2_max_frame_num
	s.order()
	s.number() // max_num_ref_frames
	s.bit()
	s.number() // width
	units := s.number() + 1
	fields := 2 - s.bit() // two where a picture may be made of fields
	if fields == 2 {
		s.bit()
	}
	s.bit()
	cropped := 0
	if s.bit() == 1 {
		s.number()
		s.number()
		cropped = s.number() + s.number()
	}
	lines := fields * (16*units - 2*cropped)
	if s.failed || lines <= 0 || lines > maxLines {
		return 0
	}
	return lines
}

// chroma passes what only high profiles have; false where it is of any other kind than 4:2:0 or has matrices of its own.
func (s *sps) chroma(profile byte) bool {
	switch profile {
	case 100, 110, 122, 244, 44, 83, 86, 118, 128:
		usual := s.number() == 1
		s.number()
		s.number()
		s.bit()
		return usual && s.bit() == 0
	}
	return true
}

// order passes how pictures are ordered.
func (s *sps) order() {
	switch s.number() {
	case 0:
		s.number()
	case 1:
		s.bit()
		s.number()
		s.number()
		for range min(s.number(), 255) {
			s.number()
		}
	}
}
