// Reads a flowchart with Mermaid's own parser and prints how many nodes and edges it found.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<body></body>");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ maxEdges: 1e7, maxTextSize: 1e9, securityLevel: "loose" });
const diagram = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(process.argv[2], "utf8"));
const db = diagram.db ?? diagram.parser.yy;
console.log(JSON.stringify([db.getVertices().size, db.getEdges().length]));
