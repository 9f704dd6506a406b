package connect

import (
	"context"
	"crypto/tls"
	"net"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events/kafka/cluster"
)

// dialTimeout bounds making a connection, as the client's default does.
const dialTimeout = 10 * time.Second

// impatience is how long a broker may be silent before it is asked whether it
// speaks TLS at all.
const impatience = time.Second

// tlsDialer connects by TLS, as security says.
type tlsDialer struct{ security cluster.Security }

// dial connects by TLS. Files are read each time, so that what was renewed on
// disk is used from the next connection on.
func (s tlsDialer) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	within, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	conn, err := s.handshake(within, network, addr)
	if err != nil {
		return nil, s.explain(ctx, addr, err)
	}
	return &securedConn{Conn: conn, dialer: s, addr: addr}, nil
}

// handshake makes a connection by TLS. An error after the connection was made
// is a *handshakeError.
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
			cancel() // it waits for the rest of what it takes for a request
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

// handshakeError is of a connection that was made, and did not become TLS.
type handshakeError struct {
	err     error
	unarmed bool // the broker asked for a certificate, and there was none
	silent  bool // the broker did not answer
}

func (e *handshakeError) Error() string { return e.err.Error() }
func (e *handshakeError) Unwrap() error { return e.err }

// securedConn is a connection whose first answer may be that the broker does
// not like the client's certificate: since TLS 1.3 it looks at that only after
// the client's part of the handshake is over.
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
