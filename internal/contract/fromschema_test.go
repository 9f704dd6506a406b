package contract

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// goldenContracts are ours and those that tests of this module write: between
// them, they say everything that a contract can say.
func goldenContracts(t testing.TB) []*Contract {
	t.Helper()
	folders, err := filepath.Glob("../gen/testdata/golden/*/contract")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no golden contracts: %v", err)
	}
	var all []*Contract
	folders = slices.DeleteFunc(folders, func(folder string) bool {
		_, err := os.Stat(filepath.Join(folder, "../want"))
		return err != nil // it is there to be refused
	})
	for _, folder := range append(folders, "../../contract", "testdata/schema", "../../examples/playback/contract") {
		c, err := Read(folder)
		if err != nil {
			t.Fatalf("%s:\n%v", folder, err)
		}
		all = append(all, c)
	}
	return all
}

// What is published reads back as what was written: the same schema comes of
// it, byte for byte.
func TestPublishedSchemasReadBack(t *testing.T) {
	events := 0
	for _, c := range goldenContracts(t) {
		for _, e := range c.Events() {
			events++
			want, err := JSONSchema(e)
			if err != nil {
				t.Fatal(err)
			}
			back, err := FromSchema(SchemaFile(e), want)
			if err != nil {
				t.Errorf("%s:\n%v", e.Type, err)
				continue
			}
			got, err := JSONSchema(back)
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

// sameModel compares what is published of two events.
func sameModel(t *testing.T, name string, got, want *Event) {
	t.Helper()
	equal(t, "type", got.Type, want.Type)
	equal(t, name+"'s version", got.Version, want.Version)
	equal(t, name+"'s summary", got.Summary, want.Summary)
	equal(t, name+"'s domain", got.Domain.Name, want.Domain.Name)
	if got.Major != want.Major {
		t.Errorf("%s is of major %d, want %d", name, got.Major, want.Major)
	}
	equal(t, name, written(got.Payload), written(plain(want.Payload)))
}

// plain is a schema without the names of its types, which are not published.
func plain(s *Schema) *Schema {
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

func TestReadSchemas(t *testing.T) {
	c, err := ReadSchemas("../../catalog/schemas")
	if err != nil {
		t.Fatal(err)
	}
	own, err := Read("../../contract")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]*Event{}
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

func TestReadSchemasOrdersMajorsAsNumbers(t *testing.T) {
	files := fstest.MapFS{"notes.txt": {Data: []byte("passed over")}}
	for _, major := range []string{"2", "10", "1"} {
		files["order.placed.v"+major+".json"] = &fstest.MapFile{Data: document(major, `{"type": "object"}`)}
	}
	c, err := ReadSchemasFS(files)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range c.Events() {
		got = append(got, e.Domain.Name+" "+e.Name+" "+e.Version)
	}
	equal(t, "events", list(got), "order Placed 1.0.0, order PlacedV2 2.0.0 and order PlacedV10 10.0.0")
}

func TestReadSchemasErrors(t *testing.T) {
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
			_, err := ReadSchemasFS(test.fs)
			if err == nil || err.Error() != test.want {
				t.Errorf("got\n%v\nwant\n%s", err, test.want)
			}
		})
	}
	if _, err := ReadSchemas("testdata/nowhere"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}
