package connect

import (
	"context"
	"crypto/tls"
	"net"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events/kafka/cluster"
)

// dialTimeout bounds connecting, including the TLS handshake. It equals the client's default.
const dialTimeout = 10 * time.Second

// impatience is how long a TLS handshake may take before the broker is probed for plain text.
const impatience = time.Second

// tlsDialer connects with TLS as configured in security.
type tlsDialer struct{ security cluster.Security }

// dial connects with TLS. It reads certificate files each time, so that the next connection uses
// renewed ones.
func (s tlsDialer) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	within, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	conn, err := s.handshake(within, network, addr)
	if err != nil {
		return nil, s.explain(ctx, addr, err)
	}
	return &securedConn{Conn: conn, dialer: s, addr: addr}, nil
}

// handshake connects with TLS. Errors after the TCP connection is made are *handshakeError.
func (s tlsDialer) handshake(ctx context.Context, network, addr string) (*tls.Conn, error) {
	config, err := s.security.TLSConfig()
	if err != nil {
		return nil, err
	}
	raw, err := new(net.Dialer).DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	if config.ServerName == "" {
		config.ServerName, _, _ = net.SplitHostPort(addr)
	}
	failed := new(handshakeError)
	if config.GetClientCertificate == nil {
		config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			failed.unarmed = true
			return new(tls.Certificate), nil
		}
	}
	within, cancel := context.WithCancel(ctx)
	defer cancel()
	waiting := time.AfterFunc(impatience, func() {
		if speaksPlain(within, addr) {
			cancel() // a plaintext listener, waiting for the rest of a request
		}
	})
	defer waiting.Stop()
	conn := tls.Client(raw, config)
	if failed.err = conn.HandshakeContext(within); failed.err != nil {
		raw.Close()
		failed.silent = within.Err() != nil
		return nil, failed
	}
	return conn, nil
}

// handshakeError is a failed TLS handshake on an open connection.
type handshakeError struct {
	err     error
	unarmed bool // the broker asked for a client certificate, and none is configured
	silent  bool // the broker did not answer
}

func (e *handshakeError) Error() string { return e.err.Error() }
func (e *handshakeError) Unwrap() error { return e.err }

// securedConn explains an error of the first read. Since TLS 1.3 a broker verifies the client's
// certificate after the client has completed its handshake, so a rejection arrives as that error.
type securedConn struct {
	*tls.Conn
	dialer   tlsDialer
	addr     string
	answered atomic.Bool
}

func (c *securedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 {
		c.answered.Store(true)
	} else if err != nil && !c.answered.Load() {
		err = c.dialer.explain(context.Background(), c.addr, err)
	}
	return n, err
}
