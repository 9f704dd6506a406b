package contract

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// follow reads what a $ref leads to, within the document.
func (im *importer) follow(s spot, depth int) (*Schema, bool) {
	for _, p := range s.node.pairs {
		if p.key != "$ref" && !slices.Contains(annotations, p.key) && (s.at != "" || !slices.Contains(rootKeywords, p.key)) {
			im.refuse(s, p.key, "%q beside $ref, which draft-07 has validators ignore; move it to where the $ref leads", p.key)
		}
	}
	broken := &Schema{Pos: s.node.pos, Kind: KindAny}
	ref := ""
	if v := s.node.get("$ref"); v.is("str") {
		ref = v.text
	}
	target, ok := im.target(ref)
	switch {
	case !ok || ref == "":
		im.refuse(s, "$ref", "%s leads nowhere in this document; a contract's schema is in one piece", s.node.get("$ref").what())
		return broken, false
	case slices.Contains(im.within, target.at):
		im.refuse(s, "$ref", "%q leads back to itself; an event is a finite tree, break the cycle", ref)
		return broken, false
	}
	im.within = append(im.within, target.at)
	schema, null := im.schema(target, depth)
	im.within = im.within[:len(im.within)-1]
	if s.node.get("title") != nil || s.node.get("description") != nil {
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
	if id := im.root.get("$id"); base != "" && (id == nil || strings.TrimSuffix(id.text, "#") != base) {
		return spot{}, false
	}
	pointer, err := url.PathUnescape(fragment)
	if err != nil || pointer != "" && pointer[0] != '/' {
		return spot{}, false
	}
	at := spot{im.root, ""}
	if pointer == "" {
		return at, true
	}
	for _, part := range strings.Split(pointer[1:], "/") {
		part = strings.NewReplacer("~1", "/", "~0", "~").Replace(part)
		if at.node.kind == sequenceNode {
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(at.node.items) {
				return spot{}, false
			}
			at = at.item(i)
			continue
		}
		if at = at.to(part); at.node == nil {
			return spot{}, false
		}
	}
	return at, true
}
