"use strict";

const { escaped, printable } = require("./printable.js");

/** @import { Violation } from "../index" */
/** @import * as api from "../index" */

const SHOWN = 5;

/** @param {Violation} violation */
function sentence({ pointer, message }) {
  return (pointer === "" ? "the document" : pointer) + " " + message;
}

/**
 * @param {string} eventType
 * @param {readonly Violation[]} violations
 * @param {number} omitted
 */
function invalidMessage(eventType, violations, omitted) {
  const subject = eventType === "" ? "event" : printable(eventType);
  const more = violations.length - SHOWN + omitted;
  const list = violations.slice(0, SHOWN).map(sentence).join("; ");
  return escaped(`${subject} is invalid: ${list}${more > 0 ? `; and ${more} more` : ""}`);
}

/** @implements {api.InvalidEventError} */
class InvalidEventError extends Error {
  /**
   * @param {string} eventType
   * @param {string} eventId
   * @param {readonly Violation[]} violations
   * @param {number} [omitted]
   */
  constructor(eventType, eventId, violations, omitted = 0) {
    super(invalidMessage(eventType, violations, omitted));
    this.eventType = eventType;
    this.eventId = eventId;
    this.violations = violations;
    this.omitted = omitted;
  }
}

/** @implements {api.UnknownEventTypeError} */
class UnknownEventTypeError extends Error {
  /**
   * @param {string} eventType
   * @param {string} eventId
   */
  constructor(eventType, eventId) {
    super(`event type "${printable(eventType)}" is unknown: add it to the contract, or update this package`);
    this.eventType = eventType;
    this.eventId = eventId;
  }
}

/** @implements {api.UnsupportedVersionError} */
class UnsupportedVersionError extends Error {
  /**
   * @param {string} eventType
   * @param {string} eventId
   * @param {string} version
   * @param {string} supported
   * @param {string} [missing]
   */
  constructor(eventType, eventId, version, supported, missing = "") {
    const event = `${printable(eventType)} ${printable(version)}`;
    super(escaped(missing === ""
      ? `${event} is not supported: this service knows ${supported}; update its contract, or register a migration`
      : `${event} cannot be migrated: no migration from ${missing} is registered`));
    this.eventType = eventType;
    this.eventId = eventId;
    this.version = version;
    this.supported = supported;
    this.missing = missing;
  }
}

/** @implements {api.VersionError} */
class VersionError extends Error {
  /** @param {string} text */
  constructor(text) {
    super(`"${printable(text)}" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`);
    this.text = text;
  }
}

/** @implements {api.MigrationError} */
class MigrationError extends Error {
  /**
   * @param {string} eventType
   * @param {string} eventId
   * @param {string} from
   * @param {string} to
   * @param {unknown} cause
   */
  constructor(eventType, eventId, from, to, cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`migrating ${printable(eventType)} from ${printable(from)} to ${printable(to)}: ${reason}`, { cause });
    this.eventType = eventType;
    this.eventId = eventId;
    this.from = from;
    this.to = to;
  }
}

// A name that is the same in minified code, and no property of each error.
for (const type of [InvalidEventError, UnknownEventTypeError, UnsupportedVersionError, VersionError, MigrationError]) {
  Object.defineProperty(type.prototype, "name", { value: type.name, configurable: true, writable: true });
}

module.exports = { InvalidEventError, MigrationError, UnknownEventTypeError, UnsupportedVersionError, VersionError };
