-- The database of `verwijs index`. docs/index.md explains it.

-- Where the rules of verwijs stood when a thing was read.
CREATE TABLE rules (
  rules_id    INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL UNIQUE,   -- of the program, its grammar and registers, and those it was given
  version     TEXT NOT NULL,          -- the version of verwijs
  current     INTEGER NOT NULL        -- 1: these hold; what was read by others is read again
);

-- What the index was told to keep.
CREATE TABLE roots (
  path   TEXT PRIMARY KEY,            -- a file or folder, as it was given
  folder TEXT NOT NULL,               -- the working folder at that time
  input  TEXT NOT NULL,               -- the value of --input
  field  TEXT                         -- the value of --field
) WITHOUT ROWID;

-- The files that were read.
CREATE TABLE sources (
  source_id INTEGER PRIMARY KEY,
  path      TEXT NOT NULL UNIQUE,
  input     TEXT NOT NULL,            -- what it was asked to be read as: the values of --input
  field     TEXT,                     -- and --field
  size      INTEGER NOT NULL,         -- bytes
  modified  INTEGER,                  -- nanoseconds since 1970; NULL: too fresh to be trusted
  hash      TEXT,                     -- BLAKE3 of the file, as b3sum prints it; NULL: it could not be read
  rules_id  INTEGER NOT NULL REFERENCES rules,
  complete  INTEGER NOT NULL          -- 0: its reading was interrupted
);

-- What could not be read, as it was said.
CREATE TABLE problems (
  source_id INTEGER NOT NULL REFERENCES sources,
  n         INTEGER NOT NULL,
  message   TEXT NOT NULL,
  PRIMARY KEY (source_id, n)
) WITHOUT ROWID;

-- Every identifier once: of documents, of what they cite, and of the wholes that these are part of.
CREATE TABLE ids (
  id_no      INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  whole_no   INTEGER NOT NULL REFERENCES ids,   -- the law, treaty or act that it is a part of; else itself
  dossier_no INTEGER NOT NULL REFERENCES ids,   -- the dossier of a paper; else the whole
  label      TEXT,                              -- the short words that a reader knows it by
  title      TEXT,                              -- of a whole: its name, where a register has one
  url        TEXT                               -- its official page
);
CREATE INDEX ids_whole ON ids (whole_no);
CREATE INDEX ids_dossier ON ids (dossier_no);

CREATE TABLE documents (
  document_id INTEGER PRIMARY KEY,
  source_id   INTEGER NOT NULL REFERENCES sources,
  n           INTEGER NOT NULL,       -- its place in the source, from 1
  key         TEXT NOT NULL,          -- what it is called within its source
  copy        INTEGER NOT NULL,       -- 1; 2 is the second of that key in the source, and so on
  doc         TEXT NOT NULL,          -- as records name it: the id given, else its own, else its path
  self_no     INTEGER NOT NULL REFERENCES ids,  -- itself: its own identifier, else its name
  node_no     INTEGER NOT NULL REFERENCES ids,  -- its node in the reference graph, which it shares with other sources of the same document
  own         TEXT,                   -- its own canonical identifier, where it shows one
  path        TEXT,
  format      TEXT NOT NULL,          -- what it was read as: 'official XML', 'PDF', 'text'
  loss        INTEGER NOT NULL,       -- what that costs: 0 a line of a corpus, 1 XML, 2 HTML and JSON, 3 Office files, 4 PDF, 5 plain text, 6 metadata alone
  best        INTEGER NOT NULL,       -- 1; 0 where another source of the same document is better, and counts
  opening     INTEGER,                -- its day and first words as a number, by which sources of one paper are known
  title       TEXT,
  kind        TEXT,
  date        TEXT,
  chamber     TEXT,                   -- tk, ek, vv
  session     TEXT,                   -- 20182019
  author      TEXT,
  bytes       INTEGER NOT NULL,       -- of the text
  citations   INTEGER NOT NULL,       -- how many stand in it
  hash        TEXT NOT NULL,          -- BLAKE3 of the text, its first 128 bits: equal texts have equal ones
  given       TEXT NOT NULL,          -- JSON: all that was known of it before it was searched
  layout      BLOB,                   -- JSON under zstd: what leads back to the structure and bytes of its file
  state       BLOB NOT NULL,          -- a hash of text, `given` and `layout`: what has the same is not read again
  rules_id    INTEGER NOT NULL REFERENCES rules
);
CREATE UNIQUE INDEX documents_key ON documents (source_id, key, copy);
CREATE INDEX documents_node ON documents (node_no, loss, best);
CREATE INDEX documents_self ON documents (self_no, loss);
CREATE INDEX documents_opening ON documents (opening) WHERE opening IS NOT NULL;
CREATE INDEX documents_doc ON documents (doc);

-- Other identifiers of a document: a joint paper's under its other dossiers, its number of the Tweede Kamer.
CREATE TABLE other_ids (
  document_id INTEGER NOT NULL REFERENCES documents,
  k           INTEGER NOT NULL,
  id_no       INTEGER NOT NULL REFERENCES ids,
  PRIMARY KEY (document_id, k)
) WITHOUT ROWID;
CREATE INDEX other_ids_id ON other_ids (id_no);

CREATE TABLE texts (
  document_id INTEGER PRIMARY KEY REFERENCES documents,
  text        TEXT NOT NULL
);

-- Offsets are those of the text: bytes from 0, code points from 0, half-open; lines and columns from 1.
CREATE TABLE citations (
  document_id    INTEGER NOT NULL REFERENCES documents,
  n              INTEGER NOT NULL,    -- its place in the document, from 1
  start_byte     INTEGER NOT NULL,
  end_byte       INTEGER NOT NULL,
  start_char     INTEGER NOT NULL,
  end_char       INTEGER NOT NULL,
  line           INTEGER NOT NULL,
  col            INTEGER NOT NULL,
  sentence_start INTEGER NOT NULL,    -- bytes
  sentence_end   INTEGER NOT NULL,
  text           TEXT NOT NULL,       -- its words
  family         TEXT NOT NULL,
  status         TEXT NOT NULL,       -- resolved, ambiguous, incomplete, unknown
  self           INTEGER NOT NULL,    -- 1: the document names itself
  rule           TEXT NOT NULL,
  fields         TEXT,                -- JSON: what was read, by name
  PRIMARY KEY (document_id, n)
) WITHOUT ROWID;
CREATE INDEX citations_status ON citations (status) WHERE status <> 'resolved';

CREATE TABLE targets (
  document_id INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  m           INTEGER NOT NULL,       -- its place in the citation, from 1
  id_no       INTEGER NOT NULL REFERENCES ids,
  start_byte  INTEGER NOT NULL,
  end_byte    INTEGER NOT NULL,
  start_char  INTEGER NOT NULL,
  end_char    INTEGER NOT NULL,
  PRIMARY KEY (document_id, n, m),
  FOREIGN KEY (document_id, n) REFERENCES citations
) WITHOUT ROWID;
CREATE INDEX targets_id ON targets (id_no);

-- The articles of a document that is a law, where its text shows them.
CREATE TABLE articles (
  document_id INTEGER NOT NULL REFERENCES documents,
  start_byte  INTEGER NOT NULL,
  end_byte    INTEGER NOT NULL,
  number      TEXT NOT NULL,          -- as printed: 3:2, 5a, IV
  PRIMARY KEY (document_id, start_byte)
) WITHOUT ROWID;

-- A joint paper's identifiers under the other dossiers that the citation names.
CREATE TABLE also (
  document_id INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  m           INTEGER NOT NULL,
  k           INTEGER NOT NULL,
  id_no       INTEGER NOT NULL REFERENCES ids,
  PRIMARY KEY (document_id, n, m, k),
  FOREIGN KEY (document_id, n, m) REFERENCES targets
) WITHOUT ROWID;
CREATE INDEX also_id ON also (id_no);

CREATE TABLE candidates (
  document_id INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  m           INTEGER NOT NULL,       -- likeliest first
  id_no       INTEGER NOT NULL REFERENCES ids,
  reason      TEXT NOT NULL,
  PRIMARY KEY (document_id, n, m),
  FOREIGN KEY (document_id, n) REFERENCES citations
) WITHOUT ROWID;
CREATE INDEX candidates_id ON candidates (id_no);

-- What each document cites, articles folded into their act; its naming itself, and what is open, left out.
CREATE TABLE edges (
  document_id INTEGER NOT NULL REFERENCES documents,
  target_no   INTEGER NOT NULL REFERENCES ids,
  also        TEXT NOT NULL,          -- the other identifiers of a joint paper, by a space; mostly ''
  family      TEXT NOT NULL,
  count       INTEGER NOT NULL,
  line        INTEGER NOT NULL,       -- of the first
  col         INTEGER NOT NULL,
  PRIMARY KEY (document_id, target_no, also)
) WITHOUT ROWID;
CREATE INDEX edges_target ON edges (target_no);

-- Full text: SELECT ... FROM search JOIN documents ON document_id = search.rowid WHERE search MATCH 'kinderbijslag'
CREATE VIRTUAL TABLE search USING fts5 (text, content = 'texts', content_rowid = 'document_id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER texts_in AFTER INSERT ON texts BEGIN
  INSERT INTO search (rowid, text) VALUES (new.document_id, new.text);
END;
CREATE TRIGGER texts_out AFTER DELETE ON texts BEGIN
  INSERT INTO search (search, rowid, text) VALUES ('delete', old.document_id, old.text);
END;
