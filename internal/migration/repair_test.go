package migration_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/migration"
	"github.com/mediamesh/events/migrate"
)

func TestRepairs(t *testing.T) {
	list, err := contract.ReadRepairs("r.yaml", []byte(`repairs:
  - name: first
    when: {metadata.eventVersion: ["1.0", "0.9"], payload.n: 1}
    steps:
      - rename: {from: payload.a, to: payload.b}
      - map: {field: metadata.eventVersion, values: {"1.0": 1.0.0}}
  - name: second
    when: {metadata.eventVersion: "1.0", payload.x.y: null}
    steps:
      - convert: {from: payload.kB, to: payload.bytes, factor: 1024}
`))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ document, want, names string }{
		"both, as the document came": {`{"metadata":{"eventVersion":"1.0"},"payload":{"n":1.0,"a":[2.50],"kB":1.5}}`, `{"metadata":{"eventVersion":"1.0.0"},"payload":{"n":1.0,"b":[2.50],"bytes":1536}}`, "first second"},
		"another of the values":      {`{"metadata":{"eventVersion":"0.9"},"payload":{"n":1,"a":2}}`, `{"metadata":{"eventVersion":"0.9"},"payload":{"n":1,"b":2}}`, "first"},
		"null is absent":             {`{"metadata":{"eventVersion":"1.0"},"payload":{"x":{"y":null}}}`, `{"metadata":{"eventVersion":"1.0"},"payload":{"x":{"y":null}}}`, "second"},
		"a text is not a number":     {`{"metadata":{"eventVersion":"0.9"},"payload":{"n":"1"}}`, "", ""},
		"none is for it":             {`{"metadata":{"eventVersion":"1.0"},"payload":{"x":{"y":0}}}`, "", ""},
		"no object":                  {`["1.0"]`, "", ""},
		"unsound":                    {`{"metadata":{"eventVersion":"1.0"},"payload":[1 2]}`, "", ""},
		"a name that comes twice":    {`{"metadata":{"eventVersion":"1.0"},"payload":{},"payload":{}}`, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, names, err := migration.Repairs(list).Document([]byte(c.document))
			if string(got) != c.want || strings.Join(names, " ") != c.names || err != nil {
				t.Errorf("%s by %v, %v, want %s by %s", got, names, err, c.want, c.names)
			}
		})
	}
	_, _, err = migration.Repairs(list).Document([]byte(`{"metadata":{"eventVersion":"1.0"},"payload":{"kB":"1"}}`))
	var step *migrate.StepError
	if !errors.As(err, &step) || step.Problem != "finds a string, not a number" {
		t.Errorf("%v, want a *StepError", err)
	}
}
