// Has the npm package judge documents that Go has judged. Usage:
// node agree.mjs < cases.ndjson
//
// A case is {"name", "document", "error", "canonical"}: the document in base64;
// what Go's catalog.Decode says to it, empty if nothing; and what Go writes for
// it if it is valid. What disagrees is printed.

import { readFileSync } from "node:fs";
import { deserializeEventFromBuffer, serializeEvent } from "@mediamesh/events";

let failures = 0;
const counted = { valid: 0, refused: 0 };

function outcome(bytes) {
  try {
    return { error: "", canonical: serializeEvent(deserializeEventFromBuffer(bytes)) };
  } catch (error) {
    return { error: error.message, canonical: "" };
  }
}

const parts = (error) => error.split(/ is invalid: |; /).sort().join("; ");

for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const { name, document, error, canonical } = JSON.parse(line);
  const have = outcome(Buffer.from(document, "base64"));
  counted[error === "" ? "valid" : "refused"]++;
  // Of a field that is there twice, Go tells after its second value.
  if (parts(have.error) === parts(error) && have.canonical === canonical) continue;
  if (++failures > 10) continue;
  console.log(`${name}: ${Buffer.from(document, "base64")}\n  Go: ${error}${canonical}\n  TS: ${have.error}${have.canonical}`);
}
console.log(`${counted.valid} valid, ${counted.refused} refused; ${failures} failures`);
process.exitCode = failures > 0 || counted.valid + counted.refused === 0 ? 1 : 0;
