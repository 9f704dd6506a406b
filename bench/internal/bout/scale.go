package bout

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/catalog"

	"github.com/mediamesh/events/bench/internal/ajv"
	"github.com/mediamesh/events/bench/internal/pair"
)

// sizes of the documents of a scale, up to the largest event.
var sizes = []int{300, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20}

// A growth is a way for an event to become large.
type growth struct {
	name  string
	event string
	at    string             // text in the minimal example, before which to grow
	grow  func(n int) string // n bytes, roughly, to put there
}

var growths = []growth{
	{"unknown-field", "content.created", `}}`, func(n int) string { return `,"addedLater":` + array(n-len(`,"addedLater":`)) }},
	{"any-json", "ingest.failed", `,"failedAt"`, func(n int) string { return `,"errorDetails":` + array(n-len(`,"errorDetails":`)) }},
	{"string", "search.performed", `","resultsCount"`, func(n int) string { return strings.Repeat("nordlicht ", n/10+1)[:n] }},
}

// scales returns the bouts that ask what grows with what.
func scales(documents []document) ([]Bout, error) {
	var all []Bout
	for _, g := range growths {
		base, err := find(documents, g.event, "minimal")
		if err != nil {
			return nil, err
		}
		all = append(all, Bout{Kind: "scale", Event: g.name, contenders: func(*ajv.Node) ([]pair.Contender, error) {
			return g.contenders(string(base)), nil
		}})
	}
	doc, err := find(documents, "content.created", "full")
	all = append(all, Bout{Kind: "scale", Event: "registered-types", contenders: func(*ajv.Node) ([]pair.Contender, error) {
		return byTypes(doc)
	}})
	return all, err
}

// contenders decode one event in all sizes.
func (g growth) contenders(base string) []pair.Contender {
	var list []pair.Contender
	for _, size := range sizes {
		doc := base
		if more := size - len(base); more > 24 {
			doc = strings.Replace(base, g.at, g.grow(more)+g.at, 1)
		}
		list = append(list, decodeBy(catalog.Registry(), sizeName(len(doc)), []byte(doc)))
	}
	return list
}

// array is a JSON array of n bytes: objects, and a string that fills up.
func array(n int) string {
	const object = `{"id":1042,"name":"rendition","ready":true,"score":0.5},`
	count := max(0, n-4) / len(object)
	return "[" + strings.Repeat(object, count) + `"` + strings.Repeat("x", n-4-count*len(object)) + `"]`
}

func sizeName(n int) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d B", n)
}
