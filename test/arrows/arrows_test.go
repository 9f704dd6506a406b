// Package arrows holds the test of who may import whom.
package arrows

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/mediamesh/events"

// allowed says which packages of ours a package may import, besides itself and
// what lies below it. A name stands for all packages below it too. Where
// nothing is said, nothing is allowed.
var allowed = map[string][]string{
	"wire":          {},
	".":             {"wire", "internal/mask"},
	"migrate":       {".", "wire", "internal/jsonpointer", "internal/jsontree"},
	"catalog":       {".", "wire", "migrate", "catalog"},
	"contract":      {},
	"cloudevents":   {".", "wire", "internal/jsonpointer"},
	"kafka":         {".", "wire", "migrate", "cloudevents"},
	"kafka/dlq":     {".", "wire", "migrate", "cloudevents", "kafka", "kafka/cluster", "kafka/internal"},
	"kafka/records": {"wire", "cloudevents", "kafka/cluster", "kafka/internal/connect", "kafka/internal/record", "kafka/internal/topicscan"},
	"kafka/cluster": {"wire", "internal/endpoint"},
	// Parts of kafka that know nothing of consumers and publishers.
	"kafka/internal/backoff":     {},
	"kafka/internal/connect":     {"kafka/cluster", "internal/endpoint"},
	"kafka/internal/deadletter":  {".", "wire", "migrate", "cloudevents", "kafka/internal/decompress", "kafka/internal/record"},
	"kafka/internal/decompress":  {},
	"kafka/internal/dlqwriter":   {"kafka/internal/connect", "kafka/internal/deadletter", "kafka/internal/lanes", "kafka/internal/topicwriter"},
	"kafka/internal/delivery":    {"kafka/internal/connect", "kafka/internal/sendbuffer"},
	"kafka/internal/deprecation": {".", "kafka/internal/telemetry"},
	"kafka/internal/dispatch":    {".", "kafka/internal/record"},
	"kafka/internal/doneset":     {},
	"kafka/internal/encode":      {".", "cloudevents", "kafka/cluster", "kafka/internal/record", "kafka/internal/telemetry", "kafka/internal/topicwriter"},
	"kafka/internal/member":      {"kafka/cluster", "kafka/internal/backoff", "kafka/internal/connect", "kafka/internal/decompress", "kafka/internal/jobs", "kafka/internal/keyorder", "kafka/internal/lanes", "kafka/internal/positions", "kafka/internal/provenance", "kafka/internal/status", "kafka/internal/telemetry", "kafka/internal/topicscan"},
	"kafka/internal/outgoing":    {"kafka/internal/connect", "kafka/internal/delivery", "kafka/internal/encode", "kafka/internal/sendbuffer", "kafka/internal/telemetry", "kafka/internal/topicwriter"},
	"kafka/internal/jobs":        {"kafka/internal/deadletter", "kafka/internal/dlqwriter", "kafka/internal/keyorder", "kafka/internal/lanes", "kafka/internal/provenance"},
	"kafka/internal/keyorder":    {"kafka/cluster", "kafka/internal/backoff", "kafka/internal/connect", "kafka/internal/deadletter", "kafka/internal/lanes", "kafka/internal/ledger", "kafka/internal/provenance", "kafka/internal/record", "kafka/internal/topicscan"},
	"kafka/internal/lanes":       {"kafka/internal/doneset"},
	"kafka/internal/ledger":      {"kafka/cluster", "kafka/internal/topicscan"},
	"kafka/internal/positions":   {"kafka/internal/backoff", "kafka/internal/connect", "kafka/internal/doneset", "kafka/internal/lanes"},
	"kafka/internal/provenance":  {"kafka/cluster", "kafka/internal/deadletter", "kafka/internal/ledger", "kafka/internal/record", "kafka/internal/topicscan"},
	"kafka/internal/record":      {".", "wire", "cloudevents"},
	"kafka/internal/sendbuffer":  {},
	"kafka/internal/status":      {"kafka/internal/backoff", "kafka/internal/lanes"},
	"kafka/internal/telemetry":   {".", "wire", "kafka/cluster", "kafka/internal/deadletter", "kafka/internal/lanes", "kafka/internal/record", "kafka/internal/sendbuffer"},
	"kafka/internal/topicscan":   {"kafka/cluster", "kafka/internal/connect", "kafka/internal/decompress"},
	"kafka/internal/topicwriter": {"kafka/internal/backoff", "kafka/internal/record", "kafka/internal/sendbuffer"},
	"kafka/internal/transaction": {"kafka/internal/connect", "kafka/internal/delivery", "kafka/internal/sendbuffer", "kafka/internal/topicwriter"},
	"registry":                   {".", "kafka", "internal/endpoint"},
	"broker":                     {"internal/recovery"},
	"eventstest":                 {".", "wire", "kafka", "broker", "internal/contract", "internal/migration", "internal/sample", "internal/jsonpointer"},
	"internal/contract":          {"internal/jsonpointer", "internal/jsontree"},
	"internal/jsonpointer":       {},
	"internal/jsontree":          {},
	"internal/mask":              {"internal/jsonpointer"},
	"internal/sample":            {"internal/contract", "wire", "internal/jsonpointer", "internal/jsontree"},
	"internal/gen":               {"internal/contract", "internal/jsonpointer", "internal/jsontree"},
	"internal/dynamic":           {".", "wire", "internal/contract", "internal/migration"},
	"internal/compat":            {".", "internal/contract", "internal/dynamic", "internal/sample", "internal/jsonpointer", "internal/jsontree"},
	"internal/endpoint":          {"wire"},
	"internal/findings":          {},
	"internal/recovery":          {},
	"internal/terminal":          {},
	"internal/subjects":          {"internal/contract", "internal/endpoint", "registry"},
	"internal/hostile":           {".", "wire"},
	// not internal/dynamic, which needs it
	"internal/migration": {".", "wire", "migrate", "internal/contract", "internal/sample", "internal/jsonpointer", "internal/jsontree"},
	// The root command; below it are the groups of commands, and what they share.
	"internal/cli": {".", "catalog"},
	// What commands share. They know no single command.
	"internal/cli/documents": {"wire"},
	"internal/cli/console":   {"internal/cli/documents", "internal/contract", "internal/findings", "internal/terminal"},
	"internal/cli/flags":     {".", "catalog", "contract", "kafka", "internal/cli/console", "internal/contract", "internal/dynamic", "internal/endpoint", "internal/findings", "internal/subjects"},
	"internal/cli/verdict":   {".", "wire", "internal/cli/console", "internal/cli/documents", "internal/cli/flags", "internal/findings"},
	"internal/cli/changes":   {".", "internal/cli/console", "internal/compat", "internal/contract", "internal/findings"},
	"internal/cli/gitrepo":   {"internal/cli/console"},
	// The groups of commands. They do not import each other.
	"internal/cli/authoring": {".", "wire", "internal/cli/console", "internal/cli/documents", "internal/cli/flags", "internal/cli/gitrepo", "internal/cli/verdict", "internal/contract", "internal/dynamic", "internal/findings", "internal/gen", "internal/migration", "internal/sample"},
	"internal/cli/topics":    {".", "wire", "kafka", "broker", "examples/movies", "internal/cli/console", "internal/cli/documents", "internal/cli/flags", "internal/cli/verdict", "internal/contract"},
	"internal/cli/dlq":       {".", "wire", "cloudevents", "kafka", "internal/cli/console", "internal/cli/flags", "internal/contract", "internal/mask", "internal/migration"},
	"internal/cli/breaking":  {"wire", "kafka", "internal/cli/changes", "internal/cli/console", "internal/cli/documents", "internal/cli/flags", "internal/cli/gitrepo", "internal/cli/verdict", "internal/compat", "internal/contract", "internal/endpoint", "internal/findings", "internal/subjects"},
	"internal/cli/registry":  {"internal/cli/changes", "internal/cli/console", "internal/cli/flags", "internal/compat", "internal/contract", "internal/endpoint", "internal/findings", "internal/subjects"},
	// Only the tests of those import it.
	"internal/cli/clitest": {"broker", "catalog", "contract", "internal/cli"},
	"cmd":                  {"internal/cli"},
	// Services do not import wire, but their catalogs.
	"examples":                      {".", "catalog", "kafka", "broker", "examples"},
	"examples/playback/catalog":     {".", "wire", "migrate", "examples/playback/catalog"},
	"examples/playback/old/catalog": {".", "wire", "examples/playback/old/catalog"},
}

// apart are packages that judge the library, or stand in for it, and so share
// nothing with it: what they may reach of ours at all, themselves included.
var apart = map[string][]string{
	"test/chaos/journal": {"test/chaos/journal"},
	"test/chaos/check":   {"test/chaos/check", "test/chaos/journal"},
	"test/chaos/broken":  {"test/chaos/broken", "test/chaos/check", "test/chaos/journal", "test/chaos/process"},
	// The embedded broker, with what it needs to outlive a kill.
	"test/chaos/cluster": {"test/chaos/cluster", "test/chaos/process", "internal/recovery"},
}

// testOnly are modules that tests alone may use.
var testOnly = []string{
	"github.com/google/go-cmp",
	"pgregory.net/rapid",
	"github.com/rogpeppe/go-internal",
	"go.uber.org/goleak",
	"go.opentelemetry.io/otel/sdk",
	"github.com/twmb/franz-go/pkg/sr/srfake",
	"github.com/prometheus/client_golang/prometheus/testutil",
	"testing",
}

// onlyIn says which package alone may import a module.
var onlyIn = map[string][]string{
	"github.com/twmb/franz-go/pkg/kfake":    {"broker"},
	"github.com/twmb/franz-go/pkg/kgo":      {"kafka", "eventstest", "internal/recovery"},
	"github.com/twmb/franz-go/pkg/kadm":     {"kafka", "eventstest", "internal/recovery"},
	"github.com/twmb/franz-go/pkg/sr":       {"registry", "internal/subjects"},
	"go.opentelemetry.io/otel":              {"kafka"},
	"github.com/prometheus/client_golang":   {"kafka"},
	"github.com/klauspost/compress":         {"kafka/internal/decompress"},
	"github.com/pierrec/lz4":                {"kafka/internal/decompress"},
	"go.yaml.in/yaml":                       {"internal/contract"},
	"github.com/santhosh-tekuri/jsonschema": {"internal/contract"},
	"github.com/spf13/cobra":                {"internal/cli"},
	"golang.org/x/mod":                      {"internal/cli", "internal/contract"},
	"text/template":                         {}, // it makes the command 3.7 MB larger; see .ci/release
}

type pkg struct {
	ImportPath string
	Standard   bool
	Imports    []string
	Deps       []string
}

// packages lists this module's packages.
func packages(t *testing.T) []pkg {
	t.Helper()
	// The go command sees what this test looks at, and runs it again when it changed.
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git") {
			return fs.SkipDir
		}
		if err == nil && path.Ext(name) == ".go" {
			_, err = os.Stat(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Imports,Deps", module+"/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if _, ours := local(p.ImportPath); ours {
			list = append(list, p)
		}
	}
	if len(list) < 10 {
		t.Fatalf("%d packages", len(list))
	}
	return list
}

// local returns an import path's folder in this module.
func local(path string) (string, bool) {
	if path == module {
		return ".", true
	}
	return strings.CutPrefix(path, module+"/")
}

// below reports whether a folder is another one or lies below it.
func below(folder, other string) bool {
	return folder == other || other != "." && strings.HasPrefix(folder, other+"/")
}

// room finds the entry of allowed that a folder falls under: the longest.
func room(folder string) (name string, ok bool) {
	for r := range allowed {
		if below(folder, r) && (!ok || len(r) > len(name)) {
			name, ok = r, true
		}
	}
	return name, ok
}

func TestArrows(t *testing.T) {
	for _, p := range packages(t) {
		folder, _ := local(p.ImportPath)
		if strings.HasPrefix(folder, "test/") || strings.HasPrefix(folder, "build/") {
			continue
		}
		name, ok := room(folder)
		if !ok {
			t.Errorf("%s is in no room of the house: say in this test what it may import", folder)
			continue
		}
		for _, i := range p.Imports {
			to, ours := local(i)
			if ours && !below(to, name) && !slices.ContainsFunc(allowed[name], func(a string) bool { return below(to, a) }) {
				t.Errorf("%s imports %s; it may import only %v", folder, to, allowed[name])
			}
		}
	}
}

func TestJudgesShareNothingWithTheLibrary(t *testing.T) {
	found := 0
	for _, p := range packages(t) {
		folder, _ := local(p.ImportPath)
		allowed, judges := apart[folder]
		if !judges {
			continue
		}
		found++
		for _, d := range p.Deps {
			if to, ours := local(d); ours && !slices.Contains(allowed, to) {
				t.Errorf("%s reaches %s; of ours it may reach only %v", folder, to, allowed)
			}
		}
	}
	if found != len(apart) {
		t.Errorf("%d of %d such packages are there", found, len(apart))
	}
}

func TestModulesStayWhereTheyBelong(t *testing.T) {
	for _, p := range packages(t) {
		folder, _ := local(p.ImportPath)
		// Only tests import these, ours and those of services: allowed names them nowhere.
		if strings.HasPrefix(folder, "test/") || below(folder, "eventstest") || below(folder, "internal/cli/clitest") {
			continue
		}
		for _, d := range p.Deps {
			if slices.ContainsFunc(testOnly, func(m string) bool { return below(d, m) }) {
				t.Errorf("%s reaches %s, which is for tests only", folder, d)
			}
		}
		for _, i := range p.Imports {
			for m, rooms := range onlyIn {
				if below(i, m) && !slices.ContainsFunc(rooms, func(r string) bool { return below(folder, r) }) {
					t.Errorf("%s imports %s, which only %v may", folder, i, rooms)
				}
			}
		}
	}
}

// TestOneEventNeedsLittle pins what a service takes in that only builds and
// encodes events: the standard library, and a few packages of ours.
func TestOneEventNeedsLittle(t *testing.T) {
	for _, p := range packages(t) {
		folder, _ := local(p.ImportPath)
		if !below(folder, "catalog/content") {
			continue
		}
		for _, d := range p.Deps {
			if _, ours := local(d); !ours && strings.Contains(strings.SplitN(d, "/", 2)[0], ".") {
				t.Errorf("%s reaches %s", folder, d)
			}
		}
	}
}
