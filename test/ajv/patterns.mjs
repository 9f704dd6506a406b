// Matches texts against regular expressions as a validator does, with the u
// flag. Usage: node patterns.mjs < cases.ndjson
//
// A case is {"pattern", "text", "match"}; what disagrees is printed.

import { readFileSync } from "node:fs";

let cases = 0;
let failures = 0;
for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const { pattern, text, match } = JSON.parse(line);
  cases++;
  let verdict;
  try {
    verdict = new RegExp(pattern, "u").test(text);
  } catch (error) {
    verdict = error.message;
  }
  if (verdict !== match) {
    failures++;
    console.log(`${JSON.stringify(text)} against ${pattern}: ${verdict}, and RE2 says ${match}`);
  }
}

console.log(`${cases} cases, ${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;
