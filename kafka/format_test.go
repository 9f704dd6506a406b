package kafka_test

import (
	"testing"
	"time"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/records"
)

func TestFormat(t *testing.T) {
	r := records.Record{
		Topic: "content.events", Partition: 3, Offset: 17, Key: []byte("c-1"), Value: []byte("{}"), Timestamp: time.UnixMilli(1795507200000),
		Headers: []kafka.Header{{Key: "event-type", Value: []byte("content.created")}, {Key: "a", Value: []byte("b")}},
	}
	for layout, want := range map[string]string{
		`%t/%p/%o %k=%v\n`: "content.events/3/17 c-1={}\n",
		`%d %h{%k:%v }`:    "1795507200000 event-type:content.created a:b ",
		`plain`:            "plain",
	} {
		f, err := kafka.ParseFormat(layout)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(f.Append([]byte(">"), r)); got != ">"+want {
			t.Errorf("%s: %q, want %q", layout, got, ">"+want)
		}
	}
	if _, err := kafka.ParseFormat("%v{nope}"); err == nil || err.Error() != "kafka: format: unknown %v{ escape" {
		t.Errorf("a wrong one: %v", err)
	}
}
