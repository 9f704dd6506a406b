package clients

import (
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
)

func TestShellTransactions(t *testing.T) {
	s := newStage(t)
	topic, id := s.name("content.events"), s.name("transaction")
	sh(t, "kafka-topics --create --partitions 1 --topic "+topic)
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.TransactionalID(id), kgo.DisableClientMetrics())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.BeginTransaction(); err != nil {
		t.Fatal(err)
	}
	if err := client.ProduceSync(deadline(t), &kgo.Record{Topic: topic, Value: []byte("a")}).FirstErr(); err != nil {
		t.Fatal(err)
	}

	if listed := rows(sh(t, "kafka-transactions list"), id); len(listed) != 1 || listed[0][3] != "Ongoing" {
		t.Errorf("listed as %q, want an ongoing one", listed)
	}
	if out := sh(t, "kafka-transactions describe --transactional-id "+id); !strings.Contains(out, "Ongoing") || !strings.Contains(out, topic+"-0") {
		t.Errorf("described as\n%s", out)
	}
	out := sh(t, "kafka-transactions describe-producers --partition 0 --topic "+topic)
	if lines := strings.Count(strings.TrimSpace(out), "\n"); lines != 1 {
		t.Errorf("%d producers, want 1:\n%s", lines, out)
	}
	sh(t, "kafka-transactions find-hanging --topic "+topic)
	if out := shFails(t, "kafka-transactions describe --transactional-id "+id+"-unknown"); !strings.Contains(out, "could not be found") {
		t.Errorf("an unknown transaction is described as\n%s", out)
	}

	// Until it ends, a transaction hides what comes after it.
	shWith(t, "b\n", "kafka-console-producer --topic "+topic)
	sh(t, "kafka-transactions abort --partition 0 --start-offset 0 --topic "+topic)
	out = sh(t, "kafka-console-consumer --isolation-level read_committed --from-beginning --max-messages 1 --timeout-ms 30000 --topic "+topic)
	if len(rows(out, "b")) != 1 || len(rows(out, "a")) != 0 {
		t.Errorf("consumed after the transaction was aborted, want only b:\n%s", out)
	}
}

func TestShellCluster(t *testing.T) {
	s := newStage(t, "content.events")
	topic := s.name("content.events")

	if out := sh(t, "kafka-cluster cluster-id"); !strings.Contains(out, "Cluster ID: ") {
		t.Errorf("cluster:\n%s", out)
	}
	if out := sh(t, "kafka-cluster list-endpoints"); !strings.Contains(out, "127.0.0.1") || !strings.Contains(out, "unfenced") {
		t.Errorf("endpoints:\n%s", out)
	}
	out := sh(t, "kafka-broker-api-versions")
	for _, want := range []string{"Produce(0): ", "ApiVersions(18): ", "CreateTopics(19): ", "ConsumerGroupHeartbeat(68): ", "ShareFetch(78): "} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in the versions:\n%s", want, out)
		}
	}
	out = sh(t, "kafka-features describe")
	for _, want := range []string{"metadata.version", "group.version", "share.version", "transaction.version"} {
		if len(rows(out, "Feature:", want)) != 1 {
			t.Errorf("no feature %s in:\n%s", want, out)
		}
	}
	shUntil(t, `{"partition":"`+topic+`-5","size":0,"offsetLag":0,"isFuture":false}`, "kafka-log-dirs --describe --topic-list "+topic)
	if out := sh(t, "kafka-leader-election --election-type preferred --partition 0 --topic "+topic); !strings.Contains(out, topic+"-0") {
		t.Errorf("election:\n%s", out)
	}
	wantLines(t, sh(t, "kafka-reassign-partitions --list"), "No partition reassignments found.")
}

func TestShellACLs(t *testing.T) {
	if !embedded {
		t.Log("this cluster has no authorizer")
		return
	}
	s := newStage(t, "content.events")
	topic := s.name("content.events")
	sh(t, "kafka-acls --list")
	sh(t, "kafka-acls --add --allow-principal User:ada --operation Read --topic "+topic)
	entry := "(principal=User:ada, host=*, operation=READ, permissionType=ALLOW)"
	wantLines(t, sh(t, "kafka-acls --list --topic "+topic), entry)
	wantLines(t, sh(t, "kafka-acls --list --principal User:ada"), entry)
	sh(t, "kafka-acls --remove --force --topic "+topic)
	if out := sh(t, "kafka-acls --list"); strings.Contains(out, topic) {
		t.Errorf("removed entries are listed:\n%s", out)
	}
}

// What the embedded broker does not have, the tools say so.
func TestShell_ReportsUnsupportedRequests(t *testing.T) {
	if !embedded {
		t.Log("a real cluster has all of it")
		return
	}
	for command, want := range map[string]string{
		"kafka-metadata-quorum describe --status":                       "does not support DESCRIBE_QUORUM",
		"kafka-metadata-quorum describe --replication":                  "does not support DESCRIBE_QUORUM",
		"kafka-delegation-tokens --describe --command-config /dev/null": "does not support DESCRIBE_DELEGATION_TOKEN",
		"kafka-streams-groups --describe --group x":                     "does not support STREAMS_GROUP_DESCRIBE",
	} {
		if out := shFails(t, command); !strings.Contains(out, want) {
			t.Errorf("%s: no %q in:\n%s", command, want, out)
		}
	}
	if out := sh(t, "kafka-cluster unregister --id 1"); !strings.Contains(out, "does not support the broker unregistration API") {
		t.Errorf("unregistering a broker:\n%s", out)
	}
}
