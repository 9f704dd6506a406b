package topics_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/internal/cli"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/verdict"
	"github.com/mediamesh/events/wire"
)

// An event that is valid, but too large for a record, is named and left out;
// all others of the stream are published, and counted once.
func TestPublish_SkipsEventsThatAreTooLarge(t *testing.T) {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	const before, after = 700, 300
	var in strings.Builder
	small := func(n int) string {
		return fmt.Sprintf(`{"metadata":{"eventId":"e-%d","eventType":"content.deleted","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"s"},`+
			`"payload":{"contentId":"c","contentType":"MOVIE","title":"t","deletedBy":"u","deletedAt":"2026-01-31T12:00:00.000Z"}}`+"\n", n)
	}
	for n := range before {
		in.WriteString(small(n))
	}
	head := `{"metadata":{"eventId":"large","eventType":"content.metadata.updated","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"s"},"payload":{"contentId":"c","metadataKey":"`
	tail := `","newValue":1,"updatedBy":"u"}}`
	in.WriteString(head + strings.Repeat("k", wire.MaxSize-len(head)-len(tail)) + tail + "\n")
	for n := range after {
		in.WriteString(small(before + n))
	}

	var out, stderr bytes.Buffer
	streams := console.Streams{In: strings.NewReader(in.String()), Out: &out, Err: &stderr, Env: func(string) string { return "" }}
	code := cli.Run(context.Background(), streams, []string{"publish", "-b", b.Addrs()[0], "--format", "json"})
	if want := `{"read":1001,"published":1000,"invalid":1}` + "\n"; code != 100 || out.String() != want {
		t.Errorf("exit %d, %s; want 100, %s%s", code, out.String(), want, stderr.String())
	}
	var v verdict.Verdict
	if err := json.Unmarshal(stderr.Bytes(), &v); err != nil {
		t.Fatalf("%v in %s", err, stderr.String())
	}
	if v.EventID != "large" || v.Line != before+1 || v.Valid || len(v.Violations) != 1 || !strings.HasPrefix(v.Violations[0].Message, "cannot be published: its record has ") {
		t.Errorf("the verdict is %+v", v)
	}

	out.Reset()
	streams.In = strings.NewReader("")
	if code := cli.Run(context.Background(), streams, []string{"consume", "-g", "g", "-e", "-b", b.Addrs()[0]}); code != 0 {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	if n := strings.Count(out.String(), "\n"); n != before+after {
		t.Errorf("%d events are there, want %d", n, before+after)
	}
}
