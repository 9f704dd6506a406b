package clients

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestShellTopics(t *testing.T) {
	s := newStage(t)
	topic, compacted := s.name("content.events"), s.name("content.state")

	wantLines(t, sh(t, "kafka-topics --create --partitions 2 --topic "+topic), "Created topic "+topic+".")
	wantLines(t, sh(t, "kafka-topics --create --partitions 1 --config cleanup.policy=compact --topic "+compacted), "Created topic "+compacted+".")
	if out := shFails(t, "kafka-topics --create --topic "+topic); !strings.Contains(out, "already exists") {
		t.Errorf("creating a topic twice:\n%s", out)
	}
	sh(t, "kafka-topics --create --if-not-exists --topic "+topic)
	wantLines(t, sh(t, "kafka-topics --list"), topic, compacted)

	for _, command := range []string{"kafka-topics --describe --topic " + topic, "kafka-topics --describe"} {
		out := shAll(t, command)
		if got := describedPartitions(out, topic); !slices.Equal(got, []string{"0", "1"}) {
			t.Errorf("%s: partitions %q, want 0 and 1:\n%s", command, got, out)
		}
	}
	if out := sh(t, "kafka-topics --describe --topics-with-overrides --topic "+compacted); !strings.Contains(out, "PartitionCount: 1") || !strings.Contains(out, "cleanup.policy=compact") {
		t.Errorf("described as\n%s", out)
	}
	if out := sh(t, "kafka-topics --describe --under-replicated-partitions --topic "+topic); out != "" {
		t.Errorf("under-replicated:\n%s", out)
	}

	sh(t, "kafka-topics --alter --partitions 3 --topic "+topic)
	if got := describedPartitions(sh(t, "kafka-topics --describe --topic "+topic), topic); len(got) != 3 {
		t.Errorf("partitions %q, want 3", got)
	}
	shFails(t, "kafka-topics --alter --partitions 1 --topic "+topic)

	sh(t, "kafka-topics --delete --topic "+topic)
	if out := shFails(t, "kafka-topics --describe --topic "+topic); !strings.Contains(out, "does not exist as expected") {
		t.Errorf("a deleted topic is described as\n%s", out)
	}
}

// describedPartitions returns the partitions that `kafka-topics --describe`
// shows of a topic, sorted.
func describedPartitions(output, topic string) []string {
	var partitions []string
	for _, row := range rows(output, "Topic:", topic, "Partition:") {
		partitions = append(partitions, row[3])
	}
	slices.Sort(partitions)
	return partitions
}

func TestShellTopicConfigs(t *testing.T) {
	s := newStage(t, "content.events")
	entity := " --entity-type topics --entity-name " + s.name("content.events")

	sh(t, "kafka-configs --alter --add-config retention.ms=3600000,cleanup.policy=compact"+entity)
	shUntil(t, "retention.ms=3600000", "kafka-configs --describe"+entity)
	shUntil(t, "cleanup.policy=compact", "kafka-configs --describe"+entity)
	sh(t, "kafka-configs --alter --delete-config retention.ms,cleanup.policy"+entity)
	shUntil(t, "cleanup.policy=delete", "kafka-configs --describe --all"+entity)
	if out := sh(t, "kafka-configs --describe"+entity); strings.Contains(out, "retention.ms") {
		t.Errorf("a deleted config is described:\n%s", out)
	}
}

func TestShellQuotasAndCredentials(t *testing.T) {
	s := newStage(t)
	client := " --entity-type clients --entity-name " + s.name("client")
	sh(t, "kafka-configs --describe"+client) // there are none
	sh(t, "kafka-configs --alter --add-config producer_byte_rate=1024"+client)
	shUntil(t, "producer_byte_rate=1024.0", "kafka-configs --describe"+client)
	sh(t, "kafka-configs --alter --delete-config producer_byte_rate"+client)

	user := " --entity-type users --entity-name " + s.name("user")
	sh(t, "kafka-configs --describe --entity-type users")
	sh(t, "kafka-configs --alter --add-config SCRAM-SHA-256=[password=secret]"+user)
	shUntil(t, "SCRAM-SHA-256=iterations=4096", "kafka-configs --describe"+user)
	sh(t, "kafka-configs --alter --delete-config SCRAM-SHA-256"+user)
}

func TestShellOtherConfigs(t *testing.T) {
	requireShell(t)
	for _, kind := range []string{"brokers", "client-metrics", "groups", "ips"} {
		shAll(t, "kafka-configs --describe --entity-type "+kind)
	}
	if !embedded {
		return // the cluster may be shared
	}
	all := " --entity-type brokers --entity-default"
	sh(t, "kafka-configs --alter --add-config log.retention.ms=3600000"+all)
	shUntil(t, "log.retention.ms=3600000", "kafka-configs --describe"+all)
	sh(t, "kafka-configs --alter --delete-config log.retention.ms"+all)
}

func TestShellOffsetsAndRecords(t *testing.T) {
	s := newStage(t)
	topic := s.name("content.events")
	sh(t, "kafka-topics --create --partitions 1 --topic "+topic)
	shWith(t, "a\nb\nc\n", "kafka-console-producer --topic "+topic)

	get := "kafka-get-offsets --topic " + topic
	wantLines(t, sh(t, get), topic+":0:3")
	if out := sh(t, get+" --time max-timestamp"); !strings.HasPrefix(out, topic+":0:") {
		t.Errorf("offset of the latest timestamp: %q", out)
	}
	wantLines(t, sh(t, get+" --time earliest"), topic+":0:0")

	file := filepath.Join(t.TempDir(), "offsets.json")
	if err := os.WriteFile(file, fmt.Appendf(nil, `{"version": 1, "partitions": [{"topic": %q, "partition": 0, "offset": 2}]}`, topic), 0o600); err != nil {
		t.Fatal(err)
	}
	wantLines(t, sh(t, "kafka-delete-records --offset-json-file "+file), "partition: "+topic+"-0 low_watermark: 2")
	wantLines(t, sh(t, get+" --time earliest"), topic+":0:2")
	out := sh(t, "kafka-console-consumer --from-beginning --max-messages 1 --timeout-ms 30000 --topic "+topic)
	wantLines(t, out, "c")
	if strings.Contains(out, "a\n") {
		t.Errorf("deleted records are consumed:\n%s", out)
	}
}
