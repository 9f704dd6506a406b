package bout

import (
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"

	"github.com/mediamesh/events/bench/internal/pair"
)

// byTypes decodes the same event with ever more registered types.
func byTypes(doc []byte) ([]pair.Contender, error) {
	var list []pair.Contender
	for _, types := range [][]events.Descriptor{{content.Created{}.EventType()}, catalog.Types(), manyTypes(1000)} {
		reg, err := events.NewRegistry(types...)
		if err != nil {
			return nil, err
		}
		list = append(list, decodeBy(reg, fmt.Sprintf("%d types", len(types)), doc))
	}
	return list, nil
}

// manyTypes are the catalog's types and others besides, n in all.
func manyTypes(n int) []events.Descriptor {
	types := catalog.Types()
	for i := len(types); i < n; i++ {
		types = append(types, events.NewType(events.Spec[struct{}]{Name: fmt.Sprintf("bench.type%d", i), Version: "1.0.0"}))
	}
	return types
}
