package sfu

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"sync"

	"github.com/pion/dtls/v3"
	"github.com/pion/dtls/v3/pkg/crypto/prf"
	dtlsext "github.com/pion/dtls/v3/pkg/protocol/extension"
	"github.com/pion/dtls/v3/pkg/protocol/handshake"
	"github.com/pion/webrtc/v4"
)

// exporterLabel is what keys for SRTP are drawn from a handshake with (RFC 5764 §4.2).
const exporterLabel = "EXTRACTOR-dtls_srtp"

// keys attends the DTLS handshake of one connection and draws from it what RTP is encrypted and decrypted with, which pion keeps to itself. There is something only where this
// end is the server of the handshake, as it is for browsers, and AES-GCM was agreed on. It is locked.
type keys struct {
	mu     sync.Mutex
	hello  *handshake.MessageServerHello // guarded by mu; nil: not the server, or not yet
	sealer *sealer                       // guarded by mu: for what is sent; nil: not yet, or never
	opener *opener                       // guarded by mu: of what comes in; nil: not yet, or never
}

// attend has the handshake told. The settings are those of one connection.
func (k *keys) attend(s *webrtc.SettingEngine) {
	s.SetDTLSServerHelloMessageHook(k.greet)
	s.SetDTLSKeyLogWriter(k)
}

// greet sees what is answered to the client, and changes nothing.
func (k *keys) greet(hello handshake.MessageServerHello) handshake.Message {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.hello = &hello
	return &hello
}

// Write takes a line of the key log: a label, the client's random and the master secret. Nothing of it is kept or written anywhere. It implements io.Writer.
func (k *keys) Write(line []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	fields := bytes.Fields(line)
	if k.hello == nil || len(fields) != 3 || string(fields[0]) != "CLIENT_RANDOM" || !agreedOnGCM(k.hello) {
		return len(line), nil
	}
	client, secret := make([]byte, handshake.RandomLength), make([]byte, hex.DecodedLen(len(fields[2])))
	if _, err := hex.Decode(secret, fields[2]); err != nil || len(fields[1]) != 2*len(client) {
		return len(line), nil
	}
	if _, err := hex.Decode(client, fields[1]); err != nil {
		return len(line), nil
	}
	server := k.hello.Random.MarshalFixed()
	k.draw(secret, client, server[:])
	return len(line), nil
}

// draw takes from the handshake the client's key, the server's key, and their salts (RFC 5764 §4.2). Call under mu.
func (k *keys) draw(secret, client, server []byte) {
	seed := bytes.Join([][]byte{[]byte(exporterLabel), client, server}, nil)
	material, err := prf.PHash(secret, seed, 2*(sealKey+sealSalt), hashOf(k.hello))
	if err != nil {
		return
	}
	ours, err := newSealer(material[sealKey:2*sealKey], material[2*sealKey+sealSalt:])
	if err != nil {
		return
	}
	theirs, err := newOpener(material[:sealKey], material[2*sealKey:2*sealKey+sealSalt])
	if err != nil {
		return
	}
	k.sealer, k.opener = ours, theirs
}

// agreedOpener decrypts what comes in; nil where pion has to do it.
func (k *keys) agreedOpener() *opener {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.opener
}

// agreedSealer is what RTP is encrypted with; nil where pion has to do it.
func (k *keys) agreedSealer() *sealer {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.sealer
}

func agreedOnGCM(hello *handshake.MessageServerHello) bool {
	for _, x := range hello.Extensions {
		if use, ok := x.(*dtlsext.UseSRTP); ok {
			return len(use.ProtectionProfiles) == 1 && use.ProtectionProfiles[0] == dtls.SRTP_AEAD_AES_128_GCM && len(use.MasterKeyIdentifier) == 0
		}
	}
	return false
}

// hashOf is the hash of the suite that was agreed on (RFC 5289 §3): pion knows it and does not tell.
func hashOf(hello *handshake.MessageServerHello) func() hash.Hash {
	if hello.CipherSuiteID != nil {
		switch dtls.CipherSuiteID(*hello.CipherSuiteID) {
		case dtls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, dtls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384:
			return sha512.New384
		}
	}
	return sha256.New
}
