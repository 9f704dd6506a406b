package main

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/mediamesh/events/internal/cli"
	"github.com/mediamesh/events/kafka/cluster"
)

// asCommand has the test's process be the command mediamesh.
const asCommand = "MEDIAMESH_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		os.Exit(cli.Main())
	}
	// Tests wait for brokers more than they work. The command line has its say.
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// secured is the real Kafka whose secured listeners are to be tested.
func secured(t *testing.T) testCluster {
	t.Helper()
	if dir := os.Getenv("MEDIAMESH_TEST_SECURE"); dir != "" {
		c := testCluster{dir: dir}
		c.sasl, c.mutual = c.environment(t, "plain")[cluster.EnvBrokers], c.environment(t, "mutual")[cluster.EnvBrokers]
		return c
	}
	if os.Getenv("CI") == "true" && os.Getenv("MEDIAMESH_TEST_BROKERS") != "" {
		t.Fatal("the real Kafka has no secured listeners: SECURE=1 test/kafka/kafka up starts one that has")
	}
	t.Skip("no real Kafka with secured listeners: make test-kafka starts one")
	return testCluster{}
}

// to connects to the listener for SASL.
func (c testCluster) to(security cluster.Security) cluster.Config {
	return cluster.Config{Brokers: strings.Split(c.sasl, ","), Security: security}
}

// plainBrokers are the addresses that ask for nothing.
func plainBrokers() []string { return strings.Split(os.Getenv("MEDIAMESH_TEST_BROKERS"), ",") }

// patience bounds each wait of a test. Nothing waits for it to pass.
const patience = time.Minute

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}
