package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

func TestClusterFromEnv(t *testing.T) {
	ca := newAuthority(t)
	own := ca.issue(t, nil)
	file := writeFile(t, filepath.Join(t.TempDir(), "secret"), hunter)
	for _, c := range []struct {
		name string
		env  map[string]string
		want cluster.Config
	}{
		{"nothing", nil, cluster.Config{}},
		{"brokers", map[string]string{"MEDIAMESH_BROKERS": "a:9092, b,"}, cluster.Config{Brokers: []string{"a:9092", "b"}}},
		{"TLS", map[string]string{"MEDIAMESH_TLS": "true", "MEDIAMESH_TLS_SERVER_NAME": "kafka.test"},
			cluster.Config{Security: cluster.Security{TLS: true, ServerName: "kafka.test"}}},
		{"no TLS", map[string]string{"MEDIAMESH_TLS": "false"}, cluster.Config{}},
		{"anybody", map[string]string{"MEDIAMESH_TLS_INSECURE_SKIP_VERIFY": "1"}, cluster.Config{Security: cluster.Security{InsecureSkipVerify: true}}},
		{"mutual TLS", map[string]string{"MEDIAMESH_TLS_CA": ca.file + "," + ca.file, "MEDIAMESH_TLS_CERT": own.cert, "MEDIAMESH_TLS_KEY": own.key},
			cluster.Config{Security: cluster.Security{CAFiles: []string{ca.file, ca.file}, CertFile: own.cert, KeyFile: own.key}}},
		{"password file", map[string]string{"MEDIAMESH_SASL_MECHANISM": "scram-sha-512", "MEDIAMESH_SASL_USER": "ada", "MEDIAMESH_SASL_PASSWORD_FILE": file},
			cluster.Config{Security: cluster.Security{Mechanism: cluster.MechanismScramSHA512, User: "ada", PasswordFile: file}}},
		{"token file", map[string]string{"MEDIAMESH_SASL_MECHANISM": "OAUTHBEARER", "MEDIAMESH_SASL_TOKEN_FILE": file, "MEDIAMESH_SASL_EXTENSIONS": "logicalCluster=lkc-1,x=y=z"},
			cluster.Config{Security: cluster.Security{Mechanism: cluster.MechanismOAuthBearer, TokenFile: file, Extensions: map[string]string{"logicalCluster": "lkc-1", "x": "y=z"}}}},
	} {
		got, err := cluster.FromEnv(func(name string) string { return c.env[name] })
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, %v\nwant %+v", c.name, got, err, c.want)
		}
	}
}

func TestSecretsFromEnv(t *testing.T) {
	file := writeFile(t, filepath.Join(t.TempDir(), "secret"), "x")
	for _, c := range []struct {
		env string
		of  func(cluster.Security) cluster.Secret
		and map[string]string
	}{
		{"MEDIAMESH_SASL_PASSWORD", func(s cluster.Security) cluster.Secret { return s.Password },
			map[string]string{"MEDIAMESH_SASL_MECHANISM": "PLAIN", "MEDIAMESH_SASL_USER": "ada"}},
		{"MEDIAMESH_SASL_TOKEN", func(s cluster.Security) cluster.Secret { return s.AccessToken },
			map[string]string{"MEDIAMESH_SASL_MECHANISM": "OAUTHBEARER"}},
		{"MEDIAMESH_SASL_CLIENT_SECRET", func(s cluster.Security) cluster.Secret { return s.ClientSecret },
			map[string]string{"MEDIAMESH_SASL_MECHANISM": "OAUTHBEARER", "MEDIAMESH_SASL_TOKEN_URL": "http://localhost:1/", "MEDIAMESH_SASL_CLIENT_ID": "svc"}},
		{"MEDIAMESH_SASL_TOKEN_URL", func(s cluster.Security) cluster.Secret { return s.TokenURL },
			map[string]string{"MEDIAMESH_SASL_MECHANISM": "OAUTHBEARER", "MEDIAMESH_SASL_CLIENT_ID": "svc", "MEDIAMESH_SASL_CLIENT_SECRET_FILE": file}},
	} {
		secret := hunter
		if c.env == "MEDIAMESH_SASL_TOKEN_URL" {
			secret = "https://id.test/token?key=" + hunter
		}
		c.and[c.env] = secret
		got, err := cluster.FromEnv(func(name string) string { return c.and[name] })
		if err != nil || c.of(got.Security).Reveal() != secret || strings.Contains(fmt.Sprintf("%+v", got), hunter) {
			t.Errorf("%s: got %+v, %v", c.env, got, err)
		}
	}
}

func TestWrongEnvironment(t *testing.T) {
	ca := newAuthority(t)
	own, other := ca.issue(t, nil), ca.issue(t, nil)
	missing := filepath.Join(t.TempDir(), "missing")
	empty := writeFile(t, filepath.Join(t.TempDir(), "empty"), "\n")
	ada := map[string]string{"MECHANISM": "PLAIN", "USER": "ada", "PASSWORD": hunter}
	token := map[string]string{"MECHANISM": "OAUTHBEARER", "TOKEN": hunter}
	client := map[string]string{"MECHANISM": "OAUTHBEARER", "TOKEN_URL": "https://id.test/", "CLIENT_ID": "svc", "CLIENT_SECRET": hunter}
	sasl := func(base map[string]string, change ...string) map[string]string {
		env := make(map[string]string)
		for k, v := range base {
			env["MEDIAMESH_SASL_"+k] = v
		}
		for i := 0; i < len(change); i += 2 {
			env["MEDIAMESH_SASL_"+change[i]] = change[i+1]
		}
		return env
	}
	for _, c := range []struct {
		env  map[string]string
		text string
	}{
		{map[string]string{"MEDIAMESH_BROKERS": "a:b"}, `MEDIAMESH_BROKERS has "a:b": want host:port, such as 127.0.0.1:9092`},
		{map[string]string{"MEDIAMESH_BROKERS": "ada:" + hunter + "@a:9092"}, `MEDIAMESH_BROKERS has credentials in "[redacted]@a:9092": want host:port, such as 127.0.0.1:9092; put them in MEDIAMESH_SASL_USER and MEDIAMESH_SASL_PASSWORD`},
		{map[string]string{"MEDIAMESH_BROKERS": "ada:" + hunter + ",2@a:9092"}, `MEDIAMESH_BROKERS has credentials in "[redacted]@a:9092": want host:port, such as 127.0.0.1:9092; put them in MEDIAMESH_SASL_USER and MEDIAMESH_SASL_PASSWORD`},
		{map[string]string{"MEDIAMESH_BROKERS": "kafka://a:9092/?token=" + hunter}, `MEDIAMESH_BROKERS has "kafka://a:9092/?[redacted]": want host:port, such as 127.0.0.1:9092`},
		{map[string]string{"MEDIAMESH_TLS": "yes"}, `MEDIAMESH_TLS is "yes": want true or false`},
		{map[string]string{"MEDIAMESH_TLS": "false", "MEDIAMESH_TLS_CA": ca.file}, "MEDIAMESH_TLS is false, but other variables ask for TLS (MEDIAMESH_TLS_…): unset it, or those"},
		{map[string]string{"MEDIAMESH_TLS_CA": missing}, "MEDIAMESH_TLS_CA cannot be read: open " + missing + ": no such file or directory"},
		{map[string]string{"MEDIAMESH_TLS_CA": own.key}, "MEDIAMESH_TLS_CA cannot be used: " + own.key + " has no certificate: want PEM, which begins with -----BEGIN CERTIFICATE-----"},
		{map[string]string{"MEDIAMESH_TLS_CA": ca.file, "MEDIAMESH_TLS_INSECURE_SKIP_VERIFY": "true"}, "MEDIAMESH_TLS_INSECURE_SKIP_VERIFY is set, and so is MEDIAMESH_TLS_CA, which would not be looked at: unset one"},
		{map[string]string{"MEDIAMESH_TLS_CERT": own.cert}, "MEDIAMESH_TLS_KEY is missing, although MEDIAMESH_TLS_CERT is set: name the file with the certificate's key"},
		{map[string]string{"MEDIAMESH_TLS_KEY": own.key}, "MEDIAMESH_TLS_CERT is missing, although MEDIAMESH_TLS_KEY is set: name the file with the key's certificate"},
		{map[string]string{"MEDIAMESH_TLS_CERT": missing, "MEDIAMESH_TLS_KEY": own.key}, "MEDIAMESH_TLS_CERT cannot be read: open " + missing + ": no such file or directory"},
		{map[string]string{"MEDIAMESH_TLS_CERT": own.cert, "MEDIAMESH_TLS_KEY": missing}, "MEDIAMESH_TLS_KEY cannot be read: open " + missing + ": no such file or directory"},
		{map[string]string{"MEDIAMESH_TLS_CERT": own.cert, "MEDIAMESH_TLS_KEY": other.key}, "MEDIAMESH_TLS_CERT cannot be used with MEDIAMESH_TLS_KEY: tls: private key does not match public key"},
		{sasl(ada, "MECHANISM", "GSSAPI"), `MEDIAMESH_SASL_MECHANISM is "GSSAPI": want PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER`},
		{sasl(ada, "MECHANISM", ""), "MEDIAMESH_SASL_MECHANISM is missing, although MEDIAMESH_SASL_USER is set: want PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER"},
		{sasl(token, "MECHANISM", ""), "MEDIAMESH_SASL_MECHANISM is missing, although MEDIAMESH_SASL_TOKEN is set: want PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER"},
		{sasl(ada, "USER", ""), "MEDIAMESH_SASL_USER is missing: PLAIN authenticates a user"},
		{sasl(ada, "PASSWORD", ""), "MEDIAMESH_SASL_PASSWORD is missing: set it, or name a file that holds it in MEDIAMESH_SASL_PASSWORD_FILE"},
		{sasl(ada, "PASSWORD_FILE", empty), "MEDIAMESH_SASL_PASSWORD_FILE is set, and so is MEDIAMESH_SASL_PASSWORD: unset one"},
		{sasl(ada, "PASSWORD", "", "PASSWORD_FILE", missing), "MEDIAMESH_SASL_PASSWORD_FILE cannot be used: open " + missing + ": no such file or directory"},
		{sasl(ada, "PASSWORD", "", "PASSWORD_FILE", empty), "MEDIAMESH_SASL_PASSWORD_FILE cannot be used: " + empty + " is empty"},
		{sasl(ada, "TOKEN", hunter), "MEDIAMESH_SASL_TOKEN is set, but MEDIAMESH_SASL_MECHANISM is PLAIN, which has no use for it: unset one"},
		{sasl(token, "PASSWORD", hunter), "MEDIAMESH_SASL_PASSWORD is set, but MEDIAMESH_SASL_MECHANISM is OAUTHBEARER, which has no use for it: unset one"},
		{sasl(token, "TOKEN", ""), "MEDIAMESH_SASL_TOKEN is missing: set it, MEDIAMESH_SASL_TOKEN_FILE or MEDIAMESH_SASL_TOKEN_URL, since OAUTHBEARER authenticates by a token"},
		{sasl(token, "TOKEN_FILE", empty), "MEDIAMESH_SASL_MECHANISM is OAUTHBEARER, which takes one token, and there are MEDIAMESH_SASL_TOKEN and MEDIAMESH_SASL_TOKEN_FILE: unset all but one"},
		{sasl(token, "TOKEN", "", "TOKEN_FILE", missing), "MEDIAMESH_SASL_TOKEN_FILE cannot be used: open " + missing + ": no such file or directory"},
		{sasl(token, "CLIENT_SECRET", hunter), "MEDIAMESH_SASL_CLIENT_SECRET is set, but not MEDIAMESH_SASL_TOKEN_URL, where it would be used"},
		{sasl(token, "EXTENSIONS", hunter), "MEDIAMESH_SASL_EXTENSIONS is not a list of pairs: want key=value,key=value"},
		{sasl(client, "TOKEN_URL", "nowhere"), "MEDIAMESH_SASL_TOKEN_URL is not a URL: want https://host/path"},
		{sasl(client, "TOKEN_URL", "https://svc:"+hunter+"@id.test/"), "MEDIAMESH_SASL_TOKEN_URL has credentials in it: put them in MEDIAMESH_SASL_CLIENT_ID and MEDIAMESH_SASL_CLIENT_SECRET"},
		{sasl(client, "TOKEN_URL", "http://id.test/"), "MEDIAMESH_SASL_TOKEN_URL begins with http: want https, since the client's secret is sent there"},
		{sasl(client, "TOKEN_URL", "https://id.test:x/?token="+hunter), "MEDIAMESH_SASL_TOKEN_URL is not a URL: want https://host/path"},
		{sasl(client, "CLIENT_ID", ""), "MEDIAMESH_SASL_CLIENT_ID is missing: MEDIAMESH_SASL_TOKEN_URL gives tokens to a client"},
		{sasl(client, "CLIENT_SECRET", ""), "MEDIAMESH_SASL_CLIENT_SECRET is missing: set it, or name a file that holds it in MEDIAMESH_SASL_CLIENT_SECRET_FILE"},
	} {
		got, err := cluster.FromEnv(func(name string) string { return c.env[name] })
		var config *cluster.ConfigError
		if !errors.As(err, &config) || err.Error() != "kafka: "+c.text || strings.Contains(err.Error(), hunter) {
			t.Errorf("%v: got %v\nwant kafka: %s", c.env, err, c.text)
		}
		if !reflect.DeepEqual(got, cluster.Config{}) {
			t.Errorf("%v: got %+v beside an error", c.env, got)
		}
	}
}

// The same faults in a program are told by the fields' names.
func TestWrongSecurity(t *testing.T) {
	for _, c := range []struct {
		security cluster.Security
		text     string
	}{
		{cluster.Security{CertFile: "x"}, "Security.KeyFile is missing, although %.Cluster.Security.CertFile is set: name the file with the certificate's key"},
		{cluster.Security{Mechanism: "plain"}, `Security.Mechanism is "plain": want PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER`},
		{cluster.Security{Token: func(context.Context) (string, error) { return "", nil }}, "Security.Mechanism is missing, although %.Cluster.Security.Token is set: want PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER"},
	} {
		_, publisher := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Security: c.security}})
		_, consumer := kafka.NewConsumer(kafka.ConsumerConfig{Cluster: cluster.Config{Security: c.security}})
		for kind, err := range map[string]error{"PublisherConfig": publisher, "ConsumerConfig": consumer} {
			var config *cluster.ConfigError
			want := "kafka: " + kind + ".Cluster." + strings.ReplaceAll(c.text, "%", kind)
			if !errors.As(err, &config) || err.Error() != want {
				t.Errorf("got %v\nwant %s", err, want)
			}
		}
	}
}
