package kafka_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mediamesh/events/kafka"
)

// docs/observability.md is about what there is.
func TestObservabilityIsDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/observability.md")
	if err != nil {
		t.Fatal(err)
	}
	there := make(map[string]bool)
	for _, text := range append(logged(t), registered(t)...) {
		there[text] = true
		if !strings.Contains(string(page), "`"+text+"`") {
			t.Errorf("it does not tell of %s", text)
		}
	}
	if len(there) < 30 {
		t.Errorf("only %d metrics and log lines were found", len(there))
	}
	for _, m := range regexp.MustCompile("mediamesh_[a-z_]+|`kafka: [^`]+`").FindAllString(string(page), -1) {
		if text := strings.TrimSuffix(strings.Trim(m, "`"), "_count"); !there[text] {
			t.Errorf("it tells of %s, which there is not", text)
		}
	}
}

// registered are the names of all metrics.
func registered(t *testing.T) []string {
	var r recordingRegisterer
	newConsumer(t, kafka.ConsumerConfig{Metrics: &r})
	newPublisher(t, kafka.PublisherConfig{Metrics: &r})
	return r.names
}

// recordingRegisterer notes what is registered.
type recordingRegisterer struct {
	prometheus.Registry
	names []string
}

func (r *recordingRegisterer) Register(c prometheus.Collector) error {
	descriptions := make(chan *prometheus.Desc)
	go func() {
		c.Describe(descriptions)
		close(descriptions)
	}()
	for d := range descriptions {
		r.names = append(r.names, regexp.MustCompile(`fqName: "([^"]+)"`).FindStringSubmatch(d.String())[1])
	}
	return nil
}

var (
	logMessage = regexp.MustCompile(`(?:LogAttrs|Refused|warn)\([^"\n]*"([^"]+)"`)
	logKey     = regexp.MustCompile(`slog\.(?:String|Int|Int64|Duration|Any|Bool)\("([^"]+)"`)
)

// logged are the messages of all log lines.
func logged(t *testing.T) (messages []string) {
	var files []string
	for _, pattern := range []string{"*.go", "internal/*/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range logMessage.FindAllStringSubmatch(string(source), -1) {
			messages = append(messages, m[1])
			if !strings.HasPrefix(m[1], "kafka: ") {
				t.Errorf("%s: message %q", name, m[1])
			}
		}
		for _, m := range logKey.FindAllStringSubmatch(string(source), -1) {
			if !regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`).MatchString(m[1]) {
				t.Errorf("%s: attribute %q", name, m[1])
			}
		}
	}
	return messages
}
