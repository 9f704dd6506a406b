"use strict";

const { MAX_DEPTH } = require("./limits.js");
const { pointerOf } = require("./pointer.js");
const { recall } = require("./remember.js");

/** @import { Violation } from "../index" */

/**
 * unsound says what of a value could not be written as sound JSON: halves of
 * surrogate pairs, what is nested too deep or in itself, and what has no JSON
 * form.
 *
 * @param {unknown} value
 */
function unsound(value) {
  const found = new Unsound();
  found.visit(value);
  return found;
}

class Unsound {
  constructor() {
    /** @type {(string | number)[]} */
    this.path = [];
    /** @type {object[]} */
    this.around = [];
    /** @type {Violation[]} */
    this.faults = [];
    /** @type {Violation[]} */
    this.violations = [];
  }

  /** @param {unknown} value */
  visit(value) {
    switch (typeof value) {
      case "string":
        this.text(value);
        break;
      case "number":
        if (!Number.isFinite(value)) this.broken("number", "must be a number that a 64-bit float can hold");
        break;
      case "bigint":
      case "function":
      case "symbol":
        this.broken("", `must be JSON, and a ${typeof value} is none`);
        break;
      case "object":
        if (value !== null) this.object(value);
    }
  }

  /** @param {object} value */
  object(value) {
    if ("toJSON" in value && typeof value.toJSON === "function") {
      const written = value.toJSON(String(this.path.at(-1) ?? ""));
      if (written !== value) return this.visit(written);
    }
    if (this.around.length === MAX_DEPTH || this.around.includes(value)) {
      this.faults.push({ pointer: pointerOf(this.path), rule: "depth", limit: String(MAX_DEPTH), message: `is nested more than ${MAX_DEPTH} deep` });
      return;
    }
    this.around.push(value);
    for (const [name, member] of Object.entries(value)) {
      this.path.push(Array.isArray(value) ? Number(name) : name);
      if (!Array.isArray(value)) this.text(name);
      if (recall(value, name) === undefined) this.visit(member);
      this.path.pop();
    }
    this.around.pop();
  }

  /** @param {string} text */
  text(text) {
    if (text.isWellFormed()) return;
    const fault = { rule: "utf8", message: "has half of a surrogate pair, which no UTF-8 can hold" };
    this.faults.push({ pointer: pointerOf(this.path), ...fault });
  }

  /**
   * @param {string} limit
   * @param {string} message
   */
  broken(limit, message) {
    const violation = { pointer: pointerOf(this.path), rule: "type", message };
    this.violations.push(limit === "" ? violation : { ...violation, limit });
  }
}

module.exports = { unsound };
