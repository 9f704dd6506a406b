package contract

import "github.com/mediamesh/events/internal/jsonpointer"

// lintExampleSets checks that there are the two examples that readers look for: the minimum
// that a producer must send, and everything that a consumer may receive.
func lintExampleSets(c *Contract, problems *Problems) {
	for _, e := range c.Events() {
		if len(e.Examples) < 2 {
			problems.add(e.examplesPos, "examples", "%s has %d of at least 2 examples; add minimal and full", e.Type, len(e.Examples))
		}
		found := map[string]bool{}
		for _, x := range e.Examples {
			found[x.Name] = true
			switch x.Name {
			case "minimal":
				eachOptional(wholeEvent(e), x.source, "", func(pointer string, at Pos, present bool) {
					if present {
						problems.add(at, "examples", "minimal has the optional %s; leave it out", pointer)
					}
				})
			case "full":
				eachOptional(wholeEvent(e), x.source, "", func(pointer string, _ Pos, present bool) {
					if !present {
						problems.add(x.Pos, "examples", "full lacks the optional %s; add it", pointer)
					}
				})
			}
		}
		for _, name := range []string{"minimal", "full"} {
			if !found[name] && len(e.Examples) > 0 {
				problems.add(e.examplesPos, "examples", "%s has no example %q; add it", e.Type, name)
			}
		}
	}
}

// eachOptional visits the optional fields of the objects that n has.
func eachOptional(s *Schema, n *node, pointer string, visit func(pointer string, at Pos, present bool)) {
	if s.Kind != KindObject || n.kind != mappingNode {
		return
	}
	for _, f := range s.Fields {
		v := n.get(f.Name)
		if !f.Required {
			at := n.pos
			if v != nil {
				at = v.pos
			}
			visit(jsonpointer.Join(pointer, f.Name), at, v != nil)
		}
		if v != nil {
			eachOptional(f.Schema, v, jsonpointer.Join(pointer, f.Name), visit)
		}
	}
}
