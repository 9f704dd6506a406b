// Judges events with Ajv, a batch at a time. Usage: node ajv.mjs FOLDER, the
// folder being one that has ajv in its node_modules.
//
// Numbers on stdin are 32 bits, the lowest byte first. It begins with the length of a JSON array of
// schemas, and these. A batch is the length of what follows, and for each
// event the number of its schema, its length, and its bytes. The answer is a
// line an event: empty if it is valid, else a JSON array of the JSON Pointers
// where it is not; an error if it cannot be judged.

import { readSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(resolve(process.argv.at(-1), "package.json"));
const { default: Ajv } = require("ajv");

// read returns that many bytes of stdin, nothing at its end.
function read(length) {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const n = readSync(0, bytes, at, length - at, null);
    if (n === 0) return undefined;
    at += n;
  }
  return bytes;
}

const readBlock = () => {
  const length = read(4);
  return length && read(length.readUInt32LE(0));
};

function write(text) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

const ajv = new Ajv({ allErrors: true });
const schemas = JSON.parse(readBlock().toString()).map((schema) => ajv.compile(schema));

const escaped = (name) => name.replaceAll("~", "~0").replaceAll("/", "~1");

// A missing field is named itself, not the object that lacks it.
function pointer({ keyword, instancePath, params }) {
  return keyword === "required" ? `${instancePath}/${escaped(params.missingProperty)}` : instancePath;
}

function judge(validate, event) {
  if (validate(JSON.parse(event))) return "";
  return JSON.stringify(validate.errors.map(pointer));
}

for (let batch; (batch = readBlock()); ) {
  const answers = [];
  for (let at = 0; at < batch.length; ) {
    const schema = batch.readUInt32LE(at);
    const start = at + 8;
    at = start + batch.readUInt32LE(at + 4);
    try {
      answers.push(judge(schemas[schema], batch.toString("utf8", start, at)));
    } catch (error) {
      answers.push(String(error).replaceAll("\n", " "));
    }
  }
  write(answers.join("\n") + "\n");
}
