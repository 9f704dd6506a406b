package contract

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

var sunsetDay = regexp.MustCompile(FormatDate.Pattern())

// deprecation reads the key deprecated of an event or a field, nil if there is
// none.
func (r *reader) deprecation(n *node) *Deprecation {
	if n == nil || n.kind != mappingNode {
		return nil // reported elsewhere
	}
	v := n.get("deprecated")
	if v == nil || !r.mapping(v, "deprecated", "since", "sunset", "use", "reason") {
		return nil
	}
	d := &Deprecation{Pos: v.pos, usePos: v.pos, Sunset: r.text(v, "sunset"), Use: r.text(v, "use"), Reason: r.text(v, "reason")}
	for _, p := range n.pairs {
		if p.key == "deprecated" {
			d.Pos = p.pos
		}
	}
	if use := v.get("use"); use != nil {
		d.usePos = use.pos
	}
	d.Since = r.require(v, "deprecated", "since")
	if d.Since != "" && !fullVersion.MatchString(d.Since) {
		r.add(v.get("since").pos, "deprecated", "since: %q is not a version; write the version of the event that deprecated it, such as 1.2.0", d.Since)
		d.Since = ""
	}
	if d.Sunset != "" && !sunsetDay.MatchString(d.Sunset) {
		r.add(v.get("sunset").pos, "deprecated", "sunset: %q is not a day of the calendar; write YYYY-MM-DD", d.Sunset)
	}
	return d
}

// linkDeprecations checks what requires all events to be known.
func (r *reader) linkDeprecations() {
	for _, e := range r.contract.Events() {
		if d := e.Deprecated; d != nil {
			r.since(d, e)
			others := r.insteadOf(e)
			if d.Use != "" && !slices.Contains(others, d.Use) {
				r.add(d.usePos, "deprecated", "use: %q is neither another event of the contract nor a newer major of this one%s", d.Use, didYouMean(d.Use, others))
			}
		}
		if e.Payload != nil {
			r.deprecatedFields(e, e.Payload)
		}
	}
	for _, t := range r.contract.Types {
		r.deprecatedFields(nil, t.Schema)
	}
}

// insteadOf lists the events that may be used in place of one: others, and its
// own newer majors, which have its name.
func (r *reader) insteadOf(e *Event) (types []string) {
	for _, other := range r.contract.Events() {
		if other.Type != e.Type || other.Major > e.Major {
			types = append(types, other.Type)
		}
	}
	return types
}

func (r *reader) since(d *Deprecation, e *Event) {
	if d.Since != "" && e.Version != "" && compareVersions(d.Since, e.Version) > 0 {
		r.add(d.Pos, "deprecated", "since %s, and the event is of %s; deprecating something changes the contract: raise the version, or correct since", d.Since, e.Version)
	}
}

// deprecatedFields checks the fields that a schema declares itself. The version
// of a shared type is that of each event which uses it, so that is not asked.
func (r *reader) deprecatedFields(e *Event, s *Schema) {
	var names []string
	for _, f := range s.Fields {
		names = append(names, f.Name)
	}
	for _, f := range s.Fields {
		d := f.Deprecated
		if d == nil {
			continue
		}
		if e != nil {
			r.since(d, e)
		}
		others := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == f.Name })
		if d.Use != "" && !slices.Contains(others, d.Use) {
			r.add(d.usePos, "deprecated", "use: %q is not another field beside %q%s", d.Use, f.Name, Suggest(d.Use, others))
		}
	}
}

// compareVersions compares two well-formed versions.
func compareVersions(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range as {
		// Without leading zeros, the longer number is the greater one.
		if c := cmp.Or(cmp.Compare(len(as[i]), len(bs[i])), cmp.Compare(as[i], bs[i])); c != 0 {
			return c
		}
	}
	return 0
}
