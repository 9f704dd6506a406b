// What the npm package finds in the text of a document before JSON.parse reads
// it. Run: node --test scan.test.mjs

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deserializeEvent, deserializeEventFromBuffer, InvalidEventError, serializeEvent } from "@mediamesh/events";

const head = '{"metadata":{"eventId":"evt-1","eventType":"content.metadata.updated","eventVersion":"1.0.0",' +
  '"timestamp":"2026-01-15T10:00:00.000Z","source":"cms-service"},"payload":{"contentId":"program-1","metadataKey":"ratio",';

/** The document of an event of which newValue is the given JSON. */
const withValue = (json) => `${head}"newValue":${json},"updatedBy":"user-1"}}`;

/** An object with these names in turn; each value is its place. */
const object = (names) => `{${names.map((name, i) => `${JSON.stringify(name)}:${i}`).join(",")}}`;

const numbered = (count) => Array.from({ length: count }, (_, i) => `n${i}`);

/** Asserts which members of newValue are repeated, once for each repetition. */
function assertRepeated(json, names) {
  let violations = [];
  try {
    deserializeEvent(withValue(json));
  } catch (error) {
    assert.ok(error instanceof InvalidEventError, `${error.stack}`);
    violations = error.violations;
  }
  const message = "is there more than once";
  assert.deepEqual(violations, names.map((name) => ({ pointer: `/payload/newValue/${name}`, rule: "duplicateKey", message })));
}

describe("repeated names", () => {
  // A few names are kept in a list, more than 16 in a set.
  for (const count of [1, 2, 15, 16, 17, 18, 19, 40]) {
    test(`each of ${count} names is found when it is repeated at the end`, () => {
      const names = numbered(count);
      for (const name of names) assertRepeated(object([...names, name]), [name]);
    });
    test(`each of ${count} names is found when it is repeated and others follow`, () => {
      const names = numbered(count);
      for (const name of names) assertRepeated(object([...names, name, "m0", "m1", "m2"]), [name]);
    });
    test(`all of ${count} names are found when all are repeated`, () => {
      assertRepeated(object([...numbered(count), ...numbered(count)]), numbered(count));
    });
    test(`each repetition of one of ${count} names counts`, () => {
      assertRepeated(object([...numbered(count), "n0", "n0"]), ["n0", "n0"]);
    });
    test(`${count} distinct names are not repeated`, () => {
      assertRepeated(object(numbered(count)), []);
    });
  }
  test("names of the prototype are no names of the object", () => {
    const names = ["constructor", "toString", "hasOwnProperty", "__proto__", "size", "has", "add"];
    assertRepeated(object(names), []);
    assertRepeated(object([...names, ...numbered(20)]), []);
    for (const name of names) {
      assertRepeated(object([...names, name]), [name]);
      assertRepeated(object([...names, ...numbered(20), name]), [name]);
    }
  });
  test("each object has names of its own", () => {
    const many = object(numbered(20));
    assertRepeated(`{"a":${many},"b":${many},"n0":{"n0":1}}`, []);
    assertRepeated(`[${many},${many}]`, []);
    assertRepeated(`{"a":{"b":1,"b":2},"b":1}`, ["a/b"]);
  });
  test("escapes are other spellings of a name", () => {
    assertRepeated('{"a":1,"\\u0061":2}', ["a"]);
    assertRepeated('{"a":1,"A":2}', []);
  });
});

describe("what a JavaScript value cannot hold", () => {
  for (const json of [
    "9007199254740993", "1234567890123456789", "0.12345678901234567", "-9007199254740993", "1E400", "-1E400",
    '{"b":1,"0":2}', '{"b":1,"1":2}', '{"b":1,"5":2}', '{"b":1,"9":2}', '{"b":1,"10":2}',
  ]) {
    test(`${json} alone is written again as it stood`, () => {
      assert.equal(serializeEvent(deserializeEvent(withValue(json))), withValue(json));
    });
  }
});

describe("the size of a document", () => {
  const MAX = 1 << 20;
  for (const [unit, name] of [["x", "one byte"], ["é", "two bytes"], ["€", "three bytes"], ["😀", "four bytes"]]) {
    const room = MAX - Buffer.byteLength(withValue('""'));
    const each = Buffer.byteLength(unit);
    const text = unit.repeat(Math.floor(room / each)) + "x".repeat(room % each);
    test(`is counted in bytes: characters of ${name}`, () => {
      const full = withValue(JSON.stringify(text));
      assert.equal(Buffer.byteLength(full), MAX);
      assert.equal(deserializeEvent(full).payload.newValue, text);
      assert.equal(deserializeEventFromBuffer(Buffer.from(full)).payload.newValue, text);
      const over = withValue(JSON.stringify(`${text}x`));
      for (const call of [() => deserializeEvent(over), () => deserializeEventFromBuffer(Buffer.from(over))]) {
        assert.throws(call, (error) => error instanceof InvalidEventError && error.violations.length === 1 &&
          error.violations[0].rule === "size" && error.violations[0].message === `must have at most ${MAX} bytes, has ${MAX + 1}`);
      }
    });
  }
});
