// Reads Markdown as lines of {"name","text"} and prints, for each, what a reader
// sees of it: anchors, links, tables and code, as a line of JSON.
import { createInterface } from "node:readline";
import { marked } from "marked";

const entities = { amp: "&", lt: "<", gt: ">", quot: '"' };

// seen is the text of HTML without its tags.
const seen = (html) =>
  html.replace(/<[^>]*>/g, "").replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) => (code ? String.fromCodePoint(code) : entities[name]));

for await (const line of createInterface({ input: process.stdin })) {
  const { name, text } = JSON.parse(line);
  const page = { name, anchors: [], links: [], headings: [], paragraphs: [], tables: [], code: [], html: [] };
  const cells = (row) => row.map((cell) => seen(marked.Parser.parseInline(cell.tokens)));
  const inline = (token) => seen(marked.Parser.parseInline(token.tokens));
  marked.walkTokens(marked.lexer(text), (token) => {
    switch (token.type) {
      case "html": {
        const tag = token.raw.trim();
        const anchor = /^<a id="([^"]*)">$/.exec(tag);
        if (anchor) page.anchors.push(anchor[1]);
        else if (!["</a>", "<code>", "</code>"].includes(tag)) page.html.push(tag);
        break;
      }
      case "link": page.links.push(token.href); break;
      case "heading": page.headings.push(inline(token)); break;
      case "paragraph": page.paragraphs.push(inline(token)); break;
      case "code": page.code.push(token.text); break;
      case "table": page.tables.push([cells(token.header), ...token.rows.map(cells)]); break;
    }
  });
  console.log(JSON.stringify(page));
}
