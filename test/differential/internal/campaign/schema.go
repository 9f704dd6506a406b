package campaign

import (
	"fmt"

	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/test/differential/internal/judge"
)

// A Schema is a published one.
type Schema struct {
	Type     string // of the event
	Text     string
	santhosh *judge.Santhosh
}

// Published are the schemas of the catalog, as change returns them; nil leaves
// them as they are.
func Published(change func(text string) string) ([]Schema, error) {
	var all []Schema
	for _, t := range catalog.Registry().Types() {
		text := t.Schema()
		if change != nil {
			text = change(text)
		}
		s, err := judge.NewSanthosh(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name(), err)
		}
		all = append(all, Schema{t.Name(), text, s})
	}
	return all, nil
}
