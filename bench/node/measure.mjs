// Times JSON.parse and Ajv on request, so that Node takes its turns among the
// other contenders. One request a line on stdin, one answer a line on stdout:
//
//   {"schema": …}  compiles a JSON Schema in a plain new Ajv()
//   {"document": "…"}  sets the bytes of the events to come, and warms up
//   {"n": 1000}  decodes and validates them 1000 times, {"ns": 1234567}

import { createInterface } from "node:readline";
import Ajv from "ajv";

let validate;
let document;
let event; // the last result, so that no work can be left out

// What a consumer does with a record's value, which is a Buffer.
function once() {
  event = JSON.parse(document);
  return validate(event);
}

function time(n) {
  let valid = 0;
  const start = process.hrtime.bigint();
  for (let i = 0; i < n; i++) if (once()) valid++;
  const ns = Number(process.hrtime.bigint() - start);
  if (valid !== n) throw new Error(`refused: ${JSON.stringify(validate.errors)}`);
  return ns;
}

// V8 compiles hot code while it runs; that is not what is measured.
function warm() {
  const end = performance.now() + 60;
  while (performance.now() < end) time(100);
}

function answer(request) {
  if (request.schema) validate = new Ajv().compile(request.schema);
  if (request.document) {
    document = Buffer.from(request.document);
    warm();
  }
  return { ns: request.n ? time(request.n) : 0 };
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = answer(JSON.parse(line));
  } catch (error) {
    reply = { error: String(error.message) };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
}
