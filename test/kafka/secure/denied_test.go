package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// unsigned is a token that says of itself that nobody has signed it.
func unsigned(t *testing.T) string {
	t.Helper()
	text, err := json.Marshal(claims(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + base64.RawURLEncoding.EncodeToString(text) + "."
}

func TestDenied(t *testing.T) {
	t.Parallel()
	c := secured(t)
	sasl, mutual := strings.Split(c.sasl, ","), strings.Split(c.mutual, ",")
	plain := plainBrokers()
	stranger, strange := strangeAuthority(t), strangeIssuer(t)
	ours := c.issuer(t)
	password := cluster.NewSecret(wrong + "-wrong")
	right := c.secret(t, "plain.password")
	ago := time.Now().Add(-2 * time.Hour)

	with := func(s cluster.Security, change func(*cluster.Security)) cluster.Security {
		change(&s)
		return s
	}
	unknown := func(s *cluster.Security) { s.User = "nobody" }
	misled := func(s *cluster.Security) { s.CAFiles = []string{stranger.file(t)} }
	const (
		credentials = " refuses the credentials: "
		check       = "; check what is set in Security (MEDIAMESH_SASL_…)"
		untrusted   = " has a certificate that no known authority has signed; name the file with the authority's certificate in Security.CAFiles (MEDIAMESH_TLS_CA)"
		noToken     = credentials + "the token, by OAUTHBEARER, as invalid_token" + check
		certificate = " wants a client certificate that it trusts: it says *; set Security.CertFile and KeyFile (MEDIAMESH_TLS_CERT, MEDIAMESH_TLS_KEY) to one that is current and signed by an authority that the cluster knows"
	)
	for _, d := range []struct {
		name     string
		brokers  []string
		security cluster.Security
		fault    cluster.Fault
		text     string // behind the broker's address; * is what depends on the version of Java
	}{
		{"PLAIN, wrong password", sasl, c.byPassword(cluster.MechanismPlain, password), cluster.FaultCredentials, credentials + "user ada, by PLAIN" + check},
		{"PLAIN, unknown user", sasl, with(c.byPassword(cluster.MechanismPlain, right), unknown), cluster.FaultCredentials, credentials + "user nobody, by PLAIN" + check},
		{"PLAIN, another mechanism's password", sasl, c.byPassword(cluster.MechanismPlain, c.secret(t, "scram-sha-256.password")), cluster.FaultCredentials, credentials + "user ada, by PLAIN" + check},
		{"SCRAM-SHA-256, wrong password", sasl, c.byPassword(cluster.MechanismScramSHA256, password), cluster.FaultCredentials, credentials + "user ada, by SCRAM-SHA-256" + check},
		{"SCRAM-SHA-256, unknown user", sasl, with(c.byPassword(cluster.MechanismScramSHA256, password), unknown), cluster.FaultCredentials, credentials + "user nobody, by SCRAM-SHA-256" + check},
		{"SCRAM-SHA-512, wrong password", sasl, c.byPassword(cluster.MechanismScramSHA512, password), cluster.FaultCredentials, credentials + "user ada, by SCRAM-SHA-512" + check},
		{"SCRAM-SHA-512, unknown user", sasl, with(c.byPassword(cluster.MechanismScramSHA512, password), unknown), cluster.FaultCredentials, credentials + "user nobody, by SCRAM-SHA-512" + check},
		{"SCRAM-SHA-512, another mechanism's password", sasl, c.byPassword(cluster.MechanismScramSHA512, c.secret(t, "scram-sha-256.password")), cluster.FaultCredentials, credentials + "user ada, by SCRAM-SHA-512" + check},

		{"token, expired", sasl, c.byToken(ours.tokenWith(t, map[string]any{"exp": ago.Unix()})), cluster.FaultCredentials, noToken},
		{"token of a stranger", sasl, c.byToken(strange.tokenWith(t, nil)), cluster.FaultCredentials, noToken},
		{"token for others", sasl, c.byToken(ours.tokenWith(t, map[string]any{"aud": "others"})), cluster.FaultCredentials, noToken},
		{"token of nobody", sasl, c.byToken(ours.tokenWith(t, map[string]any{"sub": nil})), cluster.FaultCredentials, noToken},
		{"token, unsigned", sasl, c.byToken(unsigned(t)), cluster.FaultCredentials, noToken},
		{"no token, but a text", sasl, c.byToken(wrong), cluster.FaultCredentials, noToken},
		{"token with a space", sasl, c.byToken(wrong + " " + wrong), cluster.FaultTokenMalformed,
			" was not contacted: the token is malformed: it is empty, or has spaces or control characters in it; check what Security.AccessToken, TokenFile or Token give"},
		{"server that gives no token", sasl, with(c.trusted(), func(s *cluster.Security) {
			s.Mechanism, s.TokenURL, s.ClientID, s.ClientSecret = cluster.MechanismOAuthBearer, cluster.NewSecret(c.tokenServer(t)), "svc", password
		}), cluster.FaultTokenRefused,
			" was not contacted: Security.TokenURL issues no token to this client: it answers 401 Unauthorized, invalid_client; check Security.ClientID, ClientSecret and Scopes (MEDIAMESH_SASL_CLIENT_ID, …_SECRET, …_SCOPES)"},

		{"broker of an unknown authority, mutual TLS", mutual, with(c.client(t, c.authority(t), ago, lifetime), misled), cluster.FaultUntrusted, untrusted},
		{"broker of an unknown authority, PLAIN", sasl, with(c.byPassword(cluster.MechanismPlain, right), misled), cluster.FaultUntrusted, untrusted},
		{"broker of an unknown authority, token", sasl, with(c.byToken(ours.tokenWith(t, nil)), misled), cluster.FaultUntrusted, untrusted},
		{"broker of another name", sasl, with(c.byPassword(cluster.MechanismPlain, right), func(s *cluster.Security) { s.ServerName = "db.test" }), cluster.FaultName,
			" has a certificate for other names: certificate is valid for localhost, not db.test; connect by one of its names, or set Security.ServerName (MEDIAMESH_TLS_SERVER_NAME) to one"},
		{"no client certificate", mutual, c.trusted(), cluster.FaultClient, certificate},
		{"client certificate of a stranger", mutual, c.client(t, stranger, ago, lifetime), cluster.FaultClient, certificate},
		{"client certificate, expired", mutual, c.client(t, c.authority(t), ago, time.Hour), cluster.FaultClient, certificate},

		{"plain text to TLS", mutual, cluster.Security{}, cluster.FaultTLSWanted,
			" requires TLS, but the client connected without it; set Security.TLS (MEDIAMESH_TLS=true), or use the cluster's port for plain text"},
		{"password in plain text to TLS", sasl, cluster.Security{Mechanism: cluster.MechanismPlain, User: user, Password: right}, cluster.FaultTLSWanted,
			" requires TLS, but the client connected without it; set Security.TLS (MEDIAMESH_TLS=true), or use the cluster's port for plain text"},
		{"TLS to plain text", plain, c.trusted(), cluster.FaultTLSUnwanted,
			" does not speak TLS; use the cluster's port for TLS, or take TLS out of Security (MEDIAMESH_TLS…)"},
		{"TLS and password to plain text", plain, c.byPassword(cluster.MechanismScramSHA512, password), cluster.FaultTLSUnwanted,
			" does not speak TLS; use the cluster's port for TLS, or take TLS out of Security (MEDIAMESH_TLS…)"},
		{"nobody to SASL", sasl, c.trusted(), cluster.FaultSASLWanted,
			" wants clients to authenticate: it hangs up on the first request; set Security.Mechanism (MEDIAMESH_SASL_MECHANISM) and its credentials"},
		{"SASL to plain text", plain, cluster.Security{Mechanism: cluster.MechanismScramSHA256, User: user, Password: password}, cluster.FaultSASLUnwanted,
			" does not authenticate clients on this port; use the cluster's port for SASL, or unset Security.Mechanism (MEDIAMESH_SASL_MECHANISM)"},
		{"SASL to mutual TLS", mutual, with(c.client(t, c.authority(t), ago, lifetime), func(s *cluster.Security) {
			s.Mechanism, s.User, s.Password = cluster.MechanismPlain, user, password
		}), cluster.FaultSASLUnwanted,
			" does not authenticate clients on this port; use the cluster's port for SASL, or unset Security.Mechanism (MEDIAMESH_SASL_MECHANISM)"},
	} {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			denial{
				connection: cluster.Config{Brokers: d.brokers[:1], Security: d.security},
				fault:      d.fault,
				text:       "broker " + d.brokers[0] + d.text,
			}.check(t, &stage{testCluster: c, prefix: "test-secure-denied."})
		})
	}
}

// denial is how a client is told that it is not let in.
type denial struct {
	connection cluster.Config
	fault      cluster.Fault
	text       string
}

func (d denial) check(t *testing.T, s *stage) {
	log := new(logs)
	defer func() {
		secret := d.connection.Security.Password.Reveal()
		s.keepsSecrets(t, log.String(), secret, d.connection.Security.AccessToken.Reveal())
	}()
	p := s.publisher(t, d.connection, log)
	for range 2 { // one that comes later ends too
		err := p.Publish(deadline(t), created("c-1"))
		d.is(t, err, log)
		var publish *kafka.PublishError
		if !errors.As(err, &publish) || publish.Retry != kafka.RetryUseless || publish.Refused {
			t.Errorf("error %+v, want one of the cluster's, that a retry does not help", publish)
		}
	}
	if err := p.Close(context.Background()); err != nil {
		t.Error(err)
	}
	err := s.consumer(t, d.connection, log, func(string) {}, nil).Run(deadline(t))
	d.is(t, err, log)
	var connect *cluster.ConnectError
	if !errors.As(err, &connect) {
		t.Errorf("error %v, want a ConnectError", err)
	}
	code, stdout, stderr := environmentOf(d.connection).mediamesh(t, "consume", "--group", s.prefix+"group", "--exit-at-end")
	log.Write([]byte(stdout + stderr))
	if code != 1 || stdout != "" || !has(stderr, d.text+"\nNext: ") {
		t.Errorf("consume: %d, %s, %s\nwant %s", code, stdout, stderr, d.text)
	}
}

// is fails unless an error is the one that is expected.
func (d denial) is(t *testing.T, err error, log *logs) {
	t.Helper()
	var denied *cluster.SecurityError
	if !errors.As(err, &denied) || denied.Fault != d.fault || denied.Broker != d.connection.Brokers[0] {
		t.Fatalf("error %v (%+v), want %s of %s", err, denied, d.fault, d.connection.Brokers[0])
	}
	if !has(err.Error(), d.text) {
		t.Errorf("error %q\nwant  %q in it", err, d.text)
	}
	log.Write([]byte(err.Error()))
}

// has finds in a text what is between a pattern's stars, in that order.
func has(text, pattern string) bool {
	for part := range strings.SplitSeq(pattern, "*") {
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text = text[at+len(part):]
	}
	return true
}
