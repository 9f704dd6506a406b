package contract

import "slices"

// A Repair describes how to turn documents that are not events of the contract into events:
// it is the model of a file of repairs.
type Repair struct {
	Pos   Pos
	Name  string      // what was wrong
	When  []Condition // all of them must hold for a document to be repaired
	Steps []*Step     // their paths begin at the document, "payload.jobId"
}

// A Condition holds for a document that has one of the values at a path.
type Condition struct {
	Path   string   // "metadata.eventVersion"
	Values []string // JSON; null stands for absent too
}

// ReadRepairs reads a file of repairs, in order. The error is Problems.
func ReadRepairs(file string, data []byte) ([]*Repair, error) {
	r := &reader{contract: &Contract{}}
	root := parseYAML(file, data, &r.problems)
	var list []*Repair
	if r.mapping(root, "a file of repairs", "repairs") {
		list = r.repairs(root)
	}
	if len(r.problems) > 0 {
		return nil, r.problems.sorted()
	}
	return list, nil
}

func (r *reader) repairs(root *node) (list []*Repair) {
	n := root.get("repairs")
	if n == nil || n.kind != sequenceNode || len(n.items) == 0 {
		r.add(root.pos, "keyword", "a file of repairs has repairs: a list, each with name, when and steps")
		return nil
	}
	for _, item := range n.items {
		if !r.mapping(item, "a repair", "name", "when", "steps") {
			continue
		}
		one := &Repair{Pos: item.pos, Name: r.require(item, "a repair", "name")}
		one.When = r.conditions(item)
		one.Steps = r.repairSteps(item)
		list = append(list, one)
	}
	return list
}

func (r *reader) conditions(n *node) (list []Condition) {
	when := n.get("when")
	if when == nil || when.kind != mappingNode || len(when.pairs) == 0 {
		r.add(n.pos, "keyword", `a repair has when: a mapping of paths to values, such as {metadata.eventVersion: "1.0"}, so that it touches nothing else`)
		return nil
	}
	for _, p := range when.pairs {
		r.wholePath(p.pos, p.key)
		values := []*node{p.value}
		if p.value.kind == sequenceNode {
			values = p.value.items
		}
		c := Condition{Path: p.key}
		for _, v := range values {
			if v.kind != scalarNode {
				r.add(v.pos, "keyword", "%s is compared with a single value, or with each of a list, not with %s", p.key, v.what())
				continue
			}
			c.Values = append(c.Values, string(r.appendJSON(nil, v)))
		}
		list = append(list, c)
	}
	return list
}

// wholePath checks that a path begins at the document.
func (r *reader) wholePath(pos Pos, path string) {
	if !stepPath.MatchString(path) {
		r.add(pos, "migration", "%q is not a path; write names with dots between them, such as payload.jobId", path)
	} else if !within(path, "metadata") && !within(path, "payload") || path == "metadata" || path == "payload" {
		r.add(pos, "migration", "%q is not in the event; begin with metadata. or payload., such as payload.jobId", path)
	}
}

func (r *reader) repairSteps(n *node) (found []*Step) {
	steps := n.get("steps")
	if steps == nil || steps.kind != sequenceNode || len(steps.items) == 0 {
		r.add(n.pos, "keyword", "a repair has steps: a list, each one of %s", List(stepNames))
		return nil
	}
	for _, item := range steps.items {
		s := r.step(item, slices.Clone(stepNames))
		if s == nil {
			continue
		}
		r.wholePath(s.Pos, s.From)
		r.wholePath(s.Pos, s.To)
		if s.Op == StepDrop && s.Value != nil || s.Back != nil || s.Loses != "" {
			r.add(s.Pos, "keyword", "a repair is never undone; leave out back and loses")
		}
		found = append(found, s)
	}
	return found
}
