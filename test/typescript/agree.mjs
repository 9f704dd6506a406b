// Has the npm package judge documents that Go has judged. Usage:
// node agree.mjs < cases.ndjson
//
// A case is {"name", "document", "error", "canonical"}: the document in base64;
// what Go's catalog.Decode says to it, empty if nothing; and what Go writes for
// it if it is valid. What disagrees is printed.

import { readFileSync } from "node:fs";
import { deserializeEventFromBuffer, serializeEvent } from "@mediamesh/events";

let failures = 0;
let slowest = { name: "", took: 0 };
const counted = { valid: 0, refused: 0 };

function outcome(bytes) {
  try {
    return { error: "", canonical: serializeEvent(deserializeEventFromBuffer(bytes)) };
  } catch (error) {
    return { error: error.message, canonical: "" };
  }
}

// Of more than 256, Ajv keeps those that its schema asks first: then the numbers count.
const parts = (error) => {
  const [, subject, more] = /^(.*) is invalid: .*; and ([0-9]+) more$/s.exec(error) ?? [];
  return Number(more) > 251 ? `${subject}: ${more}` : error.split(/ is invalid: |; /).sort().join("; ");
};

for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const { name, document, error, canonical } = JSON.parse(line);
  const start = performance.now();
  const have = outcome(Buffer.from(document, "base64"));
  const took = performance.now() - start;
  if (took > slowest.took) slowest = { name, took };
  counted[error === "" ? "valid" : "refused"]++;
  // Of a field that is there twice, Go tells after its second value.
  if (parts(have.error) === parts(error) && have.canonical === canonical) continue;
  if (++failures > 10) continue;
  const short = (text) => (text.length > 1500 ? `${text.slice(0, 1500)}…` : text);
  console.log(`${name}: ${short(Buffer.from(document, "base64").toString())}\n  Go: ${short(error + canonical)}\n  TS: ${short(have.error + have.canonical)}`);
}
console.log(`${counted.valid} valid, ${counted.refused} refused; ${failures} failures; the slowest, ${slowest.name}, took ${slowest.took.toFixed()} ms`);
process.exitCode = failures > 0 || counted.valid + counted.refused === 0 ? 1 : 0;
