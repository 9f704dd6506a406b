// Has JavaScript judge the golden vectors: JSON.parse, JSON.stringify, and Ajv
// with the published schemas. Usage: node run.mjs VECTORS SCHEMAS
//
// testdata/vectors/README.md says what a line means. What disagrees is printed.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

const require = createRequire(new URL("../ajv/package.json", import.meta.url));
const Ajv = require("ajv").default;

const [vectors, schemas] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true });
const faults = ["syntax", "utf8", "duplicateKey", "depth", "size"];
const counted = { files: 0, valid: 0, invalid: 0, faults: 0 };
let failures = 0;

function check(file, line, validate) {
  const { name, document, documentBase64, valid, violations, canonical } = JSON.parse(line);
  const fail = (what) => {
    failures++;
    console.log(`${file}: ${name}: ${what}`);
  };
  if (valid !== (violations.length === 0)) fail("valid and violations contradict each other");
  const rules = new Set(violations.map((v) => v.rule));
  if (documentBase64 !== undefined) {
    counted.faults++;
    if (isUTF8(Buffer.from(documentBase64, "base64"))) fail("is UTF-8, and should not be");
    return;
  }
  if ([...rules].some((rule) => faults.includes(rule))) {
    counted.faults++;
    checkFault(document, rules, fail);
    return;
  }
  const event = parsed(document);
  if (event === undefined) return fail("JSON.parse refuses it");
  counted[valid ? "valid" : "invalid"]++;
  if (validate(event) !== valid) fail(valid ? `refused: ${ajv.errorsText(validate.errors)}` : "accepted, and should not be");
  const want = sorted(violations.map((v) => v.pointer));
  const have = sorted((validate.errors ?? []).map(pointerOf));
  if (want.join(" ") !== have.join(" ")) fail(`Ajv has errors at ${have.join(", ")}; the vector at ${want.join(", ")}`);
  if (valid) checkCanonical(name, document, canonical ?? document, validate, fail);
}

// What a fault is to JavaScript, as far as it sees it: JSON.parse takes the
// last of two fields of one name.
function checkFault(document, rules, fail) {
  const value = parsed(document);
  if (rules.has("syntax") !== (value === undefined)) fail(value === undefined ? "JSON.parse refuses it" : "JSON.parse accepts it");
  if (value === undefined) return;
  if (rules.has("utf8") !== !isWellFormed(value)) fail("its strings are wrongly judged");
  if (rules.has("depth") !== depth(value) > 64) fail(`is ${depth(value)} levels deep`);
}

function checkCanonical(name, document, canonical, validate, fail) {
  const event = parsed(canonical);
  if (event === undefined || !validate(event)) return fail("its canonical form is not valid");
  if (name.startsWith("as it stood:")) {
    if (!isDeepStrictEqual(event, parsed(document))) fail("its canonical form means something else");
  } else if (JSON.stringify(event) !== canonical) {
    fail(`its canonical form is not JSON.stringify's: ${JSON.stringify(event)}`);
  }
}

const pointerOf = (error) => error.instancePath + (error.keyword === "required" ? `/${error.params.missingProperty}` : "");

const sorted = (list) => [...new Set(list)].sort();

function parsed(document) {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

function isUTF8(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function isWellFormed(value) {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, v]) => name.isWellFormed() && isWellFormed(v));
}

function depth(value) {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depth));
}

for (const file of readdirSync(vectors).filter((name) => name.endsWith(".ndjson")).sort()) {
  counted.files++;
  const schema = join(schemas, file.replace(/\.ndjson$/, ".v1.json"));
  const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
  for (const line of readFileSync(join(vectors, file), "utf8").split("\n")) {
    if (line !== "") check(file, line, validate);
  }
}

console.log(`${counted.files} files: ${counted.valid} valid, ${counted.invalid} invalid, ${counted.faults} unsound; ${failures} failures`);
process.exitCode = failures > 0 || counted.files === 0 ? 1 : 0;
