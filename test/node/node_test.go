// Package node holds our bytes to JavaScript's JSON.stringify, both ways.
package node

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/auth"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/ingest"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/wire"
)

const count = 700

// run runs a script and returns what it prints.
func run(t *testing.T, input []byte, args ...string) []byte {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("node is not on PATH, and CI must have it")
		}
		t.Skip("node is not on PATH, so JSON.stringify cannot be asked")
	}
	cmd := exec.Command(node, args...)
	cmd.Stdin = bytes.NewReader(input)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// What Go writes of events is what JSON.stringify writes of them.
func TestGoWritesWhatNodeWrites(t *testing.T) {
	r := source{rand.New(rand.NewPCG(20260131, 1))}
	var lines []byte
	for n := range count {
		var err error
		if lines, err = r.append(lines, n); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, '\n')
	}
	out := run(t, lines, "stringify.mjs")
	if want := fmt.Sprintf("%d lines, 0 different\n", count); string(out) != want {
		t.Errorf("node says %q, want %q", out, want)
	}
}

// What JSON.stringify writes of events comes back from Go byte for byte.
func TestGoReadsWhatNodeWrites(t *testing.T) {
	out := run(t, nil, "emit.mjs", strconv.Itoa(count))
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(lines) != count {
		t.Fatalf("%d lines, want %d", len(lines), count)
	}
	for n, line := range lines {
		e, err := catalog.Decode([]byte(line))
		if err != nil {
			t.Errorf("line %d: %v\n%s", n+1, err, line)
			continue
		}
		if back, err := events.MarshalString(e); back != line || err != nil {
			t.Errorf("line %d: %v\nNode  %s\nGo    %s", n+1, err, line, back)
		}
	}
}

var (
	texts = []string{
		"plain", "späte Stunde", "quotes \" and \\ and /", "\b\f\n\r\t", "\x00\x01\x1f\x7f\u0080\u009f", "a\u2028b\u2029c", "<script>&amp;'</script>",
		"😀🔎\U0010ffff\U00010000", "\ufeffBOM\ufffd\uffff", "e\u0301 é", "数字", "\ud7ff\ue000", "__proto", "0123456789abcdef\n0123456789abcdef",
	}
	numbers = []float64{
		0, math.Copysign(0, -1), 1, 0.1, 0.1 + 0.2, 1e-6, 1e-7, 1.5e-10, 5e-324, 2.2250738585072014e-308, 1e15, 1e20, 1e21, 1.1e21, 123456789012345680000,
		1 << 53, 1<<53 + 2, 999999999999999, 999999999999999900000, 1.0 / 3, math.Pi, math.MaxFloat64, 4.35, 100,
	}
)

// A source makes events of values.
type source struct{ *rand.Rand }

func (r source) text() string {
	var b strings.Builder
	for range 1 + r.IntN(3) {
		b.WriteString(texts[r.IntN(len(texts))])
	}
	return b.String()
}

func (r source) number() float64 {
	if r.IntN(2) == 0 {
		return numbers[r.IntN(len(numbers))]
	}
	for {
		if v := math.Abs(math.Float64frombits(r.Uint64())); !math.IsNaN(v) && !math.IsInf(v, 0) {
			return v
		}
	}
}

// json is any JSON, with white space and escapes that are not written.
func (r source) json(depth int) string {
	space := strings.Repeat(" ", r.IntN(2))
	kind := r.IntN(6)
	if depth == 0 {
		kind %= 4
	}
	switch kind {
	case 0:
		return space + []string{"null", "true", "false"}[r.IntN(3)]
	case 1:
		// As long as the shortest form is exact, however it is written.
		v := r.number()
		return space + strconv.FormatFloat(v, "eg"[r.IntN(2)], -1, 64) + space
	case 2, 3:
		return r.quoted()
	case 4:
		var items []string
		for range r.IntN(4) {
			items = append(items, r.json(depth-1))
		}
		return "[" + strings.Join(items, ","+space) + "]"
	}
	return r.object(depth)
}

func (r source) object(depth int) string {
	var fields []string
	for n := range r.IntN(4) {
		// No name looks like an array's index: JavaScript would put those first.
		fields = append(fields, fmt.Sprintf(`"n%d%s:%s`, n, r.quoted()[1:], r.json(depth-1)))
	}
	return "{" + strings.Join(fields, ",") + "}"
}

// quoted is a string with escapes that need not be.
func (r source) quoted() string {
	var b strings.Builder
	for _, c := range r.text() {
		if c < 0x20 || c == '"' || c == '\\' || c <= 0xffff && r.IntN(4) == 0 {
			fmt.Fprintf(&b, `\u%04x`, c)
		} else {
			b.WriteRune(c)
		}
	}
	return `"` + b.String() + `"`
}

func (r source) time() time.Time {
	return time.UnixMilli(r.Int64N(4e12)).UTC()
}

// append appends the nth event, each type in turn.
func (r source) append(dst []byte, n int) ([]byte, error) {
	opts := []events.Option{events.WithTimestamp(r.time()), events.CorrelationID(r.text()), events.WithID(fmt.Sprint("evt-", n))}
	switch n % 7 {
	case 0:
		return events.Append(dst, events.New(r.text(), content.Created{ContentID: r.text(), ContentType: r.text(), Title: r.text(), CreatedBy: r.text(), Program: &content.Program{
			ID: r.text(), Title: r.text(), Description: wire.Some(r.text()), ContentType: "MOVIE", Status: "DRAFT", PosterURL: "https://example.com/ü?a=1&b=2",
			Genres: []string{r.text(), r.text()}, Tags: []string{}, Duration: wire.Some(r.Int64N(1 << 53)), Rating: wire.Some(""), CreatedAt: r.time(), UpdatedAt: r.time(),
		}}, opts...))
	case 1:
		var changes content.Changes
		for i := range r.IntN(4) {
			changes = append(changes, wire.Entry[content.Change]{
				Name:  fmt.Sprint("n", i, r.text()),
				Value: content.Change{Old: wire.JSON(r.json(3)), New: wire.JSON(r.json(3))},
			})
		}
		return events.Append(dst, events.New(r.text(), content.Updated{ContentID: r.text(), ContentType: r.text(), Title: r.text(), UpdatedBy: r.text(), Changes: changes}, opts...))
	case 2:
		return events.Append(dst, events.New(r.text(), content.MetadataUpdated{ContentID: r.text(), MetadataKey: r.text(), NewValue: wire.JSON(r.json(4)), UpdatedBy: r.text()}, opts...))
	case 3:
		return events.Append(dst, events.New(r.text(), ingest.Progress{IngestID: r.text(), ContentID: r.text(), Progress: r.Float64() * 100, Stage: r.text(), EstimatedTimeRemaining: wire.Some(r.number())}, opts...))
	case 4:
		return events.Append(dst, events.New(r.text(), ingest.Failed{IngestID: r.text(), ContentID: r.text(), Filename: r.text(), Error: r.text(), ErrorDetails: wire.JSON(r.json(4)), FailedAt: r.time()}, opts...))
	case 5:
		return events.Append(dst, events.New(r.text(), auth.UserLogin{UserID: r.text(), Email: "ü@example.com", UserAgent: r.text(), LoginAt: r.time(), Success: true}, opts...))
	}
	return events.Append(dst, events.New(r.text(), search.Performed{Query: r.text(), Filters: wire.JSON(r.object(4)), ResultsCount: r.Int64N(1 << 53), SearchTime: r.number()}, opts...))
}
