package jsonschema

import (
	"net/url"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsonpointer"
)

// follow reads what a $ref leads to, within the document.
func (im *importer) follow(s spot, depth int) (*contract.Schema, bool) {
	for _, m := range s.keywords() {
		if m.Name != "$ref" && !slices.Contains(annotations, m.Name) && (s.at != "" || !slices.Contains(rootKeywords, m.Name)) {
			im.refuse(s, m.Name, "%q beside $ref, which draft-07 validators ignore; move it to the target of the $ref", m.Name)
		}
	}
	broken := &contract.Schema{Pos: im.pos(s.node.Line), Kind: contract.KindAny}
	ref := s.node.At("$ref").Text()
	target, ok := im.target(ref)
	switch {
	case !ok || ref == "":
		im.refuse(s, "$ref", "%s does not resolve in this document; a contract's schema is self-contained", what(s.node.At("$ref")))
		return broken, false
	case slices.Contains(im.within, target.at):
		im.refuse(s, "$ref", "%q refers to itself; an event is a finite tree, break the cycle", ref)
		return broken, false
	}
	im.within = append(im.within, target.at)
	schema, null := im.schema(target, depth)
	im.within = im.within[:len(im.within)-1]
	if s.node.At("title") != nil || s.node.At("description") != nil {
		personal := schema.Personal
		im.describe(s, schema)
		schema.Personal = schema.Personal || personal
	}
	return schema, null
}

// target finds the schema of a reference: "#/definitions/Money", with the
// document's own $id before it or not.
func (im *importer) target(ref string) (spot, bool) {
	base, fragment, _ := strings.Cut(ref, "#")
	if id := im.root.At("$id"); base != "" && (id == nil || strings.TrimSuffix(id.Text(), "#") != base) {
		return spot{}, false
	}
	pointer, err := url.PathUnescape(fragment)
	if err != nil || pointer != "" && pointer[0] != '/' {
		return spot{}, false
	}
	at := spot{im.root, ""}
	for _, name := range jsonpointer.Split(pointer) {
		if at = (spot{at.node.Child(name), jsonpointer.Join(at.at, name)}); at.node == nil {
			return spot{}, false
		}
	}
	return at, true
}
