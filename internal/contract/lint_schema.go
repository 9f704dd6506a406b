package contract

func lintDescriptions(c *Contract, problems *Problems) {
	if c.Description == "" {
		problems.add(Pos{File: catalogFile, Line: 1}, "description", "the catalog has no description; say what it is about")
	}
	for _, d := range c.Domains {
		if d.Description == "" {
			problems.add(d.Pos, "description", "the domain %q has no description; say what its events are about", d.Name)
		}
		for _, e := range d.Events {
			if e.Summary == "" {
				problems.add(e.Pos, "description", "%s has no summary; say in one sentence what happened", e.Type)
			}
		}
	}
	for _, t := range c.Types {
		if t.Schema.Description == "" {
			problems.add(t.Pos, "description", "the type %s has no description; say what it is", t.Name)
		}
	}
	eachDeclared(c, func(s *Schema) {
		for _, f := range s.Fields {
			if f.Schema.Description == "" {
				problems.add(f.Pos, "description", "the field %q has no description; say what it means", f.Name)
			}
		}
	})
}

func lintUnbounded(c *Contract, problems *Problems) {
	eachDeclared(c, func(s *Schema) {
		if s.Kind != KindString {
			return
		}
		bounded := s.MaxLength != nil || s.Format != "" || limitsLength(s.Pattern) || len(s.Enum) > 0
		switch {
		case !bounded && s.Unbounded == "":
			problems.add(s.Pos, "unbounded", "text of any length; add maxLength, or unbounded with the reason why there is no limit")
		case bounded && s.Unbounded != "":
			problems.add(s.Pos, "unbounded", "unbounded beside a limit; leave one of them out")
		}
	})
}

// MaxFields is how many fields an object may have.
const MaxFields = 1024

// lintGenerated finds what the model holds and the generators cannot write.
func lintGenerated(c *Contract, problems *Problems) {
	eachDeclared(c, func(s *Schema) {
		if n := len(s.Fields); n > MaxFields {
			problems.add(s.Pos, "generate", "an object has at most %d fields, this one has %d; put some that belong together into an object under types/", MaxFields, n)
		}
	})
}

// eachDeclared visits every schema once, where it is declared: what a $ref
// copies is visited with its type.
func eachDeclared(c *Contract, visit func(*Schema)) {
	for _, e := range c.Events() {
		eachIn(e.Payload, visit)
	}
	for _, t := range c.Types {
		eachIn(t.Schema, visit)
	}
}

func eachIn(s *Schema, visit func(*Schema)) {
	visit(s)
	children := []*Schema{s.Items, s.Values}
	for _, f := range s.Fields {
		children = append(children, f.Schema)
	}
	for _, child := range children {
		if child != nil && child.Type == nil {
			eachIn(child, visit)
		}
	}
}
