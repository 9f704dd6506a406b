//go:build unix

package cluster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// script starts and stops real brokers; see test/kafka/README.md.
const script = "test/kafka/kafka"

// Real is three nodes of Apache Kafka.
type Real struct {
	addresses []string
	admin     *kadm.Client
}

// StartReal starts three nodes. It is called in the repository's root.
func StartReal() (*Real, error) {
	out, err := run("up")
	if err != nil {
		return nil, err
	}
	lines := strings.Fields(out)
	r := &Real{addresses: strings.Split(lines[len(lines)-1], ",")}
	client, err := kgo.NewClient(kgo.SeedBrokers(r.addresses...))
	if err != nil {
		return nil, err
	}
	r.admin = kadm.NewClient(client)
	return r, nil
}

func run(args ...string) (string, error) {
	cmd := exec.Command(script, args...)
	cmd.Env = append(os.Environ(), "NODES=3")
	var out, log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &log
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", script, strings.Join(args, " "), err, strings.TrimSpace(log.String()))
	}
	return out.String(), nil
}

func node(command string, n int) error {
	_, err := run(command, strconv.Itoa(n+1))
	return err
}

// Addresses implements [Cluster].
func (r *Real) Addresses() []string { return r.addresses }

// Nodes implements [Cluster].
func (r *Real) Nodes() int { return len(r.addresses) }

// Kill implements [Cluster].
func (r *Real) Kill(n int) error { return node("kill", n) }

// Start implements [Cluster].
func (r *Real) Start(n int) error { return node("start", n) }

// Pause implements [Cluster].
func (r *Real) Pause(n int) error { return node("pause", n) }

// Resume implements [Cluster].
func (r *Real) Resume(n int) error { return node("resume", n) }

// Break implements [Cluster]: a topic that wants more replicas in sync than it
// has takes no records.
func (r *Real) Break(t Trouble) error {
	if t.Kind != FailProduce {
		return ErrUnsupported
	}
	if err := r.wantReplicas(len(r.addresses)+1, t.Topics); err != nil {
		return err
	}
	time.AfterFunc(t.For, func() {
		for r.wantReplicas(len(r.addresses)-1, t.Topics) != nil {
			time.Sleep(100 * time.Millisecond) // a node may be down
		}
	})
	return nil
}

func (r *Real) wantReplicas(n int, topics []string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	value := strconv.Itoa(n)
	answers, err := r.admin.AlterTopicConfigs(ctx, []kadm.AlterConfig{{Op: kadm.SetConfig, Name: "min.insync.replicas", Value: &value}}, topics...)
	if err != nil {
		return err
	}
	for _, a := range answers {
		if a.Err != nil && !errors.Is(a.Err, kerr.UnknownTopicOrPartition) {
			return a.Err
		}
	}
	return nil
}

// Close implements [Cluster].
func (r *Real) Close() error {
	r.admin.Close()
	_, err := run("down")
	return err
}

// Foreign is a cluster that somebody else runs.
type Foreign struct{ Brokers []string }

// Addresses implements [Cluster].
func (f Foreign) Addresses() []string { return f.Brokers }

// Nodes implements [Cluster].
func (Foreign) Nodes() int { return 0 }

// Kill implements [Cluster].
func (Foreign) Kill(int) error { return ErrUnsupported }

// Start implements [Cluster].
func (Foreign) Start(int) error { return ErrUnsupported }

// Pause implements [Cluster].
func (Foreign) Pause(int) error { return ErrUnsupported }

// Resume implements [Cluster].
func (Foreign) Resume(int) error { return ErrUnsupported }

// Break implements [Cluster].
func (Foreign) Break(Trouble) error { return ErrUnsupported }

// Close implements [Cluster].
func (Foreign) Close() error { return nil }
