package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"github.com/twmb/franz-go/pkg/sasl"
	"github.com/twmb/franz-go/pkg/sasl/scram"
)

var scrams = map[string]kadm.ScramMechanism{"SCRAM-SHA-256": kadm.ScramSha256, "SCRAM-SHA-512": kadm.ScramSha512}

// addUsers makes the user of the mechanisms whose passwords the cluster keeps
// itself, and returns when each broker lets it in.
func (c testCluster) addUsers(ctx context.Context, brokers string) error {
	client, err := kgo.NewClient(kgo.SeedBrokers(strings.Split(brokers, ",")...), kgo.DisableClientMetrics())
	if err != nil {
		return err
	}
	defer client.Close()
	for mechanism := range scrams {
		password, err := c.read(passwordFile(mechanism))
		if err == nil {
			err = setPassword(ctx, kadm.NewClient(client), user, mechanism, password)
		}
		if err == nil {
			err = c.awaitUser(ctx, user, mechanism, password)
		}
		if err != nil {
			return fmt.Errorf("user %s, by %s: %w", user, mechanism, err)
		}
	}
	return nil
}

func setPassword(ctx context.Context, admin *kadm.Client, user, mechanism, password string) error {
	altered, err := admin.AlterUserSCRAMs(ctx, nil, []kadm.UpsertSCRAM{
		{User: user, Mechanism: scrams[mechanism], Iterations: 4096, Password: password},
	})
	if err != nil {
		return err
	}
	return altered.Error()
}

// awaitUser returns when each broker lets a user in: what is written of users
// reaches the brokers a moment later.
func (c testCluster) awaitUser(ctx context.Context, user, mechanism, password string) error {
	auth := scram.Auth{User: user, Pass: password}
	by := auth.AsSha256Mechanism()
	if mechanism == "SCRAM-SHA-512" {
		by = auth.AsSha512Mechanism()
	}
	for broker := range strings.SplitSeq(c.sasl, ",") {
		for {
			err := c.logIn(ctx, broker, by)
			if err == nil {
				break
			}
			select {
			case <-ctx.Done():
				return fmt.Errorf("not let in by %s: %w", broker, err)
			case <-time.After(50 * time.Millisecond):
			}
		}
	}
	return nil
}

func (c testCluster) logIn(ctx context.Context, broker string, by sasl.Mechanism) error {
	ca, err := c.read("ca.pem")
	if err != nil {
		return err
	}
	trusted := x509.NewCertPool()
	if !trusted.AppendCertsFromPEM([]byte(ca)) {
		return errors.New("ca.pem has no certificate")
	}
	client, err := kgo.NewClient(kgo.SeedBrokers(broker), kgo.DisableClientMetrics(),
		kgo.DialTLSConfig(&tls.Config{RootCAs: trusted}), kgo.SASL(by))
	if err != nil {
		return err
	}
	defer client.Close()
	_, err = client.SeedBrokers()[0].RetriableRequest(ctx, kmsg.NewPtrApiVersionsRequest())
	return err
}
