// Checks that each line of standard input, an event that Go has written, is
// what JSON.stringify makes of it. Prints the lines that are not, and exits 1.
import { readFileSync } from "node:fs";

const lines = readFileSync(0, "utf8").split("\n").slice(0, -1); // U+2028 ends no line of NDJSON
let different = 0;
for (const [n, line] of lines.entries()) {
  const want = JSON.stringify(JSON.parse(line));
  if (want !== line) {
    different++;
    console.log(`line ${n + 1}:\nGo    ${line}\nNode  ${want}`);
  }
}
console.log(`${lines.length} lines, ${different} different`);
process.exit(different > 0 ? 1 : 0);
