"use strict";

const { byteAt } = require("./bytes.js");
const { Cursor } = require("./cursor.js");

const HALVES = /\p{Surrogate}/gu;

/** A scan that reads texts. */
class Texts extends Cursor {
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
        this.seek(i);
        this.escape();
        i = this.i;
      } else if (!(c >= 0x20)) {
        this.malformed(i, i < text.length ? "no control character in a string" : "a closing quote");
      }
    }
    this.seek(++i);
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
    this.seek(start + 5);
    if (first < 0xd800 || first >= 0xe000) return;
    if (first < 0xdc00 && this.text.startsWith("\\u", start + 6)) {
      const second = /^[0-9a-fA-F]{4}/.exec(this.text.slice(start + 8, start + 12));
      const low = second === null ? 0 : parseInt(second[0], 16);
      if (low >= 0xdc00 && low < 0xe000) {
        this.seek(start + 11);
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
}

/**
 * readable is what an unsound string says, for an error: a replacement for each
 * byte that is not UTF-8, and nothing for half of a surrogate pair.
 *
 * @param {string} text in its quotes
 */
function readable(text) {
  return String(JSON.parse(text.toWellFormed())).replace(HALVES, "");
}

module.exports = { Texts };
