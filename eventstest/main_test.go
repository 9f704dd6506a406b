package eventstest_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/eventstest"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fake is a test that is meant to fail.
type fake struct {
	testing.TB
	text string
	late time.Time // its deadline, zero for none
}

func (f *fake) Helper() {}

func (f *fake) Fatalf(format string, args ...any) {
	f.text = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func (f *fake) Deadline() (time.Time, bool) { return f.late, !f.late.IsZero() }

// failing runs an assertion as a test of its own, and returns what that fails
// with, "" if it does not.
func failing(t *testing.T, assert func(t testing.TB)) string {
	t.Helper()
	return failingBy(t, time.Time{}, assert)
}

// failingSoon is failing for what waits: little is left of the test's time.
func failingSoon(t *testing.T, assert func(t testing.TB)) string {
	t.Helper()
	return failingBy(t, time.Now().Add(2*time.Second), assert)
}

func failingBy(t *testing.T, late time.Time, assert func(t testing.TB)) string {
	t.Helper()
	f := &fake{TB: t, late: late}
	done := make(chan struct{})
	go func() {
		defer close(done)
		assert(f)
	}()
	<-done
	return f.text
}

func wantText(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("failed with\n%s\nwant\n%s", got, want)
	}
}

// created is an event about that content.
func created(t testing.TB, id string) events.Event[content.Created] {
	t.Helper()
	e := eventstest.Example[content.Created](t, eventstest.Minimal())
	e.Payload.ContentID = id
	return e
}

func newConsumer(t testing.TB, b *eventstest.Broker, h func(context.Context, events.Event[content.Created]) error) *kafka.Consumer {
	t.Helper()
	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: b.Addrs()}, Group: "search-indexer", Registry: catalog.Registry(), Logger: eventstest.Logger(t),
		Retry: kafka.RetryPolicy{MaxAttempts: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	if h != nil {
		if err := kafka.Handle(c, h); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func nothing(context.Context, events.Event[content.Created]) error { return nil }
