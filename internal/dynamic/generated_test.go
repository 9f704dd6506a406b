package dynamic_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	"github.com/mediamesh/events/internal/gen"
	"github.com/mediamesh/events/internal/sample"
	"github.com/mediamesh/events/test/archive"
)

// TestGeneratedCode compiles what is generated of contracts that say what the
// built-in one does not, and compares what it says of documents.
func TestGeneratedCode(t *testing.T) {
	contracts := map[string]fs.FS{"odd": archive.Open(t, "testdata/odd.txtar")[0].Files("")}
	for _, name := range []string{"kinds", "evolution", "personal", "enums"} {
		contracts[name] = contract.Folder("../gen/testdata/golden/" + name + "/contract")
	}
	for name, files := range contracts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := contract.ReadFS(files)
			if err != nil {
				t.Fatal(err)
			}
			c.Go.Package = "example.com/judged/catalog"
			reg := registry(t, c)
			documents := documentsOf(t, c, 2_000)
			invalid := 0
			for n, want := range generatedOpinions(t, c, documents) {
				if got := opinion(reg, documents[n]); got != want {
					t.Fatalf("document %d: (-generated +dynamic):\n%s\n%.2000q", n, cmp.Diff(want, got), documents[n])
				}
				if _, err := reg.Decode(documents[n]); err != nil {
					invalid++
				}
			}
			if invalid < 500 || invalid > 1_950 {
				t.Errorf("%d of %d documents were invalid; both should be frequent", invalid, len(documents))
			}
		})
	}
}

// documentsOf makes up documents, a quarter of them valid.
func documentsOf(t *testing.T, c *contract.Contract, n int) [][]byte {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 0))
	sources := map[*contract.Event]*sample.Source{}
	for _, e := range c.Events() {
		sources[e] = sample.New(1, e.Type)
	}
	var all [][]byte
	for i := range n {
		e := one(r, c.Events())
		data, err := sources[e].Event(e)
		if err != nil {
			t.Fatal(err)
		}
		if i%4 > 0 {
			data = broken(r, data)
		}
		all = append(all, data)
	}
	return all
}

// generatedOpinions are those of code that is compiled for it, in a module of
// its own.
func generatedOpinions(t *testing.T, c *contract.Contract, documents [][]byte) []string {
	t.Helper()
	dir := t.TempDir()
	files, err := gen.Files(c)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := gen.NewOutput(dir, filepath.Join(dir, "catalog"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Write(files); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", []byte("module example.com/judged\n\ngo 1.26.0\n\nrequire github.com/mediamesh/events v0.0.0\n\nreplace github.com/mediamesh/events => "+root+"\n"))
	write("main.go", source(t, "testdata/judge/main.go"))
	write("opinion.go", bytes.Replace(source(t, "agree_test.go"), []byte("package dynamic_test"), []byte("package main"), 1))

	var in, out, stderr bytes.Buffer
	for _, d := range documents {
		in.WriteString(base64.StdEncoding.EncodeToString(d) + "\n")
	}
	cmd := exec.Command("go", "run", ".")
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, &in, &out, &stderr
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, stderr.Bytes())
	}
	var all []string
	for dec := json.NewDecoder(&out); dec.More(); {
		var text []byte
		if err := dec.Decode(&text); err != nil {
			t.Fatal(err)
		}
		all = append(all, string(text))
	}
	if len(all) != len(documents) {
		t.Fatalf("%d opinions of %d documents", len(all), len(documents))
	}
	return all
}

func source(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// What no code can be generated for has no registry either.
func TestUnplannable(t *testing.T) {
	fields := make([]*contract.Field, 1025)
	for i := range fields {
		fields[i] = &contract.Field{Name: "f", Schema: &contract.Schema{Kind: contract.KindBoolean}}
	}
	wide := &contract.Event{
		Type: "thing.wide", Version: "1.0.0", Major: 1, Domain: &contract.Domain{Name: "thing"},
		Payload: &contract.Schema{Pos: contract.Pos{File: "thing/wide.yaml", Line: 9}, Kind: contract.KindObject, Fields: fields},
	}
	wide.Domain.Events = []*contract.Event{wide}
	_, err := dynamic.Registry(&contract.Contract{Domains: []*contract.Domain{wide.Domain}})
	const want = "thing/wide.yaml:9: generate: an object has at most 1024 fields, this one has 1025"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
