// Has Ajv make lib/validators.js of lib/schemas.js. Run it when generated schemas
// have changed: npm run validators

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import util from "ajv/dist/compile/util.js";
import ucs2length from "ajv/dist/runtime/ucs2length.js";
import standalone from "ajv/dist/standalone/index.js";
import { usePattern } from "ajv/dist/vocabularies/code.js";
import enumeration from "ajv/dist/vocabularies/validation/enum.js";
import pattern from "ajv/dist/vocabularies/validation/pattern.js";

const require = createRequire(import.meta.url);
const schemas = require("./lib/schemas.js");
const { version } = require("ajv/package.json");
const sha256 = (data) => createHash("sha256").update(data).digest("hex");

// Descriptions make no difference to a verdict, and would be in the code.
const bare = (key, value) => (key === "description" || key === "title" || key === "$comment") && typeof value === "string" ? undefined : value;

const ajv = new Ajv.default({ allErrors: true, messages: false, code: { source: true, lines: true } });

// Ajv looks up a value of many by a helper of its own, and compares it with few.
const many = 200;
ajv.removeKeyword("enum");
ajv.addKeyword({
  ...enumeration.default,
  $data: false,
  code(cxt) {
    if (cxt.schema.length < many) return enumeration.default.code(cxt);
    const { _, stringify } = Ajv;
    const { data, gen, schema } = cxt;
    const key = JSON.stringify(schema);
    const values = gen.scopeValue("obj", { key, ref: new Set(schema), code: _`new Set(${stringify(schema)})` });
    cxt.fail(_`!${values}.has(${data})`);
  },
});

// A pattern is judged only if the text is not too long, as in Go: JavaScript's
// regular expressions backtrack, and lint bounds their steps up to maxLength.
ajv.removeKeyword("pattern");
ajv.addKeyword({
  ...pattern.default,
  $data: false,
  code(cxt) {
    const { _ } = Ajv;
    const { data, gen, schema, parentSchema: { maxLength } } = cxt;
    const fails = _`!${usePattern(cxt, schema)}.test(${data})`;
    if (maxLength === undefined) return cxt.fail(fails);
    const codePoints = util.useFunc(gen, ucs2length.default);
    cxt.fail(_`(${data}.length <= ${maxLength} || ${codePoints}(${data}) <= ${maxLength}) && ${fails}`);
  },
});

const exported = {};
for (const [name, schema] of Object.entries(schemas)) {
  const id = `schema:${name}`;
  ajv.addSchema({ ...JSON.parse(JSON.stringify(schema, bare)), $id: id });
  exported[`validate${name.replace(/Schema$/, "")}`] = id;
}

// What it would take of Ajv at run time, and a bound on what is found.
const code = standalone.default(ajv, exported)
  .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'require("./ajv.js").codePoints')
  .replace('"use strict";\n', '// @ts-nocheck\n"use strict";\nconst { keep } = require("./ajv.js");\n')
  .replaceAll("vErrors.push(", "keep(vErrors, ");
if (/require\("ajv/.test(code)) throw new Error("the validators would need Ajv at run time");

const body = code.endsWith("\n") ? code : code + "\n";
writeFileSync(new URL("lib/validators.js", import.meta.url), `// Made by Ajv ${version} of lib/schemas.js: npm run validators; DO NOT EDIT.
// schemas sha256:${sha256(readFileSync(new URL("lib/schemas.js", import.meta.url)))}
// code sha256:${sha256(body)}
${body}`);
