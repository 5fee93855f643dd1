package sfu

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
)

const (
	sealKey  = 16 // bytes of a key of AEAD_AES_128_GCM (RFC 7714 §12)
	sealSalt = 12 // and of its salt
	authTag  = 16 // what encryption adds to a packet, in bytes
)

// sealer encrypts the RTP of one connection with AEAD_AES_128_GCM (RFC 7714). It keeps nothing between packets, so that any number of goroutines may use it; each
// brings its own nonce.
type sealer struct {
	aead cipher.AEAD
	salt [sealSalt]byte
}

// nonce is storage for the number that a packet is encrypted with (RFC 7714 §8.1), which would have to be allocated otherwise.
type nonce [sealSalt]byte

// newSealer makes session keys of master keys.
func newSealer(key, salt []byte) (*sealer, error) {
	master, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(derive(master, salt, 0x00, sealKey))
	if err != nil {
		return nil, err
	}
	s := &sealer{}
	if s.aead, err = cipher.NewGCM(block); err != nil {
		return nil, err
	}
	copy(s.salt[:], derive(master, salt, 0x02, sealSalt))
	return s, nil
}

// derive is the key derivation of RFC 3711 §4.3.3 at a rate of zero: once.
func derive(master cipher.Block, salt []byte, label byte, size int) []byte {
	var iv [aes.BlockSize]byte
	copy(iv[:], salt)
	iv[7] ^= label
	out := make([]byte, size)
	cipher.NewCTR(master, iv[:]).XORKeyStream(out, out)
	return out
}

// seal fills packet, which begins with a whole header, with the payload and its tag: there must be room for exactly that. turn is how often the stream's numbers
// have started again (RFC 3711 §3.3.1, ROC).
func (s *sealer) seal(packet []byte, header int, payload []byte, turn uint32, n *nonce) {
	clear(n[:2])
	copy(n[2:6], packet[8:12])
	binary.BigEndian.PutUint32(n[6:], turn)
	copy(n[10:], packet[2:4])
	for i := range n {
		n[i] ^= s.salt[i]
	}
	s.aead.Seal(packet[:header], n[:], payload, packet[:header])
}
