package kafka_test

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// roundTrip publishes an event and consumes it.
func roundTrip(t *testing.T, brokers []string, security cluster.Security) {
	t.Helper()
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers, Security: security}})
	if err := p.Publish(deadline(t), created("c-1")); err != nil {
		t.Fatal(err)
	}
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers, Security: security}})
	var got []string
	handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
		got = append(got, e.Payload.ContentID)
		return nil
	})
	runToEnd(t, c)
	if len(got) != 1 || got[0] != "c-1" {
		t.Errorf("handled %v, want c-1", got)
	}
}

func TestTLS(t *testing.T) {
	ca := newAuthority(t)
	server := ca.issue(t, nil).server(t)
	mutual := server.Clone()
	mutual.ClientCAs, mutual.ClientAuth = ca.pool, tls.RequireAndVerifyClientCert
	client := ca.issue(t, nil)
	for _, c := range []struct {
		name     string
		server   *tls.Config
		security cluster.Security
	}{
		{"authority", server, cluster.Security{TLS: true, CAFiles: []string{ca.file}}},
		{"authorities, of which one signed", server, cluster.Security{CAFiles: []string{newAuthority(t).file, ca.file}}},
		{"name", server, cluster.Security{CAFiles: []string{ca.file}, ServerName: "kafka.test"}},
		{"anybody", server, cluster.Security{InsecureSkipVerify: true}},
		{"mutual", mutual, cluster.Security{CAFiles: []string{ca.file}, CertFile: client.cert, KeyFile: client.key}},
	} {
		t.Run(c.name, func(t *testing.T) {
			roundTrip(t, startCluster(t, kfake.TLS(c.server)).ListenAddrs(), c.security)
		})
	}
}

func TestSASL(t *testing.T) {
	ca := newAuthority(t)
	file := writeFile(t, filepath.Join(t.TempDir(), "password"), "p=a,ss word\n")
	for _, m := range []cluster.Mechanism{cluster.MechanismPlain, cluster.MechanismScramSHA256, cluster.MechanismScramSHA512} {
		t.Run(string(m), func(t *testing.T) {
			target := startCluster(t, kfake.EnableSASL(), kfake.Superuser(string(m), "ada", "p=a,ss word"))
			roundTrip(t, target.ListenAddrs(), cluster.Security{Mechanism: m, User: "ada", Password: cluster.NewSecret("p=a,ss word")})
		})
		t.Run(string(m)+" by file and TLS", func(t *testing.T) {
			target := startCluster(t, kfake.EnableSASL(), kfake.Superuser(string(m), "ada", "p=a,ss word"), kfake.TLS(ca.issue(t, nil).server(t)))
			roundTrip(t, target.ListenAddrs(), cluster.Security{CAFiles: []string{ca.file}, Mechanism: m, User: "ada", PasswordFile: file})
		})
	}
}

// acceptTokens has a cluster take one token, as Kafka does: a refusal is an
// answer that the client confirms before it is an error.
func acceptTokens(t testing.TB, target *kfake.Cluster, want func() string) *atomic.Pointer[string] {
	t.Helper()
	var last atomic.Pointer[string]
	target.ControlKey(int16(kmsg.SASLHandshake), func(req kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		resp := req.ResponseKind().(*kmsg.SASLHandshakeResponse)
		if req.(*kmsg.SASLHandshakeRequest).Mechanism != "OAUTHBEARER" {
			resp.ErrorCode = kerr.UnsupportedSaslMechanism.Code
			resp.SupportedMechanisms = []string{"OAUTHBEARER"}
		}
		return resp, nil, true
	})
	target.ControlKey(int16(kmsg.SASLAuthenticate), func(req kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		resp := req.ResponseKind().(*kmsg.SASLAuthenticateResponse)
		said := string(req.(*kmsg.SASLAuthenticateRequest).SASLAuthBytes)
		last.Store(&said)
		switch {
		case said == "\x01":
			resp.ErrorCode = kerr.SaslAuthenticationFailed.Code
		case !strings.HasPrefix(said, "n,,\x01auth=Bearer "+want()+"\x01"):
			resp.SASLAuthBytes = []byte(`{"status":"invalid_token"}`)
		}
		return resp, nil, true
	})
	return &last
}

func always(text string) func() string { return func() string { return text } }

func TestOAuthBearer(t *testing.T) {
	target := startCluster(t)
	said := acceptTokens(t, target, always("to.ke-n_1"))
	for _, c := range []struct {
		name     string
		security cluster.Security
	}{
		{"token", cluster.Security{AccessToken: cluster.NewSecret("to.ke-n_1")}},
		{"file", cluster.Security{TokenFile: writeFile(t, filepath.Join(t.TempDir(), "token"), "to.ke-n_1\n")}},
		{"function", cluster.Security{Token: func(context.Context) (string, error) { return "to.ke-n_1", nil }}},
		{"extensions", cluster.Security{AccessToken: cluster.NewSecret("to.ke-n_1"), Extensions: map[string]string{"b": "2", "a": "1"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.security.Mechanism = cluster.MechanismOAuthBearer
			p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs(), Security: c.security}})
			if err := p.Publish(deadline(t), created("c-1")); err != nil {
				t.Fatal(err)
			}
		})
	}
	if got := *said.Load(); got != "n,,\x01auth=Bearer to.ke-n_1\x01a=1\x01b=2\x01\x01" {
		t.Errorf("said %q", got)
	}
}

// What is renewed on disk is used from the next connection on.
func TestRenewal(t *testing.T) {
	t.Run("token", func(t *testing.T) {
		target := startCluster(t)
		var valid atomic.Pointer[string]
		first, second := "first", "second"
		valid.Store(&first)
		acceptTokens(t, target, func() string { return *valid.Load() })
		file := writeFile(t, filepath.Join(t.TempDir(), "token"), first)
		p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs(), Security: cluster.Security{Mechanism: cluster.MechanismOAuthBearer, TokenFile: file}}})
		publishOne(t, p)
		valid.Store(&second)
		writeFile(t, file, second)
		cutOnce(target)
		publishOne(t, p)
	})
	t.Run("certificate", func(t *testing.T) {
		ca := newAuthority(t)
		server := ca.issue(t, nil).server(t)
		server.ClientAuth = tls.RequireAndVerifyClientCert
		server.ClientCAs = ca.pool
		var serials serialNumbers
		server.VerifyPeerCertificate = serials.note
		target := startCluster(t, kfake.TLS(server))
		client := ca.issue(t, serial(7))
		p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs(), Security: cluster.Security{
			CAFiles: []string{ca.file}, CertFile: client.cert, KeyFile: client.key,
		}}})
		publishOne(t, p)
		if serials.count(7) == 0 || serials.count(8) != 0 {
			t.Fatalf("certificates %v, want 7", serials.seen)
		}
		ca.issue(t, serial(8)).moveTo(t, client)
		cutOnce(target)
		publishOne(t, p)
		if serials.count(8) == 0 {
			t.Errorf("certificates %v, want 8 as well", serials.seen)
		}
	})
}

func publishOne(t *testing.T, p *kafka.Publisher) {
	t.Helper()
	if err := p.Publish(deadline(t), created("c-1")); err != nil {
		t.Fatal(err)
	}
}

var errCut = errors.New("cut")

// cutOnce ends a connection at the next event that is published.
func cutOnce(target *kfake.Cluster) {
	target.ControlKey(int16(kmsg.Produce), func(kmsg.Request) (kmsg.Response, error, bool) {
		return nil, errCut, true
	})
}

// tokenServer gives tokens to client "svc" with secret "cl se&cret".
func tokenServer(t testing.TB, lifetime int) (url string, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		id, secret, _ := r.BasicAuth()
		w.Header().Set("Content-Type", "application/json")
		if id != "svc" || secret != "cl+se%26cret" || r.FormValue("grant_type") != "client_credentials" {
			w.WriteHeader(http.StatusUnauthorized)
			_ = json.NewEncoder(w).Encode(map[string]any{"error": "invalid_client", "error_description": "no " + secret})
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{
			"access_token": "token-for-" + strings.ReplaceAll(r.FormValue("scope"), " ", "-"), "token_type": "Bearer", "expires_in": lifetime,
		})
	}))
	t.Cleanup(server.Close)
	return server.URL + "/token", asked
}

func TestClientCredentials(t *testing.T) {
	for _, c := range []struct {
		name     string
		lifetime int
		asked    int32 // for two connections
	}{
		{"kept", 3600, 1},
		{"about to expire", 20, 2},
		{"of unknown lifetime", 0, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			target := startCluster(t)
			acceptTokens(t, target, always("token-for-kafka-events"))
			url, asked := tokenServer(t, c.lifetime)
			p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs(), Security: cluster.Security{
				Mechanism: cluster.MechanismOAuthBearer, TokenURL: cluster.NewSecret(url), ClientID: "svc",
				ClientSecretFile: writeFile(t, filepath.Join(t.TempDir(), "secret"), "cl se&cret\n"), Scopes: []string{"kafka", "events"},
			}}})
			publishOne(t, p) // a connection to ask, one to publish
			if got := asked.Load(); got < c.asked || c.asked == 1 && got != 1 {
				t.Errorf("asked for %d tokens, want %d", got, c.asked)
			}
		})
	}
}

// A token server that is ill for a while is waited for.
func TestTokenServerComesBack(t *testing.T) {
	target := startCluster(t)
	acceptTokens(t, target, always("token"))
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if asked.Add(1) <= 2 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte(`{"access_token":"token","token_type":"Bearer","expires_in":3600}`))
	}))
	t.Cleanup(server.Close)
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs(), Security: cluster.Security{
		Mechanism: cluster.MechanismOAuthBearer, TokenURL: cluster.NewSecret(server.URL), ClientID: "svc", ClientSecret: cluster.NewSecret("x"),
	}}})
	publishOne(t, p)
	if n := asked.Load(); n != 3 {
		t.Errorf("asked %d times, want 3", n)
	}
}
