"use strict";

// A scanner of JSON that knows what JSON.parse does not tell: repeated names,
// halves of surrogate pairs, depth, and where in the document something is.

const { byteAt } = require("./bytes.js");
const { MAX_BYTES, MAX_DEPTH, MAX_VIOLATIONS } = require("./limits.js");
const { pointerOf } = require("./pointer.js");

/** @import { Violation } from "../index" */

/** What ends a scan: after a fault of syntax, nothing is read. */
class Unsound extends Error {}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// With the character behind it, a number that had better not ended there.
const UNENDED = /^(?:-?0[0-9]|[^.eE]*\.$|[^eE]*[eE]$)/;
const HALVES = /\p{Surrogate}/gu;
const PLAIN_DIGITS = 15; // that any number of so many survives

/** The names of an object: a few are compared one by one. */
class Names {
  /** @type {string[]} */
  few = [];
  /** @type {Set<string> | undefined} */
  many;

  /**
   * Tells whether a name is there already, and adds it.
   *
   * @param {string} name
   */
  has(name) {
    if (this.many === undefined) {
      if (this.few.includes(name)) return true;
      if (this.few.push(name) > 16) this.many = new Set(this.few);
      return false;
    }
    const { size } = this.many;
    return this.many.add(name).size === size;
  }
}

class Scanner {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.i = 0;
    this.depth = 0;
    /** @type {(string | number)[]} */
    this.path = [];
    /** @type {Violation[]} */
    this.faults = [];
    this.wellFormed = text.isWellFormed();
    /** What the metadata says, as far as it was read. */
    this.eventType = "";
    this.eventId = "";
    /** Whether something is in it that a JavaScript value cannot hold as it stood. */
    this.loose = false;
  }

  document() {
    const most = this.text.length * 3; // bytes that it can have
    const size = most > MAX_BYTES ? byteAt(this.text, this.text.length) : most;
    if (most > MAX_BYTES && size > MAX_BYTES) {
      this.fault("size", `must have at most ${MAX_BYTES} bytes, has ${size}`, String(MAX_BYTES));
      return;
    }
    try {
      this.value();
      this.next();
      if (this.i < this.text.length) this.malformed(this.i, "nothing more, the document ends here");
    } catch (error) {
      if (!(error instanceof Unsound)) throw error;
    }
  }

  value() {
    const c = this.next();
    if (c === 0x22) this.named(this.string());
    else if (c === 0x7b) this.object();
    else if (c === 0x5b) this.array();
    else if (c === 0x2d || (c >= 0x30 && c <= 0x39)) this.number();
    else if (c === 0x74) this.literal("true");
    else if (c === 0x66) this.literal("false");
    else if (c === 0x6e) this.literal("null");
    else this.malformed(this.i, "a value");
  }

  /**
   * Notes a text that says which event this is.
   *
   * @param {string} text
   */
  named(text) {
    if (this.path.length !== 2 || this.path[0] !== "metadata") return;
    if (this.path[1] === "eventType") this.eventType = text;
    if (this.path[1] === "eventId") this.eventId = text;
  }

  object() {
    this.enter();
    this.i++;
    if (this.next() === 0x7d) return this.leave();
    if (this.next() !== 0x22) this.malformed(this.i, "a field's name in quotes or a closing brace");
    const names = new Names();
    for (;;) {
      const name = this.string();
      if (this.next() !== 0x3a) this.malformed(this.i, "a colon");
      this.i++;
      this.path.push(name);
      if (names.has(name)) this.fault("duplicateKey", "is there more than once");
      const first = name.charCodeAt(0);
      if (first >= 0x30 && first <= 0x39) this.loose = true; // JavaScript puts indexes first
      this.value();
      this.path.pop();
      const c = this.next();
      if (c === 0x7d) return this.leave();
      if (c !== 0x2c) this.malformed(this.i, "a comma or a closing brace");
      this.i++;
      if (this.next() !== 0x22) this.malformed(this.i, "a field's name in quotes");
    }
  }

  array() {
    this.enter();
    this.i++;
    if (this.next() === 0x5d) return this.leave();
    for (let n = 0; ; n++) {
      this.path.push(n);
      this.value();
      this.path.pop();
      const c = this.next();
      if (c === 0x5d) return this.leave();
      if (c !== 0x2c) this.malformed(this.i, "a comma or a closing bracket");
      this.i++;
    }
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

  /** Reads the string whose quote is at i, and returns what it says. */
  string() {
    const { text } = this;
    const start = this.i;
    const { length } = this.faults;
    let escaped = false;
    let i = start + 1;
    for (let c = text.charCodeAt(i); c !== 0x22; c = text.charCodeAt(++i)) {
      if (c === 0x5c) {
        escaped = true;
        this.i = i;
        this.escape();
        i = this.i;
      } else if (!(c >= 0x20)) {
        this.malformed(i, i < text.length ? "no control character in a string" : "a closing quote");
      }
    }
    this.i = ++i;
    if (!this.wellFormed && !text.slice(start, i).isWellFormed()) this.fault("utf8", "is not valid UTF-8");
    if (this.faults.length > length) return readable(text.slice(start, i));
    return escaped ? String(JSON.parse(text.slice(start, i))) : text.slice(start + 1, i - 1);
  }

  /** Passes over the escape whose backslash is at i, up to its last character. */
  escape() {
    const start = this.i;
    const c = this.text[++this.i];
    if (c === undefined) this.malformed(this.i, "an escape");
    else if (c === "u") this.unicode(start);
    else if (!'"\\/bfnrt'.includes(c)) this.malformed(this.i, 'one of "\\/bfnrtu after a backslash');
  }

  /** @param {number} start */
  unicode(start) {
    const first = this.hex(start);
    this.i = start + 5;
    if (first < 0xd800 || first >= 0xe000) return;
    if (first < 0xdc00 && this.text.startsWith("\\u", start + 6)) {
      const second = /^[0-9a-fA-F]{4}/.exec(this.text.slice(start + 8, start + 12));
      const low = second === null ? 0 : parseInt(second[0], 16);
      if (low >= 0xdc00 && low < 0xe000) {
        this.i = start + 11;
        return;
      }
    }
    this.fault("utf8", `has half of a surrogate pair at byte ${byteAt(this.text, start)}, which no UTF-8 can hold`);
  }

  /** @param {number} start of the escape */
  hex(start) {
    const digits = this.text.slice(start + 2, start + 6);
    if (/^[0-9a-fA-F]{4}$/.test(digits)) return parseInt(digits, 16);
    const cutOff = /^[0-9a-fA-F]*$/.test(digits) && start + 6 > this.text.length;
    return this.malformed(cutOff ? this.text.length : start + 2, "four hexadecimal digits after \\u");
  }

  number() {
    NUMBER.lastIndex = this.i;
    const number = NUMBER.exec(this.text)?.[0];
    if (number === undefined || UNENDED.test(number + this.text.charAt(this.i + number.length))) {
      return this.malformed(this.i, "a number as JSON writes it");
    }
    if ((number.length > PLAIN_DIGITS || /[eE]/.test(number)) && String(Number(number)) !== number) this.loose = true;
    this.i += number.length;
  }

  /** @param {string} word */
  literal(word) {
    if (this.text.startsWith(word, this.i)) {
      this.i += word.length;
      return;
    }
    const rest = this.text.slice(this.i, this.i + word.length);
    const cutOff = this.i + rest.length === this.text.length && word.startsWith(rest);
    this.malformed(cutOff ? this.text.length : this.i, word);
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

/**
 * readable is what an unsound string says, for an error: a replacement for each
 * byte that is no UTF-8, and nothing for half of a surrogate pair.
 *
 * @param {string} text in its quotes
 */
function readable(text) {
  return String(JSON.parse(text.toWellFormed())).replace(HALVES, "");
}

/**
 * scan says what is wrong with a document as JSON, and whether there is
 * anything in it that a JavaScript value cannot hold as it stood.
 *
 * @param {string} text
 */
function scan(text) {
  const scanner = new Scanner(text);
  scanner.document();
  return scanner;
}

module.exports = { scan };
