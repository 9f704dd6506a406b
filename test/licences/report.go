package main

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// purposes says what modules are for that the repository imports itself.
var purposes = map[string]string{
	"github.com/prometheus/client_golang":      "metrics of publishers and consumers",
	"github.com/santhosh-tekuri/jsonschema/v6": "checks contracts against the schema of contracts",
	"github.com/spf13/cobra":                   "commands and flags",
	"github.com/spf13/pflag":                   "flags",
	"github.com/twmb/franz-go":                 "the Kafka client",
	"github.com/twmb/franz-go/pkg/kadm":        "topics, groups and offsets",
	"github.com/twmb/franz-go/pkg/kfake":       "the embedded broker",
	"github.com/twmb/franz-go/pkg/kmsg":        "the messages of Kafka's protocol",
	"github.com/twmb/franz-go/pkg/sr":          "the API of schema registries",
	"go.opentelemetry.io/otel":                 "traces",
	"go.opentelemetry.io/otel/trace":           "traces",
	"go.opentelemetry.io/otel/sdk":             "records traces in tests",
	"go.uber.org/goleak":                       "finds goroutines that tests leave behind",
	"go.yaml.in/yaml/v4":                       "reads contracts",
	"golang.org/x/mod":                         "versions and paths of modules",
	"golang.org/x/oauth2":                      "tokens by OAuth 2.0 client credentials",
	"github.com/google/go-cmp":                 "compares values in tests",
	"github.com/rogpeppe/go-internal":          "runs the scripts that test the command",
	"pgregory.net/rapid":                       "property-based tests",
}

// report is docs/dependencies.md.
func report(modules []*module, packages []*npmFolder, tools []tool) []byte {
	var b bytes.Buffer
	b.WriteString(head)
	fmt.Fprintf(&b, "%d modules. *Released* is the release date of the version in go.mod.\n\n", len(modules))
	b.WriteString("| module | version | licence | released | used by | why |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, m := range modules {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", m.Path, m.Version, strings.Join(m.Licences, ", "), m.Released, strings.Join(m.Users, ", "), why(m))
	}
	b.WriteString(npmHead)
	b.WriteString("| folder | used by | direct | packages | licences | install scripts, which are not run |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, f := range packages {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %d | %s | %s |\n", f.Path, f.User, orNone(f.Direct), f.Count, orNone(f.Licences), orNone(f.Scripts))
	}
	b.WriteString(toolsHead)
	b.WriteString("| tool | version | licence | what it does | module |\n| --- | --- | --- | --- | --- |\n")
	for _, t := range tools {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | `%s` |\n", t.Name, t.Version, t.Licence, t.Purpose, t.File)
	}
	b.WriteString(foot)
	return b.Bytes()
}

var row = regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (\\S+) \\| [^|]+ \\| (\\S+) \\|")

// keepDays has versions that a report lists keep the day that it says: module proxies
// differ about the days of some.
func keepDays(modules []*module, report []byte) {
	days := make(map[string]string)
	for _, m := range row.FindAllStringSubmatch(string(report), -1) {
		days[m[1]+"@"+m[2]] = m[3]
	}
	for _, m := range modules {
		if day := days[m.Path+"@"+m.Version]; day != "" {
			m.Released = day
		}
	}
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}

// why says what a module is for, or what imports it.
func why(m *module) string {
	if purpose := purposes[m.Path]; purpose != "" {
		return purpose
	}
	if slices.Contains(m.Importers, own) && !slices.Contains(m.Users, "service") && !slices.Contains(m.Users, "command") {
		return "compared with the library"
	}
	return "imported by " + strings.Join(few(m.Importers), ", ")
}

// few keeps a list short.
func few(list []string) []string {
	const most = 3
	if len(list) <= most {
		return list
	}
	return append(slices.Clone(list[:most]), fmt.Sprintf("%d more", len(list)-most))
}
