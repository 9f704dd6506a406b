"use strict";

// From a validator's errors to violations: in the order of the document, in the
// words that readers in other languages use, and without a value.

const { MAX_VIOLATIONS } = require("./limits.js");
const { pathOf, pointerOf } = require("./pointer.js");
const { wording } = require("./wording.js");

/** @import { Violation } from "../index" */
/** @import { SchemaError, Validate } from "./ajv.js" */

/** What was found at a place, and below it. */
class Place {
  /** @type {Map<string, Place>} */
  below = new Map();
  /** @type {SchemaError[]} */
  errors = [];
  /** @type {string[]} */
  missing = [];

  /** @param {string} pointer */
  at(pointer) {
    /** @type {Place} */
    let place = this;
    for (const token of pathOf(pointer)) {
      let next = place.below.get(token);
      if (next === undefined) place.below.set(token, (next = new Place()));
      place = next;
    }
    return place;
  }
}

/**
 * violationsOf says what a validator finds wrong with a value.
 *
 * @param {Validate} validate
 * @param {unknown} value
 * @returns {{ violations: Violation[], omitted: number }}
 */
function violationsOf(validate, value) {
  if (validate(value)) return { violations: [], omitted: 0 };
  const errors = validate.errors ?? [];
  const root = new Place();
  for (const error of errors.slice(0, MAX_VIOLATIONS)) {
    const place = root.at(error.instancePath);
    if (error.keyword === "required") place.missing.push(String(error.params["missingProperty"]));
    else place.errors.push(error);
  }
  const list = new Lister(validate.schema);
  list.visit(root, value);
  return { violations: list.violations, omitted: (errors.omitted ?? 0) + Math.max(0, errors.length - MAX_VIOLATIONS) };
}

class Lister {
  /** @param {unknown} schema */
  constructor(schema) {
    this.schema = schema;
    /** @type {(string | number)[]} */
    this.path = [];
    /** @type {Violation[]} */
    this.violations = [];
    /** Those that tell which event it is not: readers find them when they have read the metadata. */
    /** @type {Violation[]} */
    this.late = [];
  }

  /**
   * @param {Place} place
   * @param {any} value
   */
  visit(place, value) {
    if (place.below.size > 0) this.members(place, value);
    for (const name of place.missing) {
      this.violations.push({ pointer: pointerOf([...this.path, name]), rule: "required", message: "is required" });
    }
    if (this.path.length === 1 && this.path[0] === "metadata") this.violations.push(...this.late.splice(0));
    for (const found of wording(place.errors, value, this.path, this.schema)) {
      const { late, ...rest } = found;
      (late ? this.late : this.violations).push({ pointer: pointerOf(this.path), ...rest });
    }
  }

  /**
   * @param {Place} place
   * @param {any} value
   */
  members(place, value) {
    for (const name of Object.keys(value)) {
      const below = place.below.get(name);
      if (below === undefined) continue;
      this.path.push(Array.isArray(value) ? Number(name) : name);
      this.visit(below, value[name]);
      this.path.pop();
    }
  }
}

module.exports = { violationsOf };
