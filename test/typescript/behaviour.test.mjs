// What the npm package does beyond the golden vectors. Run: node --test

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import * as events from "@mediamesh/events";

const {
  byEventType, checkEvent, compareVersions, createEventMetadata, deserializeEvent, deserializeEventFromBuffer, eventKey, eventTopic,
  generateEventId, getLatestVersion, isCompatibleVersion, isEvent, isTombstone, migrateEvent, serializeEvent, serializeEventToBuffer, toKafkaMessage, validateEvent,
} = events;

const metadata = { eventId: "evt-1", eventType: "content.created", eventVersion: "1.0.0", timestamp: "2026-01-15T10:00:00.000Z", source: "cms-service" };
const created = (payload = {}, more = {}) => ({
  metadata: { ...metadata, ...more },
  payload: { contentId: "program-1", contentType: "PROGRAM", title: "Evening News", createdBy: "user-1", ...payload },
});
const changed = (newValue) => ({
  metadata: { ...metadata, eventType: "content.metadata.updated" },
  payload: { contentId: "program-1", metadataKey: "ratio", newValue, updatedBy: "user-1" },
});
const text = serializeEvent(created());

function error(of, call) {
  try {
    call();
  } catch (error) {
    assert.equal(error.constructor, events[of], `${error.stack}`);
    assert.equal(error.name, of);
    assert.ok(error instanceof Error);
    return error;
  }
  assert.fail("nothing was thrown");
}

const says = (message, event) => assert.equal(error("InvalidEventError", () => serializeEvent(event)).message, message);

describe("serializeEvent", () => {
  test("writes fields in the contract's order, unknown ones behind", () => {
    const { metadata: { source, ...m }, payload: { contentId, ...p } } = created();
    const event = { later: [1], payload: { later: "x", ...p, contentId }, metadata: { source, ...m } };
    assert.equal(serializeEvent(event), `${text.slice(0, -2)},"later":"x"},"later":[1]}`);
    assert.deepEqual(serializeEventToBuffer(event), Buffer.from(serializeEvent(event)));
  });
  test("leaves out what is undefined, and what is optional and null", () => {
    assert.equal(serializeEvent({ ...created({ program: null, later: undefined }, { userId: undefined, correlationId: null }), later: undefined }), text);
  });
  test("writes times with milliseconds, and finer digits that are there", () => {
    const written = (timestamp) => JSON.parse(serializeEvent(created({}, { timestamp }))).metadata.timestamp;
    assert.equal(written("2026-01-15T10:00:00Z"), "2026-01-15T10:00:00.000Z");
    assert.equal(written("2026-01-15T10:00:00.5-00:00"), "2026-01-15T10:00:00.500-00:00");
    assert.equal(written("2026-01-15T10:00:00.123400+05:30"), "2026-01-15T10:00:00.1234+05:30");
    assert.equal(written("2026-01-15T10:00:00.123456789Z"), "2026-01-15T10:00:00.123456789Z");
  });
  test("takes values that JSON.stringify converts, in any JSON", () => {
    const at = new Date("2026-01-15T10:00:00.000Z");
    assert.equal(JSON.parse(serializeEvent(changed({ at, gone: undefined, list: [undefined, -0] }))).payload.newValue.at, at.toISOString());
    says("content.created is invalid: /metadata/timestamp must be a string, not an object", created({}, { timestamp: at }));
  });
  test("names every violation, without a value", () => {
    const event = created({ title: "", contentId: 7, createdBy: undefined, program: { id: "p", status: "SECRET" } }, { eventVersion: "1.0" });
    const { violations, eventType, eventId, omitted, message } = error("InvalidEventError", () => serializeEvent(event));
    assert.deepEqual(violations.map(({ pointer, rule, limit }) => [pointer, rule, limit]), [
      ["/metadata/eventVersion", "pattern", "semver"],
      ["/payload/contentId", "type", "string"],
      ["/payload/title", "minLength", "1"],
      ["/payload/program/status", "enum", "DRAFT, PUBLISHED, ARCHIVED"],
      ["/payload/program/title", "required", undefined],
      ["/payload/program/contentType", "required", undefined],
      ["/payload/program/createdAt", "required", undefined],
      ["/payload/program/updatedAt", "required", undefined],
      ["/payload/createdBy", "required", undefined],
    ]);
    assert.deepEqual([eventType, eventId, omitted], ["content.created", "evt-1", 0]);
    assert.equal(message, "content.created is invalid: /metadata/eventVersion must be MAJOR.MINOR.PATCH such as 1.0.0; " +
      "/payload/contentId must be a string, not a number; /payload/title must not be empty; " +
      "/payload/program/status must be one of DRAFT, PUBLISHED, ARCHIVED; /payload/program/title is required; and 4 more");
  });
  test("refuses what no reader could read", () => {
    const cyclic = {};
    cyclic.a = [cyclic, cyclic];
    let deep = [];
    for (let i = 0; i < 62; i++) deep = [deep];
    says("content.created is invalid: /payload/title has half of a surrogate pair, which no UTF-8 can hold", created({ title: "\ud800" }));
    says("content.created is invalid: /payload/� has half of a surrogate pair, which no UTF-8 can hold".replace("�", "\\ufffd"), created({ "\udc00": 1 }));
    says("content.metadata.updated is invalid: /payload/newValue/a/0 is nested more than 64 deep; /payload/newValue/a/1 is nested more than 64 deep", changed(cyclic));
    says(`content.metadata.updated is invalid: /payload/newValue${"/0".repeat(62)} is nested more than 64 deep`, changed(deep));
    serializeEvent(changed(deep[0]));
    says("content.metadata.updated is invalid: /payload/newValue/n must be a number that a 64-bit float can hold", changed({ n: NaN }));
    says("content.metadata.updated is invalid: /payload/newValue/0 must be JSON, and a bigint is none", changed([1n]));
    says("content.metadata.updated is invalid: /payload/newValue must be JSON, and a function is none", changed(() => 1));
    says(`content.metadata.updated is invalid: the document must have at most 1048576 bytes, has ${2 ** 20 + serializeEvent(changed("")).length}`, changed("x".repeat(2 ** 20)));
    for (const nothing of [undefined, null, "x", 1, [], {}]) error("InvalidEventError", () => serializeEvent(nothing));
  });
  test("knows the contract's events only", () => {
    assert.equal(error("UnknownEventTypeError", () => serializeEvent(created({}, { eventType: "content.cut\n" }))).message,
      'event type "content.cut\\n" is unknown: add it to the contract, or update this package');
    const { message, version, supported } = error("UnsupportedVersionError", () => serializeEvent(created({}, { eventVersion: "2.0.0" })));
    assert.equal(message, "content.created 2.0.0 is not supported: this service knows 1.0.0; update its contract, or register a migration");
    assert.deepEqual([version, supported], ["2.0.0", "1.0.0"]);
  });
  test("keeps 256 violations and counts the others", () => {
    const event = { metadata: { ...metadata, eventType: "content.updated" }, payload: { contentId: "c", contentType: "t", title: "t", updatedBy: "u", changes: {} } };
    for (let i = 0; i < 200; i++) event.payload.changes[`f${i}`] = {};
    const { violations, omitted, message } = error("InvalidEventError", () => serializeEvent(event));
    assert.deepEqual([violations.length, omitted], [256, 144]);
    assert.match(message, /; and 395 more$/);
  });
});

describe("deserializeEvent", () => {
  test("reads an optional null as absent, and leaves other nulls", () => {
    const event = deserializeEvent(text.replace('"title"', '"program":null,"later":null,"title"'));
    assert.deepEqual(event, created({ later: null }));
    assert.ok(!("program" in event.payload));
    assert.equal(deserializeEvent(serializeEvent(changed(null))).payload.newValue, null);
  });
  test("holds an event to the type that is asked for", () => {
    assert.deepEqual(deserializeEvent(text, "content.created"), created());
    assert.equal(error("InvalidEventError", () => deserializeEvent(serializeEvent(changed(1)), "content.created")).violations[0].pointer, "/metadata/eventType");
    error("UnknownEventTypeError", () => deserializeEvent(text, "content.cut"));
  });
  test("takes a string, or bytes, and not the other", () => {
    assert.deepEqual(deserializeEventFromBuffer(new Uint8Array(Buffer.from(text))), created());
    for (const read of [deserializeEvent, deserializeEventFromBuffer]) {
      for (const missing of [null, undefined]) {
        const { message, violations } = error("InvalidEventError", () => read(missing));
        assert.equal(message, "event is invalid: the document is missing: the record has no value");
        assert.deepEqual(violations, [{ pointer: "", rule: "syntax", limit: "JSON", message: "is missing: the record has no value" }]);
      }
    }
    assert.throws(() => deserializeEvent(Buffer.from(text)), TypeError);
    assert.throws(() => deserializeEventFromBuffer(text), TypeError);
  });
  test("names no value where it names a place", () => {
    const { message } = error("InvalidEventError", () => deserializeEvent(text.replace('"title":', '"a\\u001b~/":{"x":1,"x":2},"title":')));
    assert.equal(message, "content.created is invalid: /payload/a\\x1b~0~1/x is there more than once");
  });
  test("lets a field be called __proto__", () => {
    const sent = text.replace('"title"', '"__proto__":{"polluted":true},"title"');
    const event = deserializeEvent(sent);
    assert.equal({}.polluted, undefined);
    assert.equal(event.payload.polluted, undefined);
    assert.equal(serializeEvent(event), `${text.slice(0, -2)},"__proto__":{"polluted":true}}}`);
  });
});

describe("what a JavaScript value cannot hold", () => {
  const sent = text.slice(0, -2) + ',"later" : [1.50, 9007199254740993],"n":1E400}}';
  test("is written again as it stood", () => {
    assert.equal(serializeEvent(deserializeEvent(sent)), sent);
  });
  test("also of an event that is sent on with other metadata", () => {
    const { payload } = deserializeEvent(sent);
    assert.equal(serializeEvent({ metadata: created().metadata, payload }), sent);
  });
  test("is not written when the value is another by now", () => {
    const event = deserializeEvent(sent);
    event.payload.later[0] = 2;
    event.payload.n = 3;
    event.payload.more = 4;
    assert.equal(serializeEvent(event), text.slice(0, -2) + ',"later":[2,9007199254740992],"n":3,"more":4}}');
    delete event.payload.later;
    assert.equal(serializeEvent(event), text.slice(0, -2) + ',"n":3,"more":4}}');
  });
  test("is lost by a copy, which says so where nothing could be written", () => {
    const copy = structuredClone(deserializeEvent(sent));
    says("content.created is invalid: /payload/n must be a number that a 64-bit float can hold", copy);
  });
  test("are names like numbers, which JavaScript puts first", () => {
    const document = serializeEvent(changed({ b: 1 })).replace('{"b":1}', '{"b":1,"10":2,"9":3}');
    const event = deserializeEvent(document);
    assert.equal(serializeEvent(event), document);
    event.payload.newValue.b = 2;
    assert.equal(serializeEvent(event), serializeEvent(changed({ 9: 3, 10: 2, b: 2 })));
  });
});

describe("checkEvent", () => {
  test("gives what is valid, and changes nothing of it", () => {
    const event = Object.freeze(created({ program: null }));
    assert.deepEqual(checkEvent(event), created());
    assert.equal(event.payload.program, null);
    const plain = created();
    assert.equal(checkEvent(plain), plain);
    error("InvalidEventError", () => checkEvent(created({ title: "" })));
    error("InvalidEventError", () => checkEvent(created(), "content.deleted"));
  });
  test("validateEvent looks at the structure alone", () => {
    assert.equal(validateEvent(created({ title: "" })), true);
    assert.equal(validateEvent(created({}, { eventType: "of.others", eventVersion: "7.0.0" })), true);
    for (const other of [null, "", {}, { metadata }, created({}, { eventVersion: "1.0" }), created({}, { source: "" }), created({ x: "\ud800" })]) {
      assert.equal(validateEvent(other), false);
    }
  });
});

describe("createEventMetadata", () => {
  test("makes valid metadata, with a UUIDv7 of its time", () => {
    const made = createEventMetadata("content.created", "cms-service", { correlationId: "req-1", userId: "" });
    assert.deepEqual(Object.keys(made), ["eventId", "eventType", "eventVersion", "timestamp", "source", "correlationId"]);
    assert.match(made.eventId, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(parseInt(made.eventId.replace("-", "").slice(0, 12), 16), Date.parse(made.timestamp));
    serializeEvent({ ...created(), metadata: made });
  });
  test("takes what it is told", () => {
    const options = { eventId: "evt-1", eventVersion: "1.2.0", timestamp: new Date("2026-01-15T10:00:00.000Z"), userId: "user-1" };
    assert.deepEqual(createEventMetadata("of.others", "cms-service", options),
      { ...metadata, eventType: "of.others", eventVersion: "1.2.0", userId: "user-1" });
    assert.equal(createEventMetadata("of.others", "s", { timestamp: "2026-01-15T10:00:00+01:00" }).timestamp, "2026-01-15T10:00:00+01:00");
  });
  test("no two ids are the same", () => {
    assert.equal(new Set(Array.from({ length: 10_000 }, generateEventId)).size, 10_000);
  });
});

describe("versions", () => {
  test("are compared as numbers of any size", () => {
    const inOrder = ["0.0.0", "0.0.9", "0.0.10", "1.0.0", "1.2.0", "1.10.0", "2.0.0", "9007199254740993.0.0", "9007199254740994.0.0"];
    for (const [i, a] of inOrder.entries()) {
      for (const [k, b] of inOrder.entries()) assert.equal(compareVersions(a, b), Math.sign(i - k));
    }
    assert.equal(getLatestVersion(inOrder), "9007199254740994.0.0");
    assert.equal(getLatestVersion(), "1.0.0");
    assert.equal(getLatestVersion([]), "1.0.0");
  });
  test("that are none are refused", () => {
    for (const bad of ["", "1", "1.0", "01.0.0", "1.0.0-rc.1", "v1.0.0", "1.0.0\n", undefined]) {
      error("VersionError", () => compareVersions("1.0.0", bad));
      assert.equal(isCompatibleVersion("1.0.0", bad), false);
    }
    assert.equal(error("VersionError", () => getLatestVersion(["1.0"])).message,
      '"1.0" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros');
    assert.equal(isCompatibleVersion("1.0.0", "1.9.0"), true);
    assert.equal(isCompatibleVersion("1.0.0", "2.0.0"), false);
  });
  test("an event goes up within its major, never down, and to none that is not known", () => {
    const event = created({}, { eventVersion: "1.0.0" });
    assert.deepEqual(migrateEvent(event, "1.0.0"), event);
    assert.equal(error("UnsupportedVersionError", () => migrateEvent(created({}, { eventVersion: "1.1.0" }), "1.0.0")).missing, "1.1.0 to 1.0.0");
    error("UnsupportedVersionError", () => migrateEvent(event, "2.0.0", [{ eventType: "content.created", from: 1, to: 2, migrate: (p) => p }]));
    error("UnknownEventTypeError", () => migrateEvent(created({}, { eventType: "of.others" }), "1.0.0"));
    error("InvalidEventError", () => migrateEvent(created({ title: "" }), "1.0.0"));
    error("VersionError", () => migrateEvent(event, "2.0"));
  });
});

describe("telling events apart, and sending them", () => {
  test("by their type", () => {
    assert.equal(isEvent(created(), "content.created"), true);
    assert.equal(isEvent(created(), "content.deleted"), false);
    assert.deepEqual(byEventType(created()), { eventType: "content.created", ...created() });
  });
  test("with key and headers", () => {
    assert.deepEqual(toKafkaMessage(created({}, { correlationId: "req-1", userId: null })), {
      key: "program-1",
      headers: { "event-type": "content.created", "event-version": "1.0.0", "event-id": "evt-1", "event-source": "cms-service", "correlation-id": "req-1" },
      value: Buffer.from(serializeEvent(created({}, { correlationId: "req-1" }))),
    });
    assert.equal(eventTopic(created()), "content.events");
    const search = (payload) => ({ metadata: { ...metadata, eventType: "search.performed" }, payload: { query: "", resultsCount: 0, searchTime: 0, ...payload } });
    assert.deepEqual([{}, { userId: "u" }, { userId: "u", sessionId: "s" }].map((p) => eventKey(search(p))), [null, "u", "s"]);
    assert.deepEqual(Object.keys(toKafkaMessage(search({})).headers), ["event-type", "event-version", "event-id", "event-source"]);
    error("InvalidEventError", () => toKafkaMessage(created({ title: "" })));
  });
  test("tells tombstones, by value or by record", () => {
    for (const tombstone of [null, { value: null }, { key: Buffer.from("program-1"), value: null, headers: {} }]) {
      assert.equal(isTombstone(tombstone), true);
      const value = tombstone === null ? tombstone : tombstone.value;
      for (const read of [deserializeEvent, deserializeEventFromBuffer]) {
        assert.equal(error("InvalidEventError", () => read(value)).message, "event is invalid: the document is missing: the record has no value");
      }
    }
    const message = toKafkaMessage(created());
    for (const other of [message, message.value, { value: Buffer.alloc(0) }, Buffer.alloc(0), new Uint8Array(1), text, "", "null", undefined, {}, { value: undefined }, [], created(), { value: "null" }, 0]) {
      assert.equal(isTombstone(other), false);
    }
  });
  test("the names of all types are there thrice", () => {
    const enums = Object.entries(events).filter(([name]) => name.endsWith("EventType") && name !== "isEventType").map(([, list]) => list);
    const all = enums.flatMap(Object.entries);
    const schemas = Object.keys(events).filter((name) => /(?<!Base)EventSchema$/.test(name));
    assert.deepEqual(Object.keys(events.IngestEventType).slice(0, 2), ["INGEST_STARTED", "INGEST_PROGRESS"]);
    assert.equal(new Set(all.map(([, type]) => type)).size, all.length);
    assert.equal(all.length, schemas.length);
    for (const [constant, type] of all) assert.equal(events[constant], type);
    assert.deepEqual(events.UserRole, { ADMIN: "ADMIN", EDITOR: "EDITOR", USER: "USER" });
  });
});

test("require and import give the same", () => {
  const required = createRequire(import.meta.url)("@mediamesh/events");
  assert.deepEqual(Object.keys(required).sort(), Object.keys(events).sort());
  for (const name of Object.keys(required)) assert.equal(required[name], events[name], name);
});
