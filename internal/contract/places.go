package contract

import "maps"

// places are where keywords stand.
type places map[string]Pos

func placesOf(n *node) places {
	p := make(places, len(n.pairs))
	for _, pair := range n.pairs {
		p[pair.key] = pair.pos
	}
	return p
}

// with has the places of both, those of others first.
func (p places) with(others places) places {
	all := make(places, len(p)+len(others))
	maps.Copy(all, p)
	maps.Copy(all, others)
	return all
}

// At is where a keyword of the schema stands, itself or of the type that it
// refers to. It is false if it was not declared.
func (s *Schema) At(keyword string) (Pos, bool) {
	pos, ok := s.places[keyword]
	return pos, ok
}

// At is where a key of the event's file stands. It is false if it was not
// declared.
func (e *Event) At(key string) (Pos, bool) {
	pos, ok := e.places[key]
	return pos, ok
}
