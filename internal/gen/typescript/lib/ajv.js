"use strict";

// What Ajv's standalone code is made of, and what it calls at run time.

const { MAX_VIOLATIONS } = require("./limits.js");

/**
 * @typedef {{ instancePath: string, schemaPath: string, keyword: string, params: Record<string, unknown> }} SchemaError
 * @typedef {SchemaError[] & { omitted?: number }} SchemaErrors those beyond the most that are kept are counted
 * @typedef {{ (value: unknown): boolean, errors?: SchemaErrors | null, schema: unknown }} Validate
 */

/**
 * codePoints is a text's length as JSON Schema counts it.
 *
 * @param {string} text
 */
function codePoints(text) {
  let n = text.length;
  for (let i = 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0xdc00 && c < 0xe000 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) n--;
  }
  return n;
}

/**
 * keep adds an error to the list, unless it is full: a hostile event could
 * otherwise cost hundreds of times its size.
 *
 * @param {SchemaErrors} errors
 * @param {SchemaError} error
 */
function keep(errors, error) {
  if (errors.length < MAX_VIOLATIONS) errors.push(error);
  else errors.omitted = (errors.omitted ?? 0) + 1;
}

module.exports = { codePoints, keep };
