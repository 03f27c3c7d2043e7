//! Questions that an index answers.

use super::{
    Index, IndexError,
    load::{self, ORDER},
};
use crate::{
    citation::Status,
    family::Family,
    id::Id,
    span::{Place, Span},
};
use rusqlite::{Row, named_params};

/// One citation, seen from what it names: where it stands and in which sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mention {
    /// The number of the document, for [`Index::document`].
    pub document: i64,
    /// The document, as records name it.
    pub doc: String,
    /// Its node in the reference graph: its own identifier, else its name.
    pub source: Id,
    /// Where it was read.
    pub path: Option<String>,
    /// When it is from, where that is known.
    pub date: Option<String>,
    /// Where the citation stands in its text.
    pub span: Span,
    /// The same as people count.
    pub place: Place,
    /// Its words.
    pub text: String,
    /// The sentence around it.
    pub sentence: String,
    /// What kind of thing it names.
    pub family: Family,
    /// How far it could be resolved.
    pub status: Status,
    /// What it names; `None` where it names nothing yet.
    pub target: Option<Id>,
}

/// That a document cites something, and how often: an edge of the reference graph.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Link<'i> {
    /// The number of the document.
    pub document: i64,
    /// The citing node: the document's own identifier, else its name.
    pub source: &'i Id,
    /// What is cited.
    pub target: &'i Id,
    /// The same paper's identifiers under the other dossiers that the citation names.
    pub also: Vec<Id>,
    /// What kind of thing it was cited as.
    pub family: Family,
    /// How often.
    pub count: u32,
    /// The line of the first of them, from 1.
    pub line: u32,
    /// Its column in code points, from 1.
    pub column: u32,
}

/// How much an index holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Totals {
    /// Files.
    pub sources: u64,
    /// Documents in them.
    pub documents: u64,
    /// Citations in these.
    pub citations: u64,
    /// What these name.
    pub targets: u64,
}

const MENTION: &str = "SELECT c.document_id, d.doc, node.id, d.path, d.date, c.start_byte, c.end_byte, c.start_char, c.line, c.col, c.text,
  CAST(substr(CAST(t.text AS BLOB), c.sentence_start + 1, c.sentence_end - c.sentence_start) AS TEXT), c.family, c.status";
const JOINS: &str = "JOIN documents d ON d.document_id = c.document_id JOIN sources s ON s.source_id = d.source_id
  JOIN texts t ON t.document_id = c.document_id JOIN ids node ON node.id_no = d.node_no";
/// The numbers of an identifier and of all that is part of it: a law's articles, an article's leden, a dossier's papers.
const UNDER: &str = "SELECT id_no FROM ids WHERE id = :id OR (id > :id || '&' AND id < :id || '''')
  UNION SELECT i.id_no FROM ids w JOIN ids i ON i.whole_no = w.id_no WHERE w.id = :id
  UNION SELECT i.id_no FROM ids w JOIN ids i ON i.dossier_no = w.id_no WHERE w.id = :id";

impl Index {
    /// Who cites `id` or a part of it: a law with its articles, an article with its leden, a dossier with its papers. By document, then by place; what a document says of itself is left out.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn cited_by(&self, id: &Id) -> Result<Vec<Mention>, IndexError> {
        let sql = format!(
            "{MENTION}, i.id FROM (
               SELECT document_id, n, id_no FROM targets WHERE id_no IN ({UNDER})
               UNION SELECT g.document_id, g.n, g.id_no FROM also a JOIN targets g USING (document_id, n, m) WHERE a.id_no IN ({UNDER})) g
             JOIN citations c ON c.document_id = g.document_id AND c.n = g.n {JOINS} JOIN ids i ON i.id_no = g.id_no
             WHERE c.self = 0 ORDER BY {ORDER}, c.n, i.id"
        );
        self.mentions(&sql, id)
    }

    /// What the documents of a node cite: those whose own identifier, id in the input or path is `id`. By place, one for each target, and one for a citation without any.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn cites(&self, id: &Id) -> Result<Vec<Mention>, IndexError> {
        let sql = format!(
            "{MENTION}, i.id FROM documents x JOIN citations c ON c.document_id = x.document_id {JOINS}
             LEFT JOIN targets g ON g.document_id = c.document_id AND g.n = c.n LEFT JOIN ids i ON i.id_no = g.id_no
             WHERE c.self = 0 AND x.document_id IN (
               SELECT document_id FROM documents WHERE node_no = (SELECT id_no FROM ids WHERE id = :id)
               UNION SELECT document_id FROM documents WHERE doc = :id
               UNION SELECT document_id FROM documents WHERE source_id = (SELECT source_id FROM sources WHERE path = :id))
             ORDER BY {ORDER}, c.n, g.m"
        );
        self.mentions(&sql, id)
    }

    /// Citations that are still open: ambiguous, incomplete or unknown, as `status` says. By document, then by place.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn open_citations(&self, status: Status) -> Result<Vec<Mention>, IndexError> {
        let sql = format!(
            "{MENTION}, (SELECT i.id FROM targets g JOIN ids i USING (id_no) WHERE g.document_id = c.document_id AND g.n = c.n AND g.m = 1)
             FROM citations c {JOINS} WHERE c.status = :id ORDER BY {ORDER}, c.n"
        );
        self.mentions(&sql, &Id::new(status.as_str()))
    }

    fn mentions(&self, sql: &str, id: &Id) -> Result<Vec<Mention>, IndexError> {
        let read = || self.connection.prepare_cached(sql)?.query_map(named_params! {":id": id.as_str()}, mention)?.collect::<rusqlite::Result<_>>();
        read().map_err(|e| self.fault(e))
    }

    /// Gives each document's links to `take`: what it cites, laws as a whole. Resolved citations, and unknown ones that name something.
    ///
    /// Of a joint paper the builder of a graph chooses the identifier that it knows; a document may cite itself.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn links(&self, take: impl FnMut(Link<'_>)) -> Result<(), IndexError> {
        let sql = "SELECT e.document_id, d.node_no, e.target_no, e.also, e.family, e.count, e.line, e.col
                   FROM edges e JOIN documents d USING (document_id) ORDER BY e.document_id, e.target_no, e.also";
        self.each_link(sql, take)
    }

    /// The same with every target as it was cited, articles and leden too; each with count 1, by document and place.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn fine_links(&self, take: impl FnMut(Link<'_>)) -> Result<(), IndexError> {
        let sql = "SELECT g.document_id, d.node_no, g.id_no,
                     coalesce((SELECT group_concat(i.id, ' ') FROM also a JOIN ids i USING (id_no) WHERE a.document_id = g.document_id AND a.n = g.n AND a.m = g.m), ''),
                     c.family, 1, c.line, c.col
                   FROM targets g JOIN citations c ON c.document_id = g.document_id AND c.n = g.n JOIN documents d ON d.document_id = g.document_id
                   WHERE c.self = 0 AND c.status IN ('resolved', 'unknown') ORDER BY g.document_id, g.n, g.m";
        self.each_link(sql, take)
    }

    fn each_link(&self, sql: &str, mut take: impl FnMut(Link<'_>)) -> Result<(), IndexError> {
        let ids = self.ids()?;
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            let mut family = Family::new("");
            while let Some(row) = rows.next()? {
                let at = |column: usize| -> rusqlite::Result<&Id> {
                    let number: usize = row.get(column)?;
                    ids.get(number).and_then(Option::as_ref).ok_or(rusqlite::Error::QueryReturnedNoRows)
                };
                let name = row.get_ref(4)?.as_str()?;
                if family.as_str() != name {
                    family = Family::new(name);
                }
                take(Link {
                    document: row.get(0)?,
                    source: at(1)?,
                    target: at(2)?,
                    also: row.get_ref(3)?.as_str()?.split_whitespace().map(Id::new).collect(),
                    family: family.clone(),
                    count: row.get(5)?,
                    line: row.get(6)?,
                    column: row.get(7)?,
                });
            }
            Ok(())
        };
        read().map_err(|e| self.fault(e))
    }

    /// All identifiers by their number.
    fn ids(&self) -> Result<Vec<Option<Id>>, IndexError> {
        let read = || -> rusqlite::Result<Vec<Option<Id>>> {
            let most: Option<usize> = self.connection.query_row("SELECT max(id_no) FROM ids", [], |row| row.get(0))?;
            let mut ids = vec![None; most.map_or(0, |m| m + 1)];
            let mut statement = self.connection.prepare_cached("SELECT id_no, id FROM ids")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                ids[row.get::<_, usize>(0)?] = Some(load::id(row, 1)?);
            }
            Ok(ids)
        };
        read().map_err(|e| self.fault(e))
    }

    /// The nodes of all documents, with the name and the date of each: `node, name, date`. By document.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sources(&self, mut take: impl FnMut(Id, &str, Option<&str>)) -> Result<(), IndexError> {
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare_cached(
                "SELECT i.id, json_extract(d.given, '$.name'), d.date FROM documents d JOIN ids i ON i.id_no = d.node_no ORDER BY d.document_id",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(load::id(row, 0)?, row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str_or_null()?);
            }
            Ok(())
        };
        read().map_err(|e| self.fault(e))
    }

    /// How much the index holds.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn totals(&self) -> Result<Totals, IndexError> {
        let sql = "SELECT (SELECT count(*) FROM sources), count(*), coalesce(sum(citations), 0), (SELECT count(*) FROM targets) FROM documents";
        let read = |row: &Row<'_>| Ok(Totals { sources: row.get(0)?, documents: row.get(1)?, citations: row.get(2)?, targets: row.get(3)? });
        self.connection.query_row(sql, [], read).map_err(|e| self.fault(e))
    }
}

fn mention(row: &Row<'_>) -> rusqlite::Result<Mention> {
    Ok(Mention {
        document: row.get(0)?,
        doc: row.get(1)?,
        source: load::id(row, 2)?,
        path: row.get(3)?,
        date: row.get(4)?,
        span: Span::new(row.get(5)?, row.get(6)?),
        place: Place { char: row.get(7)?, line: row.get(8)?, column: row.get(9)? },
        text: row.get(10)?,
        sentence: row.get(11)?,
        family: Family::new(row.get_ref(12)?.as_str()?),
        status: load::status(row, 13)?,
        target: row.get_ref(14)?.as_str_or_null()?.map(Id::new),
    })
}
