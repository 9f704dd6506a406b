package kafka_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// hour is a timeout that no test waits for.
const hour = time.Hour

// answer has a cluster answer to authentication with errors.
func answer(target *kfake.Cluster, handshake, authenticate *kerr.Error) {
	target.ControlKey(int16(kmsg.SASLHandshake), func(req kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		resp := req.ResponseKind().(*kmsg.SASLHandshakeResponse)
		if handshake != nil {
			resp.ErrorCode = handshake.Code
		}
		return resp, nil, true
	})
	target.ControlKey(int16(kmsg.SASLAuthenticate), func(req kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		resp := req.ResponseKind().(*kmsg.SASLAuthenticateResponse)
		resp.ErrorCode = authenticate.Code
		said := string(req.(*kmsg.SASLAuthenticateRequest).SASLAuthBytes) // the password, for PLAIN
		resp.ErrorMessage = &said
		return resp, nil, true
	})
}

func TestDenied(t *testing.T) {
	ca, stranger := newAuthority(t), newAuthority(t)
	server := ca.issue(t, nil).server(t)
	expired := ca.issue(t, func(c *x509.Certificate) {
		c.NotBefore, c.NotAfter = time.Now().Add(-2*time.Hour), time.Now().Add(-time.Hour)
	})
	old := server.Clone()
	old.MinVersion, old.MaxVersion = tls.VersionTLS11, tls.VersionTLS11
	mutual := server.Clone()
	mutual.ClientCAs, mutual.ClientAuth = ca.pool, tls.RequireAndVerifyClientCert
	mutual12 := mutual.Clone()
	mutual12.MaxVersion = tls.VersionTLS12
	strange := stranger.issue(t, nil)
	trusting := cluster.Security{CAFiles: []string{ca.file}}
	with := func(i issued) cluster.Security {
		return cluster.Security{CAFiles: []string{ca.file}, CertFile: i.cert, KeyFile: i.key}
	}
	ada := func(m cluster.Mechanism) cluster.Security {
		return cluster.Security{Mechanism: m, User: "ada", Password: cluster.NewSecret("Zzyzx-wrong")}
	}
	token := cluster.Security{Mechanism: cluster.MechanismOAuthBearer, AccessToken: cluster.NewSecret("Zzyzx-wrong")}
	url, _ := tokenServer(t, 3600)
	wrongClient := cluster.Security{Mechanism: cluster.MechanismOAuthBearer, TokenURL: cluster.NewSecret(url), ClientID: "svc", ClientSecret: cluster.NewSecret("Zzyzx-wrong")}
	sasl := func(m cluster.Mechanism) []kfake.Opt {
		return []kfake.Opt{kfake.EnableSASL(), kfake.Superuser(string(m), "ada", "right")}
	}

	for _, c := range []struct {
		name     string
		cluster  []kfake.Opt
		prepare  func(*kfake.Cluster)
		security cluster.Security
		fault    cluster.Fault
		text     string // behind the broker's address
	}{
		{"unknown authority", []kfake.Opt{kfake.TLS(server)}, nil, cluster.Security{CAFiles: []string{stranger.file}}, cluster.FaultUntrusted,
			" has a certificate that no known authority has signed; name the file with the authority's certificate in Security.CAFiles (MEDIAMESH_TLS_CA)"},
		{"expired", []kfake.Opt{kfake.TLS(expired.server(t))}, nil, trusting, cluster.FaultExpired,
			" has a certificate that is not valid at this time: current time "},
		{"another name", []kfake.Opt{kfake.TLS(server)}, nil, cluster.Security{CAFiles: []string{ca.file}, ServerName: "db.test"}, cluster.FaultName,
			" has a certificate for other names: certificate is valid for kafka.test, not db.test; connect by one of its names, or set Security.ServerName (MEDIAMESH_TLS_SERVER_NAME) to one"},
		{"no client certificate", []kfake.Opt{kfake.TLS(mutual)}, nil, trusting, cluster.FaultClient,
			" wants a client certificate that it trusts: it says certificate required; set Security.CertFile and KeyFile (MEDIAMESH_TLS_CERT, MEDIAMESH_TLS_KEY) to one that is current"},
		{"no client certificate, TLS 1.2", []kfake.Opt{kfake.TLS(mutual12)}, nil, trusting, cluster.FaultClient,
			" wants a client certificate that it trusts: it says handshake failure; set"},
		{"client certificate of a stranger", []kfake.Opt{kfake.TLS(mutual)}, nil, with(strange), cluster.FaultClient,
			" wants a client certificate that it trusts: it says unknown certificate authority; set"},
		{"expired client certificate", []kfake.Opt{kfake.TLS(mutual)}, nil, with(expired), cluster.FaultClient,
			" wants a client certificate that it trusts: it says expired certificate; set"},
		{"old TLS", []kfake.Opt{kfake.TLS(old)}, nil, trusting, cluster.FaultTLSVersion,
			" and this client have no TLS version or cipher in common: it says protocol version not supported; see"},
		{"plain client, TLS broker", []kfake.Opt{kfake.TLS(server)}, nil, cluster.Security{}, cluster.FaultTLSWanted,
			" requires TLS, but the client connected without it; set Security.TLS (MEDIAMESH_TLS=true), or use the cluster's port for plain text"},
		{"plain client with SASL, TLS broker", append(sasl(cluster.MechanismPlain), kfake.TLS(server)), nil, ada(cluster.MechanismPlain), cluster.FaultTLSWanted,
			" requires TLS, but the client connected without it; set"},
		{"TLS client, plain broker", nil, nil, trusting, cluster.FaultTLSUnwanted,
			" does not speak TLS; use the cluster's port for TLS, or take TLS out of Security (MEDIAMESH_TLS…)"},
		{"PLAIN, hung up on", sasl(cluster.MechanismPlain), nil, ada(cluster.MechanismPlain), cluster.FaultCredentials,
			" refuses the credentials: user ada, by PLAIN: it hangs up; check what is set in Security (MEDIAMESH_SASL_…)"},
		{"SCRAM-SHA-256, hung up on", sasl(cluster.MechanismScramSHA256), nil, ada(cluster.MechanismScramSHA256), cluster.FaultCredentials,
			" refuses the credentials: user ada, by SCRAM-SHA-256: it hangs up; check"},
		{"PLAIN, told", nil, func(c *kfake.Cluster) { answer(c, nil, kerr.SaslAuthenticationFailed) }, ada(cluster.MechanismPlain), cluster.FaultCredentials,
			" refuses the credentials: user ada, by PLAIN; check"},
		{"SCRAM-SHA-512, told", nil, func(c *kfake.Cluster) { answer(c, nil, kerr.SaslAuthenticationFailed) }, ada(cluster.MechanismScramSHA512), cluster.FaultCredentials,
			" refuses the credentials: user ada, by SCRAM-SHA-512; check"},
		{"token", nil, func(c *kfake.Cluster) { acceptTokens(t, c, always("right")) }, token, cluster.FaultCredentials,
			" refuses the credentials: the token, by OAUTHBEARER, as invalid_token; check"},
		{"malformed token", nil, func(c *kfake.Cluster) { acceptTokens(t, c, always("right")) },
			cluster.Security{Mechanism: cluster.MechanismOAuthBearer, Token: func(context.Context) (string, error) { return "Zzyzx wrong\x01", nil }}, cluster.FaultTokenMalformed,
			" was not contacted: the token is malformed: it is empty, or has spaces or control characters in it; check"},
		{"client credentials", nil, func(c *kfake.Cluster) { acceptTokens(t, c, always("right")) }, wrongClient, cluster.FaultTokenRefused,
			" was not contacted: Security.TokenURL issues no token to this client: it answers 401 Unauthorized, invalid_client; check"},
		{"no such mechanism", sasl(cluster.MechanismPlain), nil, token, cluster.FaultMechanism,
			" does not offer the SASL mechanism: the token, by OAUTHBEARER; set Security.Mechanism (MEDIAMESH_SASL_MECHANISM) to one that it does"},
		{"no SASL wanted", nil, func(c *kfake.Cluster) { answer(c, kerr.IllegalSaslState, kerr.IllegalSaslState) }, ada(cluster.MechanismPlain), cluster.FaultSASLUnwanted,
			" does not authenticate clients on this port; use"},
		{"SASL wanted", sasl(cluster.MechanismPlain), nil, cluster.Security{}, cluster.FaultSASLWanted,
			" wants clients to authenticate: it hangs up on the first request; set Security.Mechanism (MEDIAMESH_SASL_MECHANISM) and its credentials"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			target := startCluster(t, c.cluster...)
			if c.prepare != nil {
				c.prepare(target)
			}
			brokers := target.ListenAddrs()
			log := new(logs)
			check := func(err error) {
				t.Helper()
				var denied *cluster.SecurityError
				if !errors.As(err, &denied) || denied.Fault != c.fault || denied.Broker != brokers[0] {
					t.Fatalf("error %v (%+v), want %s of %s", err, denied, c.fault, brokers[0])
				}
				if text := "broker " + brokers[0] + c.text; !strings.Contains(err.Error(), text) {
					t.Errorf("error %q\nwant  %q in it", err, text)
				}
				if all := err.Error() + log.String(); strings.Contains(all, "Zzyzx") {
					t.Errorf("a secret is in %s", all)
				}
			}

			p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers, Security: c.security}, DeliveryTimeout: hour})
			for range 2 { // one that comes later ends too
				err := p.Publish(deadline(t), created("c-1"))
				check(err)
				var publish *kafka.PublishError
				if !errors.As(err, &publish) || publish.Retry != kafka.RetryUseless || publish.Refused {
					t.Errorf("error %+v, want one of the cluster's, that a retry does not help", publish)
				}
			}
			if err := p.Close(context.Background()); err != nil {
				t.Error(err)
			}

			consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers, Security: c.security, ConnectTimeout: hour}, Logger: log.logger()})
			handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return nil })
			err := consumer.Run(deadline(t))
			check(err)
			var connect *cluster.ConnectError
			if !errors.As(err, &connect) || !strings.HasPrefix(err.Error(), "kafka: no connection to "+brokers[0]+": broker ") {
				t.Errorf("error %v, want a ConnectError", err)
			}
		})
	}
}

// As long as one broker may let a client in, it waits for that one.
func TestOneOfTwoDenies(t *testing.T) {
	denies := startCluster(t, kfake.EnableSASL(), kfake.Superuser("PLAIN", "ada", "right"))
	answer(denies, nil, kerr.SaslAuthenticationFailed)
	lets := startCluster(t, kfake.EnableSASL(), kfake.Superuser("PLAIN", "ada", "right"))
	brokers := []string{denies.ListenAddrs()[0], lets.ListenAddrs()[0]}
	roundTrip(t, brokers, cluster.Security{Mechanism: cluster.MechanismPlain, User: "ada", Password: cluster.NewSecret("right")})
}

// hangingUp is a port before a broker, as a load balancer's: it hangs up on
// the first connections.
func hangingUp(t testing.TB, broker string, times int32) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var left atomic.Int32
	left.Store(times)
	var open sync.WaitGroup
	open.Go(func() {
		for {
			in, err := listener.Accept()
			if err != nil {
				return
			}
			if left.Add(-1) >= 0 {
				in.Close()
				continue
			}
			open.Go(func() { pipe(in, broker) })
		}
	})
	t.Cleanup(func() {
		listener.Close()
		open.Wait()
	})
	return listener.Addr().String()
}

// pipe passes on what is sent, in both directions, until one side ends it.
func pipe(in net.Conn, to string) {
	defer in.Close()
	out, err := net.Dial("tcp", to)
	if err != nil {
		return
	}
	defer out.Close()
	var back sync.WaitGroup
	back.Go(func() {
		_, _ = io.Copy(in, out)
		in.Close()
	})
	_, _ = io.Copy(out, in)
	out.Close()
	back.Wait()
}

// A broker that is not there yet is not taken for one that refuses.
func TestHangingUpIsNoRefusal(t *testing.T) {
	ca := newAuthority(t)
	for _, c := range []struct {
		name     string
		security cluster.Security
	}{
		{"plain", cluster.Security{}},
		{"TLS", cluster.Security{CAFiles: []string{ca.file}}},
		{"TLS and SASL", cluster.Security{CAFiles: []string{ca.file}, Mechanism: cluster.MechanismPlain, User: "ada", Password: cluster.NewSecret("right")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var opts []kfake.Opt
			if len(c.security.CAFiles) > 0 {
				opts = append(opts, kfake.TLS(ca.issue(t, nil).server(t)))
			}
			if c.security.Mechanism != cluster.MechanismNone {
				opts = append(opts, kfake.EnableSASL(), kfake.Superuser("PLAIN", "ada", "right"))
			}
			target := startCluster(t, opts...)
			addr := hangingUp(t, target.ListenAddrs()[0], 8)
			p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{addr}, Security: c.security}})
			if err := p.Publish(deadline(t), created("c-1")); err != nil {
				t.Error(err)
			}
			again := hangingUp(t, target.ListenAddrs()[0], 8)
			consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: []string{again}, Security: c.security, ConnectTimeout: patience}})
			handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return nil })
			runToEnd(t, consumer)
		})
	}
}

// Clients that were in are told when their password is wrong now.
func TestRevoked(t *testing.T) {
	target := startCluster(t, kfake.EnableSASL(), kfake.Superuser("PLAIN", "ada", "right"))
	brokers := target.ListenAddrs()
	security := cluster.Security{Mechanism: cluster.MechanismPlain, User: "ada", Password: cluster.NewSecret("right")}
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers, Security: security}, DeliveryTimeout: 2 * time.Second})
	publishOne(t, p)
	handled := make(chan string, 10)
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers, Security: security}})
	handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
		handled <- e.Payload.ContentID
		return nil
	})
	r := runUntilStopped(t, c)
	get(t, handled)

	answer(target, nil, kerr.SaslAuthenticationFailed)
	for _, key := range []kmsg.Key{kmsg.Produce, kmsg.Fetch, kmsg.Heartbeat, kmsg.Metadata} {
		target.ControlKey(int16(key), func(kmsg.Request) (kmsg.Response, error, bool) {
			target.KeepControl()
			return nil, errCut, true
		})
	}
	err := p.Publish(deadline(t), created("c-2"))
	var publish *kafka.PublishError
	if !errors.As(err, &publish) || publish.Retry != kafka.RetryMayDuplicate || !errors.Is(err, kerr.SaslAuthenticationFailed) || strings.Contains(err.Error(), "right") {
		t.Errorf("publishing: %v", err)
	}
	err = r.wait(t)
	var fetch *kafka.FetchError
	if !errors.As(err, &fetch) || !errors.Is(err, kerr.SaslAuthenticationFailed) || strings.Contains(err.Error(), "right") {
		t.Errorf("consuming: %v", err)
	}
}

// What a broker says of a client's certificate can be lost, when it hangs up
// on a request that it has not read. It is asked again, by saying nothing.
func TestLostRefusal(t *testing.T) {
	ca := newAuthority(t)
	trusting := ca.issue(t, nil).server(t)
	mutual := trusting.Clone()
	mutual.ClientCAs, mutual.ClientAuth = ca.pool, tls.RequireAndVerifyClientCert
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var open sync.WaitGroup
	open.Go(func() {
		for i := 0; ; i++ {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			if i%2 == 0 { // all of its words are lost
				_ = tls.Server(conn, trusting).Handshake()
				_ = conn.(*net.TCPConn).SetLinger(0)
			} else {
				_ = tls.Server(conn, mutual).Handshake()
				_, _ = io.Copy(io.Discard, conn) // the client goes first
			}
			conn.Close()
		}
	})
	t.Cleanup(func() {
		listener.Close()
		open.Wait()
	})
	p := newPublisher(t, kafka.PublisherConfig{
		Cluster: cluster.Config{Brokers: []string{listener.Addr().String()}, Security: cluster.Security{CAFiles: []string{ca.file}}}, DeliveryTimeout: hour,
	})
	err = p.Publish(deadline(t), created("c-1"))
	var denied *cluster.SecurityError
	if !errors.As(err, &denied) || denied.Fault != cluster.FaultClient || denied.Detail != "it says certificate required" {
		t.Errorf("error %v, want %s", err, cluster.FaultClient)
	}
}
