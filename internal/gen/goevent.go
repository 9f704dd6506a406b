package gen

import (
	"path"

	"github.com/mediamesh/events/internal/contract"
)

// goEvent emits the file of an event: its payload with the enumerations in it, and its
// descriptor.
func goEvent(c *contract.Contract, e *contract.Event) (File, error) {
	s, err := newStruct(e.Name, comment(eventDoc(c, e)), e.Payload)
	if err != nil {
		return File{}, err
	}
	s.Object = s.Var + "Type.Payload()"
	key, err := keyOf(e, s)
	if err != nil {
		return File{}, err
	}
	imports := []string{quote(module), quote(path.Join(c.Go.Package, schemaFolder)), quote(module + "/wire")}
	if len(e.Key) > 1 {
		imports = append(imports, quote("cmp"))
	}
	imports = append(imports, importsOf(s)...)

	p := newPrinter(e.Pos.File)
	p.line("package %s\n", e.Domain.Name)
	p.imports(sortedImports(imports))
	p.structType(s)
	for _, enum := range e.Payload.InlineEnums() {
		p.enum(newInlineEnum(enum))
	}
	p.descriptor(e, s, key)
	p.methods(s)
	p.codec(s)
	return p.file(path.Join(e.Domain.Name, contract.GoFile(e)))
}

// descriptor prints the descriptor of event e with payload s, and the record key's expression.
func (p *printer) descriptor(e *contract.Event, s goStruct, key string) {
	p.line(`
// EventType returns the descriptor of %[1]s.
func (%[2]s) EventType() *events.Type[%[2]s] { return %[3]sType }

// %[2]sSchema is the JSON Schema of %[1]s, draft-07.
var %[2]sSchema = schemas.%[4]s

var %[3]sType = events.NewType(events.Spec[%[2]s]{
	Name: %[1]q,`, e.Type, s.Name, s.Var, schemaVar(e))
	p.line("Version: %q,", e.Version)
	p.line("Domain: %q,", e.Domain.Name)
	p.line("Summary: %q,", e.Summary)
	p.line("Owner: %q,", e.Owner)
	if len(e.Key) > 0 {
		var names []string
		for _, f := range e.Key {
			names = append(names, f.Name)
		}
		p.line("Keys: %#v,", names)
		p.line("KeyOf: func(p *%s) string { return %s },", s.Name, key)
	}
	p.personal(e.PersonalPointers())
	p.line("Schema: %sSchema,", s.Name)
	p.deprecations(e, s)
	p.line(`
	Decode: (*%[1]s).decode,
	Encode: func(w *wire.Writer, p %[1]s, rule *wire.Value) { p.encode(w, rule) },
})
`, s.Name)
}

func (p *printer) personal(pointers []string) {
	if len(pointers) > 0 {
		p.line("Personal: %#v,", pointers)
	}
}

func (p *printer) deprecations(e *contract.Event, s goStruct) {
	if e.Deprecated != nil {
		p.line("Deprecated: &%s,", deprecation(e.Deprecated))
	}
	if fields := contract.DeprecatedFields(e); len(fields) > 0 {
		p.line("DeprecatedFields: []events.DeprecatedField{")
		for _, f := range fields {
			p.line("{Pointer: %q, Deprecation: %s},", f.Pointer, deprecation(f.Field.Deprecated))
		}
		p.line("},")
	}
	if fields := usesDeprecated(e, s); len(fields) > 0 {
		p.line("UsesDeprecated: func(p *%s) (used uint64) {", s.Name)
		for _, f := range fields {
			p.line("if %s {\nused |= 1 << %d\n}", f.Present, f.Bit)
		}
		p.line("return used\n},")
	}
}

// deprecation is the literal of an events.Deprecation.
func deprecation(d *contract.Deprecation) string {
	return literal("events.Deprecation", textPart("Since", d.Since), textPart("Sunset", d.Sunset),
		textPart("Use", d.Use), textPart("Reason", d.Reason))
}

func textPart(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + quote(value)
}
