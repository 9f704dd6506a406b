package contract

import (
	"math"
	"slices"
)

// stepKeys are what each step must and may say.
var stepKeys = map[StepOp]struct{ must, may []string }{
	StepRename:  {[]string{"from", "to"}, []string{"loses"}},
	StepMove:    {[]string{"from", "to"}, []string{"loses"}},
	StepConvert: {[]string{"from", "to", "factor"}, []string{"loses"}},
	StepCopy:    {[]string{"from", "to"}, []string{"loses"}},
	StepDefault: {[]string{"field", "value"}, []string{"loses"}},
	StepDrop:    {[]string{"field"}, []string{"back"}},
	StepMap:     {[]string{"field", "values"}, []string{"back", "loses"}},
}

const (
	noWayBack  = "noWayBack"
	notAllBack = "notAllBack"
)

// stepNames are all that a step may be, in the order of the documentation.
var stepNames = []string{"rename", "move", "convert", "map", "default", "copy", "drop"}

// migration reads how events of the previous major become this one's. The fields that it
// names are checked when all events are known; see linkMigrations.
func (r *reader) migration(e *Event, root *node) {
	n := root.get("migration")
	if n == nil {
		return
	}
	pos := n.pos
	for _, p := range root.pairs {
		if p.key == "migration" {
			pos = p.pos
		}
	}
	if e.Major == 1 {
		r.add(pos, "migration", "a migration starts from the previous major, and this is major 1; write it in the file of the newer major")
		return
	}
	e.Migration = &Migration{Pos: pos}
	if n.kind != sequenceNode {
		r.add(n.pos, "keyword", "migration is a list of steps, each one of %s, or %s or %s with the reason, not %s", List(stepNames), noWayBack, notAllBack, n.what())
		return
	}
	for _, item := range n.items {
		switch {
		case item.kind == mappingNode && len(item.pairs) == 1 && item.pairs[0].key == noWayBack:
			e.Migration.NoWayBack = r.require(item, "a migration", noWayBack)
		case item.kind == mappingNode && len(item.pairs) == 1 && item.pairs[0].key == notAllBack:
			e.Migration.NotAllBack = r.require(item, "a migration", notAllBack)
		default:
			if s := r.step(item, append(slices.Clone(stepNames), noWayBack, notAllBack)); s != nil {
				e.Migration.Steps = append(e.Migration.Steps, s)
			}
		}
	}
}

// step reads one step, nil if it cannot be used.
func (r *reader) step(n *node, names []string) *Step {
	if n.kind != mappingNode || len(n.pairs) != 1 {
		r.add(n.pos, "keyword", "a step is one of %s, such as rename: {from: userId, to: viewerId}, not %s", List(names), n.what())
		return nil
	}
	op, body := StepOp(n.pairs[0].key), n.pairs[0].value
	keys, ok := stepKeys[op]
	if !ok {
		r.add(n.pairs[0].pos, "keyword", "%q is not a step%s", op, Suggest(string(op), names))
		return nil
	}
	before := len(r.problems)
	if !r.mapping(body, string(op), append(slices.Clone(keys.must), keys.may...)...) {
		return nil
	}
	for _, key := range keys.must {
		if body.get(key) == nil {
			r.add(body.pos, "keyword", "%s has no %q; add it", op, key)
		}
	}
	s := &Step{Pos: n.pairs[0].pos, Op: op, Loses: r.text(body, "loses")}
	r.stepPaths(s, body)
	switch op {
	case StepConvert:
		r.stepFactor(s, body)
	case StepDefault:
		s.valueNode = body.get("value")
	case StepDrop:
		s.valueNode = body.get("back")
	case StepMap:
		s.Values, s.Back = r.stepValues(body, "values"), r.stepValues(body, "back")
	}
	if s.valueNode != nil {
		s.Value = r.appendJSON(nil, s.valueNode)
	}
	if len(r.problems) > before {
		return nil
	}
	return s
}

func (r *reader) stepPaths(s *Step, body *node) {
	if body.get("field") != nil {
		s.From = r.path(body, "field")
		s.To = s.From
		return
	}
	s.From, s.To = r.path(body, "from"), r.path(body, "to")
}

func (r *reader) path(body *node, key string) string {
	if body.get(key) == nil {
		return "" // reported already
	}
	text := r.text(body, key)
	if v := body.get(key); v.is("str") && !stepPath.MatchString(text) {
		r.add(v.pos, "migration", "%q is not a path; write names with dots between them, such as device.name, and * for each element of a list or a map", text)
	}
	return text
}

func (r *reader) stepFactor(s *Step, body *node) {
	v := body.get("factor")
	if v == nil {
		return // reported already
	}
	f, err := ParseNumber(v.text)
	if !v.is("number") || err != nil || f == 0 || math.IsInf(f, 0) || math.IsNaN(f) {
		r.add(v.pos, "migration", "factor is a number other than 0, such as 1000 from seconds to milliseconds, not %s", v.what())
		return
	}
	s.Factor = f
}

func (r *reader) stepValues(body *node, key string) (values [][2]string) {
	v := body.get(key)
	if v == nil {
		return nil
	}
	if v.kind != mappingNode || len(v.pairs) == 0 {
		r.add(v.pos, "migration", "%s is a mapping of one value to another, such as {tv: TV}, not %s", key, v.what())
		return nil
	}
	for _, p := range v.pairs {
		if !p.value.is("str") {
			r.add(p.value.pos, "migration", "%q becomes text, not %s; quote it if it is meant as text", p.key, p.value.what())
			continue
		}
		values = append(values, [2]string{p.key, p.value.text})
	}
	return values
}
