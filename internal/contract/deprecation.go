package contract

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Deprecation says that an event or a field is not to be used any more.
type Deprecation struct {
	Pos    Pos
	Since  string // version of the event, "1.2.0"
	Sunset string // the day after which it may be gone, "2027-06-30"; "" if that is open
	Use    string // instead: a wire name, or a field of the same object; "" for nothing
	Reason string // "" for none

	usePos Pos
}

// Text says it in a sentence: "Deprecated since 1.2.0, until 2027-06-30: use
// viewerId. Reason."
func (d *Deprecation) Text() string {
	text := "since " + d.Since
	if d.Sunset != "" {
		text += ", until " + d.Sunset
	}
	if d.Use != "" {
		text += ": use " + d.Use
	}
	text += "."
	if d.Reason != "" {
		text += " " + d.Reason
		if !strings.HasSuffix(text, ".") {
			text += "."
		}
	}
	return text
}

// deprecationNote is Text after the word Deprecated, at the end of what it is
// said of, as schemas have it.
var deprecationNote = regexp.MustCompile(`(?:^| )Deprecated since ([0-9]+\.[0-9]+\.[0-9]+)(?:, until ([0-9]{4}-[0-9]{2}-[0-9]{2}))?` +
	`(?:: use (\w+(?:\.\w+)*))?\.(?: (.+))?$`)

// cutDeprecation takes apart a description that may tell of a deprecation.
func cutDeprecation(description string, pos Pos) (rest string, d *Deprecation) {
	m := deprecationNote.FindStringSubmatchIndex(description)
	if m == nil {
		return description, nil
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return description[m[2*i]:m[2*i+1]]
	}
	return description[:m[0]], &Deprecation{Pos: pos, Since: part(1), Sunset: part(2), Use: part(3), Reason: part(4)}
}

// Deprecated is something of a contract that is deprecated.
type Deprecated struct {
	*Deprecation
	Event   *Event
	Pointer string // of the field, "/payload/userId"; "" for the event itself
	// DaysLeft is how many days there are until the sunset, less than 0 if it
	// is past. It counts only if there is a sunset.
	DaysLeft int
}

// Deprecations lists what is deprecated, event by event, as of now.
func Deprecations(c *Contract, now time.Time) []Deprecated {
	var list []Deprecated
	for _, e := range c.Events() {
		if e.Deprecated != nil {
			list = append(list, Deprecated{Deprecation: e.Deprecated, Event: e})
		}
		for _, f := range DeprecatedFields(e) {
			list = append(list, Deprecated{Deprecation: f.Field.Deprecated, Event: e, Pointer: f.Pointer})
		}
	}
	today := now.UTC().Truncate(24 * time.Hour)
	for i, d := range list {
		if day, err := time.Parse(time.DateOnly, d.Sunset); err == nil {
			list[i].DaysLeft = int(day.Sub(today) / (24 * time.Hour))
		}
	}
	slices.SortStableFunc(list, func(a, b Deprecated) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line))
	})
	return list
}

// A DeprecatedField is a field of an event that is deprecated, and its place.
type DeprecatedField struct {
	Pointer string // "/payload/userId"; * stands for any element or name
	Field   *Field
}

// DeprecatedFields lists the fields of an event that are deprecated, in their
// order.
func DeprecatedFields(e *Event) []DeprecatedField {
	return deprecatedIn(nil, "/payload", e.Payload)
}

func deprecatedIn(list []DeprecatedField, pointer string, s *Schema) []DeprecatedField {
	for _, f := range s.Fields {
		at := pointerTo(pointer, f.Name)
		if f.Deprecated != nil {
			list = append(list, DeprecatedField{at, f})
		}
		list = deprecatedIn(list, at, f.Schema)
	}
	for _, inside := range []*Schema{s.Items, s.Values} {
		if inside != nil {
			list = deprecatedIn(list, pointer+"/*", inside)
		}
	}
	return list
}

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
		r.add(v.get("since").pos, "deprecated", "since: %q is no version; write the version of the event that deprecated it, such as 1.2.0", d.Since)
		d.Since = ""
	}
	if d.Sunset != "" && !sunsetDay.MatchString(d.Sunset) {
		r.add(v.get("sunset").pos, "deprecated", "sunset: %q is no day of the calendar; write YYYY-MM-DD", d.Sunset)
	}
	return d
}

// linkDeprecations asks what can be asked only when everything is known.
func (r *reader) linkDeprecations() {
	for _, e := range r.contract.Events() {
		if d := e.Deprecated; d != nil {
			r.since(d, e)
			others := r.insteadOf(e)
			if d.Use != "" && !slices.Contains(others, d.Use) {
				r.add(d.usePos, "deprecated", "use: %q is no other event of the contract, nor a newer major of this one%s", d.Use, didYouMean(d.Use, others))
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
			r.add(d.usePos, "deprecated", "use: %q is no other field beside %q%s", d.Use, f.Name, didYouMeanOr(d.Use, others))
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
