"use strict";

/**
 * textOf decodes UTF-8. A byte that is none becomes half of a surrogate pair,
 * U+DC00 plus its value, which no sound text has: so the document can still be
 * read, to say where it stood.
 *
 * @param {Uint8Array} bytes
 */
function textOf(bytes) {
  try {
    return strict.decode(bytes);
  } catch {
    return spoilt(bytes);
  }
}

// The byte order mark is kept, since no JSON begins with one.
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @param {Uint8Array} bytes */
function spoilt(bytes) {
  const chunks = [];
  let from = 0;
  for (let i = 0; i < bytes.length; ) {
    const n = charLength(bytes, i);
    if (n > 0) {
      i += n;
      continue;
    }
    chunks.push(strict.decode(bytes.subarray(from, i)), String.fromCharCode(0xdc00 + at(bytes, i)));
    from = ++i;
  }
  chunks.push(strict.decode(bytes.subarray(from)));
  return chunks.join("");
}

/**
 * @param {Uint8Array} bytes
 * @param {number} i
 */
function at(bytes, i) {
  return bytes[i] ?? 0;
}

// Of each first byte beyond ASCII: how long its character is, and what the
// second byte must lie between, so that nothing is longer than it need be, no
// surrogate, and within Unicode.
/** @type {readonly (readonly [first: number, last: number, length: number, low: number, high: number])[]} */
const FORMS = [
  [0xc2, 0xdf, 2, 0x80, 0xbf],
  [0xe0, 0xe0, 3, 0xa0, 0xbf],
  [0xe1, 0xec, 3, 0x80, 0xbf],
  [0xed, 0xed, 3, 0x80, 0x9f],
  [0xee, 0xef, 3, 0x80, 0xbf],
  [0xf0, 0xf0, 4, 0x90, 0xbf],
  [0xf1, 0xf3, 4, 0x80, 0xbf],
  [0xf4, 0xf4, 4, 0x80, 0x8f],
];

/**
 * charLength is how many bytes the character at i has, 0 if there is none.
 *
 * @param {Uint8Array} bytes
 * @param {number} i
 */
function charLength(bytes, i) {
  const first = at(bytes, i);
  if (first < 0x80) return 1;
  const form = FORMS.find(([low, high]) => first >= low && first <= high);
  if (form === undefined) return 0;
  const [, , length, low, high] = form;
  const second = at(bytes, i + 1);
  if (second < low || second > high) return 0;
  for (let k = i + 2; k < i + length; k++) {
    if ((at(bytes, k) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/**
 * byteAt is the place in the document, in bytes, of a place in its text.
 *
 * @param {string} text
 * @param {number} i
 */
function byteAt(text, i) {
  let halves = 0; // of surrogate pairs: one byte, counted as three
  const before = text.slice(0, i);
  if (!before.isWellFormed()) halves = before.match(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g)?.length ?? 0;
  return Buffer.byteLength(before) - 2 * halves;
}

module.exports = { byteAt, textOf };
