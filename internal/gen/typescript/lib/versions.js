"use strict";

const { VersionError } = require("./errors.js");

const VERSION = /^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$/;

/** @type {Readonly<import("../index").EventVersions>} */
const EVENT_VERSIONS = Object.freeze({ V1_0_0: "1.0.0" });
const CURRENT_EVENT_VERSION = EVENT_VERSIONS.V1_0_0;

/**
 * parts are a version's three numbers, of any size; undefined if it is none.
 *
 * @param {unknown} version
 */
function parts(version) {
  const match = typeof version === "string" ? VERSION.exec(version) : null;
  return match === null ? undefined : match.slice(1).map(BigInt);
}

/**
 * majorOf is a version's first number as a text, undefined if it is none.
 *
 * @param {unknown} version
 */
function majorOf(version) {
  return typeof version === "string" ? VERSION.exec(version)?.[1] : undefined;
}

/** @param {string} version */
function parse(version) {
  const numbers = parts(version);
  if (numbers === undefined) throw new VersionError(String(version));
  return numbers;
}

/** @type {typeof import("../index").compareVersions} */
function compareVersions(a, b) {
  const left = parse(a);
  const right = parse(b);
  for (const [i, number] of left.entries()) {
    const other = /** @type {bigint} */ (right[i]);
    if (number !== other) return number < other ? -1 : 1;
  }
  return 0;
}

/** @type {typeof import("../index").isCompatibleVersion} */
function isCompatibleVersion(a, b) {
  const major = majorOf(a);
  return major !== undefined && major === majorOf(b);
}

/** @type {typeof import("../index").getLatestVersion} */
function getLatestVersion(versions = []) {
  let latest = versions[0];
  if (latest === undefined) return CURRENT_EVENT_VERSION;
  parse(latest);
  for (const version of versions) {
    if (compareVersions(version, latest) > 0) latest = version;
  }
  return latest;
}

module.exports = { CURRENT_EVENT_VERSION, EVENT_VERSIONS, compareVersions, getLatestVersion, isCompatibleVersion, majorOf };
