package asyncapi

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
)

// rendered is what a reader sees of a page.
type rendered struct {
	Name       string       `json:"name"`
	Anchors    []string     `json:"anchors"`
	Links      []string     `json:"links"`
	Headings   []string     `json:"headings"`
	Paragraphs []string     `json:"paragraphs"`
	Tables     [][][]string `json:"tables"`
	Code       []string     `json:"code"`
	HTML       []string     `json:"html"` // that is neither an anchor nor code
}

// Pages as a renderer of GitHub's Markdown shows them say what the contract
// says, letter by letter, and every link leads somewhere.
func TestMarkdown(t *testing.T) {
	var pages []source
	for _, d := range described {
		pages = append(pages, source{d.name, readText(t, d.markdown)})
	}
	for i, p := range ask[rendered](t, "render.mjs", pages) {
		t.Run(p.Name, func(t *testing.T) {
			c := readContract(t, described[i].contract)
			checkLinks(t, p)
			if p.Headings[0] != words(c.Title) || len(p.HTML) != 1 || !strings.Contains(p.HTML[0], "DO NOT EDIT") {
				t.Errorf("the title is %q, want %q; blocks of HTML: %q", p.Headings[0], c.Title, p.HTML)
			}
			compareTables(t, c, p)
			compareCode(t, c, p)
			for _, e := range c.Events() {
				if !slices.Contains(p.Paragraphs, words(e.Summary)) {
					t.Errorf("the summary of %s is not there: %s", e.Type, e.Summary)
				}
			}
		})
	}
}

func checkLinks(t *testing.T, p rendered) {
	t.Helper()
	for i, a := range p.Anchors {
		if slices.Contains(p.Anchors[:i], a) {
			t.Errorf("the anchor %s is there twice", a)
		}
	}
	for _, l := range p.Links {
		anchor, inside := strings.CutPrefix(l, "#")
		if !inside || !slices.Contains(p.Anchors, anchor) {
			t.Errorf("the link %s leads nowhere", l)
		}
	}
	if len(p.Links) == 0 || len(p.Anchors) == 0 {
		t.Errorf("%d links and %d anchors", len(p.Links), len(p.Anchors))
	}
}

// compareTables holds the tables to the contract, in the order in which they
// stand: the list of events, the fields of each, those of each type that has
// some, the envelope's and the headers.
func compareTables(t *testing.T, c *contract.Contract, p rendered) {
	t.Helper()
	var schemas []*contract.Schema
	for _, e := range c.Events() {
		schemas = append(schemas, e.Payload)
	}
	for _, typ := range c.Types {
		if typ.Schema.Kind == contract.KindObject {
			schemas = append(schemas, typ.Schema)
		}
	}
	schemas = append(schemas, contract.Envelope())
	if len(p.Tables) != len(schemas)+2 {
		t.Fatalf("%d tables, want %d", len(p.Tables), len(schemas)+2)
	}
	list := [][]string{{"event", "version", "owner", "topic", "summary"}}
	for _, e := range c.Events() {
		list = append(list, []string{titleOf(e), e.Version, e.Owner, e.Domain.Name + ".events", tells(e)})
	}
	if diff := cmp.Diff(list, p.Tables[0]); diff != "" {
		t.Errorf("the list of events (-want +got):\n%s", diff)
	}
	for i, s := range schemas {
		compareFields(t, s, p.Tables[i+1])
	}
}

func titleOf(e *contract.Event) string {
	if e.Major == 1 {
		return e.Type
	}
	return e.Type + ", version " + strings.Split(e.Version, ".")[0]
}

func tells(e *contract.Event) string {
	if e.Deprecated != nil {
		return "Deprecated. " + words(e.Summary)
	}
	return words(e.Summary)
}

func compareFields(t *testing.T, s *contract.Schema, table [][]string) {
	t.Helper()
	if len(table) != len(s.Fields)+1 {
		t.Errorf("%s: %d rows for %d fields", s.Pos, len(table), len(s.Fields))
		return
	}
	for i, f := range s.Fields {
		row := table[i+1]
		description, required := words(f.Schema.Description), "no"
		if f.Required {
			required = "yes"
		}
		if f.Deprecated != nil {
			description += " Deprecated " + words(f.Deprecated.Text())
		}
		if row[0] != f.Name || row[2] != required || row[5] != description || (row[4] == "personal") != f.Schema.Personal {
			t.Errorf("%s: %q, want name %s, required %s, personal %t and %q", f.Pos, row, f.Name, required, f.Schema.Personal, description)
		}
		for _, limit := range append([]string{f.Schema.Pattern}, f.Schema.Enum...) {
			if !strings.Contains(row[3], limit) {
				t.Errorf("%s: its limits are %s; %s is not there", f.Pos, row[3], limit)
			}
		}
		if named := f.Schema.Type; named != nil && row[1] != named.Name {
			t.Errorf("%s: its type is %s, want %s", f.Pos, row[1], named.Name)
		}
	}
}

// compareCode wants the least example of each event, and no other code.
func compareCode(t *testing.T, c *contract.Contract, p rendered) {
	t.Helper()
	var want, got []string
	for _, e := range c.Events() {
		for _, x := range e.Examples {
			if x.Name == "minimal" {
				want = append(want, string(x.JSON))
			}
		}
	}
	for _, text := range p.Code {
		compact, err := json.Marshal(json.RawMessage(text))
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		got = append(got, string(compact))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("examples (-want +got):\n%s", diff)
	}
}

// words is a text without its line breaks.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }
