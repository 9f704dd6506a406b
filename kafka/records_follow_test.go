package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

// Behind what was there comes what is published now, in new partitions and in topics
// that were missing, too.
func TestRecords_Follow(t *testing.T) {
	s := newStage(t, 1)
	topic, later := s.name("content.events"), s.name("later.events")
	put := func(topic string, partition int32, value string) {
		t.Helper()
		s.send(t, &kgo.Record{Topic: topic, Partition: partition, Value: []byte(value)})
	}
	put(topic, 0, "old")
	var got []string
	for r, err := range records.Read(deadline(t), records.Config{Cluster: cluster.Config{Brokers: s.brokers}, Topics: []string{topic, later}, Follow: true}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, strings.TrimPrefix(r.Topic, s.prefix)+" "+fmt.Sprint(r.Partition, r.Offset)+" "+string(r.Value))
		switch len(got) {
		case 1:
			put(topic, 0, "new")
		case 2:
			if _, err := s.admin.CreatePartitions(deadline(t), 1, topic); err != nil {
				t.Fatal(err)
			}
			s.awaitPartition(t, "content.events", 1)
			put(topic, 1, "other partition")
		case 3:
			s.create(t, 1, "later.events")
			put(later, 0, "other topic")
		case 4:
			put(topic, 1, "last")
		}
		if len(got) == 5 {
			break
		}
	}
	want := "content.events 0 0 old, content.events 0 1 new, content.events 1 0 other partition, later.events 0 0 other topic, content.events 1 1 last"
	if text := strings.Join(got, ", "); text != want {
		t.Errorf("read %s\nwant %s", text, want)
	}
}

// From the end on there is nothing of what was there.
func TestRecords_FollowFromEnd(t *testing.T) {
	s := newStage(t, 1)
	topic := s.name("content.events")
	s.send(t, &kgo.Record{Topic: topic, Value: []byte("old")})
	ctx, cancel := context.WithCancel(deadline(t))
	defer cancel()
	publisher, sent := client(t, s.brokers), make(chan struct{})
	go func() { // until one is read
		defer close(sent)
		for ctx.Err() == nil {
			publisher.ProduceSync(ctx, &kgo.Record{Topic: topic, Value: []byte("new")})
		}
	}()
	end, err := records.ParseOffsets("end", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for r, err := range records.Read(ctx, records.Config{Cluster: cluster.Config{Brokers: s.brokers}, Topics: []string{topic}, Offsets: end, Follow: true}) {
		if err != nil {
			t.Fatal(err)
		}
		if string(r.Value) != "new" {
			t.Errorf("read %q", r.Value)
		}
		break
	}
	cancel()
	<-sent

	// It ends with its context.
	var last error
	for _, err := range records.Read(ctx, records.Config{Cluster: cluster.Config{Brokers: s.brokers}, Topics: []string{topic}, Follow: true}) {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("ended with %v", last)
	}
}

func TestRecords_Partitions(t *testing.T) {
	s := newStage(t, 3)
	topic := s.name("content.events")
	for p := range int32(3) {
		s.send(t, &kgo.Record{Topic: topic, Partition: p, Value: fmt.Append(nil, p)})
	}
	read := func(config records.Config) (values []string, last error) {
		config.Cluster.Brokers = s.brokers
		for r, err := range records.Read(deadline(t), config) {
			values, last = append(values, string(r.Value)), err
		}
		return values, last
	}
	values, err := read(records.Config{Topics: []string{topic}, Partitions: []int32{2, 0}})
	if got := strings.Join(values, ""); err != nil || len(got) != 2 || strings.Contains(got, "1") {
		t.Errorf("read %q, %v, want partitions 0 and 2", got, err)
	}
	bounded, err := records.ParseOffsets("1:2", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		config records.Config
		want   string
	}{
		{records.Config{Topics: []string{topic}, Partitions: []int32{3}}, "kafka: topic " + topic + ": partition 3: " + kerr.UnknownTopicOrPartition.Error()},
		{records.Config{Topics: []string{topic}, Partitions: []int32{-1}}, "kafka: records.Config.Partitions has -1: want 0 or more"},
		{records.Config{}, "kafka: records.Config.Topics is empty: name the topics to read"},
		{records.Config{Topics: []string{topic}, Follow: true, Offsets: bounded}, "kafka: records.Config.Follow is set with Offsets that have an end: leave out one of them"},
	} {
		if _, err := read(c.config); err == nil || err.Error() != c.want {
			t.Errorf("%v\nwant %s", err, c.want)
		}
	}
}

func TestTopicNames(t *testing.T) {
	s := newStage(t, 1)
	topics, err := kafka.TopicNames(deadline(t), cluster.Config{Brokers: s.brokers})
	if err != nil || !strings.Contains(" "+strings.Join(topics, " ")+" ", " "+s.name("content.events")+" ") {
		t.Errorf("%v, %v, want %s among them", topics, err, s.name("content.events"))
	}
	var connect *cluster.ConnectError
	if _, err := kafka.TopicNames(deadline(t), cluster.Config{Brokers: []string{"127.0.0.1:1"}, ConnectTimeout: 1}); !errors.As(err, &connect) {
		t.Errorf("no broker: %v", err)
	}
	var config *cluster.ConfigError
	if _, err := kafka.TopicNames(deadline(t), cluster.Config{Brokers: []string{"nowhere"}, ConnectTimeout: -1}); !errors.As(err, &config) {
		t.Errorf("wrong timeout: %v", err)
	}
}

// A broker that is gone does not look like a topic on which nothing comes.
func TestRecords_SaysThatNoBrokerAnswers(t *testing.T) {
	b, err := broker.Start(broker.Config{Partitions: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	send(t, b.Addrs(), &kgo.Record{Topic: "content.events", Value: []byte("a")})
	lines, reading := make(lineWriter, 100), make(chan struct{})
	ctx, cancel := context.WithCancel(deadline(t))
	ended := make(chan error)
	go func() {
		config := records.Config{Cluster: cluster.Config{Brokers: b.Addrs()}, Topics: []string{"content.events"}, Follow: true, Logger: slog.New(slog.NewTextHandler(lines, nil))}
		for _, err := range records.Read(ctx, config) {
			if err != nil {
				ended <- err
				return
			}
			close(reading)
		}
	}()
	<-reading
	b.Close()
	for line := range lines {
		if strings.Contains(line, `level=WARN msg="kafka client: unable to open connection to broker" addr=`+b.Addrs()[0]) {
			break
		}
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v, want %v", err, context.Canceled)
	}
}

// lineWriter passes lines on, and drops those for which there is no room.
type lineWriter chan string

func (w lineWriter) Write(p []byte) (int, error) {
	select {
	case w <- string(p):
	default:
	}
	return len(p), nil
}
