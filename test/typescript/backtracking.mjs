// Has the package of another contract judge texts that were made for its
// patterns. Usage: node backtracking.mjs PACKAGE < cases.ndjson
//
// A case is {"name", "document", "error"}: the document in base64, and what Go
// says to it. Each must take less than 50 ms, in the fastest of several runs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { deserializeEventFromBuffer } = createRequire(import.meta.url)(process.argv[2]);

for (const line of readFileSync(0, "utf8").split("\n").filter((line) => line !== "")) {
  const { name, document, error } = JSON.parse(line);
  const bytes = Buffer.from(document, "base64");
  let fastest = Infinity;
  for (let i = 0; i < 5 && fastest >= 50; i++) {
    const start = performance.now();
    assert.throws(() => deserializeEventFromBuffer(bytes), { message: error }, name);
    fastest = Math.min(fastest, performance.now() - start);
  }
  assert.ok(fastest < 50, `${name}: ${fastest.toFixed(1)} ms`);
  console.log(`${name}: ${fastest.toFixed(1)} ms`);
}
