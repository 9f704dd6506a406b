package events_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/internal/contract"
)

var readContract = sync.OnceValues(func() (*contract.Contract, error) { return contract.Read("contract") })

// theContract returns the contract, which is read once.
func theContract(t testing.TB) *contract.Contract {
	t.Helper()
	c, err := readContract()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// examples returns every example of the contract.
func examples(t testing.TB) []*contract.Example {
	t.Helper()
	c := theContract(t)
	var all []*contract.Example
	for _, e := range c.Events() {
		all = append(all, e.Examples...)
	}
	if len(all) < 2*len(c.Events()) {
		t.Fatalf("%d examples, want two for each of %d events", len(all), len(c.Events()))
	}
	return all
}

func TestRoundTrip_ExamplesKeepTheirBytes(t *testing.T) {
	for _, ex := range examples(t) {
		e, err := catalog.Decode(ex.JSON)
		if err != nil {
			t.Errorf("%s: %v", ex.Pos, err)
			continue
		}
		got, err := events.Marshal(e)
		if err != nil {
			t.Errorf("%s: %v", ex.Pos, err)
		}
		if diff := cmp.Diff(string(ex.JSON), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", ex.Pos, diff)
		}
	}
}

func BenchmarkUnmarshal(b *testing.B) {
	for _, ex := range examples(b) {
		if e, _ := catalog.Decode(ex.JSON); ex.Name == "full" && e.Metadata.EventType == "content.created" {
			b.SetBytes(int64(len(ex.JSON)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := events.Unmarshal[content.Created](ex.JSON); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	for _, ex := range examples(b) {
		if e, _ := catalog.Decode(ex.JSON); ex.Name == "full" && e.Metadata.EventType == "content.created" {
			typed, _ := events.As[content.Created](e)
			var buf []byte
			b.SetBytes(int64(len(ex.JSON)))
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if buf, err = events.Append(buf[:0], typed); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}
