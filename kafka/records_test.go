package kafka_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

func offsets(t *testing.T, config records.Config) string {
	t.Helper()
	var read []string
	for r, err := range records.Read(deadline(t), config) {
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, fmt.Sprint(r.Offset))
	}
	return strings.Join(read, " ")
}

func TestRecords(t *testing.T) {
	brokers := replayed(t)
	for _, c := range []struct{ spec, want string }{
		{"start", "0 1 2 3 4 5 6 7 8 9 10 11"}, // also the fifth, which is no event
		{"3:6", "3 4 5"},
		{"-2", "10 11"},
		{"end", ""},
	} {
		spec, err := records.ParseOffsets(c.spec, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if got := offsets(t, records.Config{Cluster: cluster.Config{Brokers: brokers}, Topics: []string{"content.events"}, Offsets: spec}); got != c.want {
			t.Errorf("%s: %s, want %s", c.spec, got, c.want)
		}
	}
	for r, err := range records.Read(deadline(t), records.Config{Cluster: cluster.Config{Brokers: brokers}, Topics: []string{"content.events"}}) {
		if err != nil || string(r.Key) != "c-0" || len(r.Value) == 0 {
			t.Errorf("first record %+v, %v", r, err)
		}
		break // which ends the reading
	}
}

func TestRecordsErrors(t *testing.T) {
	brokers := startBroker(t)
	last := func(config records.Config) (last error) {
		for _, err := range records.Read(deadline(t), config) {
			last = err
		}
		return last
	}
	var config *cluster.ConfigError
	if err := last(records.Config{Cluster: cluster.Config{Brokers: brokers}}); !errors.As(err, &config) || config.Field != "records.Config.Topics" {
		t.Errorf("no topic: %v", err)
	}
	var topic *cluster.TopicError
	if err := last(records.Config{Cluster: cluster.Config{Brokers: brokers}, Topics: []string{"nowhere"}}); !errors.As(err, &topic) || !errors.Is(err, kerr.UnknownTopicOrPartition) {
		t.Errorf("no such topic: %v", err)
	}
}
