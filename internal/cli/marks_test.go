package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/cli/clitest"
	"github.com/mediamesh/events/internal/contract"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.yaml.in/yaml/v4"
)

// marks are texts that command a terminal, a reader's eye or a build server, if they
// are printed as they are. The first has all; the others are for where that is refused.
var marks = []string{
	"planted\x1b]52;c;cGxhbnRlZA==\a\x1b[2J\u009b31m\x7f\u202e\u2066\u200b\u2028\n::error::planted\n  ::stop-commands::planted\r\n\u00a0::a\n\u3000\u2003::a\f::a\v::a\n##[group]planted\n##vso[task.setvariable]planted\n",
	"\u00a0::planted \u009b31m\u202e\u2066\u200b ##[group]",
	"::planted ##[group]",
}

// marked runs a command, checks both of its streams, and reports whether one had a mark.
// What is JSON must be so.
func marked(t *testing.T, args ...string) bool {
	t.Helper()
	_, stdout, stderr := clitest.Command(t, args...)
	what := fmt.Sprintf("%q", args)
	github := slices.Contains(args, "github-actions")
	in := clitest.CheckEscaped(t, what+", standard output", stdout, github)
	if slices.Contains(args, "json") {
		for line := range strings.Lines(stdout) {
			if !json.Valid([]byte(line)) {
				t.Errorf("%s prints what is not JSON: %s", what, line)
			}
		}
	}
	return clitest.CheckEscaped(t, what+", standard error", stderr, github) || in
}

// Texts of a contract are escaped in all output, whether the contract is accepted with them
// or not.
func TestCommands_EscapeContracts(t *testing.T) {
	for _, name := range []string{"kinds", "evolution"} {
		t.Run(name, func(t *testing.T) {
			was := filepath.Join("..", "gen", "testdata", "golden", name, "contract")
			accepted, all := filepath.Join(t.TempDir(), "contract"), filepath.Join(t.TempDir(), "contract")
			for _, dir := range []string{accepted, all} {
				if err := os.CopyFS(dir, os.DirFS(was)); err != nil {
					t.Fatal(err)
				}
			}
			planted := plantAccepted(t, accepted)
			plantAll(t, all)
			if planted < 20 {
				t.Fatalf("the contract is accepted with %d marks only", planted)
			}
			for _, c := range []struct {
				dir  string
				args []string
			}{
				{accepted, []string{"list"}}, {accepted, []string{"list", "--format", "json"}},
				{accepted, []string{"schema", first(t, accepted)}},
				{accepted, []string{"describe", first(t, accepted)}}, {accepted, []string{"describe", first(t, accepted), "--format", "json"}},
				{accepted, []string{"breaking", "--against", was}}, {accepted, []string{"breaking", "--against", was, "--format", "json"}},
				{all, []string{"lint"}}, {all, []string{"lint", "--format", "json"}}, {all, []string{"lint", "--format", "github-actions"}},
				{all, []string{"lint", "--format", "junit"}}, {all, []string{"lint", "--format", "sarif"}},
				{all, []string{"generate", "--check"}}, {all, []string{"list"}}, {all, []string{"breaking", "--against", was}},
				{all, []string{"describe", "planted"}}, {all, []string{"registry", "register", "--dry-run", "--registry", "http://127.0.0.1:1"}},
			} {
				if !marked(t, append(c.args, "--contract", c.dir)...) {
					t.Errorf("no mark reached what %q prints", c.args)
				}
			}
			for _, args := range [][]string{{"lint"}, {"generate", "--check"}, {"example", first(t, accepted)}, {"validate", "no\x1b[2Jfile"}} {
				marked(t, append(args, "--contract", accepted)...)
			}
		})
	}
}

// first is the first event type that list prints.
func first(t *testing.T, dir string) string {
	t.Helper()
	c, err := contract.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return c.Events()[0].Type
}

// plantAccepted plants marks in a contract's texts, as far as it is accepted with
// them, and returns how many.
func plantAccepted(t *testing.T, dir string) (n int) {
	t.Helper()
	eachText(t, dir, false, func(plant func(mark string)) {
		for _, mark := range marks {
			plant(mark)
			if _, err := contract.Read(dir); err == nil {
				n++
				return
			}
		}
		plant("")
	})
	return n
}

// plantAll plants the first mark in all texts.
func plantAll(t *testing.T, dir string) {
	t.Helper()
	eachText(t, dir, true, func(plant func(mark string)) { plant(marks[0]) })
	if err := os.WriteFile(filepath.Join(dir, "types", "::planted \u202e.yaml"), []byte("type: planted\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// eachText calls each for every text of a contract's files, with what puts a mark before
// it, or takes it away again.
func eachText(t *testing.T, dir string, keys bool, each func(plant func(mark string))) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var root yaml.Node
		if err := yaml.Unmarshal(data, &root); err != nil {
			return err
		}
		for _, node := range textsOf(&root, keys) {
			was := *node
			each(func(mark string) {
				*node = was
				if mark != "" {
					node.SetString(mark + was.Value)
					node.Style = yaml.DoubleQuotedStyle
				}
				out, err := yaml.Marshal(&root)
				if err == nil {
					err = os.WriteFile(path, out, 0o600)
				}
				if err != nil {
					t.Fatal(err)
				}
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func textsOf(n *yaml.Node, keys bool) (list []*yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!str" {
		list = append(list, n)
	}
	for i, c := range n.Content {
		if keys || n.Kind != yaml.MappingNode || i%2 == 1 {
			list = append(list, textsOf(c, keys)...)
		}
	}
	return list
}

// Events are escaped in all output, whether they are valid or not; so are their keys, their
// headers and dead letters that others wrote.
func TestCommands_EscapeEvents(t *testing.T) {
	addr := clitest.DeadLetters(t)
	mark := marks[0]
	produceMarked(t, addr, mark)
	file := filepath.Join(t.TempDir(), "::planted\u202e.ndjson")
	if err := os.WriteFile(file, []byte(strings.Join(markedEvents(t, mark), "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"validate", file}, {"validate", file, "--format", "json"}, {"validate", file, "--format", "github-actions"},
		{"migrate", "--to", "1.0.0", file}, {"migrate", "--to", "1.0.0", file, "--format", "json"}, {"publish", "-b", addr, file}, {"publish", "-b", addr, "--format", "json", file},
		{"breaking", "--contract", "../../contract", "--events", file}, {"breaking", "--contract", "../../contract", "--events", file, "--format", "json"},
		{"breaking", "--contract", "../../contract", "--events", "content.events", "-b", addr},
		{"replay", "-b", addr, "--topic", "content.events"}, {"replay", "-b", addr, "--topic", "content.events", "--format", "json"},
		{"consume", "-b", addr, "-g", "one", "-e"}, {"consume", "-b", addr, "-g", "two", "-e", "--format", "json"},
		{"dlq", "list", "-b", addr}, {"dlq", "list", "-b", addr, "--format", "json"},
		{"dlq", "show", "-b", addr, "content.events.dlq/0/3"}, {"dlq", "show", "-b", addr, "content.events.dlq/0/3", "--personal"},
		{"dlq", "show", "-b", addr, "content.events.dlq/0/3", "--personal", "--format", "json"},
		{"dlq", "discard", "-b", addr, "-t", "content.events.dlq", "--dry-run", "--reason", "invalid", "--message", mark},
		{"dlq", "redrive", "-b", addr, "-t", "content.events.dlq", "--dry-run"}, {"dlq", "redrive", "-b", addr, "-t", "content.events.dlq", "--dry-run", "--format", "json"},
		{"dlq", "show", "-b", addr, mark}, {"describe", mark}, {mark}, {"list", "--" + mark},
	} {
		if !marked(t, args...) {
			t.Errorf("no mark reached what %q prints", args)
		}
	}
	// What is printed as it is, is so only when asked for.
	_, stdout, _ := clitest.Command(t, "replay", "-b", addr, "--topic", "content.events", "--raw")
	if !strings.Contains(stdout, "\u202e") {
		t.Errorf("--raw prints %q", stdout)
	}
}

// markedEvents are a valid event with marks wherever the contract leaves a choice, and
// ones that break it everywhere.
func markedEvents(t *testing.T, mark string) (list []string) {
	t.Helper()
	text := func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return strings.NewReplacer(`\u009b`, "\u009b", `\u007f`, "\x7f", `\u2028`, "\u2028").Replace(string(b))
	}
	shown, short := text(mark), text(marks[1])
	valid := `{"metadata":{"eventId":"e-9","eventType":"content.created","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":` + short +
		`},"payload":{"contentId":"c-9","contentType":` + short + `,"title":` + shown + `,"createdBy":` + short + `}}`
	wrong := `{"metadata":{"eventId":` + shown + `,"eventType":` + shown + `,"eventVersion":` + shown + `,"timestamp":` + shown + `,"source":` + shown +
		`},"payload":{` + shown + `:` + shown + `,"contentType":` + shown + `}}`
	broken := strings.Replace(valid, `"contentId":"c-9"`, `"contentId":7,`+shown+`:`+shown, 1)
	return []string{valid, wrong, broken, `{"metadata":` + shown + "}"}
}

// produceMarked writes the events to content.events, with marks in keys and headers,
// and a dead letter.
func produceMarked(t *testing.T, addr, mark string) {
	t.Helper()
	c, err := kgo.NewClient(kgo.SeedBrokers(addr))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	bytes := []byte(mark)
	headers := []kgo.RecordHeader{{Key: mark, Value: bytes}}
	for _, name := range []string{"event-type", "event-id", "event-version", "correlation-id", "causation-id", "source", "dlq-reason", "content-type"} {
		headers = append(headers, kgo.RecordHeader{Key: name, Value: bytes})
	}
	for _, value := range markedEvents(t, mark) {
		for _, r := range []*kgo.Record{{Value: []byte(value)}, {Value: []byte(value), Key: bytes, Headers: headers[:1]}} {
			r.Topic = "content.events"
			if err := c.ProduceSync(t.Context(), r).FirstErr(); err != nil {
				t.Fatal(err)
			}
		}
	}
	letter := &kgo.Record{Topic: "content.events.dlq", Key: bytes, Value: []byte(markedEvents(t, mark)[2]), Headers: headers}
	for name, value := range map[string]string{
		"dlq-reason": "invalid", "dlq-error": mark, "dlq-topic": "content.events", "dlq-partition": "0", "dlq-offset": "2", "dlq-group": mark,
		"dlq-timestamp": "2026-11-24T07:00:00.000Z", "dlq-attempts": "1", "dlq-violations": `[{"pointer":"/planted\u001b","rule":"type\u009b","message":"::error \u202e\u001b"}]`,
	} {
		letter.Headers = append(letter.Headers, kgo.RecordHeader{Key: name, Value: []byte(value)})
	}
	if err := c.ProduceSync(t.Context(), letter).FirstErr(); err != nil {
		t.Fatal(err)
	}
}

// Answers of a registry are escaped in all output.
func TestCommands_EscapeRegistryAnswers(t *testing.T) {
	message, err := json.Marshal(marks[0])
	if err != nil {
		t.Fatal(err)
	}
	raw := strings.NewReplacer(`\u009b`, "\u009b", `\u007f`, "\x7f").Replace(string(message))
	for name, answer := range map[string]struct {
		code int
		body string
	}{
		"error":    {422, `{"error_code":42201,"message":` + raw + `}`},
		"no JSON":  {500, marks[0]},
		"subjects": {200, `[` + raw + `]`},
		"schema":   {200, `{"subject":` + raw + `,"version":1,"id":1,"schemaType":` + raw + `,"schema":` + raw + `}`},
	} {
		t.Run(name, func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/vnd.schemaregistry.v1+json")
				w.WriteHeader(answer.code)
				_, _ = w.Write([]byte(answer.body))
			}))
			t.Cleanup(s.Close)
			planted := false
			for _, args := range [][]string{{"check"}, {"register"}, {"pull", t.TempDir()}} {
				args = append(append([]string{"registry"}, args...), "--registry", s.URL, "--contract", "../../contract")
				planted = marked(t, args...) || planted
				planted = marked(t, append(args, "--format", "json")...) || planted
			}
			if name == "error" && !planted {
				t.Errorf("no mark reached what was printed")
			}
		})
	}
}

// Both streams may lead to one log, where the part of a line that is behind the border
// of a buffer must not begin a line after one of standard error.
func TestCommands_WriteWholeLines(t *testing.T) {
	dir := t.TempDir()
	for pad := range len("::planted") {
		file := filepath.Join(dir, fmt.Sprintf("%d.ndjson", pad))
		// The first finding is that of the most events. It moves all others by a byte each time.
		text := strings.Repeat(`{"metadata":{"eventType":"first`+strings.Repeat("p", pad)+`"}}`+"\n", 2)
		for n := range 250 {
			text += fmt.Sprintf(`{"metadata":{"eventType":"t%03d%s"}}`+"\n", n, strings.Repeat("::planted", 30))
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		args := []string{"breaking", "--contract", "../../contract", "--events", file}
		_, alone, stderr := clitest.Command(t, args...)
		if len(alone) < 65<<10 || stderr == "" {
			t.Fatalf("%d bytes, and %q", len(alone), stderr)
		}
		var log bytes.Buffer
		clitest.Run(t.Context(), strings.NewReader(""), &log, &log, args...)
		clitest.CheckEscaped(t, fmt.Sprintf("a log of both streams, %d", pad), log.String(), false)
		lines := slices.Collect(strings.Lines(log.String()))
		for line := range strings.Lines(alone + stderr) {
			if !slices.Contains(lines, line) {
				t.Errorf("%d: a line is not whole in the log: %q", pad, line)
			}
		}
	}
}
