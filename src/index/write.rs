//! The one that writes: documents as rows, in transactions that each leave the index whole.

use super::{
    IndexError, PATIENCE,
    rows::{Found, Stamp},
    same::{self, Keys},
    schema::{self, Prepared},
    update::{Asked, Root},
};
use crate::{cite, document::Document, engine::Verwijs, graph::Level, id::Id, period::Period};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::{Path, PathBuf};

/// So many identifiers are known by heart.
const KNOWN: usize = 1 << 20;
/// The write-ahead log is folded into the file after so many pages.
const LOG_PAGES: i64 = 8192;

/// Writes into an index; nobody else does meanwhile.
pub(super) struct Writer<'v> {
    connection: Connection,
    path: PathBuf,
    verwijs: &'v Verwijs,
    rules: i64,
    known: FxHashMap<Id, i64>,
    /// Identifiers that may have lost their last use.
    loose: FxHashSet<i64>,
    /// What documents that came, went or moved may share with others.
    moved: Keys,
    open: bool,
}

/// A document and what was found in it, ready to be written.
pub(super) struct Put {
    /// The number it had, if it was there.
    pub old: Option<i64>,
    pub n: usize,
    pub copy: u32,
    pub document: Document<'static>,
    pub stamp: Stamp,
    pub found: Found,
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileState {
    pub path: String,
    pub asked: Asked,
    pub size: u64,
    pub modified: Option<i64>,
    pub hash: Option<String>,
}

type Sql<T> = rusqlite::Result<T>;

impl<'v> Writer<'v> {
    /// Opens or makes the database.
    pub fn open(path: &Path, verwijs: &'v Verwijs) -> Result<(Self, Prepared), IndexError> {
        let fault = |e| IndexError::database(path, e);
        let mut connection = Connection::open(path).map_err(fault)?;
        connection.busy_timeout(PATIENCE).map_err(fault)?;
        let prepared = schema::prepare(&mut connection, path)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.pragma_update(None, "synchronous", "NORMAL").map_err(fault)?;
        connection.pragma_update(None, "cache_size", -65_536).map_err(fault)?;
        connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES).map_err(fault)?;
        let writer = Self {
            connection,
            path: path.to_owned(),
            verwijs,
            rules: 0,
            known: FxHashMap::default(),
            loose: FxHashSet::default(),
            moved: Keys::default(),
            open: false,
        };
        Ok((writer, prepared))
    }

    /// What the database says, as an error that names it.
    pub fn fault(&self, source: rusqlite::Error) -> IndexError {
        IndexError::database(&self.path, source)
    }

    /// The number of the rules that things are read by from now on.
    pub const fn rules(&self) -> i64 {
        self.rules
    }

    /// Makes these the rules that hold; whether others held before.
    pub fn hold(&mut self, fingerprint: &str) -> Sql<bool> {
        self.begin()?;
        let before: Option<(i64, String)> =
            self.connection.query_row("SELECT rules_id, fingerprint FROM rules WHERE current = 1", [], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
        match before {
            Some((rules, held)) if held == fingerprint => {
                self.rules = rules;
                Ok(false)
            }
            before => {
                self.connection.execute("UPDATE rules SET current = 0", [])?;
                self.rules = self.connection.query_row(
                    "INSERT INTO rules (fingerprint, version, current) VALUES (?1, ?2, 1) ON CONFLICT (fingerprint) DO UPDATE SET current = 1 RETURNING rules_id",
                    params![fingerprint, env!("CARGO_PKG_VERSION")],
                    |row| row.get(0),
                )?;
                self.name_anew()?;
                Ok(before.is_some())
            }
        }
    }

    /// Labels and titles come from the registers, which may be others now.
    fn name_anew(&self) -> Sql<()> {
        let ids: Vec<(i64, String, bool)> = self
            .connection
            .prepare("SELECT id_no, id, whole_no = id_no FROM ids")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Sql<_>>()?;
        let mut update = self.connection.prepare("UPDATE ids SET label = ?2, title = ?3, url = ?4 WHERE id_no = ?1")?;
        for (number, id, whole) in ids {
            let id = Id::from(id);
            let title = if whole { self.verwijs.label(&id) } else { None };
            update.execute(params![number, self.label(&id), title, id.url()])?;
        }
        Ok(())
    }

    fn label(&self, id: &Id) -> Option<String> {
        cite::label(id).or_else(|| self.verwijs.cite(id))
    }

    /// Begins a transaction, where none is open.
    pub fn begin(&mut self) -> Sql<()> {
        if !self.open {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            self.open = true;
        }
        Ok(())
    }

    /// Makes what was written so far last.
    pub fn commit(&mut self) -> Sql<()> {
        if self.open {
            self.loose.extend(same::weigh(&self.connection, std::mem::take(&mut self.moved))?);
            self.sweep()?;
            self.connection.execute_batch("COMMIT")?;
            self.open = false;
        }
        Ok(())
    }

    /// Ends the work: what is of no use any more goes, the log goes into the file.
    pub fn finish(mut self) -> Sql<()> {
        self.begin()?;
        self.connection.execute(
            "DELETE FROM rules WHERE current = 0 AND rules_id NOT IN (SELECT rules_id FROM sources) AND rules_id NOT IN (SELECT rules_id FROM documents)",
            [],
        )?;
        self.commit()?;
        self.connection.execute_batch("PRAGMA analysis_limit = 400; PRAGMA optimize")?;
        // Where somebody reads meanwhile, the log stays for later.
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
    }

    /// The roots.
    pub fn roots(&self) -> Sql<Vec<Root>> {
        let root = |row: &rusqlite::Row<'_>| {
            let asked = Asked { format: row.get_ref(2)?.as_str()?.parse().unwrap_or_default(), field: row.get(3)? };
            Ok(Root { path: row.get(0)?, folder: row.get(1)?, asked })
        };
        self.statement("SELECT path, folder, input, field FROM roots ORDER BY path")?.query_map([], root)?.collect()
    }

    /// The files: number, path.
    pub fn sources(&self) -> Sql<Vec<(i64, String)>> {
        self.statement("SELECT source_id, path FROM sources ORDER BY source_id")?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }

    fn statement(&self, sql: &str) -> Sql<CachedStatement<'_>> {
        self.connection.prepare_cached(sql)
    }

    /// Keeps a root, or renews what is known of it.
    pub fn keep_root(&mut self, root: &Root) -> Sql<()> {
        self.begin()?;
        let sql = "INSERT INTO roots (path, folder, input, field) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (path) DO UPDATE SET folder = excluded.folder, input = excluded.input, field = excluded.field";
        self.statement(sql)?.execute(params![root.path, root.folder, root.asked.format.to_string(), root.asked.field]).map(drop)
    }

    /// Forgets a root; what was read below it is not touched.
    pub fn forget_root(&mut self, path: &str) -> Sql<bool> {
        self.begin()?;
        Ok(self.statement("DELETE FROM roots WHERE path = ?1")?.execute([path])? > 0)
    }

    /// Begins to read a file: until it is finished, it counts as interrupted.
    pub fn begin_source(&mut self, file: &FileState) -> Sql<i64> {
        self.begin()?;
        let sql = "INSERT INTO sources (path, input, field, size, modified, hash, rules_id, complete) VALUES (?1, ?2, ?3, 0, NULL, NULL, ?4, 0)
                   ON CONFLICT (path) DO UPDATE SET complete = 0 RETURNING source_id";
        let source = self.statement(sql)?.query_row(params![file.path, file.asked.format.to_string(), file.asked.field, self.rules], |row| row.get(0))?;
        self.statement("DELETE FROM problems WHERE source_id = ?1")?.execute([source])?;
        Ok(source)
    }

    /// Ends the reading of a file: documents that are not among `kept` are gone from it. The number of these.
    pub fn end_source(&mut self, source: i64, file: &FileState, kept: &FxHashSet<i64>) -> Sql<usize> {
        self.begin()?;
        let mut gone: Vec<i64> =
            self.statement("SELECT document_id FROM documents WHERE source_id = ?1")?.query_map([source], |row| row.get(0))?.collect::<Sql<_>>()?;
        gone.retain(|document| !kept.contains(document));
        for &document in &gone {
            self.remove(document)?;
        }
        let sql = "UPDATE sources SET input = ?2, field = ?3, size = ?4, modified = ?5, hash = ?6, rules_id = ?7, complete = 1 WHERE source_id = ?1";
        self.statement(sql)?.execute(params![source, file.asked.format.to_string(), file.asked.field, file.size, file.modified, file.hash, self.rules])?;
        Ok(gone.len())
    }

    /// Notes that a file has the same content under another time stamp.
    pub fn touch_source(&mut self, source: i64, file: &FileState) -> Sql<()> {
        self.begin()?;
        let sql = "UPDATE sources SET size = ?2, modified = ?3 WHERE source_id = ?1";
        self.statement(sql)?.execute(params![source, file.size, file.modified]).map(drop)
    }

    /// Drops a file with all its documents; the number of these.
    pub fn drop_source(&mut self, source: i64) -> Sql<usize> {
        self.begin()?;
        let documents: Vec<i64> =
            self.statement("SELECT document_id FROM documents WHERE source_id = ?1")?.query_map([source], |row| row.get(0))?.collect::<Sql<_>>()?;
        for &document in &documents {
            self.remove(document)?;
        }
        self.statement("DELETE FROM problems WHERE source_id = ?1")?.execute([source])?;
        self.statement("DELETE FROM sources WHERE source_id = ?1")?.execute([source])?;
        Ok(documents.len())
    }

    /// Keeps what could not be read, so that it is said again while it stays so.
    pub fn problem(&mut self, source: i64, n: usize, message: &str) -> Sql<()> {
        self.begin()?;
        self.statement("INSERT INTO problems (source_id, n, message) VALUES (?1, ?2, ?3)")?.execute(params![source, n, message]).map(drop)
    }

    /// Gives a document that stays as it is its place in its source.
    pub fn place(&mut self, document: i64, n: usize) -> Sql<()> {
        self.begin()?;
        self.statement("UPDATE documents SET n = ?2 WHERE document_id = ?1")?.execute(params![document, n])?;
        self.moved.add(&self.connection, document)
    }

    /// Writes a document in place of what it was before; its number.
    pub fn put(&mut self, source: i64, put: &Put) -> Sql<i64> {
        self.begin()?;
        if let Some(old) = put.old {
            self.remove(old)?;
        }
        let Put { document, stamp, found, .. } = put;
        let node = self.number(&found.node)?;
        let (own, meta) = (found.extraction.own.as_ref(), &found.metadata);
        let sql = "INSERT INTO documents (document_id, source_id, n, key, copy, doc, self_no, node_no, own, path, format, loss, best, opening, title, kind, date, chamber, session, author, bytes, citations, hash, given, layout, state, rules_id)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11, 1, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)";
        self.statement(sql)?.execute(params![
            put.old,
            source,
            put.n,
            document.name,
            put.copy,
            found.doc,
            node,
            own.map(Id::as_str),
            document.path,
            meta.format,
            document.loss(),
            found.opening.map(u64::cast_signed),
            meta.title,
            meta.kind,
            Period::of_document(own, document).map(String::from),
            meta.chamber,
            meta.session,
            meta.author,
            document.text.len(),
            found.extraction.citations.len(),
            stamp.hash,
            stamp.given,
            stamp.layout,
            stamp.state,
            self.rules
        ])?;
        let number = put.old.unwrap_or_else(|| self.connection.last_insert_rowid());
        self.statement("INSERT INTO texts (document_id, text) VALUES (?1, ?2)")?.execute(params![number, document.text])?;
        for (k, other) in found.extraction.others.iter().enumerate() {
            let id = self.number(other)?;
            self.statement("INSERT INTO other_ids (document_id, k, id_no) VALUES (?1, ?2, ?3)")?.execute(params![number, k + 1, id])?;
        }
        self.moved.add(&self.connection, number)?;
        self.citations(number, put)?;
        for article in &found.extraction.articles {
            let sql = "INSERT OR IGNORE INTO articles (document_id, start_byte, end_byte, number) VALUES (?1, ?2, ?3, ?4)";
            self.statement(sql)?.execute(params![number, article.span.start, article.span.end, article.number])?;
        }
        for edge in &found.edges {
            let target = self.number(&edge.target)?;
            let sql = "INSERT INTO edges (document_id, target_no, also, family, count, line, col) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            self.statement(sql)?.execute(params![number, target, edge.also, edge.family.as_str(), edge.count, edge.first.line, edge.first.column])?;
        }
        Ok(number)
    }

    fn citations(&mut self, document: i64, put: &Put) -> Sql<()> {
        let text = &put.document.text;
        for (n, (citation, places)) in put.found.extraction.citations.iter().zip(&put.found.places).enumerate() {
            let n = n + 1;
            let fields = (!citation.fields.is_empty()).then(|| serde_json::to_string(&citation.fields).unwrap_or_default());
            let sql = "INSERT INTO citations (document_id, n, start_byte, end_byte, start_char, end_char, line, col, sentence_start, sentence_end, text, family, status, self, rule, fields)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
            self.statement(sql)?.execute(params![
                document,
                n,
                citation.span.start,
                citation.span.end,
                places.start.char,
                places.end_char,
                places.start.line,
                places.start.column,
                places.sentence.start,
                places.sentence.end,
                &text[citation.span.range()],
                citation.family.as_str(),
                citation.status.as_str(),
                citation.own,
                citation.rule.as_ref(),
                fields
            ])?;
            for (m, (target, chars)) in citation.targets.iter().zip(&places.targets).enumerate() {
                let m = m + 1;
                let id = self.number(&target.id)?;
                let sql = "INSERT INTO targets (document_id, n, m, id_no, start_byte, end_byte, start_char, end_char) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
                self.statement(sql)?.execute(params![document, n, m, id, target.span.start, target.span.end, chars.0, chars.1])?;
                for (k, also) in target.also.iter().enumerate() {
                    let id = self.number(also)?;
                    self.statement("INSERT INTO also (document_id, n, m, k, id_no) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
                        document,
                        n,
                        m,
                        k + 1,
                        id
                    ])?;
                }
            }
            for (m, candidate) in citation.candidates.iter().enumerate() {
                let id = self.number(&candidate.id)?;
                let sql = "INSERT INTO candidates (document_id, n, m, id_no, reason) VALUES (?1, ?2, ?3, ?4, ?5)";
                self.statement(sql)?.execute(params![document, n, m + 1, id, candidate.reason])?;
            }
        }
        Ok(())
    }

    /// Removes a document with all that hangs on it.
    fn remove(&mut self, document: i64) -> Sql<()> {
        self.moved.add(&self.connection, document)?;
        let sql = "SELECT node_no FROM documents WHERE document_id = ?1 UNION SELECT self_no FROM documents WHERE document_id = ?1 UNION SELECT id_no FROM targets WHERE document_id = ?1
                   UNION SELECT id_no FROM also WHERE document_id = ?1 UNION SELECT id_no FROM candidates WHERE document_id = ?1
                   UNION SELECT target_no FROM edges WHERE document_id = ?1 UNION SELECT id_no FROM other_ids WHERE document_id = ?1";
        let ids: Vec<i64> = self.statement(sql)?.query_map([document], |row| row.get(0))?.collect::<Sql<_>>()?;
        self.loose.extend(ids);
        for sql in [
            "DELETE FROM articles WHERE document_id = ?1",
            "DELETE FROM edges WHERE document_id = ?1",
            "DELETE FROM candidates WHERE document_id = ?1",
            "DELETE FROM also WHERE document_id = ?1",
            "DELETE FROM targets WHERE document_id = ?1",
            "DELETE FROM citations WHERE document_id = ?1",
            "DELETE FROM other_ids WHERE document_id = ?1",
            "DELETE FROM texts WHERE document_id = ?1",
            "DELETE FROM documents WHERE document_id = ?1",
        ] {
            self.statement(sql)?.execute([document])?;
        }
        Ok(())
    }

    /// Removes identifiers that nothing names any more.
    fn sweep(&mut self) -> Sql<()> {
        while !self.loose.is_empty() {
            let mut wholes = FxHashSet::default();
            for number in std::mem::take(&mut self.loose) {
                let sql = "DELETE FROM ids WHERE id_no = ?1
                    AND NOT EXISTS (SELECT 1 FROM documents WHERE node_no = ?1) AND NOT EXISTS (SELECT 1 FROM documents WHERE self_no = ?1) AND NOT EXISTS (SELECT 1 FROM targets WHERE id_no = ?1)
                    AND NOT EXISTS (SELECT 1 FROM edges WHERE target_no = ?1) AND NOT EXISTS (SELECT 1 FROM also WHERE id_no = ?1)
                    AND NOT EXISTS (SELECT 1 FROM candidates WHERE id_no = ?1) AND NOT EXISTS (SELECT 1 FROM other_ids WHERE id_no = ?1) AND NOT EXISTS (SELECT 1 FROM ids WHERE whole_no = ?1 AND id_no <> ?1)
                    AND NOT EXISTS (SELECT 1 FROM ids WHERE dossier_no = ?1 AND id_no <> ?1) RETURNING id, whole_no, dossier_no";
                let read = |row: &rusqlite::Row<'_>| Ok((Id::from(row.get::<_, String>(0)?), row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
                let gone = self.statement(sql)?.query_row([number], read).optional()?;
                if let Some((id, whole, dossier)) = gone {
                    self.known.remove(&id);
                    wholes.extend([whole, dossier].into_iter().filter(|w| *w != number));
                }
            }
            self.loose = wholes;
        }
        Ok(())
    }

    /// The number of an identifier, which gets one where it has none.
    fn number(&mut self, id: &Id) -> Sql<i64> {
        if let Some(&number) = self.known.get(id) {
            return Ok(number);
        }
        let found = self.statement("SELECT id_no FROM ids WHERE id = ?1")?.query_row([id.as_str()], |row| row.get(0)).optional()?;
        let number = match found {
            Some(number) => number,
            None => self.add(id)?,
        };
        if self.known.len() >= KNOWN {
            self.known.clear();
        }
        self.known.insert(id.clone(), number);
        Ok(number)
    }

    fn add(&mut self, id: &Id) -> Sql<i64> {
        let whole = cite::whole(id);
        let dossier = Level::Dossier.source(&whole);
        let whole = (whole != *id).then(|| self.number(&whole)).transpose()?;
        let dossier = (dossier != *id).then(|| self.number(&dossier)).transpose()?.or(whole);
        let next: i64 = self.statement("SELECT coalesce(max(id_no), 0) + 1 FROM ids")?.query_row([], |row| row.get(0))?;
        let sql = "INSERT INTO ids (id_no, id, whole_no, dossier_no, label, title, url) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        // The name of a law stands with the law alone, not with each of its articles.
        let title = if whole.is_none() { self.verwijs.label(id) } else { None };
        let params = params![next, id.as_str(), whole.unwrap_or(next), dossier.unwrap_or(next), self.label(id), title, id.url()];
        self.statement(sql)?.execute(params)?;
        Ok(next)
    }
}
