package connect

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// probeTimeout bounds one probe of a broker's protocol.
const probeTimeout = 2 * time.Second

// speaksTLS reports whether a broker answers a TLS handshake. The probe sends nothing secret, so
// it does not verify the server.
func speaksTLS(ctx context.Context, client *kgo.Client, addr string) bool {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	dial, _ := client.OptValue(kgo.Dialer).(func(context.Context, string, string) (net.Conn, error))
	if dial == nil {
		return false
	}
	conn, err := dial(ctx, "tcp", addr)
	if err != nil {
		return false
	}
	defer conn.Close()
	switch conn.(type) {
	case *tls.Conn, *securedConn:
		return false // the client already uses TLS
	}
	err = tls.Client(conn, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10}).HandshakeContext(ctx)
	var said *net.OpError
	return err == nil || errors.As(err, &said) && said.Op == "remote error"
}

// speaksPlain reports whether a broker answers an ApiVersions request without TLS. That request
// reveals nothing about the client.
func speaksPlain(ctx context.Context, addr string) bool {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		return false
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	const correlation = 0x6d6d6d6d
	request := new(kmsg.RequestFormatter).AppendRequest(nil, kmsg.NewPtrApiVersionsRequest(), correlation)
	if _, err := conn.Write(request); err != nil {
		return false
	}
	answer := make([]byte, 8) // size and correlation ID of the response
	_, err = io.ReadFull(conn, answer)
	return err == nil && bytes.Equal(answer[4:], []byte("mmmm"))
}

// listen connects with TLS, sends nothing, and returns the error that the broker answers with. It
// returns a timeout if the broker accepts the connection.
func (s tlsDialer) listen(ctx context.Context, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	conn, err := s.handshake(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	_ = conn.SetReadDeadline(time.Now().Add(probeTimeout / 4))
	_, err = conn.Read(make([]byte, 1))
	return err
}
