package kafka_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	bigint "math/big"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// authority signs certificates, for as long as a test runs.
type authority struct {
	file string // its own certificate
	pool *x509.CertPool
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t testing.TB) *authority {
	t.Helper()
	a := &authority{key: newKey(t), pool: x509.NewCertPool()}
	a.cert = &x509.Certificate{
		SerialNumber: bigint.NewInt(1), Subject: pkix.Name{CommonName: "test authority"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, a.cert, a.cert, &a.key.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	a.file = writePEM(t, filepath.Join(t.TempDir(), "ca.pem"), "CERTIFICATE", der)
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	a.pool.AddCert(cert)
	return a
}

// issued is a certificate and its key, in two files.
type issued struct{ cert, key string }

// issue makes a certificate for the broker of a test, or for a client.
func (a *authority) issue(t testing.TB, change func(*x509.Certificate)) issued {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: bigint.NewInt(2), Subject: pkix.Name{CommonName: "test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"kafka.test"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	if change != nil {
		change(template)
	}
	key := newKey(t)
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, &key.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	return issued{
		cert: writePEM(t, filepath.Join(dir, "cert.pem"), "CERTIFICATE", der),
		key:  writePEM(t, filepath.Join(dir, "key.pem"), "PRIVATE KEY", private),
	}
}

// server is the TLS of a broker that has a certificate.
func (i issued) server(t testing.TB) *tls.Config {
	t.Helper()
	pair, err := tls.LoadX509KeyPair(i.cert, i.key)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}}
}

// moveTo puts a certificate where another one was.
func (i issued) moveTo(t testing.TB, other issued) {
	t.Helper()
	for from, to := range map[string]string{i.cert: other.cert, i.key: other.key} {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func writePEM(t testing.TB, file, kind string, der []byte) string {
	t.Helper()
	return writeFile(t, file, string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})))
}

func writeFile(t testing.TB, file, text string) string {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// serial gives a certificate a number to know it by.
func serial(n int64) func(*x509.Certificate) {
	return func(c *x509.Certificate) { c.SerialNumber = bigint.NewInt(n) }
}

// serialNumbers are those of the clients' certificates that a broker saw.
type serialNumbers struct {
	mu   sync.Mutex
	seen []int64
}

func (s *serialNumbers) note(_ [][]byte, chains [][]*x509.Certificate) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen = append(s.seen, chains[0][0].SerialNumber.Int64())
	return nil
}

func (s *serialNumbers) count(n int64) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := 0
	for _, one := range s.seen {
		if one == n {
			found++
		}
	}
	return found
}
