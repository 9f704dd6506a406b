package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/mediamesh/events/kafka/cluster"
)

// environment is what a service, or a command, is given.
type environment map[string]string

// environment reads that of a way to connect.
func (c testCluster) environment(t *testing.T, way string) environment {
	t.Helper()
	text, err := c.read(way + ".env")
	if err != nil {
		t.Fatal(err)
	}
	env := environment{}
	for line := range strings.SplitSeq(text, "\n") {
		name, value, ok := strings.Cut(line, "=")
		if !ok {
			t.Fatalf("line %q", line)
		}
		env[name] = strings.Trim(value, "'")
	}
	return env
}

// inline has the secrets in variables, in place of files.
func (e environment) inline(t *testing.T) environment {
	t.Helper()
	changed := environment{}
	for name, value := range e {
		if name == cluster.EnvSASLPasswordFile || name == cluster.EnvSASLTokenFile {
			data, err := os.ReadFile(value)
			if err != nil {
				t.Fatal(err)
			}
			name, value = strings.TrimSuffix(name, "_FILE"), strings.TrimSuffix(string(data), "\n")
		}
		changed[name] = value
	}
	return changed
}

func (e environment) connection(t *testing.T) cluster.Config {
	t.Helper()
	c, err := cluster.FromEnv(func(name string) string { return e[name] })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// environmentOf is what has to be set for a connection.
func environmentOf(c cluster.Config) environment {
	s := c.Security
	env := environment{
		cluster.EnvBrokers: strings.Join(c.Brokers, ","), cluster.EnvTLSCA: strings.Join(s.CAFiles, ","),
		cluster.EnvTLSCert: s.CertFile, cluster.EnvTLSKey: s.KeyFile, cluster.EnvTLSServerName: s.ServerName,
		cluster.EnvSASLMechanism: string(s.Mechanism), cluster.EnvSASLUser: s.User, cluster.EnvSASLPassword: s.Password.Reveal(),
		cluster.EnvSASLToken: s.AccessToken.Reveal(), cluster.EnvSASLTokenURL: s.TokenURL.Reveal(),
		cluster.EnvSASLClientID: s.ClientID, cluster.EnvSASLClientSecret: s.ClientSecret.Reveal(),
	}
	return env
}

// mediamesh runs the command, in a process of its own that has no other
// environment.
func (e environment) mediamesh(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	cmd := exec.CommandContext(deadline(t), os.Args[0], args...)
	cmd.Env = []string{asCommand + "=1"}
	for name, value := range e {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}
