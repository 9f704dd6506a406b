package contract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	wireName     = regexp.MustCompile(`^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)+$`)
	constantName = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`)
	fullVersion  = regexp.MustCompile(`^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})$`)
	nameWithTail = regexp.MustCompile(`V[0-9]+$`)
	stepPath     = regexp.MustCompile(`^(([A-Za-z][A-Za-z0-9_]*|\*)\.)*[A-Za-z][A-Za-z0-9_]*$`)
)

// IsWireName reports whether an event type may have the name.
func IsWireName(s string) bool { return wireName.MatchString(s) }

// event reads the file of one event; nil if it cannot be used.
func (r *reader) event(d *Domain, stem, file string) *Event {
	r.eventFiles = append(r.eventFiles, file)
	root := r.file(file)
	if !r.mapping(root, "an event", "type", "version", "name", "constant", "summary", "owner", "key", "payload", "migration", "deprecated", "examples") {
		return nil
	}
	e := &Event{
		Pos:      root.pos,
		Domain:   d,
		Type:     r.require(root, "an event", "type"),
		Name:     r.require(root, "an event", "name"),
		Constant: r.require(root, "an event", "constant"),
		Summary:  r.text(root, "summary"),
		Owner:    r.text(root, "owner"),
		places:   placesOf(root),
	}
	e.Deprecated = r.deprecation(root)
	base, major := splitStem(stem)
	r.version(e, root, file, major)
	r.names(e, root, file, base)

	if payload := root.get("payload"); payload == nil {
		r.add(root.pos, "keyword", `an event has no "payload"; add it`)
	} else {
		r.refs = &r.eventRefs
		e.Payload = r.schema(payload, true)
		if e.Payload != nil && (e.Payload.Kind != KindObject || payload.get("$ref") != nil) {
			r.add(payload.pos, "type", "a payload is type: object with its own properties")
			e.Payload = nil
		}
	}
	r.key(e, root)
	r.migration(e, root)
	r.examples(e, root)
	return e
}

// splitStem takes "user-created.v2" apart; a file without a major is of major 1.
func splitStem(stem string) (base string, major int) {
	base, tail, found := strings.Cut(stem, ".v")
	if !found {
		return base, 1
	}
	major, err := strconv.Atoi(tail)
	if err != nil {
		major = -1 // too many digits: no version can match
	}
	return base, major
}

func (r *reader) version(e *Event, root *node, file string, major int) {
	v := root.get("version")
	if v == nil {
		r.add(root.pos, "keyword", `an event has no "version"; add it`)
		return
	}
	m := fullVersion.FindStringSubmatch(v.text)
	if m == nil {
		r.add(v.pos, "version", "%s is not a version; write MAJOR.MINOR.PATCH without leading zeros, such as 1.0.0", v.what())
		return
	}
	e.Version = v.text
	e.Major, _ = strconv.Atoi(m[1])
	if e.Major != major {
		r.add(v.pos, "version", "version %s in %s, which is the file of major %d; rename the file or correct the version", v.text, file, major)
	}
}

func (r *reader) names(e *Event, root *node, file, base string) {
	if e.Type != "" {
		pos := root.get("type").pos
		rest, inDomain := strings.CutPrefix(e.Type, e.Domain.Name+".")
		switch {
		case !IsWireName(e.Type):
			r.add(pos, "name", "the wire name %q; use lower-case words joined by dots, such as content.created", e.Type)
		case !inDomain:
			r.add(pos, "name", "the wire name %q is not in the domain %q of its file; move the file, or begin the name with %s.", e.Type, e.Domain.Name, e.Domain.Name)
		case strings.ReplaceAll(rest, ".", "-") != base:
			r.add(pos, "name", "the wire name %q belongs in %s.yaml, not in %s", e.Type, strings.ReplaceAll(rest, ".", "-"), file)
		}
	}
	if e.Constant != "" && !constantName.MatchString(e.Constant) {
		r.add(root.get("constant").pos, "name", "the constant %q; use capital letters, digits and _, such as CONTENT_CREATED", e.Constant)
	}
	if e.Name == "" {
		return
	}
	pos := root.get("name").pos
	if !typeName.MatchString(e.Name) {
		r.add(pos, "name", "%q is not an exported Go name; use letters and digits, a capital first", e.Name)
	} else if tail := nameWithTail.FindString(e.Name); tail != "" {
		r.add(pos, "name", "%q; the major is added to the name by itself, write %q", e.Name, strings.TrimSuffix(e.Name, tail))
	}
	if e.Major > 1 {
		e.Name += "V" + strconv.Itoa(e.Major)
	}
}

// key reads which fields may become the record key: one name, or a list of
// which the first present one counts.
func (r *reader) key(e *Event, root *node) {
	v := root.get("key")
	e.keyPos = root.pos
	if v == nil || e.Payload == nil {
		return
	}
	e.keyPos = v.pos
	names := []*node{v}
	switch v.kind {
	case sequenceNode:
		names = v.items
	case mappingNode:
		r.add(v.pos, "key", "key is the name of a payload field, or a list of such names, not a mapping")
		return
	}
	var known []string
	for _, f := range e.Payload.Fields {
		known = append(known, f.Name)
	}
	for _, name := range names {
		f := e.Payload.Field(name.text)
		switch {
		case name.kind == scalarNode && f == nil && hasProperty(root, name.text):
			// Its schema is broken, and that has been reported.
		case name.kind != scalarNode || f == nil:
			r.add(name.pos, "key", "%s is not a field of the payload%s", name.what(), Suggest(name.text, known))
		case slices.Contains(e.Key, f):
			r.add(name.pos, "duplicate", "%q is in the key twice; keep one", name.text)
		default:
			e.Key = append(e.Key, f)
		}
	}
}

func hasProperty(root *node, name string) bool {
	properties := root.get("payload").get("properties")
	return properties != nil && properties.get(name) != nil
}

// distinctNames reports names that two events share.
func (r *reader) distinctNames() {
	types, constants, goNames := map[string]*Event{}, map[string]*Event{}, map[string]*Event{}
	goConstants, files := map[string]*Event{}, map[string]*Event{}
	known := len(r.problems)
	for _, e := range r.contract.Events() {
		if e.Type == "" || e.Name == "" {
			continue // reported already
		}
		versioned := e.Type + " " + strconv.Itoa(e.Major)
		if first := types[versioned]; first != nil {
			r.add(e.Pos, "duplicate", "the wire name %q at major %d is also in %s; rename one", e.Type, e.Major, first.Pos.File)
		}
		types[versioned] = e
		// Majors of one event share the constant, since they share the wire name.
		if first := constants[e.Constant]; first != nil && first.Type != e.Type {
			r.add(e.Pos, "duplicate", "the constant %s is also in %s; rename one", e.Constant, first.Pos.File)
		}
		constants[e.Constant] = e
		if first := goConstants[ConstantGoName(e.Constant)]; e.Constant != "" && first != nil && first.Constant != e.Constant {
			r.add(e.Pos, "duplicate", "the constants %s and %s of %s would both be %s in Go; rename one", e.Constant, first.Constant, first.Pos.File, ConstantGoName(e.Constant))
		} else {
			goConstants[ConstantGoName(e.Constant)] = e
		}
		if first := files[e.Domain.Name+"/"+GoFile(e)]; first != nil {
			r.add(e.Pos, "duplicate", "the Go file %s/%s is also that of %s; rename one", e.Domain.Name, GoFile(e), first.Pos.File)
		}
		files[e.Domain.Name+"/"+GoFile(e)] = e
		if slices.Contains(domainFiles, GoFile(e)) {
			r.add(e.Pos, "name", "the Go file %s/%s is there already, for the package and its types; rename the event", e.Domain.Name, GoFile(e))
		}
		if name := ConstantGoName(e.Constant); slices.Contains(catalogNames, name) {
			r.add(e.Pos, "name", "the constant %s is the Go name %s, which the catalog has for a function; choose another", e.Constant, name)
		}
		goName := e.Domain.Name + "." + e.Name
		if first := goNames[goName]; first != nil {
			r.add(e.Pos, "duplicate", "the Go name %s is also in %s; rename one", goName, first.Pos.File)
		}
		goNames[goName] = e
	}
	r.distinctGoNames()
	if len(r.problems) == known { // most are the same once more
		r.distinctTypeScriptNames()
	}
}
