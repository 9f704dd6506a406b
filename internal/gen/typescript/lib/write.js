"use strict";

const { integerText, timeText } = require("./canonical.js");
const { inOrder, recall } = require("./remember.js");

/** @import { ObjectShape, Shape } from "./shapes.js" */

/**
 * write is a valid value as JSON.stringify writes it, its fields in the
 * contract's order, then those that the contract does not know.
 *
 * @param {any} value
 * @param {Shape} shape
 * @param {object} container that the value stands in
 * @param {string} name under which it does
 * @returns {string}
 */
function write(value, shape, container, name) {
  switch (shape.kind) {
    case "plain":
      return JSON.stringify(value);
    case "time":
      return `"${timeText(value)}"`;
    case "integer":
      return recall(container, name)?.value ?? integerText(value);
    case "any":
      return recall(container, name)?.value ?? JSON.stringify(value);
    case "list":
      return `[${value.map((/** @type {unknown} */ item, /** @type {number} */ i) => write(item, shape.of, value, String(i))).join()}]`;
    case "map": {
      const names = inOrder(value, Object.keys(value).filter((key) => value[key] !== undefined));
      return `{${names.map((key) => `${JSON.stringify(key)}:${write(value[key], shape.of, value, key)}`).join()}}`;
    }
    case "object":
      return writeObject(value, shape);
  }
}

/**
 * @param {any} value
 * @param {ObjectShape} shape
 */
function writeObject(value, shape) {
  let text = "{";
  for (const { name, key, optional, shape: of } of shape.fields) {
    const field = value[name];
    if (field === undefined || (field === null && optional)) continue;
    text += (text.length > 1 ? "," : "") + key + write(field, of, value, name);
  }
  const unknown = Object.keys(value).filter((name) => !shape.names.has(name));
  if (unknown.length === 0) return text + "}";
  const members = unknownMembers(value, unknown).join();
  return text + (text.length > 1 && members !== "" ? "," : "") + members + "}";
}

/**
 * @param {any} value
 * @param {readonly string[]} names
 */
function unknownMembers(value, names) {
  const members = [];
  for (const name of inOrder(value, names)) {
    const stood = recall(value, name);
    if (stood !== undefined) members.push(stood.member);
    else if (value[name] !== undefined) members.push(`${JSON.stringify(name)}:${JSON.stringify(value[name])}`);
  }
  return members;
}

module.exports = { write };
