package broker_test

import (
	"os"
	"slices"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

const cleanerBackoff = "log.cleaner.backoff.ms"

// cleaning returns how long a broker waits between two times that it cleans.
func cleaning(w *wire) string {
	w.t.Helper()
	resource := kmsg.NewDescribeConfigsRequestResource()
	resource.ResourceType, resource.ConfigNames = kmsg.ConfigResourceTypeBroker, []string{cleanerBackoff}
	request := kmsg.NewPtrDescribeConfigsRequest()
	request.Resources = append(request.Resources, resource)
	for _, c := range w.call(request, 4).(*kmsg.DescribeConfigsResponse).Resources[0].Configs {
		if c.Name == cleanerBackoff {
			return *c.Value
		}
	}
	w.t.Fatalf("%s is not described", cleanerBackoff)
	return ""
}

// A broker that is killed while it compacts a topic has lost records.
func TestBrokerWithDataDir_NeverCleans(t *testing.T) {
	const never, ofBroker = "3153600000000", kmsg.ConfigResourceTypeBroker
	dir := t.TempDir()
	b := start(t, broker.Config{DataDir: dir})
	w := dial(t, b)
	if got := cleaning(w); got != never {
		t.Errorf("it cleans every %s ms, want %s", got, never)
	}
	if codes := alterConfig(w, ofBroker, "", cleanerBackoff, "100"); codes != [2]int16{kerr.InvalidConfig.Code, kerr.InvalidConfig.Code} {
		t.Errorf("changing it: codes %d, want %d", codes, kerr.InvalidConfig.Code)
	}
	remove := kmsg.NewPtrIncrementalAlterConfigsRequest()
	remove.Resources = []kmsg.IncrementalAlterConfigsRequestResource{{
		ResourceType: ofBroker,
		Configs:      []kmsg.IncrementalAlterConfigsRequestResourceConfig{{Name: cleanerBackoff, Op: kmsg.IncrementalAlterConfigOpDelete}},
	}}
	if code := w.call(remove, 1).(*kmsg.IncrementalAlterConfigsResponse).Resources[0].ErrorCode; code != kerr.InvalidConfig.Code {
		t.Errorf("removing it: code %d, want %d", code, kerr.InvalidConfig.Code)
	}
	if codes := alterConfig(w, ofBroker, "", "group.max.size", "10"); codes != [2]int16{} {
		t.Errorf("changing another: codes %d", codes) // the second request replaces all
	}
	if got := cleaning(w); got != never {
		t.Errorf("in the end it cleans every %s ms, want %s", got, never)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if got := cleaning(dial(t, start(t, broker.Config{DataDir: dir}))); got != never {
		t.Errorf("started again it cleans every %s ms, want %s", got, never)
	}

	w = dial(t, start(t, broker.Config{}))
	if codes := alterConfig(w, ofBroker, "", cleanerBackoff, "100"); codes != [2]int16{} || cleaning(w) != "100" {
		t.Errorf("in memory: codes %d, and it cleans every %s ms, want 100", codes, cleaning(w))
	}
}

// deleteRecords deletes those before offset 2.
func deleteRecords(w *wire) int16 {
	w.t.Helper()
	topic := kmsg.NewDeleteRecordsRequestTopic()
	topic.Topic = "content.events"
	topic.Partitions = []kmsg.DeleteRecordsRequestTopicPartition{{Partition: 0, Offset: 2}}
	request := kmsg.NewPtrDeleteRecordsRequest()
	request.Topics = append(request.Topics, topic)
	return w.call(request, 2).(*kmsg.DeleteRecordsResponse).Topics[0].Partitions[0].ErrorCode
}

// The cluster forgets deletions when it is killed, and uses offsets twice if all records
// were deleted.
func TestBrokerWithDataDir_RefusesToDeleteRecords(t *testing.T) {
	dir, left := t.TempDir(), t.TempDir()
	b := start(t, broker.Config{DataDir: dir, Partitions: 1})
	produce(t, connect(t, b), "content.events", "a", "b")
	if code := deleteRecords(dial(t, b)); code != kerr.PolicyViolation.Code {
		t.Errorf("code %d, want %d", code, kerr.PolicyViolation.Code)
	}
	if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	client := connect(t, start(t, broker.Config{DataDir: left}), kgo.ConsumeTopics("content.events"))
	produce(t, client, "content.events", "c")
	if got, want := read(t, client, 3), []string{"a", "b", "c"}; !slices.Equal(got, want) {
		t.Errorf("read %q after kill -9, want %q", got, want)
	}

	b = start(t, broker.Config{Partitions: 1})
	produce(t, connect(t, b), "content.events", "a", "b")
	if code := deleteRecords(dial(t, b)); code != 0 {
		t.Errorf("in memory: code %d", code)
	}
}
