package dynamic_test

import (
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
)

// BenchmarkDecode compares the compiled catalog with the one made at run time,
// over the full examples of all events.
func BenchmarkDecode(b *testing.B) {
	c := theContract(b)
	var documents [][]byte
	for _, e := range c.Events() {
		for _, x := range e.Examples {
			if x.Name == "full" {
				documents = append(documents, x.JSON)
			}
		}
	}
	for name, reg := range map[string]*events.Registry{"compiled": catalog.Registry(), "dynamic": registry(b, c)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := reg.Decode(documents[i%len(documents)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
