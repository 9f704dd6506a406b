package main

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/mediamesh/events/kafka/cluster"
)

// der reads the one block of a file of the cluster in PEM.
func (c testCluster) der(t *testing.T, name string) []byte {
	t.Helper()
	text, err := c.read(name)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		t.Fatalf("%s is not PEM", name)
	}
	return block.Bytes
}

// issuer is the one whose tokens the brokers take.
func (c testCluster) issuer(t *testing.T) issuer {
	t.Helper()
	key, err := x509.ParsePKCS1PrivateKey(c.der(t, "issuer.key"))
	if err != nil {
		t.Fatal(err)
	}
	return issuer{key}
}

func strangeIssuer(t *testing.T) issuer {
	t.Helper()
	i, err := newIssuer()
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// tokenWith has some claims changed, or taken out if they are nil.
func (i issuer) tokenWith(t *testing.T, changes map[string]any) string {
	t.Helper()
	changed := claims(time.Hour)
	for name, value := range changes {
		if changed[name] = value; value == nil {
			delete(changed, name)
		}
	}
	token, err := i.token(changed)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// authority is the one whose certificates the brokers take.
func (c testCluster) authority(t *testing.T) *authority {
	t.Helper()
	cert, err := x509.ParseCertificate(c.der(t, "ca.pem"))
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.ParsePKCS8PrivateKey(c.der(t, "ca.key"))
	if err != nil {
		t.Fatal(err)
	}
	return &authority{cert: cert, key: key.(crypto.Signer)}
}

func strangeAuthority(t *testing.T) *authority {
	t.Helper()
	a, err := newAuthority("a stranger")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// file holds the authority's own certificate.
func (a *authority) file(t *testing.T) string {
	t.Helper()
	return writeFile(t, "ca.pem", a.pem.cert)
}

// client has a certificate of an authority, and trusts the brokers'.
func (c testCluster) client(t *testing.T, a *authority, from time.Time, valid time.Duration) cluster.Security {
	t.Helper()
	i, err := a.issue("client", from, valid)
	if err != nil {
		t.Fatal(err)
	}
	s := c.trusted()
	s.CertFile, s.KeyFile = writeFile(t, "client.pem", i.cert), writeFile(t, "client.key", i.key)
	return s
}

func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
