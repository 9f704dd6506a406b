"use strict";

// What the contract declares of a value, as far as reading and writing need it:
// which fields an object has, in which order, and which of them may be absent.
// Whether values are valid is for the validators to say.

/**
 * @typedef {{ kind: "plain" }} Plain what JSON.stringify writes: texts, numbers, booleans
 * @typedef {{ kind: "integer" }} Integer
 * @typedef {{ kind: "time" }} Time
 * @typedef {{ kind: "any" }} Any any JSON
 * @typedef {{ kind: "list", of: Shape }} List
 * @typedef {{ kind: "map", of: Shape }} MapShape
 * @typedef {{ name: string, key: string, optional: boolean, shape: Shape }} Field
 * @typedef {{ kind: "object", fields: readonly Field[], names: ReadonlyMap<string, Field> }} ObjectShape
 * @typedef {Plain | Integer | Time | Any | List | MapShape | ObjectShape} Shape
 */

/** @type {Plain} */
const plain = { kind: "plain" };
/** @type {Integer} */
const integer = { kind: "integer" };
/** @type {Time} */
const time = { kind: "time" };
/** @type {Any} */
const any = { kind: "any" };

/**
 * @param {Shape} of
 * @returns {List}
 */
function list(of) {
  return { kind: "list", of };
}

/**
 * @param {Shape} of
 * @returns {MapShape}
 */
function map(of) {
  return { kind: "map", of };
}

/**
 * object takes the fields in their order; the name of one that may be absent
 * ends in a question mark.
 *
 * @param {Readonly<Record<string, Shape>>} declared
 * @returns {ObjectShape}
 */
function object(declared) {
  const fields = Object.entries(declared).map(([name, shape]) => field(name, shape));
  return { kind: "object", fields, names: new Map(fields.map((f) => [f.name, f])) };
}

/**
 * @param {string} name
 * @param {Shape} shape
 * @returns {Field}
 */
function field(name, shape) {
  const optional = name.endsWith("?");
  if (optional) name = name.slice(0, -1);
  return { name, key: `"${name}":`, optional, shape };
}

module.exports = { any, integer, list, map, object, plain, time };
