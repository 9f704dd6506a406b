"use strict";

const { codePoints } = require("./ajv.js");
const { FORMATS } = require("./formats.js");
const { isCompatibleVersion } = require("./versions.js");

/** @import { SchemaError } from "./ajv.js" */
/** @typedef {{ rule: string, message: string, limit?: string, late?: boolean }} Wording */

const ORDER = ["type", "minLength", "maxLength", "pattern", "enum"];

/**
 * wording says what is wrong with one value.
 *
 * @param {readonly SchemaError[]} errors
 * @param {any} value
 * @param {readonly (string | number)[]} path
 * @param {unknown} schema of the whole event
 * @returns {Wording[]}
 */
function wording(errors, value, path, schema) {
  const type = errors.find((error) => error.keyword === "type");
  if (type !== undefined) return [mistyped(typeOf(type.params["type"]), value)];
  const pointer = path.length === 2 && path[0] === "metadata" ? path[1] : "";
  return [...errors]
    .sort((a, b) => rank(a) - rank(b))
    .map((error) => worded(error, value, pointer, schema));
}

/** @param {SchemaError} error */
function rank({ keyword, params }) {
  // A format is looked at before an enumeration, a pattern of the contract's after it.
  return keyword === "pattern" && !FORMATS.has(String(params["pattern"])) ? ORDER.length : ORDER.indexOf(keyword);
}

/**
 * @param {SchemaError} error
 * @param {any} value
 * @param {string | number | undefined} name of a field of the metadata, "" of others
 * @param {unknown} schema
 * @returns {Wording}
 */
function worded(error, value, name, schema) {
  const { keyword: rule, params } = error;
  const limit = String(params["limit"]);
  switch (rule) {
    case "minLength":
      return { rule, limit, message: value === "" ? "must not be empty" : `must have at least ${count(limit, "character")}, has ${codePoints(value)}` };
    case "maxLength":
      return { rule, limit, message: `must have at most ${count(limit, "character")}, has ${codePoints(value)}` };
    case "minItems":
      return { rule, limit, message: `must have at least ${count(limit, "element")}, has ${value.length}` };
    case "maxItems":
      return { rule, limit, message: `must have at most ${count(limit, "element")}, has ${value.length}` };
    case "pattern":
      return mismatched(String(params["pattern"]), value, name);
    case "enum": {
      const list = /** @type {unknown[]} */ (params["allowedValues"]).filter((v) => v !== null).join(", ");
      return { rule, limit: list, message: `must be one of ${list}` };
    }
    case "const":
      if (value === "") return { rule: "minLength", limit: "1", message: "must not be empty" };
      return { rule, limit: String(params["allowedValue"]), message: `must be ${JSON.stringify(params["allowedValue"])}`, late: true };
    default:
      return outside(error, value, schema);
  }
}

/**
 * @param {string} pattern
 * @param {string} value
 * @param {string | number | undefined} name
 * @returns {Wording}
 */
function mismatched(pattern, value, name) {
  const rule = "pattern";
  if (name === "eventVersion" && isCompatibleVersion(value, value)) {
    const major = /^\^([0-9]+)/.exec(pattern)?.[1] ?? "";
    return { rule, limit: `${major}.x.y`, message: `must be of major version ${major}, such as ${major}.0.0`, late: true };
  }
  if (name === "eventVersion") return { rule, limit: "semver", message: "must be MAJOR.MINOR.PATCH such as 1.0.0" };
  const format = FORMATS.get(pattern);
  if (format !== undefined) return { rule, limit: format.name, message: format.message };
  return { rule, limit: pattern, message: `must match ${pattern}` };
}

/** @type {Readonly<Record<string, string>>} */
const BOUNDS = { minimum: "at least", maximum: "at most", exclusiveMinimum: "more than", exclusiveMaximum: "less than" };
const INT64 = 2 ** 63;

/**
 * @param {SchemaError} error
 * @param {number} value
 * @param {unknown} schema
 * @returns {Wording}
 */
function outside({ keyword: rule, params, schemaPath }, value, schema) {
  if (Math.abs(value) >= INT64 && isInteger(schema, schemaPath)) {
    const [bound, how, sign] = value < 0 ? ["exclusiveMinimum", "more", "-"] : ["exclusiveMaximum", "less", ""];
    const limit = `${sign}9223372036854775808`;
    return { rule: bound, limit, message: `must be ${how} than ${limit} to fit 64 bits` };
  }
  const limit = String(params["limit"]);
  return { rule, limit, message: `must be ${BOUNDS[rule] ?? rule} ${limit}` };
}

/**
 * isInteger tells whether the schema that a keyword stands in is of integers.
 *
 * @param {any} schema
 * @param {string} schemaPath of the keyword
 */
function isInteger(schema, schemaPath) {
  let at = schema;
  for (const token of schemaPath.split("/").slice(1, -1)) at = at?.[token];
  return typeOf(at?.type) === "integer";
}

/**
 * typeOf is the type that a schema asks for, beside null.
 *
 * @param {unknown} type
 */
function typeOf(type) {
  return String(Array.isArray(type) ? type.find((t) => t !== "null") : type);
}

/**
 * @param {string} want
 * @param {unknown} value
 * @returns {Wording}
 */
function mistyped(want, value) {
  const rule = "type";
  if (typeof value === "number" && (want === "integer" || want === "number")) {
    const message = Number.isFinite(value)
      ? `must be ${article(want)}, not a number with a fraction`
      : `must be ${article(want)} that a 64-bit float can hold`;
    return { rule, limit: want, message };
  }
  return { rule, limit: want, message: `must be ${article(want)}, not ${article(kindOf(value))}` };
}

/** @param {unknown} value */
function kindOf(value) {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** @param {string} kind */
function article(kind) {
  if (kind === "null" || kind === "undefined") return kind;
  return (/^[aeiou]/.test(kind) ? "an " : "a ") + kind;
}

/**
 * @param {string} n
 * @param {string} what
 */
function count(n, what) {
  return n === "1" ? `1 ${what}` : `${n} ${what}s`;
}

module.exports = { wording };
