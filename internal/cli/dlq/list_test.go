package dlq_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/cli/clitest"
)

func TestList(t *testing.T) {
	addr := clitest.DeadLetters(t)
	out, err := clitest.Output(t, "dlq", "list", "-b", addr)
	want := `POSITION                DEAD-LETTERED         REASON          TYPE             EVENT  KEY  GROUP   ERROR
content.events.dlq/0/0  2026-11-24T08:00:00Z  invalid         auth.user.login  e-0    u-1  search  /payload/success must be true or false, not a string
content.events.dlq/0/1  2026-11-24T08:01:00Z  handler-failed  content.created  e-1    c-1  search  index is down
content.events.dlq/0/2  2026-11-24T08:02:00Z  handler-failed  content.created  e-2    c-2  search  index is down
`
	if out != want || err != "3 dead letters\n" {
		t.Errorf("got\n%s%s", out, err)
	}
	for args, want := range map[string]string{
		"-t content.events.dlq -n 1":                                "0",
		"--reason handler-failed":                                   "1 2",
		"--type content.created --key c-2":                          "2",
		"-k c-1 -k u-1":                                             "0 1",
		"--since 2026-11-24T08:01:00Z --until 2026-11-24T08:02:00Z": "1",
		"-g other": "",
	} {
		out, _ := clitest.Output(t, append([]string{"dlq", "list", "-b", addr, "--format", "json"}, strings.Fields(args)...)...)
		var got []string
		for line := range strings.Lines(out) {
			var letter struct{ Offset json.Number }
			if err := json.Unmarshal([]byte(line), &letter); err != nil {
				t.Fatal(err)
			}
			got = append(got, letter.Offset.String())
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%s: got %s, want %s", args, text, want)
		}
	}
	out, _ = clitest.Output(t, "dlq", "list", "-b", addr, "--format", "json", "-n", "1")
	wantLine := `{"position":"content.events.dlq/0/0","topic":"content.events.dlq","partition":0,"offset":0,"ts":1795507200000,"key":"u-1",` +
		`"reason":"invalid","error":"auth.user.login is invalid: /payload/success must be true or false, not a string",` +
		`"violations":[{"pointer":"/payload/success","rule":"type","message":"must be true or false, not a string"}],"omitted":0,"attempts":5,"group":"search",` +
		`"eventType":"auth.user.login","eventId":"e-0","eventVersion":"1.0.0","origin":{"topic":"content.events","partition":0,"offset":40,"ts":1795503600000},"redriven":false}` + "\n"
	if out != wantLine {
		t.Errorf("got  %swant %s", out, wantLine)
	}
}
