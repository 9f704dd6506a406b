package eventstest

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/jsonpointer"
)

// diffPayloads compares the payloads of two well-formed documents and lists each value that
// differs:
//
//	/payload/title
//	  - "Evening News"
//	  + "Late News"
func diffPayloads(want, got []byte) []string {
	var d differ
	d.values("/payload", parseDocument(want)["payload"], parseDocument(got)["payload"])
	return d.lines
}

func parseDocument(document []byte) map[string]any {
	dec := json.NewDecoder(bytes.NewReader(document))
	dec.UseNumber()
	var parsed map[string]any
	_ = dec.Decode(&parsed) // the library's own decoder has accepted it
	return parsed
}

type differ struct{ lines []string }

// absent stands for a missing value.
type absent struct{}

func (d *differ) values(pointer string, want, got any) {
	switch w := want.(type) {
	case map[string]any:
		if g, ok := got.(map[string]any); ok {
			d.members(pointer, w, g)
			return
		}
	case []any:
		if g, ok := got.([]any); ok {
			d.items(pointer, w, g)
			return
		}
	}
	if a, b := render(want), render(got); a != b {
		d.lines = append(d.lines, pointer, "  - "+a, "  + "+b)
	}
}

func (d *differ) members(pointer string, want, got map[string]any) {
	var names []string
	for name := range want {
		names = append(names, name)
	}
	for name := range got {
		if _, both := want[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		w, g := any(absent{}), any(absent{})
		if v, ok := want[name]; ok {
			w = v
		}
		if v, ok := got[name]; ok {
			g = v
		}
		d.values(jsonpointer.Join(pointer, name), w, g)
	}
}

func (d *differ) items(pointer string, want, got []any) {
	for i := range max(len(want), len(got)) {
		w, g := any(absent{}), any(absent{})
		if i < len(want) {
			w = want[i]
		}
		if i < len(got) {
			g = got[i]
		}
		d.values(pointer+"/"+strconv.Itoa(i), w, g)
	}
}

// render shows a value in a line. 64-bit integers keep all digits; other numbers are shown
// as their float64, however they are written.
func render(v any) string {
	if (v == absent{}) {
		return "(absent)"
	}
	if n, ok := v.(json.Number); ok {
		if f, err := n.Float64(); err == nil {
			if _, err := n.Int64(); err != nil {
				return strconv.FormatFloat(f, 'g', -1, 64)
			}
		}
		return n.String()
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v)
	return strings.TrimSuffix(b.String(), "\n")
}
