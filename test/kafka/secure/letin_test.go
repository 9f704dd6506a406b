package main

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mediamesh/events/kafka/cluster"
)

// secret reads one that a file of the cluster holds.
func (c testCluster) secret(t *testing.T, name string) cluster.Secret {
	t.Helper()
	text, err := c.read(name)
	if err != nil || text == "" {
		t.Fatalf("%s: %q, %v", name, text, err)
	}
	return cluster.NewSecret(text)
}

// trusted is TLS that knows the brokers' authority.
func (c testCluster) trusted() cluster.Security {
	return cluster.Security{CAFiles: []string{c.path("ca.pem")}}
}

// byPassword is for the user who is known, with a password.
func (c testCluster) byPassword(m cluster.Mechanism, password cluster.Secret) cluster.Security {
	s := c.trusted()
	s.Mechanism, s.User, s.Password = m, user, password
	return s
}

func (c testCluster) byToken(token string) cluster.Security {
	s := c.trusted()
	s.Mechanism, s.AccessToken = cluster.MechanismOAuthBearer, cluster.NewSecret(token)
	return s
}

func TestLetIn(t *testing.T) {
	t.Parallel()
	c := secured(t)
	mutual := c.trusted()
	mutual.CertFile, mutual.KeyFile = c.path("client.pem"), c.path("client.key")
	for _, w := range []struct {
		way    string // the name of its environment
		byCode cluster.Security
	}{
		{"mutual", mutual},
		{"plain", c.byPassword(cluster.MechanismPlain, c.secret(t, "plain.password"))},
		{"scram-sha-256", c.byPassword(cluster.MechanismScramSHA256, c.secret(t, "scram-sha-256.password"))},
		{"scram-sha-512", c.byPassword(cluster.MechanismScramSHA512, c.secret(t, "scram-sha-512.password"))},
		{"oauthbearer", c.byToken(c.secret(t, "token").Reveal())},
	} {
		t.Run(w.way, func(t *testing.T) {
			t.Parallel()
			env := c.environment(t, w.way)
			inline := env.inline(t)
			connections := map[string]cluster.Config{"by environment": env.connection(t)}
			connections["by code"] = cluster.Config{Brokers: connections["by environment"].Brokers, Security: w.byCode}
			if !maps.Equal(inline, env) {
				connections["by secrets in the environment"] = inline.connection(t)
			}
			for name, connection := range connections {
				t.Run(name, func(t *testing.T) { newStage(t).roundTrip(t, connection) })
			}
			t.Run("mediamesh", func(t *testing.T) {
				s := newStage(t)
				s.roundTrip(t, connections["by code"])
				for _, e := range []environment{env, inline} {
					s.readBy(t, e)
				}
			})
		})
	}
}

// roundTrip publishes an event and handles it.
func (s *stage) roundTrip(t *testing.T, c cluster.Config) {
	t.Helper()
	log := new(logs)
	if err := s.publisher(t, c, log).Publish(deadline(t), created("c-1")); err != nil {
		t.Fatal(err)
	}
	var got []string
	consumer := s.consumer(t, c, log, func(id string) { got = append(got, id) }, nil)
	if err := consumer.RunToEnd(deadline(t)); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0] != "c-1" {
		t.Errorf("handled %v, want c-1", got)
	}
	s.keepsSecrets(t, log.String())
}

// readBy has the command print the event that there is.
func (s *stage) readBy(t *testing.T, env environment) {
	t.Helper()
	code, stdout, stderr := env.mediamesh(t, "replay", "--topic", s.prefix+"content.events")
	if code != 0 || strings.Count(stdout, "\n") != 1 || !strings.Contains(stdout, `"contentId":"c-1"`) {
		t.Errorf("replay: %d, %s, %s", code, stdout, stderr)
	}
	s.keepsSecrets(t, stdout+stderr)
}

// tokenServer gives tokens to client "svc" with secret "cl se&cret", as the
// issuer that the brokers know.
func (c testCluster) tokenServer(t *testing.T) (url string) {
	t.Helper()
	issuer := c.issuer(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if id, secret, _ := r.BasicAuth(); id != "svc" || secret != "cl+se%26cret" {
			w.WriteHeader(http.StatusUnauthorized)
			_ = json.NewEncoder(w).Encode(map[string]any{"error": "invalid_client", "error_description": "no " + secret})
			return
		}
		token, err := issuer.token(claims(lifetime))
		if err != nil {
			t.Error(err)
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"access_token": token, "token_type": "Bearer", "expires_in": 3600})
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestTokensOfAServer(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	c := s.to(s.trusted())
	c.Security.Mechanism, c.Security.TokenURL = cluster.MechanismOAuthBearer, cluster.NewSecret(s.tokenServer(t))
	c.Security.ClientID, c.Security.ClientSecret = "svc", cluster.NewSecret("cl se&cret")
	s.roundTrip(t, c)
	s.readBy(t, environmentOf(c))
}
