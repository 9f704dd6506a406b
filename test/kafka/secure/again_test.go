package main

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// short is how long sessions last in these tests: as Kafka is told for
// SCRAM-SHA-512, and as tokens are good.
const short = 3 * time.Second

// A session that ends is not noticed: clients authenticate again, with what is
// right by then.
func TestAgain(t *testing.T) {
	t.Parallel()
	c := secured(t)
	issuer := c.issuer(t)
	var tokens atomic.Int32
	renewed := c.trusted()
	renewed.Mechanism = cluster.MechanismOAuthBearer
	renewed.Token = func(context.Context) (string, error) {
		tokens.Add(1)
		return issuer.token(claims(short))
	}
	for _, w := range []struct {
		name     string
		security cluster.Security
	}{
		{"token", renewed},
		{"password", c.byPassword(cluster.MechanismScramSHA512, c.secret(t, "scram-sha-512.password"))},
	} {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			s, log, connection := newStage(t), new(logs), c.to(w.security)
			r := s.run(t, connection, log)
			p := s.publisher(t, connection, log)
			for over := time.Now().Add(2 * short); time.Now().Before(over); {
				if err := p.Publish(deadline(t), created("c-1")); err != nil {
					t.Fatal(err)
				}
				r.get(t)
			}
			if err := r.stop(t); err != nil {
				t.Error(err)
			}
			if text := log.String(); strings.Contains(text, "level=WARN") || strings.Contains(text, "level=ERROR") {
				t.Errorf("it complains: %s", text)
			}
			s.keepsSecrets(t, log.String())
		})
	}
	t.Cleanup(func() {
		if n := tokens.Load(); n < 6 { // three connections at least, twice
			t.Errorf("asked for %d tokens", n)
		}
	})
}

// Clients that were in are told when what they authenticate with is wrong now.
func TestRevoked(t *testing.T) {
	t.Parallel()
	c := secured(t)
	t.Run("token", func(t *testing.T) {
		t.Parallel()
		var revoked atomic.Bool
		ours, strange := c.issuer(t), strangeIssuer(t)
		security := c.trusted()
		security.Mechanism = cluster.MechanismOAuthBearer
		security.Token = func(context.Context) (string, error) {
			if revoked.Load() {
				return strange.token(claims(short))
			}
			return ours.token(claims(short))
		}
		newStage(t).revoke(t, security, func() { revoked.Store(true) })
	})
	t.Run("password", func(t *testing.T) {
		t.Parallel()
		s := newStage(t)
		security := s.trusted()
		// A name with what is special to SCRAM. It is always the same, since the
		// user stays: a node of Kafka 4.4.0 that starts again and reads of a user
		// who is gone may forget all others of the mechanism.
		security.Mechanism, security.User, security.Password = cluster.MechanismScramSHA512, "b=o,b", cluster.NewSecret(wrong+"-1")
		set := func(password string) {
			if err := setPassword(deadline(t), s.admin, security.User, "SCRAM-SHA-512", password); err != nil {
				t.Fatal(err)
			}
		}
		set(wrong + "-1")
		if err := s.awaitUser(deadline(t), security.User, "SCRAM-SHA-512", wrong+"-1"); err != nil {
			t.Fatal(err)
		}
		s.revoke(t, security, func() { set(wrong + "-2") })
	})
}

func (s *stage) revoke(t *testing.T, security cluster.Security, revoke func()) {
	log, connection := new(logs), s.to(security)
	p := s.publisher(t, connection, log)
	r := s.run(t, connection, log)
	if err := p.Publish(deadline(t), created("c-1")); err != nil {
		t.Fatal(err)
	}
	r.get(t)
	revoke()
	var err error
	for err == nil {
		err = p.Publish(deadline(t), created("c-1"))
	}
	var publish *kafka.PublishError
	if !errors.As(err, &publish) || !errors.Is(err, kerr.SaslAuthenticationFailed) {
		t.Errorf("publishing: %v", err)
	}
	s.keepsSecrets(t, err.Error())
	err = r.wait(t)
	var fetch *kafka.FetchError
	if !errors.As(err, &fetch) || !errors.Is(err, kerr.SaslAuthenticationFailed) {
		t.Errorf("consuming: %v", err)
	}
	s.keepsSecrets(t, err.Error()+log.String())
}
