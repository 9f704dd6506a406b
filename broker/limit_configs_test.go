package broker_test

import (
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// alterConfig sets a config by each of the two requests, and returns both codes.
func alterConfig(w *wire, kind kmsg.ConfigResourceType, resource, name, value string) [2]int16 {
	w.t.Helper()
	one := kmsg.NewIncrementalAlterConfigsRequestResource()
	one.ResourceType, one.ResourceName = kind, resource
	one.Configs = []kmsg.IncrementalAlterConfigsRequestResourceConfig{{Name: name, Value: &value}}
	incremental := kmsg.NewPtrIncrementalAlterConfigsRequest()
	incremental.Resources = append(incremental.Resources, one)

	all := kmsg.NewAlterConfigsRequestResource()
	all.ResourceType, all.ResourceName = kind, resource
	all.Configs = []kmsg.AlterConfigsRequestResourceConfig{{Name: name, Value: &value}}
	replacing := kmsg.NewPtrAlterConfigsRequest()
	replacing.Resources = append(replacing.Resources, all)

	first := w.call(incremental, 1).(*kmsg.IncrementalAlterConfigsResponse).Resources[0]
	second := w.call(replacing, 2).(*kmsg.AlterConfigsResponse).Resources[0]
	if first.ResourceType != kind || second.ResourceType != kind {
		w.t.Errorf("answered for resources of types %v and %v, want %v", first.ResourceType, second.ResourceType, kind)
	}
	return [2]int16{first.ErrorCode, second.ErrorCode}
}

// Values that the cluster would panic at, at once or at its next start, or that
// would delete records because they are not numbers.
func TestBroker_RefusesInvalidConfigValues(t *testing.T) {
	dir := t.TempDir()
	b := start(t, broker.Config{DataDir: dir})
	w := dial(t, b)
	if code := w.call(createTopic("content.events", 1, nil), 5).(*kmsg.CreateTopicsResponse).Topics[0].ErrorCode; code != 0 {
		t.Fatalf("creating a topic: code %d", code)
	}
	const ofBroker, ofTopic = kmsg.ConfigResourceTypeBroker, kmsg.ConfigResourceTypeTopic
	for _, c := range []struct {
		kind        kmsg.ConfigResourceType
		name, value string
		want        int16
	}{
		{ofBroker, "log.cleaner.backoff.ms", "0", kerr.InvalidConfig.Code},
		{ofBroker, "log.cleaner.backoff.ms", "9223372036854775807", kerr.InvalidConfig.Code},
		{ofBroker, "offsets.retention.check.interval.ms", "0", kerr.InvalidConfig.Code},
		{ofBroker, "offsets.retention.check.interval.ms", "-5", kerr.InvalidConfig.Code},
		{ofBroker, "offsets.retention.check.interval.ms", "4294967296", kerr.InvalidConfig.Code},
		{ofBroker, "offsets.retention.check.interval.ms", "soon", kerr.InvalidConfig.Code},
		{ofBroker, "offsets.retention.check.interval.ms", "60000", 0},
		{ofBroker, "group.share.partition.max.record.locks", "0", kerr.InvalidConfig.Code},
		{ofBroker, "message.max.bytes", "104857600", kerr.InvalidConfig.Code},
		{ofBroker, "log.retention.ms", "-1", 0},
		{ofBroker, "log.cleaner.backoff.ms", "60000", kerr.InvalidConfig.Code}, // of a data directory
		{ofTopic, "retention.ms", "soon", kerr.InvalidConfig.Code},
		{ofTopic, "retention.ms", "-2", kerr.InvalidConfig.Code},
		{ofTopic, "retention.ms", "-1", 0},
		{ofTopic, "retention.ms", "9223372036854775807", 0},
		{ofTopic, "max.message.bytes", "20000000", 0},
		{ofTopic, "segment.bytes", "0", kerr.InvalidConfig.Code},
	} {
		resource := ""
		if c.kind == ofTopic {
			resource = "content.events"
		}
		if codes := alterConfig(w, c.kind, resource, c.name, c.value); codes != [2]int16{c.want, c.want} {
			t.Errorf("setting %s to %q: codes %d, want %d", c.name, c.value, codes, c.want)
		}
	}
	for value, want := range map[string]int16{"0": kerr.InvalidConfig.Code, "1048576": 0} {
		request := createTopic("of."+value, 1, map[string]string{"segment.bytes": value, "cleanup.policy": "compact"})
		if code := w.call(request, 5).(*kmsg.CreateTopicsResponse).Topics[0].ErrorCode; code != want {
			t.Errorf("creating a topic with segment.bytes %q: code %d, want %d", value, code, want)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if len(dial(t, start(t, broker.Config{DataDir: dir})).versions()) == 0 {
		t.Error("the broker serves nothing any more")
	}
}
