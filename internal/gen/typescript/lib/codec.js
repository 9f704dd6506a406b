"use strict";

const { textOf } = require("./bytes.js");
const { CATALOG, ENVELOPE } = require("./catalog.js");
const { InvalidEventError, UnknownEventTypeError, UnsupportedVersionError } = require("./errors.js");
const { MAX_BYTES } = require("./limits.js");
const { remember, space } = require("./remember.js");
const { scan } = require("./scan.js");
const { hasUnknown, settled } = require("./settle.js");
const { unsound } = require("./sound.js");
const { majorOf } = require("./versions.js");
const { violationsOf } = require("./violations.js");
const { write } = require("./write.js");

/** @import { Entry } from "./catalog.js" */

/** @type {Map<string, Entry[]>} */
const byType = new Map();
for (const entry of CATALOG) byType.set(entry.type, [...(byType.get(entry.type) ?? []), entry]);

/**
 * entriesOf are the majors of an event type that are known, the oldest first.
 *
 * @param {string} eventType
 */
function entriesOf(eventType) {
  return byType.get(eventType) ?? [];
}

/**
 * @param {any} event
 * @param {"eventType" | "eventId" | "eventVersion"} name
 * @returns {string} empty if it does not say
 */
function says(event, name) {
  const text = event?.metadata?.[name];
  return typeof text === "string" ? text : "";
}

/**
 * judge finds what is known of an event's type and version, and throws if it is
 * unknown or the event is invalid.
 *
 * @param {unknown} event
 * @param {string | undefined} eventType that it must be of
 * @returns {Entry}
 */
function judge(event, eventType) {
  const named = says(event, "eventType");
  const version = says(event, "eventVersion");
  const entries = entriesOf(eventType ?? named);
  const major = majorOf(version);
  const fitting = entries.find((entry) => entry.major === major);
  if (fitting !== undefined) {
    check(fitting.validate, event);
    return fitting;
  }
  const newest = entries.at(-1);
  if (newest === undefined) {
    if (eventType === undefined) check(ENVELOPE, event);
    throw new UnknownEventTypeError(eventType ?? named, says(event, "eventId"));
  }
  if (major !== undefined && named === newest.type) {
    throw new UnsupportedVersionError(named, says(event, "eventId"), version, entries.map((entry) => entry.version).join(", "));
  }
  check(newest.validate, event); // throws: the event is of another type, or of no version
  return newest;
}

/**
 * @param {import("./ajv.js").Validate} validate
 * @param {unknown} event
 */
function check(validate, event) {
  const { violations, omitted } = violationsOf(validate, event);
  if (violations.length > 0) throw new InvalidEventError(says(event, "eventType"), says(event, "eventId"), violations, omitted);
}

/**
 * present throws for a record without a value, which deletes its key from a
 * compacted topic and is not an event.
 *
 * @param {unknown} value
 */
function present(value) {
  if (value !== null && value !== undefined) return;
  throw invalid(value, [{ pointer: "", rule: "syntax", limit: "JSON", message: "is missing: the record has no value" }]);
}

/** @type {typeof import("../index").deserializeEvent} */
function deserializeEvent(/** @type {string} */ json, /** @type {string=} */ eventType) {
  present(json);
  if (typeof json !== "string") throw new TypeError("deserializeEvent takes a string; for bytes there is deserializeEventFromBuffer");
  return read(json, eventType);
}

/** @type {typeof import("../index").deserializeEventFromBuffer} */
function deserializeEventFromBuffer(/** @type {Uint8Array} */ bytes, /** @type {string=} */ eventType) {
  present(bytes);
  if (!(bytes instanceof Uint8Array)) throw new TypeError("deserializeEventFromBuffer takes a Buffer; for a string there is deserializeEvent");
  return read(textOf(bytes), eventType);
}

/**
 * @param {string} text
 * @param {string} [eventType]
 * @returns {any}
 */
function read(text, eventType) {
  const found = scan(text);
  if (found.faults.length > 0) throw new InvalidEventError(found.eventType, found.eventId, found.faults);
  const parsed = JSON.parse(text);
  const { shape } = judge(parsed, eventType);
  const event = settled(parsed, shape);
  if (found.loose || hasUnknown(event, shape)) remember(event, shape, text, space(text, 0));
  return event;
}

/**
 * @param {unknown} event
 * @param {string} [eventType]
 * @returns {any}
 */
function checked(event, eventType) {
  sound(event);
  return settled(event, judge(event, eventType).shape);
}

/** @type {typeof import("../index").checkEvent} */
const checkEvent = checked;

/**
 * sound throws if an event could not be written as sound JSON.
 *
 * @param {unknown} event
 */
function sound(event) {
  const { faults, violations } = unsound(event);
  if (faults.length > 0) throw invalid(event, faults);
  if (violations.length === 0) return;
  try {
    judge(event, undefined);
  } catch (error) {
    if (error instanceof InvalidEventError) throw error;
  }
  throw invalid(event, violations);
}

/**
 * @param {unknown} event
 * @param {import("../index").Violation[]} violations
 */
function invalid(event, violations) {
  return new InvalidEventError(says(event, "eventType"), says(event, "eventId"), violations);
}

/** @type {typeof import("../index").serializeEvent} */
function serializeEvent(event) {
  sound(event);
  const { shape } = judge(event, undefined);
  const text = write(event, shape, {}, "");
  const size = Buffer.byteLength(text);
  if (size <= MAX_BYTES) return text;
  throw invalid(event, [{ pointer: "", rule: "size", limit: String(MAX_BYTES), message: `must have at most ${MAX_BYTES} bytes, has ${size}` }]);
}

/** @type {typeof import("../index").serializeEventToBuffer} */
function serializeEventToBuffer(event) {
  return Buffer.from(serializeEvent(event));
}

/** @type {typeof import("../index").validateEvent} */
function validateEvent(event) {
  return unsound(event).faults.length === 0 && ENVELOPE(event);
}

module.exports = {
  checkEvent, checked, deserializeEvent, deserializeEventFromBuffer, entriesOf, serializeEvent, serializeEventToBuffer, validateEvent,
};
