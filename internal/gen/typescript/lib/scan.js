"use strict";

// A scanner of JSON that knows what JSON.parse does not tell: repeated names,
// halves of surrogate pairs, depth, and where in the document something is.

const { byteAt } = require("./bytes.js");
const { Unsound } = require("./cursor.js");
const { Names } = require("./distinct.js");
const { MAX_BYTES } = require("./limits.js");
const { Texts } = require("./texts.js");

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// With the character behind it, a number that has not really ended there.
const UNENDED = /^(?:-?0[0-9]|[^.eE]*\.$|[^eE]*[eE]$)/;
const PLAIN_DIGITS = 15; // that any number of so many survives

class Scanner extends Texts {
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
