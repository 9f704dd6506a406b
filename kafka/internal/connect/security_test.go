package connect

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"golang.org/x/oauth2"
)

// TestTokenFailed checks that errors which a retry may fix differ from final ones, and that
// errors quote no more of an answer than a word.
func TestTokenFailed(t *testing.T) {
	const asking = "asking Security.TokenURL for a token: "
	at, err := endpoint.Parse("https://id.test/token")
	if err != nil {
		t.Fatal(err)
	}
	word, long := strings.Repeat("a", 40), strings.Repeat("a", 41)
	for _, c := range []struct {
		status    int
		errorCode string
		want      string
		final     bool
	}{
		{401, "invalid_client", "it answers 401 Unauthorized, invalid_client", true},
		{400, "", "it answers 400 Bad Request", true},
		{400, word, "it answers 400 Bad Request, " + word, true},
		{400, long, "it answers 400 Bad Request", true},
		{400, "Bad", "it answers 400 Bad Request", true},
		{400, "secret1", "it answers 400 Bad Request", true},
		{400, "a b", "it answers 400 Bad Request", true},
		{408, "", asking + "it answers 408 Request Timeout", false},
		{429, "slow_down", asking + "it answers 429 Too Many Requests, slow_down", false},
		{499, "", "it answers 499 ", true},
		{500, "", asking + "it answers 500 Internal Server Error", false},
		{503, "", asking + "it answers 503 Service Unavailable", false},
	} {
		err := tokenFailed(at, fmt.Errorf("oauth2: %w", &oauth2.RetrieveError{
			Response:  &http.Response{StatusCode: c.status, Status: fmt.Sprintf("%d %s", c.status, http.StatusText(c.status))},
			Body:      []byte("Zzyzx"),
			ErrorCode: c.errorCode,
		}))
		var denied *cluster.SecurityError
		final := errors.As(err, &denied)
		got := err.Error()
		if final {
			got = denied.Detail
		}
		if got != c.want || final != c.final || final && denied.Fault != cluster.FaultTokenRefused {
			t.Errorf("%d %s: %v, final: %v; want %s, %v", c.status, c.errorCode, got, final, c.want, c.final)
		}
	}
	for _, cause := range []error{errors.New("no such host"), &oauth2.RetrieveError{ErrorCode: "x"}} {
		if err := tokenFailed(at, cause); !errors.Is(err, cause) || err.Error() != asking+cause.Error() {
			t.Errorf("%v: %v", cause, err)
		}
	}
}

// TestTokenSession_Challenge checks that the error quotes a broker's status only if it is a word.
func TestTokenSession_Challenge(t *testing.T) {
	for answer, want := range map[string]string{
		`{"status":"invalid_token"}`:                        "the token, by OAUTHBEARER, as invalid_token",
		`{"status":""}`:                                     "the token, by OAUTHBEARER",
		`{"status":"` + strings.Repeat("x", 41) + `"}`:      "the token, by OAUTHBEARER",
		`{"status":"Zzyzx"}`:                                "the token, by OAUTHBEARER",
		`{"status":"invalid_token"`:                         "the token, by OAUTHBEARER",
		`{"status":"invalid_token","scope":"Zzyzx secret"}`: "the token, by OAUTHBEARER, as invalid_token",
	} {
		done, reply, err := (&tokenSession{addr: "kafka:9092"}).Challenge([]byte(answer))
		var denied *cluster.SecurityError
		if !errors.As(err, &denied) || denied.Detail != want || denied.Broker != "kafka:9092" || denied.Fault != cluster.FaultCredentials ||
			!errors.Is(err, kerr.SaslAuthenticationFailed) || done || reply != nil {
			t.Errorf("%s: %v, %q, %v; want %s", answer, done, reply, err, want)
		}
	}
}

// The broker's status may contain the token that the client sent.
func TestTokenSession_DoesNotQuoteToken(t *testing.T) {
	s := &tokenSession{addr: "kafka:9092", sent: "n,,\x01auth=Bearer zzyzx_token\x01\x01"}
	for _, status := range []string{"zzyzx_token", "zzyzx"} {
		_, _, err := s.Challenge([]byte(`{"status":"` + status + `"}`))
		if denied, ok := errors.AsType[*cluster.SecurityError](err); !ok || denied.Detail != "the token, by OAUTHBEARER" {
			t.Errorf("%v", err)
		}
	}
}

// A token endpoint may return the secret as its error code.
func TestTokenFailed_DoesNotQuoteSecret(t *testing.T) {
	at := &endpoint.URL{User: "svc", Password: "zzyzx"}
	err := tokenFailed(at, &oauth2.RetrieveError{Response: &http.Response{StatusCode: 400, Status: "400 Bad Request"}, ErrorCode: "no_zzyzx"})
	if denied, ok := errors.AsType[*cluster.SecurityError](err); !ok || denied.Detail != "it answers 400 Bad Request, no_[redacted]" {
		t.Errorf("%v", err)
	}
}

// TestTokens checks that surrounding spaces are trimmed and malformed tokens rejected.
func TestTokens(t *testing.T) {
	for _, c := range []struct {
		token string
		want  string // "" for an error
	}{
		{"abc", "abc"}, {" abc\r\n", "abc"}, {"!~", "!~"}, {"", ""}, {" \n", ""}, {"a b", ""}, {"a\x01b", ""}, {"a\x7fb", ""}, {"aé", ""},
	} {
		s := cluster.Security{Token: func(context.Context) (string, error) { return c.token, nil }}
		got, err := tokens(s)(t.Context())
		var denied *cluster.SecurityError
		if got != c.want || (err == nil) != (c.want != "") || err != nil && (!errors.As(err, &denied) || denied.Fault != cluster.FaultTokenMalformed) {
			t.Errorf("%q: %q, %v; want %q", c.token, got, err, c.want)
		}
	}
	broken := errors.New("no vault")
	s := cluster.Security{Token: func(context.Context) (string, error) { return "abc", broken }}
	if got, err := tokens(s)(t.Context()); got != "" || err != broken {
		t.Errorf("%q, %v", got, err)
	}
}

// TestDeniedByTLS checks the faults of crypto/tls errors and of alerts from brokers.
func TestDeniedByTLS(t *testing.T) {
	alert := func(text string) error { return &net.OpError{Op: "remote error", Err: errors.New("tls: " + text)} }
	for _, c := range []struct {
		err    error
		fault  cluster.Fault
		detail string
	}{
		{x509.UnknownAuthorityError{}, cluster.FaultUntrusted, ""},
		{x509.CertificateInvalidError{Reason: x509.Expired, Detail: "x509: too late"}, cluster.FaultExpired, "too late"},
		{&tls.CertificateVerificationError{Err: errors.New("x509: no good")}, cluster.FaultUntrusted, "x509: no good"},
		{&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, cluster.FaultUntrusted, ""},
		{x509.HostnameError{Certificate: &x509.Certificate{DNSNames: []string{"a.test"}}, Host: "b.test"}, cluster.FaultName, "certificate is valid for a.test, not b.test"},
		{tls.RecordHeaderError{Msg: "x"}, cluster.FaultTLSUnwanted, ""},
		{alert("certificate required"), cluster.FaultClient, "it says certificate required"},
		{alert("access denied"), cluster.FaultClient, "it says access denied"},
		{alert("handshake failure"), cluster.FaultTLSVersion, "it says handshake failure"},
		{alert("insufficient security level"), cluster.FaultTLSVersion, "it says insufficient security level"},
	} {
		got := deniedByTLS("kafka:9093", fmt.Errorf("dialing: %w", c.err))
		if got == nil || got.Fault != c.fault || got.Detail != c.detail || got.Broker != "kafka:9093" || !errors.Is(got, c.err) && !errors.As(got, new(x509.UnknownAuthorityError)) {
			t.Errorf("%v: %+v, want %v, %q", c.err, got, c.fault, c.detail)
		}
	}
	for _, err := range []error{
		io.EOF, alert("user canceled"), &net.OpError{Op: "read", Err: errors.New("tls: certificate required")},
		x509.CertificateInvalidError{Reason: x509.NotAuthorizedToSign},
	} {
		if got := deniedByTLS("kafka:9093", err); got != nil {
			t.Errorf("%v: %+v, want nothing", err, got)
		}
	}
}

// TestSpeaksPlain checks that only the answer to the ApiVersions request counts as plain text.
func TestSpeaksPlain(t *testing.T) {
	for _, c := range []struct {
		name, answer string
		want         bool
	}{
		{"Kafka", "\x00\x00\x00\x10mmmm\x00\x00", true},
		{"Kafka, of another request", "\x00\x00\x00\x10mmmn\x00\x00", false},
		{"HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n", false},
		{"TLS alert", "\x15\x03\x03\x00\x02\x02\x46", false},
		{"cut off", "\x00\x00\x00\x10mmm", false},
		{"nothing", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer listener.Close()
			go func() {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				defer conn.Close()
				size := make([]byte, 4)
				if _, err = io.ReadFull(conn, size); err == nil {
					_, err = io.CopyN(io.Discard, conn, int64(binary.BigEndian.Uint32(size)))
				}
				if err == nil {
					_, _ = io.WriteString(conn, c.answer)
				}
			}()
			if got := speaksPlain(t.Context(), listener.Addr().String()); got != c.want {
				t.Errorf("speaks plain text: %t, want %t", got, c.want)
			}
		})
	}
}

// TestAdmission_CountsHangUpsInARow checks that only consecutive hang-ups, with no other failure
// between them, count as a rejection.
func TestAdmission_CountsHangUpsInARow(t *testing.T) {
	client, err := kgo.NewClient(kgo.SeedBrokers("127.0.0.1:1"))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	const addr = "127.0.0.1:1"
	why := &cluster.SecurityError{Broker: addr, Fault: cluster.FaultSASLWanted}
	var a admission
	a.Client.Store(client)
	hangUp := func(times int, want error) {
		t.Helper()
		for i := range times {
			if err := a.denied(); err != nil {
				t.Errorf("after %d of %d: %v", i, times, err)
			}
			a.suspect(addr, why)
		}
		if err := a.denied(); err != want {
			t.Errorf("after %d in a row: %v, want %v", times, err, want)
		}
	}
	hangUp(maxHangUps-1, nil)
	a.suspect(addr, nil)
	hangUp(maxHangUps-1, nil)
	a.suspect(addr, nil)
	hangUp(maxHangUps, why)
}

// TestSuspected_NeedsFirstRequest checks that only a hang-up on the first request suggests
// missing SASL. For one at the dial, the client suggests a TLS problem.
func TestSuspected_NeedsFirstRequest(t *testing.T) {
	client, err := kgo.NewClient(kgo.SeedBrokers("127.0.0.1:1"))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	atDial := errors.Join(new(kgo.ErrFirstReadEOF), io.EOF) // the zero kind: other packages cannot set one
	for _, err := range []error{atDial, io.EOF} {
		if got := suspected(client, "127.0.0.1:1", err); got != nil {
			t.Errorf("%v: suspected is %v", err, got)
		}
	}
}

// Records wait while any broker may still accept the client, and fail once all have rejected it.
func TestAdmission_WaitsForBrokersThatMayLetIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, err := kgo.NewClient(kgo.SeedBrokers("127.0.0.1:1", "127.0.0.1:2"), kgo.Dialer(func(ctx context.Context, _, _ string) (net.Conn, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}))
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		var a admission
		a.Client.Store(client)
		failed := 0
		client.Produce(t.Context(), &kgo.Record{Topic: "content.events"}, func(*kgo.Record, error) { failed++ })
		for i, addr := range []string{"127.0.0.1:1", "127.0.0.1:2"} {
			a.deny(addr, &cluster.SecurityError{Broker: addr, Fault: cluster.FaultSASLWanted})
			synctest.Wait()
			if failed != i {
				t.Errorf("%d records failed when %d brokers refused", failed, i+1)
			}
		}
	})
}
