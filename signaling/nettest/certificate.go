package nettest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// Certificate is a certificate of 127.0.0.1 that this process trusts, in memory and as PEM. It is a value.
type Certificate struct {
	tls.Certificate
	Cert, Key []byte // PEM
}

// TLS is a server's configuration.
func (c Certificate) TLS() *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{c.Certificate}, MinVersion: tls.VersionTLS12}
}

// Files writes both parts into a folder of the test.
func (c Certificate) Files(t testing.TB) (cert, key string) {
	t.Helper()
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for name, text := range map[string][]byte{cert: c.Cert, key: c.Key} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

// Trusted gives the certificate. It must be called before the process makes its first TLS connection: Go reads the trusted roots once.
func Trusted(t testing.TB) Certificate {
	t.Helper()
	c, err := trusted()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// trusted is one for the whole process, as its roots are.
var trusted = sync.OnceValues(func() (c Certificate, err error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return c, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), IsCA: true,
		BasicConstraintsValid: true, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return c, err
	}
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return c, err
	}
	c.Cert = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	c.Key = pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: private})
	if c.Certificate, err = tls.X509KeyPair(c.Cert, c.Key); err != nil {
		return c, err
	}
	return c, trust(c.Cert)
})

// trust makes a certificate the only root of this process.
func trust(root []byte) error {
	file, err := os.CreateTemp("", "giaoban-root-")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if _, err := file.Write(root); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Setenv("SSL_CERT_FILE", file.Name()); err != nil {
		return err
	}
	_, err = x509.SystemCertPool() // reads it now
	return err
}
