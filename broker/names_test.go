package broker_test

import (
	"errors"
	"io"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// metadata asks for a topic, and returns its code. The topic is created, if it can be.
func metadata(w *wire, topic string) int16 {
	w.t.Helper()
	request := kmsg.NewPtrMetadataRequest()
	request.AllowAutoTopicCreation = true
	request.Topics = []kmsg.MetadataRequestTopic{{Topic: &topic}}
	return w.call(request, 8).(*kmsg.MetadataResponse).Topics[0].ErrorCode
}

// Topics with these names would be made, take records, and be gone after kill -9.
func TestBroker_RefusesTopicsThatItCannotStore(t *testing.T) {
	for name, inMemory := range map[string]bool{"on disk": false, "in memory": true} {
		t.Run(name, func(t *testing.T) {
			dir, left := t.TempDir(), t.TempDir()
			config := broker.Config{DataDir: dir}
			if inMemory {
				config.DataDir = ""
			}
			w := dial(t, start(t, config))
			for _, name := range []string{"orders.created", strings.Repeat("n", 249)} {
				if code := metadata(w, name); code != 0 {
					t.Errorf("topic %.20q: code %d", name, code)
				}
			}
			for _, name := range []string{"orders_created", "my topic", "a/b", "../a", ".", "..", "é", strings.Repeat("n", 250)} {
				if code := metadata(w, name); code != kerr.InvalidTopicException.Code {
					t.Errorf("topic %.20q: code %d, want %d", name, code, kerr.InvalidTopicException.Code)
				}
				created := w.call(createTopic(name, 1, nil), 5).(*kmsg.CreateTopicsResponse).Topics[0]
				if created.ErrorCode != kerr.InvalidTopicException.Code {
					t.Errorf("creating topic %.20q: code %d, want %d", name, created.ErrorCode, kerr.InvalidTopicException.Code)
				}
			}
			if inMemory {
				return
			}
			if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			all := kmsg.NewPtrMetadataRequest()
			all.Topics = nil
			if n := len(dial(t, start(t, broker.Config{DataDir: left})).call(all, 8).(*kmsg.MetadataResponse).Topics); n != 2 {
				t.Errorf("%d topics are left by kill -9, want 2", n)
			}
		})
	}
}

// A group whose name is not UTF-8 would have another name after a restart, perhaps that
// of another group.
func TestBroker_RefusesNamesThatAreNotUTF8(t *testing.T) {
	b := start(t, broker.Config{Partitions: 2})
	w := dial(t, b)
	w.call(createTopic("content.events", 2, nil), 5)
	want := map[int32]int16{0: kerr.InvalidGroupID.Code, 1: kerr.InvalidGroupID.Code}
	if codes := commitOffset(w, 7, "g\xff", [16]byte{}, "", ""); !maps.Equal(codes, want) {
		t.Errorf("committing: codes %v, want %v", codes, want)
	}
	if code := w.call(joinGroup("g\xff", "range"), 3).(*kmsg.JoinGroupResponse).ErrorCode; code != kerr.InvalidGroupID.Code {
		t.Errorf("joining: code %d, want %d", code, kerr.InvalidGroupID.Code)
	}
	if groups := w.call(kmsg.NewPtrListGroupsRequest(), 4).(*kmsg.ListGroupsResponse).Groups; len(groups) != 0 {
		t.Errorf("groups %+v, want none", groups)
	}
	producer := kmsg.NewPtrInitProducerIDRequest()
	producer.TransactionalID, producer.TransactionTimeoutMillis = kmsg.StringPtr("a\xff"), 10_000
	for name, request := range map[string]kmsg.Request{"transactional ID": producer, "topic": createTopic("a\xff", 1, nil), "group": heartbeat("g\xff", "member")} {
		if _, err := dial(t, b).try(request, 0); !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v, want a closed connection", name, err)
		}
	}
}
