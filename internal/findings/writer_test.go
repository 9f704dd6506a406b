package findings_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/findings"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// some are findings of every sort, and with what formats break on.
var some = []findings.Finding{
	{File: "contract/a, b:100%.yaml", Line: 7, Rule: "MAX_LENGTH_RAISED", Message: "/payload/title has at most 300 characters, was 200", Help: "add a field",
		Counterexamples: []findings.Counterexample{{Side: "forward", Text: "old readers: <too> long & more", Event: json.RawMessage(`{"payload":{"title":"]]>"}}`)}}},
	{File: "contract/x.yaml", Rule: "file", Severity: findings.Warning, Message: "two\nlines\r\nof \x01 it"},
	{Rule: "syntax", Severity: findings.Note, Message: "is \"nowhere\""},
}

func written(t *testing.T, format findings.Format, list ...findings.Finding) string {
	t.Helper()
	var b bytes.Buffer
	w, err := findings.NewWriter(&b, format, findings.Tool{
		Name: "mediamesh breaking", Version: "v1.2.3",
		Rules: []findings.Rule{{ID: "MAX_LENGTH_RAISED", Purpose: "old readers refuse longer texts", Help: "add a field"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if err := w.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTextFormats(t *testing.T) {
	for format, want := range map[findings.Format]string{
		findings.Text: `contract/a, b:100%.yaml:7: MAX_LENGTH_RAISED: /payload/title has at most 300 characters, was 200
    old readers: <too> long & more
        {"payload":{"title":"]]>"}}
    Instead: add a field
contract/x.yaml: file: two\nlines\r\nof ` + "\x01" + ` it
syntax: is "nowhere"
`,
		findings.JSON: `{"file":"contract/a, b:100%.yaml","line":7,"rule":"MAX_LENGTH_RAISED","severity":"error","message":"/payload/title has at most 300 characters, was 200","help":"add a field","counterexamples":[{"side":"forward","text":"old readers: <too> long & more","event":{"payload":{"title":"]]>"}}}]}
{"file":"contract/x.yaml","line":0,"rule":"file","severity":"warning","message":"two\nlines\r\nof \u0001 it"}
{"file":"","line":0,"rule":"syntax","severity":"note","message":"is \"nowhere\""}
`,
		findings.GitHub: `::error file=contract/a%2C b%3A100%25.yaml,line=7,title=MAX_LENGTH_RAISED::/payload/title has at most 300 characters, was 200%0Aold readers: <too> long & more%0A    {"payload":{"title":"]]>"}}%0AInstead: add a field
::warning file=contract/x.yaml,title=file::two%0Alines%0D%0Aof ` + "\x01" + ` it
::notice title=syntax::is "nowhere"
`,
	} {
		if diff := cmp.Diff(want, written(t, format, some...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format, diff)
		}
	}
}

// TestSARIF holds the output against the schema that OASIS published for it.
func TestSARIF(t *testing.T) {
	schema := sarifSchema(t)
	for name, list := range map[string][]findings.Finding{"none": nil, "some": some} {
		text := written(t, findings.SARIF, list...)
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		run := value.(map[string]any)["runs"].([]any)[0].(map[string]any)
		if got := len(run["results"].([]any)); got != len(list) {
			t.Errorf("%s: %d results of %d", name, got, len(list))
		}
	}
	text := written(t, findings.SARIF, some...)
	for _, want := range []string{
		`"uri":"contract/a,%20b:100%25.yaml"},"region":{"startLine":7}`, `"level":"note"`,
		`"rules":[{"id":"MAX_LENGTH_RAISED","shortDescription":{"text":"old readers refuse longer texts"},"help":{"text":"add a field"}},{"id":"file"},{"id":"syntax"}]`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	file, err := os.Open("testdata/sarif-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("sarif.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestJUnit reads the XML back, strictly, and counts.
func TestJUnit(t *testing.T) {
	type testcase struct {
		Name    string `xml:"name,attr"`
		Class   string `xml:"classname,attr"`
		Failure *struct {
			Message string `xml:"message,attr"`
			Type    string `xml:"type,attr"`
			Text    string `xml:",chardata"`
		} `xml:"failure"`
		Output string `xml:"system-out"`
	}
	var got struct {
		XMLName  xml.Name `xml:"testsuites"`
		Tests    int      `xml:"tests,attr"`
		Failures int      `xml:"failures,attr"`
		Suites   []struct {
			Name     string     `xml:"name,attr"`
			Tests    int        `xml:"tests,attr"`
			Failures int        `xml:"failures,attr"`
			Cases    []testcase `xml:"testcase"`
		} `xml:"testsuite"`
	}
	text := written(t, findings.JUnit, some...)
	dec := xml.NewDecoder(strings.NewReader(text))
	if err := dec.Decode(&got); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if _, err := dec.Token(); err == nil {
		if _, err = dec.Token(); err != io.EOF {
			t.Errorf("after the document: %v", err)
		}
	}
	if got.Tests != 3 || got.Failures != 1 || len(got.Suites) != 3 {
		t.Fatalf("%d tests, %d failures, %d suites\n%s", got.Tests, got.Failures, len(got.Suites), text)
	}
	first, last := got.Suites[0].Cases[0], got.Suites[2].Cases[0]
	if first.Name != "contract/a, b:100%.yaml:7: MAX_LENGTH_RAISED" || first.Class != "contract/a, b:100%.yaml" || first.Failure == nil ||
		first.Failure.Type != "MAX_LENGTH_RAISED" || !strings.HasSuffix(first.Failure.Text, "Instead: add a field") {
		t.Errorf("%+v", first)
	}
	if second := got.Suites[1].Cases[0]; second.Failure != nil || second.Output != "warning: two\nlines\r\nof \ufffd it" {
		t.Errorf("%+v", second)
	}
	if last.Name != "syntax" || last.Class != "mediamesh breaking" {
		t.Errorf("%+v", last)
	}

	if none := written(t, findings.JUnit); !strings.Contains(none, `tests="1" failures="0"`) || !strings.Contains(none, `<testcase name="nothing found"`) {
		t.Errorf("of nothing:\n%s", none)
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := findings.NewWriter(io.Discard, "xml", findings.Tool{}); err == nil || err.Error() != `findings: there is no format "xml"` {
		t.Errorf("error %v", err)
	}
}
