"use strict";

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9][0-9.eE+-]*|[ \t\r\n]+/g;

/**
 * canonical is sound JSON as JSON.stringify would write its value, but for
 * names, which keep their order, and numbers that a double cannot hold, which
 * keep their digits.
 *
 * @param {string} text
 */
function canonical(text) {
  return text.replace(TOKEN, (token) => {
    const c = token.charCodeAt(0);
    if (c === 0x22) return token.includes("\\") ? JSON.stringify(JSON.parse(token)) : token;
    return c <= 0x20 ? "" : canonicalNumber(token);
  });
}

/** @param {string} text */
function canonicalNumber(text) {
  const double = Number(text);
  const written = String(double);
  return Number.isFinite(double) && digitsOf(written) === digitsOf(text) ? written : text;
}

/**
 * digitsOf is a number's exact value, in one form: its digits from the first to
 * the last that is not 0, and the power of ten before which a point stands.
 *
 * @param {string} text
 */
function digitsOf(text) {
  const [, sign, whole = "", part = "", exponent = "0"] = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(text) ?? [];
  const all = whole + part;
  const first = all.search(/[1-9]/);
  if (first < 0) return "0";
  let end = all.length;
  while (all.charCodeAt(end - 1) === 0x30) end--;
  return `${sign}${all.slice(first, end)}e${Number(exponent) + whole.length - first}`;
}

/**
 * integerText is all the digits of a double that has no fraction, as a reader
 * with integers of 64 bits writes them.
 *
 * @param {number} value
 */
function integerText(value) {
  return Number.isSafeInteger(value) ? String(value) : String(BigInt(value));
}

/**
 * timeText is a date-time with three digits of its seconds' fraction, or more
 * where finer ones are not zero.
 *
 * @param {string} time
 */
function timeText(time) {
  if (time.charCodeAt(23) === 0x5a && time.length === 24) return time; // as toISOString writes it
  const [, seconds, fraction = "", zone] = /^(.{19})(?:\.([0-9]+))?(.+)$/.exec(time) ?? [];
  const finer = fraction.slice(3).replace(/0+$/, "");
  return `${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}${finer}${zone}`;
}

module.exports = { canonical, integerText, timeText };
