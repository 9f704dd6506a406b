package dlq_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/cli/clitest"
	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kgo"
)

func TestShow(t *testing.T) {
	addr := clitest.DeadLetters(t)
	out, _ := clitest.Output(t, "dlq", "show", "-b", addr, "content.events.dlq/0/0")
	want := `position      content.events.dlq/0/0
dead-lettered 2026-11-24T08:00:00Z
group         search
reason        invalid
error         auth.user.login is invalid: /payload/success must be true or false, not a string
attempts      5
type          auth.user.login
version       1.0.0
event         e-0
key           u-1
origin        content.events/0/40, published 2026-11-24T07:00:00Z
redriven      no
violations
  /payload/success must be true or false, not a string (type)
headers
  event-type: x
`
	if out != want {
		t.Errorf("got\n%s", out)
	}
	out, _ = clitest.Output(t, "dlq", "show", "-b", addr, "content.events.dlq/0/0", "--value")
	if !strings.HasPrefix(out, want) || strings.Contains(out, "ann@example.com") || !strings.Contains(out, `    "payload": {
      "userId": "u-1",
      "email": "***",
      "mail": "***",
      "loginAt": "2026-01-31T12:00:00.000Z",
      "success": "yes"
    }
`) {
		t.Errorf("got\n%s", out)
	}
	out, _ = clitest.Output(t, "dlq", "show", "-b", addr, "content.events.dlq/0/0", "--personal", "--format", "json")
	if !strings.Contains(out, `"headers":["event-type","x"],"payload":{"metadata":{"eventId":"e-0",`) || !strings.Contains(out, `"email":"ann@example.com"`) {
		t.Errorf("got\n%s", out)
	}
	out, _ = clitest.Output(t, "dlq", "show", "-b", addr, "content.events.dlq/0/1", "--value", "--format", "json")
	if !strings.Contains(out, `"title":"One"`) {
		t.Errorf("got\n%s", out)
	}
	code, _, err := clitest.Command(t, "dlq", "show", "-b", addr, "content.events.dlq/0/7")
	if code != 1 || err != "mediamesh: kafka: there is no record content.events.dlq/0/7: the partition has offsets 0 to 2\nNext: mediamesh dlq list --topic content.events.dlq\n" {
		t.Errorf("%d, %s", code, err)
	}
}

// A producer may nest JSON so that each of many values would be indented by much. What
// would be large, or is nested deeper than an event may be, is shown on one line.
func TestShow_IndentsOnlyWhatStaysSmall(t *testing.T) {
	addr := clitest.DeadLetters(t)
	c, err := kgo.NewClient(kgo.SeedBrokers(addr))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	nested := func(depth, values int) string {
		return strings.Repeat("[", depth) + strings.Repeat("1,", values) + "1" + strings.Repeat("]", depth)
	}
	for _, test := range []struct {
		name, value string
		lines       int // of the value
	}{
		{"as deep as an event may be", nested(wire.MaxDepth, 10), 2*wire.MaxDepth + 11},
		{"one deeper", nested(wire.MaxDepth+1, 10), 1},
		{"many values, flat", nested(1, 400_000), 400_003},
		{"many values, deep", nested(wire.MaxDepth, 400_000), 1},
		{"many values, deeper than all events", nested(2_000, 90_000), 1},
		{"many members", `{"a":` + strings.Repeat(`{"a":`, 40) + `{` + strings.Repeat(`"":0,`, 150_000) + `"":0}` + strings.Repeat("}", 41), 1},
		{"brackets in a string", `["` + strings.Repeat(`[\"\\`, 1_000) + `"]`, 3},
		{"line breaks of its own, deep", "[\n" + nested(wire.MaxDepth, 3) + "\n,{}]", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := c.ProduceSync(t.Context(), &kgo.Record{Topic: "content.events.dlq", Value: []byte(test.value), Headers: []kgo.RecordHeader{
				{Key: "dlq-reason", Value: []byte("invalid")}, {Key: "dlq-topic", Value: []byte("content.events")}, {Key: "dlq-partition", Value: []byte("0")}, {Key: "dlq-offset", Value: []byte("9")},
			}})
			if err := r.FirstErr(); err != nil {
				t.Fatal(err)
			}
			position := "content.events.dlq/0/" + strconv.FormatInt(r[0].Record.Offset, 10)
			out, _ := clitest.Output(t, "dlq", "show", "-b", addr, position, "--personal")
			_, value, ok := strings.Cut(out, "\nvalue\n")
			if lines := strings.Count(value, "\n"); !ok || lines != test.lines || len(value) > 8*wire.MaxSize+100 {
				t.Errorf("%d lines, %d bytes, want %d lines", lines, len(value), test.lines)
			}
			compact := strings.NewReplacer("\n", "", " ", "")
			if compact.Replace(value) != compact.Replace(test.value) {
				t.Errorf("another value: %.200s", value)
			}
		})
	}
}
