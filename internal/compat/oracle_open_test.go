package compat

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

// undeclared adds fields that the reader declares and the writer does not, with
// values of any sort.
func undeclared(t *testing.T, random *rand.Rand, data []byte, writer, reader *contract.Event) []byte {
	var event map[string]any
	if err := json.Unmarshal(data, &event); err != nil {
		t.Fatal(err)
	}
	open(random, event["payload"], writer.Payload, reader.Payload)
	out, err := json.Marshal(event)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func open(random *rand.Rand, v any, w, r *contract.Schema) {
	switch v := v.(type) {
	case []any:
		if w.Kind == contract.KindArray && r.Kind == contract.KindArray {
			for _, item := range v {
				open(random, item, w.Items, r.Items)
			}
		}
	case map[string]any:
		for name, inner := range v {
			if a, b := within(w, name), within(r, name); a != nil && b != nil {
				open(random, inner, a, b)
			}
		}
		if w.Kind != contract.KindObject {
			return
		}
		some := []any{nil, true, "text", 7, -0.5, []any{}, map[string]any{}}
		for _, f := range r.Fields {
			if w.Field(f.Name) == nil && random.IntN(2) == 0 {
				v[f.Name] = some[random.IntN(len(some))]
			}
		}
		if r.Kind == contract.KindMap && random.IntN(2) == 0 {
			v["other"] = some[random.IntN(len(some))]
		}
	}
}

func within(s *contract.Schema, name string) *contract.Schema {
	if s.Kind == contract.KindMap {
		return s.Values
	}
	if f := s.Field(name); f != nil {
		return f.Schema
	}
	return nil
}
