package findings_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"strings"
	"testing"
	"unicode"

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
contract/x.yaml: file: two\nlines\r\nof \x01 it
syntax: is "nowhere"
`,
		findings.JSON: `{"file":"contract/a, b:100%.yaml","line":7,"rule":"MAX_LENGTH_RAISED","severity":"error","message":"/payload/title has at most 300 characters, was 200","help":"add a field","counterexamples":[{"side":"forward","text":"old readers: <too> long & more","event":{"payload":{"title":"]]>"}}}]}
{"file":"contract/x.yaml","line":0,"rule":"file","severity":"warning","message":"two\\nlines\\r\\nof \\x01 it"}
{"file":"","line":0,"rule":"syntax","severity":"note","message":"is \"nowhere\""}
`,
		findings.GitHub: `::error file=contract/a%2C b%3A100%25.yaml,line=7,title=MAX_LENGTH_RAISED::/payload/title has at most 300 characters, was 200%0Aold readers: <too> long & more%0A    {"payload":{"title":"]]>"}}%0AInstead: add a field
::warning file=contract/x.yaml,title=file::two\nlines\r\nof \x01 it
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
	if second := got.Suites[1].Cases[0]; second.Failure != nil || second.Output != `warning: two\nlines\r\nof \x01 it` {
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
	if _, err := findings.NewWriter(io.Discard, "xml", findings.Tool{}); err == nil || err.Error() != `findings: unknown format "xml"` {
		t.Errorf("error %v", err)
	}
}

// A contract may have long texts, such as patterns, and odd ones. No format has more of
// them than a line of 2,000 bytes, and only those for programs have a whole event.
func TestFormats_QuoteOneShortLine(t *testing.T) {
	const odd, shown = "(é\n\x1b\u202e\u2028\u00a0\U000e0001\xff\t\r::)", `(é\n\x1b\u202e\u2028` + "\u00a0" + `\U000e0001` + "\ufffd" + `\t\r::)`
	for name, text := range map[string]string{"long": strings.Repeat("x", 62_000), "odd": odd, "long and odd": strings.Repeat(odd, 5_000), "just fits": strings.Repeat("x", 2_000)} {
		want := text
		switch name {
		case "long":
			want = strings.Repeat("x", 1_997) + "…"
		case "odd":
			want = shown
		case "long and odd":
			want = strings.Repeat(shown, 2_000/len(shown))
		}
		event, err := json.Marshal(map[string]string{"payload": strings.Repeat("y", 62_000)})
		if err != nil {
			t.Fatal(err)
		}
		f := findings.Finding{
			File: "a.yaml", Line: 1, Rule: "R", Message: "m " + text[:len(text)-2], Help: text, Details: []string{text},
			Counterexamples: []findings.Counterexample{{Side: "forward", Text: text, Event: event}},
		}
		for _, format := range findings.Formats() {
			out := written(t, format, f)
			if f.Help != text || f.Details[0] != text || f.Counterexamples[0].Text != text {
				t.Fatalf("%s, %s: the finding was changed", name, format)
			}
			var got []string // texts of the finding, as readers of the format have them
			whole := strings.Contains(out, string(event))
			switch format {
			case findings.JSON:
				var read findings.Finding
				if err := json.Unmarshal([]byte(out), &read); err != nil {
					t.Fatal(err)
				}
				got = []string{read.Message, read.Help, read.Counterexamples[0].Text}
			case findings.SARIF:
				var read struct {
					Runs []struct {
						Results []struct {
							Message    struct{ Text string }
							Properties struct{ Counterexamples []findings.Counterexample }
						}
					}
				}
				if err := json.Unmarshal([]byte(out), &read); err != nil {
					t.Fatal(err)
				}
				result := read.Runs[0].Results[0]
				message, help, _ := strings.Cut(result.Message.Text, ". Instead: ")
				got = []string{message, help, result.Properties.Counterexamples[0].Text}
			case findings.JUnit:
				var read struct {
					Text string `xml:"testsuite>testcase>failure"`
				}
				if err := xml.Unmarshal([]byte(out), &read); err != nil {
					t.Fatal(err)
				}
				got = strings.Split(read.Text, "\n")
			case findings.GitHub:
				got = strings.Split(strings.TrimSuffix(out, "\n"), "%0A")
			default:
				got = strings.Split(strings.TrimSuffix(out, "\n"), "\n")
			}
			if programs := format == findings.JSON || format == findings.SARIF; whole != programs {
				t.Errorf("%s, %s: the whole event is in it: %t", name, format, whole)
			}
			found := 0
			for _, line := range got {
				if len(line) > 2_000+len("::error file=a.yaml,line=1,title=R::") {
					t.Errorf("%s, %s: a line of %d bytes: %.100q", name, format, len(line), line)
				}
				if strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsGraphic(r) }) {
					t.Errorf("%s, %s: a line with characters that cannot be seen: %.100q", name, format, line)
				}
				if strings.Contains(line, want) {
					found++
				}
			}
			if found < 2 || len(got) > 6 {
				t.Errorf("%s, %s: %d of %d lines have %.100q: %.300q", name, format, found, len(got), want, got)
			}
		}
	}
}
