-- Of several sources of one document the views show the best.

-- One row a target: who cites what, where, in which sentence.
CREATE VIEW cites AS
SELECT d.doc, node.id AS source, i.id AS target, w.id AS whole, i.label, w.title, i.url, c.family, c.status, c.self, d.path, c.line, c.col,
  c.start_byte, c.end_byte, c.text,
  (SELECT CAST(substr(CAST(t.text AS BLOB), c.sentence_start + 1, c.sentence_end - c.sentence_start) AS TEXT)
     FROM texts t WHERE t.document_id = c.document_id) AS sentence,
  c.document_id, c.n, g.m
FROM targets g
JOIN citations c ON c.document_id = g.document_id AND c.n = g.n
JOIN documents d ON d.document_id = g.document_id AND d.best
JOIN ids node ON node.id_no = d.node_no
JOIN ids i ON i.id_no = g.id_no
JOIN ids w ON w.id_no = i.whole_no;

-- The same from the other side; a document's naming itself left out.
CREATE VIEW cited_by AS
SELECT target, whole, source, doc, path, line, col, status, text, sentence, document_id, n, m FROM cites WHERE self = 0;

-- One row a citation, with or without a target.
CREATE VIEW records AS
SELECT d.doc, d.path, c.line, c.col, c.start_byte, c.end_byte, c.start_char, c.end_char, c.text, c.family, c.status,
  (SELECT group_concat(id, ' ') FROM (SELECT i.id FROM targets g JOIN ids i USING (id_no) WHERE g.document_id = c.document_id AND g.n = c.n ORDER BY g.m)) AS targets,
  (SELECT group_concat(id, ' ') FROM (SELECT i.id FROM candidates a JOIN ids i USING (id_no) WHERE a.document_id = c.document_id AND a.n = c.n ORDER BY a.m)) AS candidates,
  c.self, c.rule, c.fields,
  (SELECT CAST(substr(CAST(t.text AS BLOB), c.sentence_start + 1, c.sentence_end - c.sentence_start) AS TEXT)
     FROM texts t WHERE t.document_id = c.document_id) AS sentence,
  c.document_id, c.n
FROM citations c JOIN documents d ON d.document_id = c.document_id AND d.best;

-- What is still open.
CREATE VIEW unresolved AS SELECT * FROM records WHERE status <> 'resolved';

-- The reference graph of whole documents. A joint paper is that of its identifiers which the index has, and
-- what is cited under another identifier of a document is that document.
CREATE VIEW graph_edges AS
SELECT source, target, sum(count) AS count FROM (
  SELECT node.id AS source, e.count,
    CASE WHEN EXISTS (SELECT 1 FROM documents x WHERE x.node_no = e.target_no) THEN i.id
    ELSE coalesce(
      (SELECT min(j.id) FROM ids j JOIN documents x ON x.node_no = j.id_no WHERE e.also <> '' AND instr(' ' || e.also || ' ', ' ' || j.id || ' ') > 0),
      (SELECT min(j.id) FROM documents x JOIN ids j ON j.id_no = x.node_no WHERE x.own IS NOT NULL
         AND x.document_id IN (SELECT document_id FROM documents WHERE self_no = e.target_no UNION SELECT document_id FROM other_ids WHERE id_no = e.target_no)),
      i.id) END AS target
  FROM edges e
  JOIN documents d ON d.document_id = e.document_id AND d.best
  JOIN ids node ON node.id_no = d.node_no
  JOIN ids i ON i.id_no = e.target_no)
WHERE source <> target
GROUP BY source, target;

CREATE VIEW graph_nodes AS
SELECT i.id, i.label, i.title, i.url, EXISTS (SELECT 1 FROM documents d WHERE d.node_no = i.id_no) AS in_index
FROM ids i
WHERE EXISTS (SELECT 1 FROM documents d WHERE d.node_no = i.id_no)
   OR EXISTS (SELECT 1 FROM edges e JOIN documents d ON d.document_id = e.document_id AND d.best WHERE e.target_no = i.id_no);

-- What is cited most, and by how many documents.
CREATE VIEW most_cited AS
SELECT i.id, i.label, i.title, i.url, sum(e.count) AS citations, count(DISTINCT e.document_id) AS documents,
  EXISTS (SELECT 1 FROM documents d WHERE d.node_no = i.id_no) AS in_index
FROM edges e
JOIN documents d ON d.document_id = e.document_id AND d.best
JOIN ids i ON i.id_no = e.target_no
WHERE d.node_no <> e.target_no
GROUP BY i.id_no
ORDER BY citations DESC, i.id;

-- What is cited and not in the index: what to fetch next.
CREATE VIEW dangling AS SELECT id, label, title, url, citations, documents FROM most_cited WHERE NOT in_index;

-- Documents that are the same thing, the best source first.
CREATE VIEW duplicates AS
SELECT i.id, d.best, d.format, d.doc, d.path, d.hash, d.document_id
FROM documents d JOIN ids i ON i.id_no = d.node_no
WHERE d.node_no IN (SELECT node_no FROM documents GROUP BY node_no HAVING count(*) > 1)
ORDER BY i.id, d.best DESC, d.loss, d.path, d.n;
