// Compiles every schema of a folder with a plain new Ajv(), and checks events
// against them. Usage: node check.mjs FOLDER < cases.ndjson
//
// A case is {"name", "schema", "valid", "event"}: the verdict that "schema" (a
// file of the folder) must give on "event", JSON in a string, so that what
// JSON.parse makes of it is part of the check. What disagrees is printed.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";

const folder = process.argv[2];
let failures = 0;
let current = "";

function fail(what) {
  failures++;
  console.log(`${current}: ${what}`);
}

// Strict mode throws for some doubts and only logs others; both count.
const logged = (...words) => fail(`logged: ${words.join(" ")}`);
console.warn = console.error = logged;

const schemas = new Map();
const ajv = new Ajv();
for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
  current = file;
  try {
    schemas.set(file, ajv.compile(JSON.parse(readFileSync(join(folder, file), "utf8"))));
  } catch (error) {
    fail(`does not compile: ${error.message}`);
  }
}

let checked = 0;
for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const { name, schema, valid, event } = JSON.parse(line);
  current = name;
  const validate = schemas.get(schema);
  if (!validate) {
    fail(`no schema ${schema}`);
    continue;
  }
  const verdict = validate(JSON.parse(event));
  if (verdict !== valid) {
    fail(verdict ? "accepted, and should not be" : `refused: ${ajv.errorsText(validate.errors)}`);
  }
  if (valid && name.startsWith("example ") && JSON.stringify(JSON.parse(event)) !== event) {
    fail(`not as JSON.stringify writes it: ${JSON.stringify(JSON.parse(event))}`);
  }
  checked++;
}

console.log(`${schemas.size} schemas compiled, ${checked} events checked, ${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;
