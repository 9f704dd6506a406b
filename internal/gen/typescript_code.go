package gen

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// tsRequires and tsExports are the body of the package's main file. Each name is
// assigned, so that those who read the code without running it find it.
const tsRequires = "const names = require(\"./lib/names.js\");\nconst schemas = require(\"./lib/schemas.js\");\n"

func tsExports(c *contract.Contract) string {
	from := make(map[string]string)
	var b strings.Builder
	for _, file := range contract.TypeScriptAPI {
		fmt.Fprintf(&b, "const %s = require(\"./lib/%s.js\");\n", file.File, file.File)
		for _, name := range file.Names {
			from[name] = file.File
		}
	}
	b.WriteString("\n")
	for _, name := range []string{"BaseEventSchema", "EventMetadataSchema"} {
		from[name] = "schemas"
	}
	for _, e := range c.Events() {
		from[contract.TSSchemaName(e)] = "schemas"
	}
	for _, name := range tsValues(c) {
		source := "names"
		if file, ok := from[name]; ok {
			source = file
		}
		fmt.Fprintf(&b, "exports.%s = %s.%s;\n", name, source, name)
	}
	return b.String()
}

// tsNames emits the constants and the enumerations.
func tsNames(c *contract.Contract) ([]File, error) {
	var b strings.Builder
	enum := func(name string, keys, values []string) {
		fmt.Fprintf(&b, "exports.%s = Object.freeze({\n", name)
		for i, key := range keys {
			fmt.Fprintf(&b, "  %s: %s,\n", tsKey(key), jsonText(values[i]))
		}
		b.WriteString("});\n\n")
	}
	for _, d := range c.Domains {
		var keys, values []string
		for _, e := range contract.TSConstants(d) {
			keys, values = append(keys, e.Constant), append(values, e.Type)
			fmt.Fprintf(&b, "exports.%s = %s;\n", e.Constant, jsonText(e.Type))
		}
		b.WriteString("\n")
		enum(contract.TSEnumName(d), keys, values)
	}
	for _, t := range c.Types {
		if len(t.Schema.Enum) > 0 {
			enum(t.Name, t.Schema.Enum, t.Schema.Enum)
		}
	}
	return []File{tsFile("lib/names.js", "catalog.yaml", "\"use strict\";\n", strings.TrimSuffix(b.String(), "\n"))}, nil
}

// tsKey is a key of an object literal. In brackets, __proto__ is one like any other.
func tsKey(key string) string {
	if key == "__proto__" {
		return "[" + jsonText(key) + "]"
	}
	return jsonText(key)
}

// tsSchemas emits the published schemas as objects, and those of the envelope.
func tsSchemas(c *contract.Contract) ([]File, error) {
	var b strings.Builder
	envelope := contract.EnvelopeJSONSchema()
	fmt.Fprintf(&b, "exports.BaseEventSchema = %s;\n", strings.TrimSuffix(string(envelope), "\n"))
	b.WriteString("exports.EventMetadataSchema = exports.BaseEventSchema.properties.metadata;\n")
	for _, e := range c.Events() {
		data, err := Schema(e)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "exports.%s = %s;\n", contract.TSSchemaName(e), strings.TrimSuffix(string(data), "\n"))
	}
	f := tsFile("lib/schemas.js", "catalog.yaml", "\"use strict\";\n", b.String())
	return []File{f, tsValidators(f.Data)}, nil
}

// formatMessages say what a text should be, in the words of package wire.
var formatMessages = map[contract.Format]string{
	contract.FormatDateTime:       "must be an RFC 3339 date-time such as 2026-01-31T12:00:00.000Z",
	contract.FormatDate:           "must be a date such as 2026-01-31",
	contract.FormatDateOrDateTime: "must be a date such as 2026-01-31 or a date-time such as 2026-01-31T12:00:00.000Z",
	contract.FormatEmail:          "must be an e-mail address such as name@example.com",
	contract.FormatURI:            "must be an absolute URI such as https://example.com/a",
	contract.FormatUUID:           "must be a UUID such as 0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f6",
}

func tsFormats(*contract.Contract) ([]File, error) {
	var b strings.Builder
	b.WriteString("/** The formats by their patterns. */\nexports.FORMATS = new Map([\n")
	for _, f := range slices.Sorted(maps.Keys(contract.Patterns)) {
		fmt.Fprintf(&b, "  [%s, { name: %s, message: %s }],\n", jsonText(contract.Patterns[f]), jsonText(string(f)), jsonText(formatMessages[f]))
	}
	b.WriteString("]);\n")
	return []File{tsFile("lib/formats.js", "its own formats", "\"use strict\";\n", b.String())}, nil
}

// tsCatalog emits the list of all events: what is read, checked and written.
func tsCatalog(c *contract.Contract) ([]File, error) {
	var b strings.Builder
	b.WriteString(tsCatalogHead)
	for _, t := range tsShapeOrder(c) {
		fmt.Fprintf(&b, "const %s = %s;\n", t.Name, tsShapeOf(t.Schema, ""))
	}
	fmt.Fprintf(&b, "\nconst metadata = %s;\n", tsShapeOf(contract.Envelope(), ""))
	b.WriteString(tsCatalogFunctions)
	for _, e := range c.Events() {
		keys := []string{}
		for _, f := range e.Key {
			keys = append(keys, f.Name)
		}
		list, err := json.Marshal(keys)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "  entry(%s, %s, %s, %s, %s, schemas.%s, validators.validate%s, %s),\n", jsonText(e.Type), jsonText(e.Version),
			jsonText(strconv.Itoa(e.Major)), jsonText(e.Domain.Name), list, contract.TSSchemaName(e), contract.TSEventName(e), tsShapeOf(e.Payload, "  "))
	}
	b.WriteString("];\n\nmodule.exports = { CATALOG, ENVELOPE };\n")
	return []File{tsFile("lib/catalog.js", "catalog.yaml", "\"use strict\";\n", b.String())}, nil
}

const tsCatalogHead = `const schemas = require("./schemas.js");
const { any, integer, list, map, object, plain, time } = require("./shapes.js");
const validators = require("./validators.js");

/** @import { ObjectShape } from "./shapes.js" */
/** @import { Validate } from "./ajv.js" */

/**
 * @typedef {object} Entry a type of event in one major version
 * @property {string} type
 * @property {string} version
 * @property {string} major
 * @property {string} domain
 * @property {readonly string[]} keys the payload fields that may be a record's key
 * @property {ObjectShape} shape
 * @property {Validate} validate
 */

`

const tsCatalogFunctions = `
/**
 * @param {string} type
 * @param {string} version
 * @param {string} major
 * @param {string} domain
 * @param {readonly string[]} keys
 * @param {unknown} schema
 * @param {any} validate
 * @param {ObjectShape} payload
 * @returns {Entry}
 */
function entry(type, version, major, domain, keys, schema, validate, payload) {
  return { type, version, major, domain, keys, shape: object({ metadata, payload }), validate: Object.assign(validate, { schema }) };
}

/** @type {Validate} */
const ENVELOPE = Object.assign(/** @type {any} */ (validators.validateBaseEvent), { schema: schemas.BaseEventSchema });

/** @type {readonly Entry[]} */
const CATALOG = [
`
