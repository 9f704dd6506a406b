"use strict";

// What a JavaScript value cannot hold, an event that was read remembers beside
// it: how fields stood that no version knows, digits beyond a double's, and the
// order of names. It is written again as it stood, as long as it still means
// what is there.

const { isDeepStrictEqual } = require("node:util");
const { canonical, integerText } = require("./canonical.js");

/** @import { Shape } from "./shapes.js" */
/** @typedef {{ readonly [name: string]: unknown }} Container */
/** @typedef {{ member: string, value: string }} Text a field with its name, and its value alone */

/** @type {WeakMap<object, Map<string, Text>>} */
const texts = new WeakMap();
/** @type {WeakMap<object, readonly string[]>} */
const orders = new WeakMap();

/**
 * remember keeps what value, which was read from the text at i, cannot hold.
 *
 * @param {unknown} value
 * @param {Shape} shape
 * @param {string} text of a sound document
 * @param {number} i
 */
function remember(value, shape, text, i) {
  if (typeof value !== "object" || value === null) return;
  if (shape.kind === "list") return items(/** @type {Container} */ (value), shape.of, text, i);
  if (shape.kind !== "object" && shape.kind !== "map") return;
  const container = /** @type {Container} */ (value);
  const names = [];
  for (const member of membersOf(text, i)) {
    const { name } = member;
    if (!Object.hasOwn(container, name)) continue;
    const known = shape.kind === "map" ? shape.of : shape.names.get(name)?.shape;
    if (known !== undefined) child(container, name, known, text, member.value, member.end);
    else note(container, name, text.slice(member.start, member.end), text.slice(member.value, member.end));
    if (shape.kind === "map" || known === undefined) names.push(name);
  }
  if (names.length > 1) orders.set(container, names);
}

/**
 * @param {Container} list
 * @param {Shape} of
 * @param {string} text
 * @param {number} i
 */
function items(list, of, text, i) {
  let at = space(text, i + 1);
  for (let n = 0; text[at] !== "]"; n++) {
    const end = skip(text, at);
    child(list, String(n), of, text, at, end);
    at = space(text, end);
    if (text[at] === ",") at = space(text, at + 1);
  }
}

/**
 * @param {Container} container
 * @param {string} name
 * @param {Shape} shape
 * @param {string} text
 * @param {number} i
 * @param {number} end
 */
function child(container, name, shape, text, i, end) {
  const value = container[name];
  if (shape.kind === "any") {
    const stood = canonical(text.slice(i, end));
    if (stood !== JSON.stringify(value)) note(container, name, "", stood);
  } else if (shape.kind === "integer") {
    const stood = text.slice(i, end);
    if (!Number.isSafeInteger(value) && /^-?[0-9]+$/.test(stood) && stood !== integerText(Number(value))) note(container, name, "", stood);
  } else {
    remember(value, shape, text, i);
  }
}

/**
 * @param {Container} container
 * @param {string} name
 * @param {string} member
 * @param {string} value
 */
function note(container, name, member, value) {
  let of = texts.get(container);
  if (of === undefined) texts.set(container, (of = new Map()));
  of.set(name, { member, value });
}

/**
 * recall is how a field stood, undefined if that is not remembered or means
 * something else by now.
 *
 * @param {object} container
 * @param {string} name
 * @returns {Text | undefined}
 */
function recall(container, name) {
  const text = texts.get(container)?.get(name);
  if (text === undefined) return undefined;
  return isDeepStrictEqual(JSON.parse(text.value), /** @type {Container} */ (container)[name]) ? text : undefined;
}

/**
 * inOrder puts an object's names into the order in which they stood, new ones
 * last.
 *
 * @param {object} container
 * @param {readonly string[]} names
 */
function inOrder(container, names) {
  const stood = orders.get(container);
  if (stood === undefined) return names;
  const rest = new Set(names);
  return [...stood.filter((name) => rest.delete(name)), ...rest];
}

/**
 * @param {string} text
 * @param {number} i of an object's brace
 */
function* membersOf(text, i) {
  let start = space(text, i + 1);
  while (text[start] !== "}") {
    const colon = space(text, skip(text, start));
    const value = space(text, colon + 1);
    const end = skip(text, value);
    yield { name: String(JSON.parse(text.slice(start, colon))), start, value, end };
    start = space(text, end);
    if (text[start] === ",") start = space(text, start + 1);
  }
}

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const SCALAR = /[^,\]}\s]+/y;
const BRACKET = /["{}[\]]/g;

/**
 * @param {RegExp} pattern
 * @param {string} text
 * @param {number} i
 */
function after(pattern, text, i) {
  pattern.lastIndex = i;
  pattern.test(text);
  return pattern.lastIndex;
}

/**
 * skip returns the position after the value at i.
 *
 * @param {string} text
 * @param {number} i
 */
function skip(text, i) {
  const c = text[i];
  if (c === '"') return after(STRING, text, i);
  if (c !== "{" && c !== "[") return after(SCALAR, text, i);
  for (let depth = 0; ; ) {
    i = after(BRACKET, text, i);
    const found = text[i - 1];
    if (found === '"') i = after(STRING, text, i - 1);
    else if (found === "{" || found === "[") depth++;
    else if (--depth === 0) return i;
  }
}

/**
 * @param {string} text
 * @param {number} i
 */
function space(text, i) {
  while (" \n\r\t".includes(text.charAt(i)) && i < text.length) i++;
  return i;
}

module.exports = { inOrder, recall, remember, space };
