package kafka_test

import (
	"context"
	"errors"
	"testing"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// What the broker never answers to is abandoned when Close has no more time:
// the caller, each callback and Close say so.
func TestCloseAbandons(t *testing.T) {
	target := startCluster(t)
	hang := hangUp(t, target, kmsg.Produce)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
	published, called := make(chan error, 1), make(chan error, 1)
	go func() { published <- pub.Publish(context.Background(), created("c-1", events.WithID("e-1"))) }()
	get(t, hang.arrived)
	if err := pub.PublishAsync(deadline(t), created("c-1", events.WithID("e-2")), func(err error) { called <- err }); err != nil {
		t.Fatal(err)
	}
	err := pub.Close(canceled())
	want := "kafka: closing the publisher: 2 events were abandoned: context canceled; some may have been written: publishing those again may write them twice"
	var closed *kafka.CloseError
	if !errors.As(err, &closed) || err.Error() != want {
		t.Fatalf("error %v\nwant  %s", err, want)
	}
	if closed.Abandoned != 2 || closed.Waiting != 0 || closed.Retry != kafka.RetryMayDuplicate || !errors.Is(err, context.Canceled) {
		t.Errorf("error %+v", closed)
	}
	if again := pub.Close(deadline(t)); again != err {
		t.Errorf("the second Close returns %v", again)
	}
	err = get(t, published)
	want = "kafka: content.created e-1 was not published to content.events: the publisher was closed before it was acknowledged: context canceled; it may have been written: publishing it again may write it twice"
	if err == nil || err.Error() != want || !errors.Is(err, kafka.ErrClosed) || !errors.Is(err, context.Canceled) {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	// The second may be known not to have been sent.
	if failures := kafka.Failures(get(t, called)); len(failures) != 1 || failures[0].EventID != "e-2" || failures[0].Retry == kafka.RetryUseless {
		t.Errorf("called back with %v", failures)
	}
	hang.release()
}

// Without a connection nothing was written, and Close knows.
func TestCloseAbandonsWhatWasNeverSent(t *testing.T) {
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{unbound(t)}}})
	called := make(chan error, 1)
	if err := pub.PublishAsync(deadline(t), created("c-1", events.WithID("e-1")), func(err error) { called <- err }); err != nil {
		t.Fatal(err)
	}
	err := pub.Close(canceled())
	want := "kafka: closing the publisher: 1 events were abandoned: context canceled; they were not written: publishing them again is safe"
	if err == nil || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	want = "kafka: content.created e-1 was not published to content.events: the publisher was closed before it was acknowledged: context canceled; it was not written: publishing it again is safe"
	if err := get(t, called); err == nil || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
}

// A callback that does not return is named by Close, which does not wait for it
// for ever.
func TestCloseTellsOfCallbacks(t *testing.T) {
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: startBroker(t)}})
	called, release := make(chan error, 1), make(chan struct{})
	defer close(release)
	if err := pub.PublishAsync(deadline(t), created("c-1"), func(err error) { called <- err; <-release }); err != nil {
		t.Fatal(err)
	}
	if err := get(t, called); err != nil {
		t.Fatal(err)
	}
	err := pub.Close(canceled())
	want := "kafka: closing the publisher: the callbacks of 1 events have not returned: context canceled"
	if err == nil || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
}

// Calls that were let in before Close go on, also those that wait for room.
func TestCloseWaitsForCallsThatWaitForRoom(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	hang := hangUp(t, target, kmsg.Produce)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}, MaxBuffered: 2})
	published, closed := make(chan error, 1), make(chan error, 1)
	go func() { published <- pub.Publish(deadline(t), series(7)...) }()
	get(t, hang.arrived)
	go func() { closed <- pub.Close(deadline(t)) }()
	for !errors.Is(pub.Publish(canceled(), created("c-1")), kafka.ErrClosed) {
	}
	if err := pub.Close(canceled()); err == nil || err.Error() != "kafka: another call to Close is still in progress: context canceled" {
		t.Errorf("a second Close returns %v", err)
	}
	hang.release()
	if err := errors.Join(get(t, published), get(t, closed)); err != nil {
		t.Error(err)
	}
	if n := len(held(t, target.ListenAddrs(), "content.events")); n != 7 {
		t.Errorf("%d records, want 7", n)
	}
}
