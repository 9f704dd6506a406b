// Package registry_test runs against a real schema registry, which checks
// compatibility itself, in front of a real Kafka.
package registry_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/internal/cli"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/twmb/franz-go/pkg/sr"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// real returns where the registry answers, and the brokers: an embedded one's if
// there is no real Kafka.
func real(t *testing.T) (url string, brokers []string) {
	t.Helper()
	t.Cleanup(http.DefaultClient.CloseIdleConnections)
	url, list := os.Getenv("MEDIAMESH_TEST_REGISTRY"), os.Getenv("MEDIAMESH_TEST_BROKERS")
	if url == "" {
		t.Skip("no MEDIAMESH_TEST_REGISTRY: make test-registry starts a registry and a real Kafka")
	}
	if list != "" {
		return url, strings.Split(list, ",")
	}
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return url, b.Addrs()
}

func client(t *testing.T, url string) *sr.Client {
	t.Helper()
	c, err := sr.NewClient(sr.URLs(url))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// empty removes all subjects, and what was asked of them.
func empty(t *testing.T, c *sr.Client) {
	t.Helper()
	list, err := c.Subjects(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, subject := range list {
		for _, how := range []sr.DeleteHow{sr.SoftDelete, sr.HardDelete} {
			// A registry that knows no soft deletion is done after the first.
			_, _ = c.DeleteSubject(t.Context(), subject, how)
		}
	}
	if list, err = c.Subjects(t.Context()); err != nil || len(list) > 0 {
		t.Fatalf("subjects %v, %v", list, err)
	}
}

func deadline(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// mediamesh runs the command line.
func mediamesh(env map[string]string, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = cli.Run(context.Background(), console.Streams{
		In: strings.NewReader(""), Out: &out, Err: &errs, Env: func(name string) string { return env[name] },
	}, args)
	return code, out.String(), errs.String()
}

// node runs a script of this folder.
func node(t *testing.T, script, stdin string, args ...string) string {
	t.Helper()
	if _, err := os.Stat("node_modules"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("there are no node_modules: npm ci --ignore-scripts --prefix test/registry")
		}
		t.Skip("there are no node_modules: npm ci --ignore-scripts --prefix test/registry")
	}
	cmd := exec.CommandContext(deadline(t), "node", append([]string{script}, args...)...)
	var errs bytes.Buffer
	cmd.Stdin, cmd.Stderr = strings.NewReader(stdin), &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	return string(out)
}

// changed is the contract with something replaced in a file of it.
func changed(t *testing.T, file string, oldNew ...string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../contract")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, file)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := strings.NewReplacer(oldNew...).Replace(string(text))
	if out == string(text) {
		t.Fatalf("%s has none of %q", file, oldNew)
	}
	if err := os.WriteFile(path, []byte(out), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}
