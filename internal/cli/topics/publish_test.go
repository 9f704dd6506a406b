package topics_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/cli/clitest"
)

// What an interrupted publish says is published, and what perhaps is, is what there is.
func TestPublish_CountsWhenInterrupted(t *testing.T) {
	addr := clitest.StartBroker(t)
	list, _ := clitest.Output(t, "example", "content.deleted", "-n", "4000")
	for round := range 5 {
		prefix := fmt.Sprintf("r%d.", round)
		ctx, cancel := context.WithCancel(t.Context())
		in := io.MultiReader(strings.NewReader(list[:len(list)*(round+1)/6]), interrupting{cancel}, strings.NewReader(list[len(list)*(round+1)/6:]))
		var out bytes.Buffer
		code := clitest.Run(ctx, in, &out, io.Discard, "publish", "-b", addr, "--topic-prefix", prefix, "--format", "json")
		cancel()
		var counts struct{ Published, Unsure int }
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &counts); err != nil || code != 130 {
			t.Fatalf("code %d, %v: %s", code, err, out.String())
		}
		printed, _ := clitest.Output(t, "consume", "-e", "-b", addr, "-t", prefix+"content.events")
		if n := strings.Count(printed, "\n"); n < counts.Published || n > counts.Published+counts.Unsure {
			t.Errorf("%d events are there; %d published, %d more perhaps", n, counts.Published, counts.Unsure)
		}
	}
}

// interrupting is the end of what is read before an interrupt.
type interrupting struct{ interrupt func() }

func (i interrupting) Read([]byte) (int, error) {
	i.interrupt()
	return 0, io.EOF
}
