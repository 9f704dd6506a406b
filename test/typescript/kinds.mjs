// Has a package that was made of another contract, with two majors of one event,
// read and write its examples, and lead them from one to the other. Usage:
// node kinds.mjs PACKAGE < examples.ndjson

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { deserializeEvent, InvalidEventError, migrateEvent, MigrationError, serializeEvent, THING_CHANGED, UnsupportedVersionError } =
  createRequire(import.meta.url)(process.argv[2]);

const examples = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
for (const text of examples) assert.equal(serializeEvent(deserializeEvent(text, THING_CHANGED)), text);

const of = (major) => examples.map((text) => deserializeEvent(text)).filter(({ metadata }) => metadata.eventVersion.startsWith(major));
const [older] = of("1.").reverse();
const [newer] = of("2.").reverse();
const up = { eventType: THING_CHANGED, from: 1, to: 2, migrate: (payload) => ({ ...newer.payload, ...payload }) };
const down = { eventType: THING_CHANGED, from: 2, to: 1, migrate: ({ id }) => ({ id }) };

const migrated = migrateEvent(older, "2.0.0", [down, up]);
assert.equal(migrated.metadata.eventVersion, "2.0.0");
assert.deepEqual({ ...migrated.payload, ...older.payload }, migrated.payload);
assert.equal(older.metadata.eventVersion, "1.2.0");
assert.deepEqual(migrateEvent(migrated, "1.2.0", [up, down]).payload, { id: older.payload.id });
assert.equal(migrateEvent({ ...older, metadata: { ...older.metadata, eventVersion: "1.0.0" } }, "1.2.0").metadata.eventVersion, "1.2.0");

const thrown = (call) => {
  try {
    call();
  } catch (error) {
    return error;
  }
  assert.fail("nothing was thrown");
};
const missing = thrown(() => migrateEvent(older, "2.0.0", [down]));
assert.ok(missing instanceof UnsupportedVersionError);
assert.equal(missing.message, "thing.changed 1.2.0 cannot be migrated: no migration from 1.2.0 to 2.0.0 is registered");
const invalid = thrown(() => migrateEvent(older, "2.0.0", [{ ...up, migrate: () => ({}) }]));
assert.ok(invalid instanceof MigrationError && invalid.cause instanceof InvalidEventError);
assert.match(invalid.message, /^migrating thing\.changed from 1\.2\.0 to 2\.0\.0: thing\.changed is invalid: \/payload\/id is required; /);
const failed = thrown(() => migrateEvent(older, "2.0.0", [{ ...up, migrate: () => { throw new Error("no such thing"); } }]));
assert.equal(failed.message, "migrating thing.changed from 1.2.0 to 2.0.0: no such thing");

const unknown = thrown(() => deserializeEvent(examples[0].replace(/"eventVersion":"[^"]*"/, '"eventVersion":"3.0.0"')));
assert.equal(unknown.message, "thing.changed 3.0.0 is not supported: this service knows 1.2.0, 2.0.0; update its contract, or register a migration");
console.log(`${examples.length} examples`);
