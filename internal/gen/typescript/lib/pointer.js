"use strict";

// Of a name of the sender's own, a pointer holds at most so many bytes: it may
// be as long as the document and stand in all pointers.
const MOST_OF_NAME = 128;

/**
 * pointerOf writes a JSON Pointer (RFC 6901).
 *
 * @param {readonly (string | number)[]} path
 */
function pointerOf(path) {
  return path.map((token) => "/" + escaped(typeof token === "number" ? String(token) : shortened(token))).join("");
}

/** @param {string} name */
function escaped(name) {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** @param {string} name */
function shortened(name) {
  if (name.length * 3 <= MOST_OF_NAME || Buffer.byteLength(name) <= MOST_OF_NAME) return name;
  return firstBytes(name, MOST_OF_NAME) + "…";
}

/**
 * firstBytes is what the first n bytes of a text hold of whole characters.
 *
 * @param {string} text
 * @param {number} n
 */
function firstBytes(text, n) {
  const bytes = Buffer.from(text.slice(0, n));
  let end = Math.min(n, bytes.length);
  while (end < bytes.length && end > 0 && (/** @type {number} */ (bytes[end]) & 0xc0) === 0x80) end--;
  return bytes.toString("utf8", 0, end);
}

/**
 * pathOf reads a JSON Pointer.
 *
 * @param {string} pointer
 */
function pathOf(pointer) {
  return pointer.split("/").slice(1).map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

module.exports = { firstBytes, pathOf, pointerOf };
