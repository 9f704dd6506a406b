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

// probeTimeout bounds one look at what a broker speaks.
const probeTimeout = 2 * time.Second

// speaksTLS tells whether a broker answers a greeting by TLS. Nothing is sent
// that is secret, so no server needs to be trusted.
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
		return false // it is spoken already
	}
	err = tls.Client(conn, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10}).HandshakeContext(ctx)
	var said *net.OpError
	return err == nil || errors.As(err, &said) && said.Op == "remote error"
}

// speaksPlain tells whether a broker answers Kafka's first request, which
// says nothing of the client, without TLS.
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
	answer := make([]byte, 8) // its length, and which request it is for
	_, err = io.ReadFull(conn, answer)
	return err == nil && bytes.Equal(answer[4:], []byte("mmmm"))
}

// listen connects by TLS, says nothing, and returns what the broker says to
// that, which is nothing if it is content.
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
