"use strict";

const { randomFillSync } = require("node:crypto");
const { entriesOf } = require("./codec.js");
const { CURRENT_EVENT_VERSION } = require("./versions.js");

/** @type {typeof import("../index").createEventMetadata} */
function createEventMetadata(eventType, source, options = {}) {
  const timestamp = options.timestamp ?? new Date();
  const written = typeof timestamp === "string" ? timestamp : timestamp.toISOString();
  /** @type {any} */
  const metadata = {
    eventId: options.eventId || idAt(Date.parse(written)),
    eventType,
    eventVersion: options.eventVersion || entriesOf(eventType).at(-1)?.version || CURRENT_EVENT_VERSION,
    timestamp: written,
    source,
  };
  if (options.correlationId) metadata.correlationId = options.correlationId;
  if (options.userId) metadata.userId = options.userId;
  return metadata;
}

/** @type {typeof import("../index").generateEventId} */
function generateEventId() {
  return idAt(Date.now());
}

// Random bytes are fetched for several ids at once: asking for them is most of
// what an id costs.
const pool = Buffer.alloc(16 * 64);
let used = pool.length;

/**
 * idAt is a UUIDv7 (RFC 9562): 48 bits of milliseconds since 1970, then random.
 *
 * @param {number} milliseconds
 */
function idAt(milliseconds) {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const id = pool.subarray(used, (used += 16));
  id.writeUIntBE(milliseconds > 0 ? milliseconds : 0, 0, 6);
  id.writeUInt8((id.readUInt8(6) & 0x0f) | 0x70, 6);
  id.writeUInt8((id.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = id.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

module.exports = { createEventMetadata, generateEventId };
