package contract

func lintOwners(c *Contract, problems *Problems) {
	for _, e := range c.Events() {
		if e.Owner == "" {
			problems.add(e.Pos, "owner", "%s has no owner; name the team that owns it", e.Type)
		}
	}
}

func lintKeys(c *Contract, problems *Problems) {
	for _, e := range c.Events() {
		if len(e.Key) == 0 {
			problems.add(e.keyPos, "key", "%s has no key; name the payload field that identifies the entity", e.Type)
			continue
		}
		for i, f := range e.Key {
			switch {
			case f.Schema.Kind != KindString:
				problems.add(e.keyPos, "key", "%q is %s; a record key is a string", f.Name, f.Schema.Kind)
			case f.Schema.Format == FormatDateTime:
				problems.add(e.keyPos, "key", "%q is a point in time; name a field that identifies what the event is about", f.Name)
			}
			if i > 0 && e.Key[i-1].Required {
				problems.add(e.keyPos, "key", "%q is never the key, since %q before it is always there; leave it out", f.Name, e.Key[i-1].Name)
			}
		}
		// A list that ends in an optional field says that there may be no key;
		// a single optional field has more likely been forgotten in required.
		if len(e.Key) == 1 && !e.Key[0].Required {
			problems.add(e.keyPos, "key", "%q is optional and has nothing to fall back on; make it required, or list what comes next", e.Key[0].Name)
		}
	}
}
