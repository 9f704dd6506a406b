package kafka_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// TestRedrive_DeadLetterWhileItLooks has a redriven record become a dead letter,
// and its group commit past it, at the moment when the redrive asks for the
// group's offsets. The redrive must find the dead letter, which was written
// before the commit, and not count the record as handled. A dead letter of
// another group, which has read the record too, says nothing of the first.
func TestRedrive_DeadLetterWhileItLooks(t *testing.T) {
	for _, c := range []struct {
		name, group string
		fails       bool
		want        string
	}{
		{"of the group", "test", true, "chosen 1, sent 1, failed 1"},
		{"of no group that it names", "", true, "chosen 1, sent 1, failed 1"},
		{"of another group", "other", false, "chosen 1, sent 1, handled 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			target := startCluster(t, kfake.DefaultNumPartitions(1))
			brokers := target.ListenAddrs()
			createTopics(t, brokers, "content.events", "content.events.dlq")
			list := letters(t, 1)
			send(t, brokers, list...)
			again := letter("c-0", list[0].Value, "redriven-from", "content.events.dlq/0/0", "dlq-group", c.group, "dlq-offset", "0")
			whenGroupIsAsked(t, target, func() error {
				client := client(t, brokers)
				if err := client.ProduceSync(deadline(t), again).FirstErr(); err != nil {
					return err
				}
				var past kadm.Offsets
				past.AddOffset("content.events", 0, 1, -1)
				return kadm.NewClient(client).CommitAllOffsets(deadline(t), "test", past)
			})

			report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, AllGroups: true})
			if counts(report) != c.want {
				t.Errorf("%s, %v, want %s", counts(report), err, c.want)
			}
			var halted *dlq.RedriveHaltedError
			if errors.As(err, &halted) != c.fails || c.fails && (halted.Failure.Again == nil || halted.Failure.Again.At.Offset != 1) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// whenGroupIsAsked calls f when the offsets of a group are first asked for, and
// before that is answered. A redrive asks once it has sent something.
func whenGroupIsAsked(t *testing.T, target *kfake.Cluster, f func() error) {
	var asked atomic.Bool
	target.ControlKey(int16(kmsg.OffsetFetch), func(kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		if asked.CompareAndSwap(false, true) {
			target.SleepControl(func() {
				if err := f(); err != nil {
					t.Error(err)
				}
			})
		}
		return nil, nil, false
	})
}
