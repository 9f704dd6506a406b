"use strict";

/** @import { Shape } from "./shapes.js" */

/**
 * settled is a valid value as a reader should have it: an optional field that
 * was null is absent. The value itself is not changed; it is returned if there
 * is nothing to change.
 *
 * @param {any} value
 * @param {Shape} shape
 * @returns {any}
 */
function settled(value, shape) {
  if (shape.kind === "object") return settledObject(value, shape);
  if (shape.kind === "list") return settledList(value, shape.of);
  if (shape.kind === "map") return settledMap(value, shape.of);
  return value;
}

/**
 * @param {any} value
 * @param {import("./shapes.js").ObjectShape} shape
 */
function settledObject(value, shape) {
  let out = value;
  for (const { name, optional, shape: of } of shape.fields) {
    const was = value[name];
    if (was === undefined) continue;
    const now = was === null && optional ? undefined : settled(was, of);
    if (now === was) continue;
    if (out === value) out = { ...value };
    if (now === undefined) delete out[name];
    else out[name] = now;
  }
  return out;
}

/**
 * @param {any[]} list
 * @param {Shape} of
 */
function settledList(list, of) {
  if (of.kind !== "object" && of.kind !== "list" && of.kind !== "map") return list;
  const out = list.map((value) => settled(value, of));
  return out.some((value, i) => value !== list[i]) ? out : list;
}

/**
 * @param {any} map
 * @param {Shape} of
 */
function settledMap(map, of) {
  if (of.kind !== "object" && of.kind !== "list" && of.kind !== "map") return map;
  let out = map;
  for (const name of Object.keys(map)) {
    const now = settled(map[name], of);
    if (now === map[name]) continue;
    if (out === map) out = { ...map };
    out[name] = now;
  }
  return out;
}

/**
 * hasUnknown tells whether an object or one in it has fields that its shape
 * does not declare.
 *
 * @param {any} value
 * @param {Shape} shape
 * @returns {boolean}
 */
function hasUnknown(value, shape) {
  switch (shape.kind) {
    case "object": {
      let known = 0;
      for (const { name, shape: of } of shape.fields) {
        const field = value[name];
        if (field === undefined) continue;
        known++;
        if (hasUnknown(field, of)) return true;
      }
      return Object.keys(value).length > known;
    }
    case "list":
      return value.some((/** @type {unknown} */ item) => hasUnknown(item, shape.of));
    case "map":
      return Object.values(value).some((item) => hasUnknown(item, shape.of));
    default:
      return false;
  }
}

module.exports = { hasUnknown, settled };
