package main

import (
	"context"
	"testing"

	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/eventstest"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The whole service, in the background, as it is deployed.
func TestRun(t *testing.T) {
	b := eventstest.NewBroker(t)
	t.Setenv("MEDIAMESH_BROKERS", b.Addrs()[0])
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()

	created := eventstest.Example[content.Created](t)
	eventstest.Publish(t, b, created)
	eventstest.AwaitPublished[search.Indexed](t, b, eventstest.Key(created.Payload.ContentID))
	eventstest.WaitHandled(t, b, service, "content.events")

	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
