package topics

import (
	"testing"
	"time"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/kafka/records"
)

func TestRecordLine_KeepsBytes(t *testing.T) {
	got, err := recordLine(records.Record{
		Topic: "content.events", Partition: 3, Offset: 7, Key: []byte{0xff}, Value: []byte("{ \"a\": \"<&>\", \"b\": 1e400 }\n"),
		Headers:   []records.Header{{Key: "text", Value: []byte("é")}, {Key: "empty", Value: []byte{}}, {Key: "null"}, {Key: "binary", Value: []byte{0x80}}},
		Timestamp: time.UnixMilli(1_700_000_000_123),
	})
	const want = `{"topic":"content.events","partition":3,"offset":7,"ts":1700000000123,` +
		`"headers":["text","é","empty","","null",null,"binary",{"base64":"gA=="}],"key":{"base64":"/w=="},"payload":{"a":"<&>","b":1e400}}` + "\n"
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
	if got := console.TextOrBinary(nil); got != nil {
		t.Errorf("nothing is %v", got)
	}
}

func TestOneLine_DropsLineBreaks(t *testing.T) {
	if got := string(oneLine([]byte("{\r\n  \"a\": \"\\n\"\n}\n"))); got != `{  "a": "\n"}` {
		t.Errorf("got %q", got)
	}
}
