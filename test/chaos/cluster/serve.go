//go:build unix

package cluster

import (
	"context"
	"encoding/json"
	"net"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/internal/recovery"
	"github.com/mediamesh/events/test/chaos/process"
)

// Serve is the process of the embedded broker. It ends when it is asked to, and
// breaks as it is told.
func Serve(address, data string) error {
	// Who was killed may leave its port busy for a moment.
	listener, err := net.Listen("tcp", address)
	for range 50 {
		if err == nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
		listener, err = net.Listen("tcp", address)
	}
	if err != nil {
		return err
	}
	killed, gate := recovery.Needed(data), recovery.NewGate(listener)
	if killed {
		if err := recovery.RestoreProducers(data); err != nil {
			return err
		}
	}
	cluster, err := kfake.NewCluster(
		kfake.NumBrokers(1),
		kfake.ListenFn(func(string, string) (net.Listener, error) { return gate, nil }),
		kfake.DataDir(data),
		kfake.GroupMinSessionTimeout(time.Second),
		kfake.DefaultNumPartitions(6),
		kfake.AllowAutoTopicCreation(),
		kfake.BrokerConfigs(map[string]string{
			"group.consumer.heartbeat.interval.ms": "500",
			"group.consumer.session.timeout.ms":    "3000",
		}),
	)
	if err != nil {
		return err
	}
	createOnFirstUse(cluster)
	if killed {
		if err := recovery.Run(context.Background(), gate.Dial); err != nil {
			return err
		}
	}
	gate.Open()
	ctx, cancel := process.Part(func(line string) {
		var t Trouble
		if json.Unmarshal([]byte(line), &t) == nil {
			trouble(cluster, t)
		}
	})
	defer cancel()
	process.SayReady()
	<-ctx.Done()
	cluster.Close()
	return nil
}

// createOnFirstUse creates the topics that the cluster would create because a client
// asks for them, before it does. It forgets those when its process is killed.
func createOnFirstUse(c *kfake.Cluster) {
	c.ControlKey(int16(kmsg.Metadata), func(req kmsg.Request) (kmsg.Response, error, bool) {
		c.KeepControl()
		r := req.(*kmsg.MetadataRequest)
		if r.AllowAutoTopicCreation && len(r.Topics) > 0 {
			c.SleepControl(func() {
				for _, t := range r.Topics {
					if t.Topic != nil {
						_ = c.CreateTopic(*t.Topic, 0, nil) // the answer tells of an error
					}
				}
			})
		}
		return nil, nil, false
	})
}

// trouble has the cluster answer wrongly.
func trouble(c *kfake.Cluster, t Trouble) {
	produce, commit := []kmsg.Key{kmsg.Produce}, []kmsg.Key{kmsg.OffsetCommit}
	switch t.Kind {
	case AppendedThenErrored:
		c.Fault(kfake.Fault{Keys: produce, Err: kerr.NotEnoughReplicasAfterAppend, Count: t.Count})
	case CommitLostAnswer:
		c.Fault(kfake.Fault{Keys: commit, Err: kerr.RequestTimedOut, Count: t.Count})
	case CommitRefused:
		c.Fault(kfake.Fault{Keys: commit, Err: kerr.CoordinatorLoadInProgress, Count: t.Count})
	case EndErrored:
		c.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.EndTxn}, Err: kerr.UnknownServerError, Count: t.Count})
	case FailProduce:
		failProduce(c, t, kerr.NotEnoughReplicas)
	case RefuseProduce:
		failProduce(c, t, kerr.PolicyViolation)
	case SlowProduce:
		slowProduce(c, t)
	}
}

func failProduce(c *kfake.Cluster, t Trouble, err *kerr.Error) {
	for _, topic := range t.Topics {
		h := c.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: topic, Partitions: t.Partitions, Err: err, Count: -1})
		time.AfterFunc(t.For, h.Remove)
	}
}

// slowness is how long a slow produce request takes.
const slowness = 300 * time.Millisecond

func slowProduce(c *kfake.Cluster, t Trouble) {
	over := time.Now().Add(t.For)
	ids := make(map[[16]byte]bool)
	for _, topic := range t.Topics {
		if info := c.TopicInfo(topic); info != nil {
			ids[info.TopicID] = true
		}
	}
	c.ControlKey(int16(kmsg.Produce), func(req kmsg.Request) (kmsg.Response, error, bool) {
		if time.Now().After(over) {
			c.DropControl()
			return nil, nil, false
		}
		c.KeepControl()
		if slices.ContainsFunc(req.(*kmsg.ProduceRequest).Topics, func(p kmsg.ProduceRequestTopic) bool {
			return ids[p.TopicID] || slices.Contains(t.Topics, p.Topic)
		}) {
			c.SleepControl(func() { time.Sleep(slowness) })
		}
		return nil, nil, false
	})
}
