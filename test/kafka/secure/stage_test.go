package main

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// A stage is what a test has to itself in the cluster: a topic, and groups,
// under a prefix that nobody else has.
type stage struct {
	testCluster
	prefix string
	admin  *kadm.Client
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{testCluster: secured(t), prefix: "test-secure-" + strings.ToLower(rand.Text()[:8]) + "."}
	client, err := kgo.NewClient(kgo.SeedBrokers(plainBrokers()...), kgo.DisableClientMetrics())
	if err != nil {
		t.Fatal(err)
	}
	s.admin = kadm.NewClient(client)
	t.Cleanup(func() {
		s.clear(t)
		client.Close()
	})
	if _, err := s.admin.CreateTopic(deadline(t), 1, -1, nil, s.prefix+"content.events"); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *stage) clear(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if _, err := s.admin.DeleteTopic(ctx, s.prefix+"content.events"); err != nil {
		t.Error(err)
	}
	groups, err := s.admin.ListGroups(ctx)
	if err != nil {
		t.Error(err)
	}
	for _, group := range groups.Groups() {
		if !strings.HasPrefix(group, s.prefix) {
			continue
		}
		_, err := s.admin.DeleteGroup(ctx, group)
		for errors.Is(err, kerr.NonEmptyGroup) && ctx.Err() == nil { // until its sessions end
			time.Sleep(200 * time.Millisecond)
			_, err = s.admin.DeleteGroup(ctx, group)
		}
		if err != nil {
			t.Errorf("deleting group %s: %v", group, err)
		}
	}
}

// naming leads events to the stage's topic.
func (s *stage) naming() kafka.Naming { return kafka.Prefixed(s.prefix, kafka.PerDomain) }

// publisher notes all that its client says.
func (s *stage) publisher(t *testing.T, c cluster.Config, log *logs) *kafka.Publisher {
	t.Helper()
	p, err := kafka.NewPublisher(kafka.PublisherConfig{
		Cluster: cluster.Config{Brokers: c.Brokers, Security: c.Security, ClientOptions: []kgo.Opt{kgo.WithLogger(kgo.BasicLogger(log, kgo.LogLevelDebug, nil))}}, Topics: s.naming(), DeliveryTimeout: patience,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close(context.Background()) })
	return p
}

// consumer hands the ids of contents to handled.
func (s *stage) consumer(t *testing.T, c cluster.Config, log *logs, handled func(id string), change func(*kafka.ConsumerConfig)) *kafka.Consumer {
	t.Helper()
	config := kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: c.Brokers, Security: c.Security, ConnectTimeout: patience}, Naming: s.naming(), Group: s.prefix + rand.Text(),
		Registry: catalog.Registry(), Logger: log.logger(),
	}
	if change != nil {
		change(&config)
	}
	consumer, err := kafka.NewConsumer(config)
	if err != nil {
		t.Fatal(err)
	}
	err = kafka.Handle(consumer, func(_ context.Context, e events.Event[content.Created]) error {
		handled(e.Payload.ContentID)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return consumer
}

func created(id string) events.Event[content.Created] {
	return events.New("cms-service", content.Created{ContentID: id, ContentType: "MOVIE", Title: "Title of " + id, CreatedBy: "user-456"})
}
