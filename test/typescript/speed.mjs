// How long the npm package takes, beside what services did before: JSON.parse
// and JSON.stringify alone, and with a compiled Ajv. Usage: node speed.mjs
//
// A round is each of the events' full examples, many times over; ways take
// turns, and the best of their rounds counts, per event.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as events from "@mediamesh/events";

const Ajv = createRequire(import.meta.url)("ajv").default;
const folder = new URL("../../testdata/vectors/", import.meta.url);
const documents = readdirSync(folder).filter((name) => name.endsWith(".ndjson")).map((name) => {
  const lines = readFileSync(new URL(name, folder), "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return Buffer.from(lines.find((line) => line.name === "example full").document);
});
const ajv = new Ajv();
const validators = new Map(Object.entries(events).filter(([name]) => /[a-z]EventSchema$/.test(name) && name !== "BaseEventSchema")
  .map(([, schema]) => [schema.title, ajv.compile(schema)]));
const check = (event) => {
  if (!validators.get(event.metadata.eventType)(event)) throw new Error("invalid");
  return event;
};
const parsed = documents.map((document) => events.deserializeEventFromBuffer(document));

const reading = {
  "JSON.parse": (document) => JSON.parse(document.toString()),
  "JSON.parse and Ajv": (document) => check(JSON.parse(document.toString())),
  "deserializeEventFromBuffer": (document) => events.deserializeEventFromBuffer(document),
};
const writing = {
  "JSON.stringify": (event) => Buffer.from(JSON.stringify(event)),
  "Ajv and JSON.stringify": (event) => Buffer.from(JSON.stringify(check(event))),
  "serializeEventToBuffer": (event) => events.serializeEventToBuffer(event),
};

function measure(title, ways, inputs) {
  const best = {};
  for (let round = 0; round < 40; round++) {
    for (const [name, run] of Object.entries(ways)) {
      const start = process.hrtime.bigint();
      for (let n = 0; n < 100; n++) for (const input of inputs) run(input);
      const microseconds = Number(process.hrtime.bigint() - start) / 1000 / 100 / inputs.length;
      best[name] = Math.min(best[name] ?? Infinity, microseconds);
    }
  }
  console.log(title);
  for (const [name, microseconds] of Object.entries(best)) console.log(`  ${microseconds.toFixed(2).padStart(6)} µs  ${name}`);
}

const bytes = documents.reduce((sum, document) => sum + document.length, 0);
console.log(`${documents.length} events of ${Math.round(bytes / documents.length)} bytes, Node ${process.version}`);
measure("reading", reading, documents);
measure("writing", writing, parsed);
