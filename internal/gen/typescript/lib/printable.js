"use strict";

const { firstBytes } = require("./pointer.js");

const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/**
 * printable is a text that a sender chose as it may stand in an error or a log:
 * what could forge a line or command a terminal is escaped, and at most 64
 * bytes of it are kept.
 *
 * @param {string} text
 */
function printable(text) {
  const most = 64;
  return Buffer.byteLength(text) > most ? escaped(firstBytes(text, most)) + "…" : escaped(text);
}

/**
 * escaped is printable at any length.
 *
 * @param {string} text
 */
function escaped(text) {
  return text.replace(UNPRINTABLE, escapeOf);
}

/** @type {Readonly<Record<string, string>>} */
const SHORT = { "\x07": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v" };

/** @param {string} char */
function escapeOf(char) {
  const code = /** @type {number} */ (char.codePointAt(0));
  if (code >= 0xd800 && code < 0xe000) return "\\ufffd";
  const short = SHORT[char];
  if (short !== undefined) return short;
  if (code < 0x20 || code === 0x7f) return "\\x" + hex(code, 2);
  return code < 0x10000 ? "\\u" + hex(code, 4) : "\\U" + hex(code, 8);
}

/**
 * @param {number} code
 * @param {number} digits
 */
function hex(code, digits) {
  return code.toString(16).padStart(digits, "0");
}

module.exports = { escaped, printable };
