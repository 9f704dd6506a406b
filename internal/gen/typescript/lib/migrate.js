"use strict";

const { checked, entriesOf } = require("./codec.js");
const { MigrationError, UnknownEventTypeError, UnsupportedVersionError } = require("./errors.js");
const { compareVersions } = require("./versions.js");

/** @import { BaseEvent, Migration } from "../index" */
/** @import { Entry } from "./catalog.js" */

/** @type {typeof import("../index").migrateEvent} */
function migrateEvent(/** @type {BaseEvent} */ event, /** @type {string} */ version, /** @type {readonly Migration[]} */ migrations = []) {
  const { eventType, eventId, eventVersion } = event.metadata;
  const entries = entriesOf(eventType);
  if (entries.length === 0) throw new UnknownEventTypeError(eventType, eventId);
  const target = entries.find((entry) => compareVersions(entry.version, version) === 0);
  const supported = entries.map((entry) => entry.version).join(", ");
  if (target === undefined) throw new UnsupportedVersionError(eventType, eventId, version, supported);
  let entry = entries.find(({ major }) => eventVersion.startsWith(`${major}.`));
  if (entry === undefined) throw new UnsupportedVersionError(eventType, eventId, eventVersion, supported);
  if (entry === target && compareVersions(eventVersion, version) > 0) {
    throw new UnsupportedVersionError(eventType, eventId, eventVersion, supported, `${eventVersion} to ${version}`);
  }
  let migrated = checked(event);
  while (entry !== target) {
    const next = neighbour(entries, entry, target);
    migrated = step(migrated, entry, next, migrations, supported);
    entry = next;
  }
  return stamped(migrated, eventVersion, target.version);
}

/**
 * neighbour is the known major next to entry on the way to target.
 *
 * @param {readonly Entry[]} entries
 * @param {Entry} entry
 * @param {Entry} target
 */
function neighbour(entries, entry, target) {
  const i = entries.indexOf(entry);
  return /** @type {Entry} */ (entries[entries.indexOf(target) > i ? i + 1 : i - 1]);
}

/**
 * @param {BaseEvent} event
 * @param {Entry} from
 * @param {Entry} to
 * @param {readonly Migration[]} migrations
 * @param {string} supported
 */
function step(event, from, to, migrations, supported) {
  const { eventType, eventId } = event.metadata;
  const migration = migrations.find((m) => m.eventType === eventType && String(m.from) === from.major && String(m.to) === to.major);
  if (migration === undefined) {
    throw new UnsupportedVersionError(eventType, eventId, event.metadata.eventVersion, supported, `${from.version} to ${to.version}`);
  }
  /** @type {unknown} */
  let payload;
  try {
    payload = migration.migrate(event.payload, event);
  } catch (error) {
    throw new MigrationError(eventType, eventId, from.version, to.version, error);
  }
  return stamped({ ...event, payload }, from.version, to.version);
}

/**
 * @param {BaseEvent} event
 * @param {string} from
 * @param {string} to
 */
function stamped(event, from, to) {
  const { eventType, eventId } = event.metadata;
  try {
    return checked({ ...event, metadata: { ...event.metadata, eventVersion: to } });
  } catch (error) {
    throw new MigrationError(eventType, eventId, from, to, error);
  }
}

module.exports = { migrateEvent };
