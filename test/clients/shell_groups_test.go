package clients

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
)

// protocols are the options of Java's consumer for both group protocols, by the
// type of the group.
var protocols = map[string]string{
	"Classic":  "--command-property group.protocol=classic",
	"Consumer": "--command-property group.protocol=consumer",
}

func TestShellConsoles(t *testing.T) {
	for kind, protocol := range protocols {
		t.Run(kind, func(t *testing.T) {
			s := newStage(t, "content.events", "content.state")
			produce := "kafka-console-producer --reader-property parse.key=true --reader-property key.separator=: --topic "
			shWith(t, "a:1\nb:2\nc:3\n", produce+s.name("content.events"))
			shWith(t, "d:4\n", produce+s.name("content.state")+" --compression-codec zstd")

			consume := "kafka-console-consumer --from-beginning --timeout-ms 30000 " + protocol
			out := sh(t, consume+" --max-messages 3 --topic "+s.name("content.events")+" --group "+s.name("one"))
			wantLines(t, out, "1", "2", "3")
			// A pattern is known before the topics that it matches are: the member
			// joins with one subscription and changes it.
			out = sh(t, consume+" --max-messages 4 --include "+s.name(".*")+" --group "+s.name("pattern"))
			wantLines(t, out, "1", "2", "3", "4")
		})
	}
}

func TestShellConsumerGroups(t *testing.T) {
	for kind, protocol := range protocols {
		t.Run(kind, func(t *testing.T) {
			s := newStage(t)
			topic, group := s.name("content.events"), s.name("indexer")
			sh(t, "kafka-topics --create --partitions 1 --topic "+topic)
			shWith(t, "a\nb\nc\n", "kafka-console-producer --topic "+topic)
			sh(t, "kafka-console-consumer --from-beginning --max-messages 2 --timeout-ms 30000 --topic "+topic+" --group "+group+" "+protocol)

			groups := "kafka-consumer-groups --group " + group + " "
			wantLines(t, sh(t, "kafka-consumer-groups --list"), group)
			wantLines(t, sh(t, "kafka-consumer-groups --list --state"), group+" Empty")
			wantLines(t, sh(t, "kafka-consumer-groups --list --state empty"), group+" Empty")
			wantLines(t, sh(t, "kafka-consumer-groups --list --type "+strings.ToLower(kind)), group+" "+kind)
			wantLines(t, sh(t, "kafka-groups --list --protocol consumer"), group+" "+kind+" consumer")
			wantLines(t, sh(t, groups+"--describe"), offsets(group, topic, 2, 3))
			wantLines(t, shAll(t, "kafka-consumer-groups --describe --all-groups"), offsets(group, topic, 2, 3))
			if out := sh(t, groups+"--describe --members --verbose"); !strings.Contains(out, "has no active members") {
				t.Errorf("members of a group without any:\n%s", out)
			}
			if out := sh(t, groups+"--describe --state"); len(rows(out, group)) != 1 || !strings.Contains(out, " Empty ") {
				t.Errorf("state of an empty group:\n%s", out)
			}

			wantLines(t, sh(t, groups+"--reset-offsets --to-earliest --dry-run --topic "+topic), group+" "+topic+" 0 0")
			wantLines(t, sh(t, groups+"--describe"), offsets(group, topic, 2, 3))
			wantLines(t, sh(t, groups+"--reset-offsets --shift-by -1 --execute --topic "+topic), group+" "+topic+" 0 1")
			wantLines(t, sh(t, groups+"--describe"), offsets(group, topic, 1, 3))
			wantLines(t, sh(t, groups+"--reset-offsets --to-datetime 2026-01-01T00:00:00.000 --execute --all-topics"), group+" "+topic+" 0 0")

			wantLines(t, sh(t, groups+"--delete-offsets --topic "+topic), topic+" 0 Successful")
			if out := sh(t, groups+"--describe"); len(rows(out, group, topic)) != 0 {
				t.Errorf("deleted offsets are described:\n%s", out)
			}
			sh(t, groups+"--delete")
			for _, command := range []string{"--describe", "--delete"} {
				if out := shFails(t, groups+command); !strings.Contains(out, "GroupIdNotFoundException") {
					t.Errorf("%s of a deleted group:\n%s", command, out)
				}
			}
		})
	}
}

// offsets is the beginning of a line of `--describe`.
func offsets(group, topic string, current, end int) string {
	return fmt.Sprintf("%s %s 0 %d %d %d", group, topic, current, end, end-current)
}

func TestShellDescribesLiveMembers(t *testing.T) {
	for kind, option := range map[string]kgo.Opt{"classic": kgo.Balancers(kgo.CooperativeStickyBalancer()), "consumer": kgo.ServerSideBalancer()} {
		t.Run(kind, func(t *testing.T) {
			s := newStage(t, "content.events")
			topic, group := s.name("content.events"), s.name("indexer")
			shWith(t, "a\n", "kafka-console-producer --topic "+topic)
			client, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.ConsumeTopics(topic), kgo.ConsumerGroup(group),
				kgo.ClientID("live"), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.DisableClientMetrics(), option)
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			if fetches := client.PollFetches(deadline(t)); fetches.Err() != nil || fetches.NumRecords() != 1 {
				t.Fatalf("fetched %d records, %v", fetches.NumRecords(), fetches.Err())
			}

			groups := "kafka-consumer-groups --group " + group + " "
			out := sh(t, groups+"--describe --members --verbose")
			if members := rows(out, group); len(members) != 1 || !slices.Contains(members[0], "live") || !slices.Contains(members[0], "6") || !strings.Contains(out, topic+":0,1,2,3,4,5") {
				t.Errorf("members, want one with 6 partitions:\n%s", out)
			}
			if out := sh(t, groups+"--describe --state --verbose"); !strings.Contains(out, " Stable ") {
				t.Errorf("state, want Stable:\n%s", out)
			}
			if owned := rows(sh(t, groups+"--describe"), group, topic); len(owned) != 6 || owned[0][len(owned[0])-1] != "live" {
				t.Errorf("described as %q, want 6 partitions of the client", owned)
			}
			if out := shFails(t, groups+"--delete"); !strings.Contains(out, "GroupNotEmptyException") {
				t.Errorf("deleting a group with members:\n%s", out)
			}
		})
	}
}

func TestShellShareGroups(t *testing.T) {
	s := newStage(t)
	topic, group := s.name("content.events"), s.name("workers")
	sh(t, "kafka-topics --create --partitions 3 --topic "+topic)
	shWith(t, "k:a\nk:b\nk:c\nk:d\n", "kafka-console-producer --reader-property parse.key=true --reader-property key.separator=: --topic "+topic)
	sh(t, "kafka-configs --alter --entity-type groups --add-config share.auto.offset.reset=earliest --entity-name "+group)

	// The second consumer fetches partitions that have no records, too.
	consume := "kafka-console-share-consumer --max-messages 2 --timeout-ms 30000 --topic " + topic + " --group " + group
	wantLines(t, sh(t, consume), "a", "b")
	wantLines(t, sh(t, consume), "c", "d")

	groups := "kafka-share-groups --group " + group + " "
	wantLines(t, sh(t, "kafka-share-groups --list"), group)
	wantLines(t, sh(t, "kafka-share-groups --list --state"), group+" Empty")
	wantLines(t, sh(t, "kafka-groups --list --share"), group+" Share share")
	if described := rows(sh(t, groups+"--describe"), group, topic); len(described) != 3 {
		t.Errorf("described as %q, want 3 partitions", described)
	}
	sh(t, groups+"--describe --members --verbose")
	if out := sh(t, groups+"--describe --state"); len(rows(out, group)) != 1 || !strings.Contains(out, " Empty ") {
		t.Errorf("state of an empty group:\n%s", out)
	}
	sh(t, groups+"--reset-offsets --to-earliest --execute --topic "+topic)
	sh(t, groups+"--delete")
	if out := sh(t, "kafka-share-groups --list"); len(rows(out, group)) != 0 {
		t.Errorf("a deleted group is listed:\n%s", out)
	}
}
