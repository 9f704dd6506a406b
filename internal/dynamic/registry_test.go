package dynamic_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	builtin "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	"github.com/mediamesh/events/internal/hostile"
	"github.com/mediamesh/events/internal/sample"
)

func theContract(t testing.TB) *contract.Contract {
	t.Helper()
	c, err := contract.ReadFS(builtin.FS)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func registry(t testing.TB, c *contract.Contract) *events.Registry {
	t.Helper()
	reg, err := dynamic.Registry(c)
	if err != nil {
		t.Fatal(err)
	}
	return reg
}

// agree fails if the registry says another thing of a document than the
// compiled catalog.
func agree(t *testing.T, reg *events.Registry, where string, data []byte) {
	t.Helper()
	if want, got := opinion(catalog.Registry(), data), opinion(reg, data); got != want {
		t.Errorf("%s: (-compiled +dynamic):\n%s\n%.2000q", where, cmp.Diff(want, got), data)
	}
}

// What is known of a type is what the generator writes down of it.
func TestDescriptors(t *testing.T) {
	type facts struct {
		Name, Version, Domain, Summary, Owner, Schema string
		Keys, Personal                                []string
	}
	of := func(reg *events.Registry) (all []facts) {
		for _, d := range reg.Types() {
			all = append(all, facts{d.Name(), d.Version(), d.Domain(), d.Summary(), d.Owner(), d.Schema(), d.KeyFields(), d.Personal()})
		}
		return all
	}
	if diff := cmp.Diff(of(catalog.Registry()), of(registry(t, theContract(t)))); diff != "" {
		t.Errorf("(-compiled +dynamic):\n%s", diff)
	}
}

func TestVectors(t *testing.T) {
	reg := registry(t, theContract(t))
	files, err := filepath.Glob("../../testdata/vectors/*.ndjson")
	if err != nil || len(files) != len(reg.Types()) {
		t.Fatalf("%d files, %v", len(files), err)
	}
	n := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			var v struct {
				Name           string
				Document       *string
				DocumentBase64 []byte
			}
			if err := json.Unmarshal(line, &v); err != nil {
				t.Fatal(err)
			}
			if v.Document != nil {
				v.DocumentBase64 = []byte(*v.Document)
			}
			agree(t, reg, filepath.Base(file)+": "+v.Name, v.DocumentBase64)
			n++
		}
	}
	if n < 2500 {
		t.Errorf("%d documents, want thousands", n)
	}
}

func TestHostileDocuments(t *testing.T) {
	reg := registry(t, theContract(t))
	for _, s := range hostile.Shapes() {
		agree(t, reg, s.Name, s.Document())
	}
}

func TestSamples(t *testing.T) {
	c := theContract(t)
	reg := registry(t, c)
	for _, e := range c.Events() {
		source := sample.New(1, e.Type)
		for range 100 {
			data, err := source.Event(e)
			if err != nil {
				t.Fatal(err)
			}
			agree(t, reg, e.Type, data)
			if got, err := reg.Decode(data); err != nil {
				t.Errorf("%v: %s", err, data)
			} else if again, err := events.Marshal(got); !bytes.Equal(again, data) {
				t.Errorf("%v: %s was written as\n%s", err, data, again)
			}
		}
	}
}

// What is broken in some way is refused by both with the same words.
func TestBrokenDocuments(t *testing.T) {
	const seed, documents = 1, 10_000
	c := theContract(t)
	reg := registry(t, c)
	invalid := 0
	for n := range uint64(documents) {
		r := rand.New(rand.NewPCG(seed, n))
		e := one(r, c.Events())
		data, err := sample.New(n/50, e.Type).Event(e)
		if err != nil {
			t.Fatal(err)
		}
		data = broken(r, data)
		agree(t, reg, fmt.Sprintf("seed %d, document %d, %s", seed, n, e.Type), data)
		if _, err := reg.Decode(data); err != nil {
			invalid++
		}
		if t.Failed() {
			return
		}
	}
	if invalid < documents/3 || invalid > documents*19/20 {
		t.Errorf("%d of %d documents were invalid; both should be frequent", invalid, documents)
	}
	t.Logf("%d of %d documents were invalid", invalid, documents)
}
