// Reads a script with Neo4j's own Cypher parser and prints how many nodes and relations its statements make.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { lintCypherQuery, parseStatementsStrs } = createRequire(import.meta.url)("@neo4j-cypher/language-support");
const statements = parseStatementsStrs(readFileSync(process.argv[2], "utf8"));
let [nodes, edges] = [0, 0];
for (const statement of statements.filter((s) => s.trim())) {
  const { diagnostics } = lintCypherQuery(statement, {});
  const errors = diagnostics.filter((d) => d.severity === 1);
  if (errors.length) throw new Error(JSON.stringify(errors[0]));
  const rows = (statement.match(/^ {2}\{/gm) ?? []).length;
  if (statement.includes("MERGE (w:Work")) nodes += rows;
  if (statement.includes("MERGE (a)-[r:CITES]->(b)")) edges += rows;
}
console.log(JSON.stringify([nodes, edges]));
