"use strict";

const { checked, entriesOf, serializeEventToBuffer } = require("./codec.js");

/** @type {typeof import("../index").eventTopic} */
function eventTopic(event) {
  const entry = entriesOf(event.metadata.eventType).at(-1);
  return `${entry?.domain ?? event.metadata.eventType.split(".")[0]}.events`;
}

/** @type {typeof import("../index").eventKey} */
function eventKey({ metadata, payload }) {
  const entries = entriesOf(metadata.eventType);
  const keys = (entries.find(({ major }) => metadata.eventVersion.startsWith(`${major}.`)) ?? entries.at(-1))?.keys ?? [];
  for (const name of keys) {
    if (payload[name]) return String(payload[name]);
  }
  return null;
}

/** @type {typeof import("../index").toKafkaMessage} */
function toKafkaMessage(event) {
  const value = serializeEventToBuffer(event);
  const { metadata } = checked(event);
  /** @type {Record<string, string>} */
  const headers = {
    "event-type": metadata.eventType,
    "event-version": metadata.eventVersion,
    "event-id": metadata.eventId,
    "event-source": metadata.source,
  };
  if (metadata.correlationId !== undefined) headers["correlation-id"] = metadata.correlationId;
  return { key: eventKey(event), headers, value };
}

/** @type {(record: any) => boolean} */
function isTombstone(record) {
  if (record === null) return true;
  return typeof record === "object" && !ArrayBuffer.isView(record) && record.value === null;
}

module.exports = { eventKey, eventTopic, isTombstone, toKafkaMessage };
