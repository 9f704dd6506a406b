"use strict";

const { byteAt } = require("./bytes.js");
const { MAX_DEPTH, MAX_VIOLATIONS } = require("./limits.js");
const { pointerOf } = require("./pointer.js");

/** @import { Violation } from "../index" */

/** What ends a scan: after a fault of syntax, nothing is read. */
class Unsound extends Error {}

/** Where in a document a scan is, and what it has found. */
class Cursor {
  i = 0;
  depth = 0;
  /** @type {(string | number)[]} */
  path = [];
  /** @type {Violation[]} */
  faults = [];
  /** What the metadata says, as far as it was read. */
  eventType = "";
  eventId = "";
  /** Whether something is in it that a JavaScript value cannot hold as it stood. */
  loose = false;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.wellFormed = text.isWellFormed();
  }

  /** @param {number} i */
  seek(i) {
    this.i = i;
  }

  enter() {
    if (++this.depth > MAX_DEPTH) {
      this.fault("depth", `is nested more than ${MAX_DEPTH} deep`, String(MAX_DEPTH));
      throw new Unsound();
    }
  }

  leave() {
    this.depth--;
    this.i++;
  }

  /** Passes over white space and tells what comes then; NaN is the end. */
  next() {
    let c = this.text.charCodeAt(this.i);
    while (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) c = this.text.charCodeAt(++this.i);
    return c;
  }

  /**
   * @param {number} i
   * @param {string} want
   * @returns {never}
   */
  malformed(i, want) {
    const how = i >= this.text.length ? "cut off" : "malformed";
    this.fault("syntax", `is ${how} at byte ${byteAt(this.text, i)}: expected ${want}`);
    throw new Unsound();
  }

  /**
   * @param {string} rule
   * @param {string} message
   * @param {string} [limit]
   */
  fault(rule, message, limit) {
    if (this.faults.length >= MAX_VIOLATIONS && rule !== "syntax" && rule !== "depth") return;
    const fault = { pointer: pointerOf(this.path), rule, message };
    this.faults.push(limit === undefined ? fault : { ...fault, limit });
  }
}

module.exports = { Cursor, Unsound };
