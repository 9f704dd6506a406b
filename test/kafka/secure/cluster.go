package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// testCluster is one with secured listeners.
type testCluster struct {
	dir          string
	sasl, mutual string // addresses, separated by commas
}

// user may authenticate by each mechanism that takes a password, and has
// another one for each: a mechanism that is taken for another one is noticed.
const user = "ada"

// passwords are the mechanisms that take one.
var passwords = []string{"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"}

func (c testCluster) path(name string) string { return filepath.Join(c.dir, name) }

func passwordFile(mechanism string) string { return strings.ToLower(mechanism) + ".password" }

// make writes all files. The brokers' are broker.pem, ca.pem, jwks.json and
// listeners.properties, the others are for clients.
func (c testCluster) make() error {
	if err := os.MkdirAll(c.dir, 0o755); err != nil {
		return err
	}
	for _, step := range []func() error{c.makeCertificates, c.makePasswords, c.makeTokens, c.makeSettings, c.makeEnvironments} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (c testCluster) write(name, text string) error {
	return os.WriteFile(c.path(name), []byte(text), 0o600)
}

func (c testCluster) read(name string) (string, error) {
	data, err := os.ReadFile(c.path(name))
	return strings.TrimSuffix(string(data), "\n"), err
}

func (c testCluster) makeCertificates() error {
	a, err := newAuthority("authority of a cluster for tests")
	if err != nil {
		return err
	}
	hour := time.Now().Add(-time.Hour) // clocks differ a little
	broker, err := a.issue("broker", hour, lifetime)
	if err != nil {
		return err
	}
	client, err := a.issue("client", hour, lifetime)
	if err != nil {
		return err
	}
	for name, text := range map[string]string{
		"ca.pem": a.pem.cert, "ca.key": a.pem.key,
		"broker.pem": broker.key + broker.cert, // Kafka wants both in a file
		"client.pem": client.cert, "client.key": client.key,
	} {
		if err := c.write(name, text); err != nil {
			return err
		}
	}
	return nil
}

func (c testCluster) makePasswords() error {
	for _, m := range passwords {
		// With what is special to somebody on the way: SCRAM, Java, shells.
		if err := c.write(passwordFile(m), rand.Text()+"=, $'#\n"); err != nil {
			return err
		}
	}
	return nil
}

func (c testCluster) makeTokens() error {
	i, err := newIssuer()
	if err != nil {
		return err
	}
	token, err := i.token(claims(lifetime))
	if err != nil {
		return err
	}
	for name, text := range map[string]string{"issuer.key": i.pem(), "jwks.json": i.keySet(), "token": token + "\n"} {
		if err := c.write(name, text); err != nil {
			return err
		}
	}
	return nil
}

// makeSettings writes what the brokers are told of the listeners.
func (c testCluster) makeSettings() error {
	password, err := c.read(passwordFile("PLAIN"))
	if err != nil {
		return err
	}
	const login = "org.apache.kafka.common.security."
	return c.write("listeners.properties", fmt.Sprintf(`
ssl.keystore.type=PEM
ssl.keystore.location=%[1]s
ssl.truststore.type=PEM
ssl.truststore.location=%[2]s
listener.name.mutual.ssl.client.auth=required
listener.name.sasl.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER
listener.name.sasl.plain.sasl.jaas.config=%[3]splain.PlainLoginModule required user_%[4]s="%[5]s";
listener.name.sasl.scram-sha-256.sasl.jaas.config=%[3]sscram.ScramLoginModule required;
listener.name.sasl.scram-sha-512.sasl.jaas.config=%[3]sscram.ScramLoginModule required;
listener.name.sasl.oauthbearer.sasl.jaas.config=%[3]soauthbearer.OAuthBearerLoginModule required;
listener.name.sasl.oauthbearer.sasl.server.callback.handler.class=%[3]soauthbearer.OAuthBearerValidatorCallbackHandler
listener.name.sasl.oauthbearer.sasl.oauthbearer.jwks.endpoint.url=file://%[6]s
listener.name.sasl.oauthbearer.sasl.oauthbearer.expected.issuer=%[7]s
listener.name.sasl.oauthbearer.sasl.oauthbearer.expected.audience=%[8]s
listener.name.sasl.oauthbearer.sasl.oauthbearer.clock.skew.seconds=0
# Clients authenticate again when a token ends, and as often as here by SCRAM-SHA-512.
listener.name.sasl.oauthbearer.connections.max.reauth.ms=3600000
listener.name.sasl.scram-sha-512.connections.max.reauth.ms=3000
`, c.path("broker.pem"), c.path("ca.pem"), login, user, password, c.path("jwks.json"), issuerName, audience))
}
