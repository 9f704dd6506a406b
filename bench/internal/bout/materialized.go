package bout

import (
	"github.com/mediamesh/events/catalog/search"

	"github.com/mediamesh/events/bench/internal/ajv"
	"github.com/mediamesh/events/bench/internal/pair"
	"github.com/mediamesh/events/bench/internal/peer"
	"github.com/mediamesh/events/bench/internal/peer/nocopy"
)

// materialized decodes a search whose filters are wanted as a map: by
// Filters.Unmarshal here, by a map[string]any in the structs of peers.
func materialized(d document) Bout {
	var filters map[string]any
	f := contest[search.Performed, peer.SearchPerformedMaterialized, nocopy.SearchPerformedMaterialized, *peer.SearchPerformedMaterialized]{
		then: func(p *search.Performed) error {
			filters = nil
			return p.Filters.Unmarshal(&filters)
		},
	}
	return Bout{Kind: "decode", Event: d.event, Example: d.example + "-materialized", contenders: func(node *ajv.Node) ([]pair.Contender, error) {
		return f.decoders(d.bytes, node)
	}}
}
