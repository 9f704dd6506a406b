package kafka_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// ledgerEntry returns the ledger's record of a dead letter, with these JSON fields.
func Entry(letter *kgo.Record, fields string) *kgo.Record {
	at := cluster.Position{Topic: letter.Topic, Partition: letter.Partition, Offset: letter.Offset}
	return &kgo.Record{
		Topic: letter.Topic + ".redriven", Key: []byte(at.String()),
		Value: fmt.Appendf(nil, `{"putAside":%d,"group":"test",%s}`, letter.Timestamp.UnixMilli(), fields),
	}
}

// TestKeepOrder_OtherGroupsDeadLetters reads a dead-letter topic that several
// groups share. Dead letters of other groups do not block a key. What the ledger says
// of one dead letter of a key does not unblock another.
func TestKeepOrder_OtherGroupsDeadLetters(t *testing.T) {
	brokers := onePartition(t)
	createTopics(t, brokers, "content.events.dlq")
	event := func(key string, i int) events.Message { return created(key, events.WithID(key+"-"+strconv.Itoa(i))) }
	letterOf := func(key, group string, offset int) *kgo.Record {
		return letter(key, document(t, event(key, 0)), "dlq-group", group, "dlq-offset", strconv.Itoa(offset))
	}
	// Offsets of content.events: a-0 is 0, b-0 is 1, c-0 is 2.
	letters := []*kgo.Record{letterOf("a", "other", 0), letterOf("b", "test", 1), letterOf("c", "test", 2)}
	send(t, brokers, letters...)
	createTopics(t, brokers, "content.events.dlq.redriven")
	for _, i := range []int{0, 2} {
		send(t, brokers, Entry(letters[i], fmt.Sprintf(`"topic":"content.events","partition":0,"offset":77,"handledAt":%d`, letters[i].Timestamp.UnixMilli()+1)))
	}
	publish(t, brokers, event("a", 0), event("b", 0), event("c", 0))
	publish(t, brokers, event("a", 1), event("b", 1), event("c", 1))

	s := new(seen)
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, KeepOrder: true, Workers: 1})
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		s.add(e)
		return nil
	})
	runToEnd(t, c)
	if got, want := s.list(), "a-0 c-0 a-1 c-1"; got != want {
		t.Errorf("handled %s, want %s", got, want)
	}
	if got, want := lettersOf(t, brokers), " handler-failed,  handler-failed,  handler-failed, b-1 key-blocked"; got != want {
		t.Errorf("dead letters %q, want %q", got, want)
	}
}
