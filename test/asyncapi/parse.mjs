// Reads AsyncAPI documents as lines of {"name","text"} and prints what
// AsyncAPI's own parser makes of each, as a line of
// {"name","diagnostics","document"}. Examples it does not judge in version 3;
// Ajv does.
import { createInterface } from "node:readline";
import parser from "@asyncapi/parser";
import Ajv from "ajv";

const severities = ["error", "warning", "information", "hint"];

// What the parser adds is not of the document.
const own = (key, value) => (key.startsWith("x-parser-") ? undefined : value);

const described = (d) => `${severities[d.severity]} ${d.code} at /${d.path.join("/")}: ${d.message}`;

// spoilt lists what is wrong with the examples of a document.
function* spoilt(document) {
  const messages = Object.values(document.channels).flatMap((channel) => Object.entries(channel.messages));
  for (const [id, message] of messages) {
    const ajv = new Ajv({ allowUnionTypes: true });
    for (const [part, schema] of [["payload", message.payload.schema], ["headers", message.headers]]) {
      const check = ajv.compile(schema);
      for (const example of message.examples ?? []) {
        if (!check(example[part])) yield `error example ${example.name} of ${id}: ${ajv.errorsText(check.errors, { dataVar: part })}`;
      }
    }
  }
}

const judge = new parser.Parser();
for await (const line of createInterface({ input: process.stdin })) {
  const { name, text } = JSON.parse(line);
  const { document: found, diagnostics } = await judge.parse(text);
  const document = found && JSON.parse(JSON.stringify(found.json(), own));
  console.log(JSON.stringify({
    name,
    diagnostics: [...diagnostics.map(described), ...(document ? spoilt(document) : [])],
    document,
  }));
}
