package broker_test

import (
	"io"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// mixed are requests with a fix and without one, with their versions.
func mixed(w *wire) ([]kmsg.Request, []int16) {
	unacknowledged := kmsg.NewPtrProduceRequest()
	unacknowledged.Acks = 0
	classic := kmsg.NewPtrListGroupsRequest()
	classic.TypesFilter = []string{"Classic"}
	list := []kmsg.Request{
		kmsg.NewPtrMetadataRequest(), createTopic("content.events", 2, nil), unacknowledged, classic,
		kmsg.NewPtrDescribeTopicPartitionsRequest(), kmsg.NewPtrDescribeClientQuotasRequest(), kmsg.NewPtrMetadataRequest(),
	}
	var versions []int16
	for _, r := range list {
		versions = append(versions, w.maxVersion(kmsg.Key(r.Key())))
	}
	return list, versions
}

// checkMixed receives the responses of all but the produce request, which has
// none.
func checkMixed(t *testing.T, w *wire, list []kmsg.Request) {
	t.Helper()
	first := w.sent - int32(len(list)) + 1
	for i, request := range list {
		if request.Key() == kmsg.Produce.Int16() {
			continue
		}
		response := w.receive(request)
		if want := first + int32(i); w.answered != want {
			t.Fatalf("response %d, want %d", w.answered, want)
		}
		if nulls := nullArrays(response); len(nulls) > 0 {
			t.Errorf("null arrays: %q", nulls)
		}
		if r, ok := response.(*kmsg.DescribeTopicPartitionsResponse); ok && len(r.Topics) != 1 {
			t.Errorf("topics %+v, want one", r.Topics)
		}
	}
}

func TestConn_AnswersPipelinedRequestsInOrder(t *testing.T) {
	w := dial(t, start(t, broker.Config{}))
	list, versions := mixed(w)
	var frames []byte
	for i, request := range list {
		frames = append(frames, w.frame(request, versions[i])...)
	}
	w.send(frames)
	checkMixed(t, w, list)
}

func TestConn_AnswersRequestsThatArriveInPieces(t *testing.T) {
	w := dial(t, start(t, broker.Config{}))
	list, versions := mixed(w)
	for i, request := range list {
		for _, b := range w.frame(request, versions[i]) {
			w.send([]byte{b})
		}
	}
	checkMixed(t, w, list)
}

func TestConn_ClosesOnMalformedRequests(t *testing.T) {
	b := start(t, broker.Config{})
	request := kmsg.NewPtrListGroupsRequest()
	request.TypesFilter = []string{"Classic"}
	for name, frame := range map[string][]byte{
		"body of ListGroups cut":        {0, 0, 0, 12, 0, 16, 0, 5, 0, 0, 0, 1, 0xff, 0xff, 0, 9},
		"client ID of ListGroups cut":   {0, 0, 0, 10, 0, 16, 0, 5, 0, 0, 0, 1, 0x7f, 0xff},
		"unknown version of ListGroups": {0, 0, 0, 12, 0, 16, 0x7f, 0xff, 0, 0, 0, 1, 0xff, 0xff, 0, 0},
		"unknown key":                   {0, 0, 0, 10, 3, 0xe7, 0, 0, 0, 0, 0, 1, 0xff, 0xff},
		"too short for a header":        {0, 0, 0, 2, 0, 3},
		"larger than 100 MiB":           {0x06, 0x40, 0, 1, 0, 3, 0, 1, 0, 0, 0, 1},
		"HTTP":                          []byte("GET / HTTP/1.1\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			w := dial(t, b)
			w.send(frame)
			if n, err := w.Read(make([]byte, 1)); err != io.EOF {
				t.Errorf("read %d bytes, %v, want that the connection is closed", n, err)
			}
		})
	}
	if response := dial(t, b).call(request, 5).(*kmsg.ListGroupsResponse); response.ErrorCode != 0 {
		t.Errorf("error %d after malformed requests", response.ErrorCode)
	}
}

// Requests beyond the limit for fixes are passed on, too.
func TestConn_PassesLargeRequests(t *testing.T) {
	b := start(t, broker.Config{Partitions: 1})
	request := kmsg.NewPtrListGroupsRequest()
	for range 60_000 {
		request.TypesFilter = append(request.TypesFilter, "classic-or-not")
	}
	w := dial(t, b)
	if response := w.call(request, 5).(*kmsg.ListGroupsResponse); response.ErrorCode != 0 {
		t.Errorf("error %d", response.ErrorCode)
	}

	client := connect(t, b, kgo.ProducerBatchCompression(kgo.NoCompression()), kgo.ConsumeTopics("content.events"))
	value := make([]byte, 900_000)
	for i := range value {
		value[i] = byte(i % 251)
	}
	produce(t, client, "content.events", string(value), "small")
	if got := read(t, client, 2); got[0] != string(value) || got[1] != "small" {
		t.Errorf("read %d and %d bytes, want what was produced", len(got[0]), len(got[1]))
	}
}
