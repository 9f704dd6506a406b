// Has the npm package judge the golden vectors. Usage: node vectors.mjs < cases.ndjson
//
// A case is a line of testdata/vectors, with the event type that its file is of
// ("type") and what Go's catalog.Decode says to its document ("error", empty if
// nothing). What disagrees is printed.

import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { deserializeEvent, deserializeEventFromBuffer, serializeEvent, serializeEventToBuffer, UnsupportedVersionError } from "@mediamesh/events";

const counted = { valid: 0, invalid: 0, text: 0 };
let failures = 0;
let current = "";

function fail(what) {
  failures++;
  if (failures <= 20) console.log(`${current}: ${what}`);
}

function outcome(read) {
  try {
    return { event: read() };
  } catch (error) {
    return { error };
  }
}

// What the vector says, in the words of the error.
function violationsOf(error) {
  if (error === undefined) return [];
  if (error instanceof UnsupportedVersionError) return [{ pointer: "/metadata/eventVersion", rule: "pattern", limit: "1.x.y" }];
  return error.violations?.map(({ message, ...rest }) => rest) ?? [{ thrown: String(error.stack) }];
}

function check({ name, type, document, documentBase64, valid, violations, canonical, error: goError }) {
  current = `${type}: ${name}`;
  const bytes = Buffer.from(document ?? documentBase64, document === undefined ? "base64" : "utf8");
  const { event, error } = outcome(() => deserializeEventFromBuffer(bytes, type));
  if (valid !== (error === undefined)) return fail(`valid is ${!valid}, ${error}`);
  if (!isDeepStrictEqual(violationsOf(error), violations)) fail(`violations ${JSON.stringify(violationsOf(error))}, want ${JSON.stringify(violations)}`);

  const dynamic = outcome(() => deserializeEventFromBuffer(bytes)).error;
  if ((dynamic?.message ?? "") !== goError) fail(`says ${dynamic?.message}\nGo says ${goError}`);
  if (document !== undefined) {
    counted.text++;
    const text = outcome(() => deserializeEvent(document)).error;
    if (text?.message !== dynamic?.message) fail(`of a string it says ${text?.message}`);
  }
  counted[valid ? "valid" : "invalid"]++;
  if (!valid) return;
  const want = canonical ?? document;
  const written = serializeEvent(event);
  if (written !== want) fail(`written as\n${written}\nwant\n${want}`);
  if (!serializeEventToBuffer(event).equals(Buffer.from(want))) fail("written to other bytes");
}

for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line !== "") check(JSON.parse(line));
}
console.log(`${counted.valid} valid, ${counted.invalid} invalid, ${counted.text} of them as strings too; ${failures} failures`);
process.exitCode = failures > 0 || counted.valid === 0 ? 1 : 0;
