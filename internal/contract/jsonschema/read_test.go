package jsonschema

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/contract/contracttest"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// goldenContracts are ours and those that tests of this module write: between
// them, they say everything that a contract can say.
func goldenContracts(t testing.TB) []*contract.Contract {
	t.Helper()
	folders, err := filepath.Glob("../../gen/testdata/golden/*/contract")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no golden contracts: %v", err)
	}
	var all []*contract.Contract
	for _, folder := range append(folders, "../../../contract", "../testdata/schema", "../../../examples/playback/contract") {
		c, err := contract.Read(folder)
		if err != nil {
			t.Fatalf("%s:\n%v", folder, err)
		}
		all = append(all, c)
	}
	return all
}

// What is published reads back as what was written: the same schema comes of
// it, byte for byte.
func TestRead_PublishedSchemasRoundTrip(t *testing.T) {
	events := 0
	for _, c := range goldenContracts(t) {
		for _, e := range c.Events() {
			events++
			want, err := contract.JSONSchema(e)
			if err != nil {
				t.Fatal(err)
			}
			back, err := Read(contract.SchemaFile(e), want)
			if err != nil {
				t.Errorf("%s:\n%v", e.Type, err)
				continue
			}
			got, err := contract.JSONSchema(back)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s came back as\n%s", e.Type, got)
			}
			sameModel(t, e.Type, back, e)
		}
	}
	if events < 22 {
		t.Errorf("only %d events", events)
	}
}

func equal(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s is\n%s\nwant\n%s", what, got, want)
	}
}

// compiles returns why the published schema of an event does not compile.
func compiles(e *contract.Event) error {
	data, err := contract.JSONSchema(e)
	if err != nil {
		return err
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("urn:x", document); err != nil {
		return err
	}
	_, err = compiler.Compile("urn:x")
	return err
}

// sameModel compares what is published of two events.
func sameModel(t *testing.T, name string, got, want *contract.Event) {
	t.Helper()
	equal(t, "type", got.Type, want.Type)
	equal(t, name+"'s version", got.Version, want.Version)
	equal(t, name+"'s summary", got.Summary, want.Summary)
	equal(t, name+"'s domain", got.Domain.Name, want.Domain.Name)
	if got.Major != want.Major {
		t.Errorf("%s is of major %d, want %d", name, got.Major, want.Major)
	}
	equal(t, name, contracttest.Notation(got.Payload), contracttest.Notation(plain(want.Payload)))
}

// plain is a schema without the names of its types, which are not published.
func plain(s *contract.Schema) *contract.Schema {
	if s == nil {
		return nil
	}
	p := *s
	p.Type, p.Fields = nil, nil
	p.Items, p.Values = plain(s.Items), plain(s.Values)
	for _, f := range s.Fields {
		field := *f
		field.Schema = plain(f.Schema)
		p.Fields = append(p.Fields, &field)
	}
	return &p
}

func TestReadFolder(t *testing.T) {
	c, err := ReadFolder("../../../catalog/schemas")
	if err != nil {
		t.Fatal(err)
	}
	own, err := contract.Read("../../../contract")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]*contract.Event{}
	for _, e := range own.Events() {
		want[e.Type] = e
	}
	if len(c.Events()) != len(want) || len(c.Domains) != 4 {
		t.Fatalf("%d events in %d domains, want %d in 4", len(c.Events()), len(c.Domains), len(want))
	}
	last := ""
	for _, e := range c.Events() {
		sameModel(t, e.Type, e, want[e.Type])
		equal(t, "Go name", e.Name, want[e.Type].Name)
		if e.Type <= last {
			t.Errorf("%s stands behind %s", e.Type, last)
		}
		last = e.Type
	}
}

func TestReadFS_OrdersMajorsAsNumbers(t *testing.T) {
	files := fstest.MapFS{"notes.txt": {Data: []byte("passed over")}}
	for _, major := range []string{"2", "10", "1"} {
		files["order.placed.v"+major+".json"] = &fstest.MapFile{Data: document(major, `{"type": "object"}`)}
	}
	c, err := ReadFS(files)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range c.Events() {
		got = append(got, e.Domain.Name+" "+e.Name+" "+e.Version)
	}
	equal(t, "events", contract.List(got), "order Placed 1.0.0, order PlacedV2 2.0.0 and order PlacedV10 10.0.0")
}

func TestReadFS_Errors(t *testing.T) {
	for _, test := range []struct {
		name string
		fs   fstest.MapFS
		want string
	}{
		{"empty", fstest.MapFS{"a.txt": {}}, "contract: no published schema here: want files such as content.created.v1.json"},
		{"misnamed", fstest.MapFS{"placed.json": {Data: document("1", `{"type": "object"}`)}},
			"placed.json:1: the document: it is the schema of order.placed in major 1; rename the file to order.placed.v1.json"},
		{"two that cannot be read", fstest.MapFS{"a.json": {Data: []byte("{")}, "b.json": {Data: []byte("[]")}},
			"a.json:1: the document: not JSON: unexpected EOF\nb.json:1: the document: the schema of an event is an object, not a list"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadFS(test.fs)
			if err == nil || err.Error() != test.want {
				t.Errorf("got\n%v\nwant\n%s", err, test.want)
			}
		})
	}
	if _, err := ReadFolder("testdata/nowhere"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}
