package topics_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/internal/cli/clitest"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

func TestReplay_PrintsRangesAndPreparesGroups(t *testing.T) {
	addr := clitest.StartBroker(t)
	c, err := kgo.NewClient(kgo.SeedBrokers(addr))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := kadm.NewClient(c).CreateTopics(t.Context(), 1, 1, nil, "content.events"); err != nil {
		t.Fatal(err)
	}
	event, _ := clitest.Output(t, "example", "content.created")
	for i := range 4 {
		value := strings.TrimSpace(event)
		if i == 2 {
			value = "{}"
		}
		r := &kgo.Record{Topic: "content.events", Value: []byte(value), Timestamp: time.Date(2026, 11, 24, 8, i, 0, 0, time.UTC)}
		if err := c.ProduceSync(t.Context(), r).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
	for args, want := range map[string]string{
		"": "0 1 3", "-o 1:3": "1", "-o -1": "3", "--since 2026-11-24T08:03:00Z": "3", "--until 2026-11-24T08:01:00Z": "0", "-n 2": "0 1",
		"-o @2026-11-24T08:01:00Z:2026-11-24T08:03:00Z": "1", "--type content.deleted": "",
	} {
		code, out, said := clitest.Command(t, append([]string{"replay", "-b", addr, "-t", "content.events", "--format", "json"}, strings.Fields(args)...)...)
		if refused := strings.Contains(said, `"valid":false`); code != 0 && code != 100 || refused != (code == 100) {
			t.Errorf("%s: exit code %d, said %s", args, code, said)
		}
		var got []string
		for line := range strings.Lines(out) {
			var r struct{ Offset json.Number }
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				t.Fatal(err)
			}
			got = append(got, r.Offset.String())
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%s: got %s, want %s", args, text, want)
		}
	}
	code, _, said := clitest.Command(t, "replay", "-b", addr, "-t", "content.events")
	if want := "content.events/0/2: unknown event: /metadata is required\ncontent.events/0/2: unknown event: /payload is required\n3 events replayed, 1 refused\n"; code != 100 || said != want {
		t.Errorf("%d, said %s\nwant %s", code, said, want)
	}

	out, said := clitest.Output(t, "replay", "-b", addr, "-t", "content.events", "-o", "-2", "--prepare-group", "again")
	if out != "PARTITION  OFFSET\n        0  2\n" || said != "group again begins at these offsets of content.events: run the service with this group's name\n" {
		t.Errorf("%s%s", out, said)
	}
	if code, out, _ := clitest.Command(t, "consume", "-b", addr, "-g", "again", "-e"); strings.Count(out, "\n") != 1 || code != 100 {
		t.Errorf("%d, consumed\n%s", code, out)
	}
	code, _, said = clitest.Command(t, "replay", "-b", addr, "-t", "content.events", "--prepare-group", "again")
	if code != 1 || said != "mediamesh: kafka: group again has committed offsets for content.events, which would be lost: use another group name, or overwrite them\nNext: use --prepare-group with another name, or --yes\n" {
		t.Errorf("%d, %s", code, said)
	}
	if out, _ := clitest.Output(t, "replay", "-b", addr, "-t", "content.events", "--prepare-group", "again", "--yes", "--format", "json"); out != `{"group":"again","topic":"content.events","partition":0,"offset":0}`+"\n" {
		t.Errorf("got %s", out)
	}
}
