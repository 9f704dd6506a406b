package gen

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// tsDeclarations emits the types: the shared ones, a file a domain, the schemas,
// and the union of all.
func tsDeclarations(c *contract.Contract) ([]File, error) {
	files := []File{tsSharedTypes(c), tsSchemaTypes(c), tsUnion(c)}
	for _, d := range c.Domains {
		files = append(files, tsDomain(d))
	}
	return files, nil
}

func tsSharedTypes(c *contract.Contract) File {
	var b strings.Builder
	b.WriteString("export {};\n")
	for _, t := range c.Types {
		if !t.Named() {
			continue
		}
		b.WriteString("\n" + tsComment("", sentence(t.Schema.Description)))
		switch {
		case len(t.Schema.Enum) > 0:
			b.WriteString(tsEnum(t.Name, t.Schema.Enum, t.Schema.Enum))
		case t.Schema.Kind == contract.KindMap:
			fmt.Fprintf(&b, "export type %s = Record<string, %s>;\n", t.Name, tsType(t.Schema.Values))
		default:
			b.WriteString(tsInterface(t.Name, t.Schema))
		}
	}
	return tsFile("events/types.d.ts", "types", b.String())
}

var tsIdentifier = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

// tsNoTypes are words of TypeScript that no type can be called: the value is a member of
// the enumeration's object all the same.
var tsNoTypes = []string{
	"any", "bigint", "boolean", "never", "null", "number", "object", "string", "symbol", "undefined", "unknown", "void",
	"break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export",
	"extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "return", "super", "switch",
	"this", "throw", "true", "try", "typeof", "var", "while", "with",
	"implements", "interface", "let", "package", "private", "protected", "public", "static", "yield", "await", "intrinsic",
}

// tsEnum declares names for texts in the way of an enum, but so that the texts
// themselves will do as well.
func tsEnum(name string, keys, values []string) string {
	var object, types strings.Builder
	for i, key := range keys {
		member := key
		switch {
		case !tsIdentifier.MatchString(key):
			member = jsonText(key)
		case !slices.Contains(tsNoTypes, key):
			fmt.Fprintf(&types, "  type %s = %s;\n", key, jsonText(values[i]))
		}
		fmt.Fprintf(&object, "  readonly %s: %s;\n", member, jsonText(values[i]))
	}
	text := fmt.Sprintf("export declare const %s: {\n%s};\nexport type %s = (typeof %s)[keyof typeof %s];\n", name, object.String(), name, name, name)
	if types.Len() > 0 {
		text += fmt.Sprintf("export declare namespace %s {\n%s}\n", name, types.String())
	}
	return text
}

func tsInterface(name string, s *contract.Schema) string {
	var b strings.Builder
	fmt.Fprintf(&b, "export interface %s {\n", name)
	for _, f := range s.Fields {
		b.WriteString(tsComment("  ", tsFieldDoc(f)))
		if f.Required {
			fmt.Fprintf(&b, "  %s: %s;\n", f.Name, tsType(f.Schema))
		} else {
			fmt.Fprintf(&b, "  %s?: %s;\n", f.Name, orUndefined(tsType(f.Schema)))
		}
	}
	b.WriteString("}\n")
	return b.String()
}

// orUndefined lets an absent field be written as undefined, whatever
// exactOptionalPropertyTypes says.
func orUndefined(t string) string {
	if t == "any" {
		return t
	}
	return t + " | undefined"
}

func tsType(s *contract.Schema) string {
	if s.Type != nil && s.Type.Named() {
		return s.Type.Name
	}
	switch s.Kind {
	case contract.KindString:
		return tsText(s)
	case contract.KindInteger, contract.KindNumber:
		return "number"
	case contract.KindBoolean:
		return "boolean"
	case contract.KindArray:
		if item := tsType(s.Items); strings.Contains(item, "|") {
			return "(" + item + ")[]"
		}
		return tsType(s.Items) + "[]"
	case contract.KindMap:
		return "Record<string, " + tsType(s.Values) + ">"
	case contract.KindAnyObject:
		return "Record<string, any>"
	}
	return "any"
}

// tsText is a string, or those that it may be.
func tsText(s *contract.Schema) string {
	if len(s.Enum) == 0 {
		return "string"
	}
	var values []string
	for _, v := range s.Enum {
		values = append(values, jsonText(v))
	}
	return strings.Join(values, " | ")
}

func tsDomain(d *contract.Domain) File {
	constants := contract.TSConstants(d)
	var keys, values []string
	var b strings.Builder
	for _, e := range constants {
		keys, values = append(keys, e.Constant), append(values, e.Type)
		fmt.Fprintf(&b, "export declare const %s: %s;\n", e.Constant, jsonText(e.Type))
	}
	b.WriteString("\n" + tsComment("", sentence(d.Description)) + tsEnum(contract.TSEnumName(d), keys, values))
	for _, e := range d.Events {
		doc := fmt.Sprintf("The payload of %s: %s", e.Type, sentence(e.Summary))
		if e.Deprecated != nil {
			doc += "\n\n@deprecated " + e.Deprecated.Text()
		}
		b.WriteString("\n" + tsComment("", doc) + tsInterface(contract.TSPayloadName(e), e.Payload))
		b.WriteString("\n" + tsComment("", tsEventDoc(e)))
		fmt.Fprintf(&b, "export interface %s extends BaseEvent {\n  metadata: EventMetadata<%s>;\n  payload: %s;\n}\n",
			contract.TSEventName(e), jsonText(e.Type), contract.TSPayloadName(e))
	}
	head := "import type { BaseEvent, EventMetadata } from \"../lib/api.js\";\n"
	if names := tsUsedTypes(d); len(names) > 0 {
		head += "import type { " + strings.Join(names, ", ") + " } from \"./types.js\";\n"
	}
	return tsFile("events/"+d.Name+".d.ts", "catalog.yaml", head, b.String())
}

// tsUsedTypes are the shared types that a domain's payloads name themselves.
func tsUsedTypes(d *contract.Domain) []string {
	var names []string
	var use func(s *contract.Schema)
	use = func(s *contract.Schema) {
		switch {
		case s == nil:
		case s.Type != nil && s.Type.Named():
			names = append(names, s.Type.Name)
		default:
			use(s.Items)
			use(s.Values)
		}
	}
	for _, e := range d.Events {
		for _, f := range e.Payload.Fields {
			use(f.Schema)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
