package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/mediamesh/events/kafka/records"
)

// toolConfig is what all tools are given.
type toolConfig struct {
	brokers  []string
	security cluster.Security
	timeout  time.Duration
	options  []kgo.Opt
}

// tools read and write topics as operators do: each returns the error of one call.
var tools = map[string]func(t *testing.T, c toolConfig) error{
	"DeadLetters": func(t *testing.T, c toolConfig) (failed error) {
		config := dlq.Config{Cluster: cluster.Config{Brokers: c.brokers, Security: c.security, ConnectTimeout: c.timeout, ClientOptions: c.options}, Topics: []string{"content.events.dlq"}}
		for _, err := range dlq.List(deadline(t), config) {
			failed = err
		}
		return failed
	},
	"FindDeadLetter": func(t *testing.T, c toolConfig) error {
		config := dlq.Config{Cluster: cluster.Config{Brokers: c.brokers, Security: c.security, ConnectTimeout: c.timeout, ClientOptions: c.options}}
		_, err := dlq.Find(deadline(t), config, cluster.Position{Topic: "content.events.dlq"})
		return err
	},
	"Records": func(t *testing.T, c toolConfig) (failed error) {
		config := records.Config{Cluster: cluster.Config{Brokers: c.brokers, Security: c.security, ConnectTimeout: c.timeout, ClientOptions: c.options}, Topics: []string{"content.events"}}
		for _, err := range records.Read(deadline(t), config) {
			failed = err
		}
		return failed
	},
	"Records since": func(t *testing.T, c toolConfig) (failed error) {
		config := records.Config{Cluster: cluster.Config{Brokers: c.brokers, Security: c.security, ConnectTimeout: c.timeout, ClientOptions: c.options}, Topics: []string{"content.events"}, Offsets: records.Between(time.UnixMilli(1), time.Time{})}
		for _, err := range records.Read(deadline(t), config) {
			failed = err
		}
		return failed
	},
	"Redrive": func(t *testing.T, c toolConfig) error {
		r, err := dlq.NewRedriver(dlq.RedriveConfig{
			Cluster:  cluster.Config{Brokers: c.brokers, Security: c.security, ConnectTimeout: c.timeout, ClientOptions: c.options},
			Registry: catalog.Registry(), DeadLetterTopic: "content.events.dlq", HandleTimeout: patience,
		})
		if err != nil {
			return err
		}
		_, err = r.Run(deadline(t))
		return err
	},
	"Discard": func(t *testing.T, c toolConfig) error {
		_, err := dlq.Discard(deadline(t), dlq.DiscardConfig{
			Cluster:         cluster.Config{Brokers: c.brokers, Security: c.security, ConnectTimeout: c.timeout, ClientOptions: c.options},
			DeadLetterTopic: "content.events.dlq", All: true, Reason: "ticket 7",
		})
		return err
	},
	"PrepareGroup": func(t *testing.T, c toolConfig) error {
		_, err := kafka.PrepareGroup(deadline(t), kafka.GroupConfig{
			Cluster: cluster.Config{Brokers: c.brokers, Security: c.security, ConnectTimeout: c.timeout, ClientOptions: c.options},
			Group:   "again", Topic: "content.events",
		})
		return err
	},
	"Replay": func(t *testing.T, c toolConfig) error {
		consumer, err := kafka.NewConsumer(kafka.ConsumerConfig{
			Cluster: cluster.Config{Brokers: c.brokers, Security: c.security, ConnectTimeout: c.timeout, ClientOptions: c.options},
			Group:   "test", Registry: catalog.Registry(),
		})
		if err != nil {
			return err
		}
		handleAny(t, consumer, func(context.Context, events.Any) error { return nil })
		_, err = kafka.Replay(deadline(t), consumer, kafka.ReplayConfig{Topic: "content.events"})
		return err
	},
}

// TestTools_ConfigErrors gives each tool a field that cannot be used, and brokers
// that do not answer.
func TestTools_ConfigErrors(t *testing.T) {
	for name, run := range tools {
		for problem, c := range map[string]struct {
			config toolConfig
			field  string // "" for no connection
		}{
			"brokers":  {toolConfig{brokers: []string{"a:0"}}, ".Brokers"},
			"security": {toolConfig{security: cluster.Security{CAFiles: []string{"/nowhere"}}}, ".Security.CAFiles"},
			"timeout":  {toolConfig{timeout: -1}, ".ConnectTimeout"},
			"options":  {toolConfig{options: []kgo.Opt{kgo.MetadataMaxAge(-1)}}, "Config"},
			"down":     {toolConfig{brokers: []string{"127.0.0.1:1"}, timeout: 50 * time.Millisecond}, ""},
		} {
			t.Run(name+"/"+problem, func(t *testing.T) {
				t.Parallel()
				err := run(t, c.config)
				var config *cluster.ConfigError
				var connect *cluster.ConnectError
				switch {
				case c.field != "" && (!errors.As(err, &config) || !strings.HasSuffix(strings.TrimSuffix(config.Field, ".Cluster"), c.field)):
					t.Errorf("error %v, want one of %s", err, c.field)
				case c.field == "" && (!errors.As(err, &connect) || connect.Timeout != c.config.timeout):
					t.Errorf("error %v, want a *ConnectError", err)
				}
			})
		}
	}
}

// listing tells requests for the first offsets of partitions, or for the last.
func listing(first bool) func(kmsg.Request) bool {
	return func(r kmsg.Request) bool {
		at := r.(*kmsg.ListOffsetsRequest).Topics[0].Partitions[0].Timestamp
		return first && at == -2 || !first && at == -1
	}
}

// sinceTime tells requests for the offsets of a time.
func sinceTime(r kmsg.Request) bool {
	return r.(*kmsg.ListOffsetsRequest).Topics[0].Partitions[0].Timestamp >= 0
}

// TestTools_ClusterRefuses has the cluster refuse one kind of request to each tool.
func TestTools_ClusterRefuses(t *testing.T) {
	const (
		events, letterTopic, ledger = "content.events", "content.events.dlq", "content.events.dlq.redriven"
		noGroup                     = "GROUP_AUTHORIZATION_FAILED: Not authorized to access group: Group authorization failed."
	)
	topic := func(topic string) error { return &cluster.TopicError{Topic: topic, Err: kerr.TopicAuthorizationFailed} }
	list := func(topic string, first bool) kfake.Fault {
		return kfake.Fault{Keys: []kmsg.Key{kmsg.ListOffsets}, Topic: topic, Err: kerr.TopicAuthorizationFailed, When: listing(first)}
	}
	refuse := func(key kmsg.Key, err *kerr.Error) kfake.Fault { return kfake.Fault{Keys: []kmsg.Key{key}, Err: err} }
	fetch := func(topic string) kfake.Fault {
		return kfake.Fault{Keys: []kmsg.Key{kmsg.Fetch}, Topic: topic, Err: kerr.TopicAuthorizationFailed}
	}
	for i, c := range []struct {
		tool  string
		fault kfake.Fault
		fresh bool // there is no ledger yet
		want  error
		text  string // "" for that of want
	}{
		{"DeadLetters", list(letterTopic, true), false, topic(letterTopic), ""},
		{"DeadLetters", list(letterTopic, false), false, topic(letterTopic), ""},
		{"DeadLetters", list(ledger, true), false, topic(ledger), ""},
		{"DeadLetters", fetch(letterTopic), false, topic(letterTopic), ""},
		{"DeadLetters", fetch(ledger), false, topic(ledger), ""},
		{"FindDeadLetter", list(letterTopic, false), false, topic(letterTopic), ""},
		{"FindDeadLetter", list(ledger, false), false, topic(ledger), ""},
		{"FindDeadLetter", fetch(letterTopic), false, topic(letterTopic), ""},
		{"Records", list(events, false), false, topic(events), ""},
		{"Records", fetch(events), false, topic(events), ""},
		{"Records since", kfake.Fault{Keys: []kmsg.Key{kmsg.ListOffsets}, Topic: events, Err: kerr.TopicAuthorizationFailed, When: sinceTime}, false, topic(events), ""},
		{"Replay", list(events, false), false, topic(events), ""},
		{"Replay", fetch(events), false, topic(events), ""},
		{"PrepareGroup", list(events, false), false, topic(events), ""},
		{"PrepareGroup", kfake.Fault{Keys: []kmsg.Key{kmsg.ListGroups}, Err: kerr.ClusterAuthorizationFailed, TopLevel: true}, false, &kafka.GroupError{Group: "again", Topic: events, Err: kerr.ClusterAuthorizationFailed}, "kafka: setting the offsets of group again: CLUSTER_AUTHORIZATION_FAILED: Cluster authorization failed."},
		{"PrepareGroup", kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetFetch}, Group: "again", Err: kerr.GroupAuthorizationFailed}, false, &kafka.GroupError{Group: "again", Topic: events, Err: kerr.GroupAuthorizationFailed}, "kafka: setting the offsets of group again: " + noGroup},
		{"PrepareGroup", kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Err: kerr.GroupAuthorizationFailed}, false, &kafka.GroupError{Group: "again", Topic: events, Err: kerr.GroupAuthorizationFailed}, "kafka: setting the offsets of group again: " + noGroup},
		{"Redrive", list(letterTopic, true), false, topic(letterTopic), ""},
		{"Redrive", list(ledger, false), false, topic(ledger), ""},
		{"Redrive", fetch(letterTopic), false, topic(letterTopic), ""},
		{"Redrive", fetch(ledger), false, topic(ledger), ""},
		{"Redrive", refuse(kmsg.CreateTopics, kerr.PolicyViolation), true, &cluster.TopicError{Topic: ledger, Err: kerr.PolicyViolation}, ""},
		{"Redrive", refuse(kmsg.InitProducerID, kerr.TransactionalIDAuthorizationFailed), false, &dlq.RedriveError{DeadLetterTopic: letterTopic, Err: kerr.TransactionalIDAuthorizationFailed}, "kafka: redriving content.events.dlq: beginning transactions: TRANSACTIONAL_ID_AUTHORIZATION_FAILED: Transactional ID authorization failed."},
		{"Redrive", kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: ledger, Err: kerr.TopicAuthorizationFailed}, false, &dlq.RedriveError{DeadLetterTopic: letterTopic, Err: kerr.TopicAuthorizationFailed}, "kafka: redriving content.events.dlq: TOPIC_AUTHORIZATION_FAILED: Not authorized to access topics: [Topic authorization failed.]"},
		{"Redrive", kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetFetch}, Group: "test", Err: kerr.GroupAuthorizationFailed}, false, &dlq.RedriveError{DeadLetterTopic: letterTopic, Err: kerr.GroupAuthorizationFailed}, "kafka: redriving content.events.dlq: asking for the offsets of group test: " + noGroup},
		{"Discard", list(letterTopic, false), false, topic(letterTopic), ""},
		{"Discard", list(ledger, false), false, topic(ledger), ""},
		{"Discard", fetch(letterTopic), false, topic(letterTopic), ""},
		{"Discard", refuse(kmsg.CreateTopics, kerr.PolicyViolation), true, &cluster.TopicError{Topic: ledger, Err: kerr.PolicyViolation}, ""},
		{"Discard", refuse(kmsg.InitProducerID, kerr.TransactionalIDAuthorizationFailed), false, &dlq.DiscardError{DeadLetterTopic: letterTopic, Err: kerr.TransactionalIDAuthorizationFailed}, "kafka: discarding dead letters of content.events.dlq: beginning transactions: TRANSACTIONAL_ID_AUTHORIZATION_FAILED: Transactional ID authorization failed."},
		{"Discard", kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: ledger, Err: kerr.TopicAuthorizationFailed}, false, &dlq.DiscardError{DeadLetterTopic: letterTopic, Err: kerr.TopicAuthorizationFailed}, "kafka: discarding dead letters of content.events.dlq: TOPIC_AUTHORIZATION_FAILED: Not authorized to access topics: [Topic authorization failed.]"},
	} {
		t.Run(fmt.Sprintf("%d %s", i, c.tool), func(t *testing.T) {
			t.Parallel()
			target := startCluster(t)
			brokers := target.ListenAddrs()
			createTopics(t, brokers, events, letterTopic)
			send(t, brokers, append(letters(t, 2), &kgo.Record{Topic: events, Value: []byte("{}")})...)
			if !c.fresh {
				createTopics(t, brokers, ledger)
				send(t, brokers, &kgo.Record{Topic: ledger, Key: []byte("no position")})
			}
			c.fault.Count = -1
			fault := target.Fault(c.fault)
			err := tools[c.tool](t, toolConfig{brokers: brokers})
			fault.Remove()
			if err == nil || reflect.TypeOf(err) != reflect.TypeOf(c.want) || !errors.Is(err, errors.Unwrap(c.want)) {
				t.Fatalf("error %T %v\nwant  %T %v", err, err, c.want, c.want)
			}
			want := c.text
			if want == "" {
				want = c.want.Error()
			}
			if err.Error() != want {
				t.Errorf("error %v\nwant  %v", err, want)
			}
		})
	}
}
