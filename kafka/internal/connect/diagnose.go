package connect

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/sasl"
)

// maxHangUps is how many consecutive hang-ups that may be a rejection count as one.
const maxHangUps = 3

// explain finds out why a TLS connection failed. It returns a *[cluster.SecurityError], or err if
// a retry may succeed.
func (s tlsDialer) explain(ctx context.Context, addr string, err error) error {
	early := new(handshakeError)
	shaking := errors.As(err, &early)
	if denied := deniedByTLS(addr, err); denied != nil {
		if denied.Fault == cluster.FaultTLSVersion && early.unarmed {
			denied.Fault = cluster.FaultClient
		}
		return denied
	}
	if !hungUp(err) && !early.silent {
		return err
	}
	if shaking {
		if speaksPlain(ctx, addr) {
			return &cluster.SecurityError{Broker: addr, Fault: cluster.FaultTLSUnwanted, Err: err}
		}
		return err
	}
	// The alert can be lost if the broker closes the connection while the client is sending.
	if denied := deniedByTLS(addr, s.listen(ctx, addr)); denied != nil {
		return denied
	}
	return err
}

// hungUp reports whether the peer closed the connection without an error message.
func hungUp(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

// deniedByTLS returns the rejection if crypto/tls rejected the broker, or the broker rejected the
// client with an alert. Otherwise it returns nil.
func deniedByTLS(addr string, err error) *cluster.SecurityError {
	denied := func(fault cluster.Fault, detail string) *cluster.SecurityError {
		return &cluster.SecurityError{Broker: addr, Fault: fault, Detail: detail, Err: err}
	}
	var (
		unknown  x509.UnknownAuthorityError
		invalid  x509.CertificateInvalidError
		name     x509.HostnameError
		other    *tls.CertificateVerificationError
		noRecord tls.RecordHeaderError
		said     *net.OpError
	)
	switch {
	case errors.As(err, &unknown):
		return denied(cluster.FaultUntrusted, "")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return denied(cluster.FaultExpired, strings.TrimPrefix(invalid.Detail, "x509: "))
	case errors.As(err, &name):
		return denied(cluster.FaultName, endpoint.Text(strings.TrimPrefix(name.Error(), "x509: ")))
	case errors.As(err, &other):
		return denied(cluster.FaultUntrusted, endpoint.Text(other.Err.Error()))
	case errors.As(err, &noRecord):
		return denied(cluster.FaultTLSUnwanted, "")
	case errors.As(err, &said) && said.Op == "remote error":
		return deniedByAlert(denied, said.Err.Error())
	}
	return nil
}

// deniedByAlert returns the rejection that a TLS alert stands for, or nil; see RFC 8446, section
// 6.2.
func deniedByAlert(denied func(cluster.Fault, string) *cluster.SecurityError, text string) *cluster.SecurityError {
	text = strings.TrimPrefix(text, "tls: ")
	switch text {
	case "certificate required", "bad certificate", "unsupported certificate", "revoked certificate", "expired certificate",
		"unknown certificate", "unknown certificate authority", "access denied":
		return denied(cluster.FaultClient, "it says "+text)
	case "handshake failure", "protocol version not supported", "insufficient security level":
		return denied(cluster.FaultTLSVersion, "it says "+text)
	}
	return nil
}

// denied returns why a broker rejected a client that it has never accepted, or nil if a retry may
// succeed.
func denied(ctx context.Context, client *kgo.Client, addr string, err error) *cluster.SecurityError {
	var known *cluster.SecurityError
	if errors.As(err, &known) {
		return known
	}
	if denied := deniedByTLS(addr, err); denied != nil {
		return denied
	}
	because := func(fault cluster.Fault, detail string) *cluster.SecurityError {
		return &cluster.SecurityError{Broker: addr, Fault: fault, Detail: detail, Err: err}
	}
	switch {
	case errors.Is(err, kerr.SaslAuthenticationFailed):
		return because(cluster.FaultCredentials, saslUser(client))
	case errors.Is(err, kerr.UnsupportedSaslMechanism):
		return because(cluster.FaultMechanism, saslUser(client))
	case errors.Is(err, kerr.IllegalSaslState):
		return because(cluster.FaultSASLUnwanted, "")
	case maybeTLS(err) && speaksTLS(ctx, client, addr):
		return because(cluster.FaultTLSWanted, "")
	}
	return nil
}

// maybeTLS reports whether the broker may expect TLS: it hung up, or its answer is not a Kafka
// response.
func maybeTLS(err error) bool {
	var first *kgo.ErrFirstReadEOF
	return errors.As(err, &first) || strings.Contains(err.Error(), "plaintext connection speaking to a tls endpoint")
}

// suspected returns why a broker that has never answered the client may have hung up. Repeated
// hang-ups confirm it.
func suspected(client *kgo.Client, addr string, err error) *cluster.SecurityError {
	early := new(handshakeError)
	if !hungUp(err) || errors.As(err, &early) { // the broker does not know the client yet
		return nil
	}
	var first *kgo.ErrFirstReadEOF
	switch {
	case saslUser(client) != "" && !errors.As(err, &first):
		return &cluster.SecurityError{Broker: addr, Fault: cluster.FaultCredentials, Detail: saslUser(client) + ": it hangs up", Err: err}
	case saslUser(client) == "" && errors.As(err, &first) && strings.Contains(first.Error(), "SASL"):
		return &cluster.SecurityError{Broker: addr, Fault: cluster.FaultSASLWanted, Detail: "it hangs up on the first request", Err: err}
	}
	return nil
}

// saslUser describes the client's credentials, "" if it has none.
func saslUser(client *kgo.Client) string {
	list, _ := client.OptValue(kgo.SASL).([]sasl.Mechanism)
	if len(list) == 0 {
		return ""
	}
	if c, ok := list[0].(*credentials); ok {
		return c.String()
	}
	return "by " + list[0].Name()
}
