package broker_test

import (
	"sync"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// A lookup in a closed cluster would never return.
func TestClose_WhileGroupsAreDescribed(t *testing.T) {
	for range 20 {
		b := start(t, broker.Config{})
		w := dial(t, b)
		w.call(createTopic("content.events", 2, nil), 4)
		w.call(heartbeat("indexer", "member", "content.events"), w.maxVersion(kmsg.ConsumerGroupHeartbeat))

		var clients sync.WaitGroup
		described := make(chan struct{}, 1)
		for range 3 {
			client := dial(t, b)
			clients.Go(func() {
				for client.describeUntilClosed("indexer") {
					select {
					case described <- struct{}{}:
					default:
					}
				}
			})
		}
		<-described
		b.Close()
		clients.Wait()
	}
}

// describeUntilClosed reports whether the broker has answered.
func (w *wire) describeUntilClosed(group string) bool {
	request := kmsg.NewPtrConsumerGroupDescribeRequest()
	request.Groups = []string{group}
	if _, err := w.Write(w.frame(request, 1)); err != nil {
		return false
	}
	_, err := w.read(request)
	return err == nil
}
