//! An index as a corpus that questions are asked of.

use super::{
    Index, IndexError,
    load::{self, ORDER},
};
use crate::{
    articles::{Article, article_at},
    citation::{Candidate, Status, Target},
    cite,
    family::Family,
    id::Id,
    query::{Corpus, Mention, Reading, Scan, Scope, Want},
    span::{Place, Span},
};
use rusqlite::{Connection, Row, Rows, fallible_streaming_iterator::FallibleStreamingIterator, named_params, params};
use std::collections::BTreeMap;

const READING: &str = "SELECT node.id, d.key, d.doc, d.date, d.document_id, d.own FROM documents d JOIN ids node ON node.id_no = d.node_no WHERE d.best";
const CITATION: &str = "SELECT document_id, n, start_byte, end_byte, start_char, line, col, family, status, self, rule, sentence_start, sentence_end";
/// What the sources that count, and those that they count for, know of other identifiers.
const OTHERS: &str = "SELECT document_id, 0, i.id FROM (
    SELECT o.document_id, o.id_no FROM other_ids o JOIN documents b USING (document_id) WHERE b.best AND (b.own IS NOT NULL OR b.node_no = b.self_no)
    UNION SELECT b.document_id, o.id_no FROM documents b JOIN documents x ON x.node_no = b.node_no JOIN other_ids o ON o.document_id = x.document_id
      WHERE b.best AND b.loss > 0 AND x.own IS NOT NULL AND o.id_no <> b.node_no
    UNION SELECT b.document_id, x.self_no FROM documents b JOIN documents x ON x.node_no = b.node_no
      WHERE b.best AND b.loss > 0 AND x.own IS NOT NULL AND x.self_no <> b.node_no)
  JOIN ids i USING (id_no) WHERE ?1 IN (0, document_id) ORDER BY document_id, i.id";
/// The numbers of an identifier and of all its parts.
const UNDER: &str = "SELECT id_no FROM ids WHERE id = :id OR (id >= :first AND id < :last)
  UNION SELECT i.id_no FROM ids w JOIN ids i ON i.dossier_no = w.id_no WHERE :dossier AND (w.id = :id OR (w.id >= :first AND w.id < :last))";

type Keys = BTreeMap<i64, Vec<i64>>;

impl Corpus for Index {
    type Error = IndexError;

    fn read(&self, want: &Want, take: &mut dyn FnMut(Reading)) -> Result<(), IndexError> {
        let mut read = || -> rusqlite::Result<()> {
            // One look at the database for the whole question: what others write meanwhile does not show, and nothing is locked twice.
            let _look = Look::new(&self.connection)?;
            match &want.scan {
                Scan::Edges => self.edges(take),
                Scan::Articles => self.all(want, take),
                Scan::All if !want.words => self.all(want, take),
                Scan::All => {
                    let every = self.keys("SELECT document_id, n FROM citations", [])?;
                    self.some(&every, want, take)
                }
                Scan::With(statuses) => {
                    let mut keys = Keys::new();
                    for status in statuses {
                        join(&mut keys, self.keys("SELECT document_id, n FROM citations WHERE status = ?1", [status.as_str()])?);
                    }
                    self.some(&keys, want, take)
                }
                Scan::Naming(scopes) => {
                    let sql = format!(
                        "SELECT document_id, n FROM targets WHERE id_no IN ({UNDER}) UNION SELECT document_id, n FROM also WHERE id_no IN ({UNDER}) ORDER BY 1, 2"
                    );
                    self.some(&self.under(&sql, scopes)?, want, take)
                }
                Scan::In(scopes) => {
                    // The documents, and those of which one is an article.
                    let sql = format!(
                        "SELECT c.document_id, c.n FROM citations c WHERE c.document_id IN (SELECT document_id FROM documents WHERE node_no IN ({UNDER})) ORDER BY 1, 2"
                    );
                    let mut keys = self.under(&sql, scopes)?;
                    let sql = "SELECT document_id, n FROM citations WHERE document_id IN (SELECT document_id FROM documents JOIN ids ON id_no = node_no WHERE id = ?1)";
                    for scope in scopes.iter().filter(|s| cite::whole(s.id()) != *s.id()) {
                        join(&mut keys, self.keys(sql, [cite::whole(scope.id()).as_str()])?);
                    }
                    self.some(&keys, want, take)
                }
            }
        };
        read().map_err(|e| self.fault(e))
    }
}

fn join(keys: &mut Keys, more: Keys) {
    for (document, numbers) in more {
        let all = keys.entry(document).or_default();
        all.extend(numbers);
        all.sort_unstable();
        all.dedup();
    }
}

impl Index {
    fn under(&self, sql: &str, scopes: &[Scope]) -> rusqlite::Result<Keys> {
        let mut keys = Keys::new();
        for scope in scopes {
            let (first, last) = scope.range();
            let dossier = scope.is_dossier();
            let given = named_params! {":id": scope.id().as_str(), ":first": first, ":last": last, ":dossier": dossier};
            join(&mut keys, self.keys(sql, given)?);
        }
        Ok(keys)
    }

    fn keys(&self, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<Keys> {
        let mut keys = Keys::new();
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            keys.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        Ok(keys)
    }

    /// The citations with these keys, document by document.
    fn some(&self, keys: &Keys, want: &Want, take: &mut dyn FnMut(Reading)) -> rusqlite::Result<()> {
        let sql = format!("SELECT d.document_id FROM documents d JOIN sources s USING (source_id) WHERE d.best AND ?1 IN (0, d.document_id) ORDER BY {ORDER}");
        let only = match keys.len() {
            0 => return Ok(()),
            1 => keys.keys().next().copied().unwrap_or_default(),
            _ => 0,
        };
        let order: Vec<i64> = self.connection.prepare_cached(&sql)?.query_map([only], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for (document, numbers) in order.iter().filter_map(|d| keys.get_key_value(d)) {
            let sql = format!("{READING} AND d.document_id = ?1");
            let (mut reading, own) =
                self.connection.prepare_cached(&sql)?.query_row([document], |row| Ok((reading(row, 0)?, row.get::<_, Option<String>>(5)?)))?;
            reading.others = self.connection.prepare_cached(OTHERS)?.query_map([document], |row| load::id(row, 2))?.collect::<rusqlite::Result<_>>()?;
            let articles = self.articles(*document, own.as_deref())?;
            let text: String = if want.sentences {
                self.connection.prepare_cached("SELECT text FROM texts WHERE document_id = ?1")?.query_row([document], |row| row.get(0))?
            } else {
                String::new()
            };
            let sql = "SELECT EXISTS (SELECT 1 FROM also WHERE document_id = ?1)";
            let joint: bool = self.connection.prepare_cached(sql)?.query_row([document], |row| row.get(0))?;
            for number in numbers {
                let mut mention = self.one(*document, *number, want, &text, joint)?;
                mention.article = article_at(&articles, mention.start).map(|article| article.id.clone());
                if want.wants_in(&reading.id, mention.article.as_ref()) {
                    reading.citations.push(mention);
                }
            }
            take(reading);
        }
        Ok(())
    }

    fn one(&self, document: i64, number: i64, want: &Want, text: &str, joint: bool) -> rusqlite::Result<Mention> {
        let key = params![document, number];
        let mut found = self.connection.prepare_cached(&format!("{CITATION}, text FROM citations WHERE document_id = ?1 AND n = ?2"))?;
        let mut mention = found.query_row(key, |row| {
            let mut mention = mention(row)?;
            if want.words {
                mention.rule = row.get(10)?;
                mention.text = row.get(13)?;
            }
            if want.sentences {
                mention.sentence = text.get(row.get(11)?..row.get(12)?).map(str::to_owned);
            }
            Ok(mention)
        })?;
        let mut targets = self
            .connection
            .prepare_cached("SELECT i.id, start_byte, end_byte FROM targets JOIN ids i USING (id_no) WHERE document_id = ?1 AND n = ?2 ORDER BY m")?;
        mention.targets =
            targets.query_map(key, |row| Ok(Target::new(load::id(row, 0)?, Span::new(row.get(1)?, row.get(2)?))))?.collect::<rusqlite::Result<_>>()?;
        if joint {
            self.other_names(document, number, &mut mention)?;
        }
        if matches!(want.scan, Scan::With(_) | Scan::All) {
            let mut candidates =
                self.connection.prepare_cached("SELECT i.id, reason FROM candidates JOIN ids i USING (id_no) WHERE document_id = ?1 AND n = ?2 ORDER BY m")?;
            mention.candidates =
                candidates.query_map(key, |row| Ok(Candidate::new(load::id(row, 0)?, row.get::<_, String>(1)?)))?.collect::<rusqlite::Result<_>>()?;
        }
        Ok(mention)
    }

    /// The identifiers of joint papers under their other dossiers.
    fn other_names(&self, document: i64, number: i64, mention: &mut Mention) -> rusqlite::Result<()> {
        let mut also = self.connection.prepare_cached("SELECT m, i.id FROM also JOIN ids i USING (id_no) WHERE document_id = ?1 AND n = ?2 ORDER BY m, k")?;
        let mut rows = also.query([document, number])?;
        while let Some(row) = rows.next()? {
            if let Some(target) = mention.targets.get_mut(row.get::<_, usize>(0)?.wrapping_sub(1)) {
                target.also.push(load::id(row, 1)?);
            }
        }
        Ok(())
    }

    /// All documents with their citations, without words and candidates: walks over the tables, side by side.
    fn all(&self, want: &Want, take: &mut dyn FnMut(Reading)) -> rusqlite::Result<()> {
        let ids = self.numbered("SELECT id_no, id FROM ids")?;
        let id = |row: &Row<'_>, column: usize| -> rusqlite::Result<Id> {
            let number: usize = row.get(column)?;
            ids.get(number).cloned().flatten().ok_or(rusqlite::Error::QueryReturnedNoRows)
        };
        let edges = matches!(want.scan, Scan::Articles);
        let which = if edges { "WHERE self = 0 AND status IN ('resolved', 'unknown')" } else { "" };
        let mut documents = self.connection.prepare_cached(&format!("{READING} ORDER BY d.document_id"))?;
        let mut citations = self.connection.prepare_cached(&format!("{CITATION} FROM citations {which} ORDER BY document_id, n"))?;
        let mut targets = self.connection.prepare_cached("SELECT document_id, n, id_no, start_byte, end_byte FROM targets ORDER BY document_id, n, m")?;
        let mut also = self.connection.prepare_cached("SELECT document_id, n, m, id_no FROM also ORDER BY document_id, n, m, k")?;
        let mut articles = self.connection.prepare_cached("SELECT document_id, start_byte, end_byte, number FROM articles ORDER BY document_id, start_byte")?;
        let mut others = self.connection.prepare_cached(OTHERS)?;
        let (mut documents, mut citations, mut targets) = (documents.query([])?, Walk::new(citations.query([])?)?, Walk::new(targets.query([])?)?);
        let (mut also, mut articles, mut others) = (Walk::new(also.query([])?)?, Walk::new(articles.query([])?)?, Walk::new(others.query([0])?)?);
        let mut families = Families::default();
        while let Some(row) = documents.next()? {
            let document: i64 = row.get(4)?;
            let mut reading = reading(row, 0)?;
            let first = Some((document, i64::MIN));
            reading.others = others.of(document)?;
            // What another source of the document says better is passed over.
            citations.pass(first)?;
            articles.pass(first)?;
            let own = row.get_ref(5)?.as_str_or_null()?.unwrap_or_default().to_owned();
            let mut divided: Vec<Article> = Vec::new();
            while articles.key.is_some_and(|(d, _)| d == document) {
                divided.extend(articles.with(|row| Ok(Article::new(&own, row.get::<_, String>(3)?, Span::new(row.get(1)?, row.get(2)?))))?);
            }
            while citations.key.is_some_and(|(d, _)| d == document) {
                let key = citations.key;
                let mut mention = citations.with(|row| mention_of(row, &mut families))?;
                mention.article = article_at(&divided, mention.start).map(|article| article.id.clone());
                targets.pass(key)?;
                while targets.key == key {
                    mention.targets.push(targets.with(|row| Ok(Target::new(id(row, 2)?, Span::new(row.get(3)?, row.get(4)?))))?);
                }
                also.pass(key)?;
                while also.key == key {
                    let (m, other) = also.with(|row| Ok((row.get::<_, usize>(2)?, id(row, 3)?)))?;
                    if let Some(target) = mention.targets.get_mut(m.wrapping_sub(1)) {
                        target.also.push(other);
                    }
                }
                reading.citations.push(mention);
            }
            reading.articles = divided.into_iter().map(|article| article.id).collect();
            take(reading);
        }
        Ok(())
    }

    /// All documents with a mention for each work that they cite: two walks, side by side.
    fn edges(&self, take: &mut dyn FnMut(Reading)) -> rusqlite::Result<()> {
        // Edges go to wholes.
        let ids = self.numbered("SELECT id_no, id FROM ids WHERE whole_no = id_no")?;
        let mut documents = self.connection.prepare_cached(&format!("{READING} ORDER BY d.document_id"))?;
        let sql = "SELECT document_id, target_no, also, family, count, line, col FROM edges ORDER BY document_id, target_no, also";
        let mut edges = self.connection.prepare_cached(sql)?;
        let mut others = self.connection.prepare_cached(OTHERS)?;
        let (mut documents, mut edges, mut others) = (documents.query([])?, Walk::new(edges.query([])?)?, Walk::new(others.query([0])?)?);
        let mut families = Families::default();
        while let Some(row) = documents.next()? {
            let document: i64 = row.get(4)?;
            let mut reading = reading(row, 0)?;
            reading.others = others.of(document)?;
            edges.pass(Some((document, i64::MIN)))?;
            while let Some((_, number)) = edges.key.filter(|(d, _)| *d == document) {
                let known = usize::try_from(number).ok().and_then(|n| ids.get(n).cloned().flatten());
                let id = known.map_or_else(|| self.identifier(number), Ok)?;
                reading.citations.push(edges.with(|row| {
                    let mut target = Target::new(id, Span::new(0, 0));
                    target.also = row.get_ref(2)?.as_str()?.split_whitespace().map(Id::new).collect();
                    let place = Place { char: 0, line: row.get(5)?, column: row.get(6)? };
                    let mut mention = Mention::new(0, 0, place, families.get(row.get_ref(3)?.as_str()?), Status::Resolved, vec![target]);
                    mention.count = row.get(4)?;
                    Ok(mention)
                })?);
            }
            take(reading);
        }
        Ok(())
    }

    /// The identifier with a number.
    fn identifier(&self, number: i64) -> rusqlite::Result<Id> {
        self.connection.prepare_cached("SELECT id FROM ids WHERE id_no = ?1")?.query_row([number], |row| load::id(row, 0))
    }

    /// Identifiers by their number.
    fn numbered(&self, sql: &str) -> rusqlite::Result<Vec<Option<Id>>> {
        let most: Option<usize> = self.connection.query_row("SELECT max(id_no) FROM ids", [], |row| row.get(0))?;
        let mut ids = vec![None; most.map_or(0, |m| m + 1)];
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            ids[row.get::<_, usize>(0)?] = Some(load::id(row, 1)?);
        }
        Ok(ids)
    }
}

/// A transaction that reads, until it is dropped; one within another is part of it.
struct Look<'c>(&'c Connection);

impl<'c> Look<'c> {
    fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        connection.prepare_cached("SAVEPOINT look")?.execute([])?;
        Ok(Self(connection))
    }
}

impl Drop for Look<'_> {
    fn drop(&mut self) {
        // Nothing was written: where it cannot be let go, it ends with the connection.
        let _ = self.0.prepare_cached("RELEASE look").and_then(|mut release| release.execute([]));
    }
}

/// Rows by document and citation, one at a time, with the key of the next.
struct Walk<'s> {
    rows: Rows<'s>,
    key: Option<(i64, i64)>,
}

impl<'s> Walk<'s> {
    fn new(rows: Rows<'s>) -> rusqlite::Result<Self> {
        let mut walk = Self { rows, key: None };
        walk.advance()?;
        Ok(walk)
    }

    fn advance(&mut self) -> rusqlite::Result<()> {
        self.key = match self.rows.next()? {
            Some(row) => Some((row.get(0)?, row.get(1)?)),
            None => None,
        };
        Ok(())
    }

    /// Goes past rows with lower keys.
    fn pass(&mut self, key: Option<(i64, i64)>) -> rusqlite::Result<()> {
        while self.key.is_some() && self.key < key {
            self.advance()?;
        }
        Ok(())
    }

    /// The identifiers in the third column of a document's rows.
    fn of(&mut self, document: i64) -> rusqlite::Result<Vec<Id>> {
        self.pass(Some((document, i64::MIN)))?;
        let mut ids = Vec::new();
        while self.key.is_some_and(|(d, _)| d == document) {
            ids.push(self.with(|row| load::id(row, 2))?);
        }
        Ok(ids)
    }

    /// What `read` makes of the row that the walk stands at; it goes on to the next.
    fn with<T>(&mut self, read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let found = read(self.rows.get().ok_or(rusqlite::Error::QueryReturnedNoRows)?)?;
        self.advance()?;
        Ok(found)
    }
}

/// The few families, each made once.
#[derive(Default)]
struct Families(Vec<Family>);

impl Families {
    fn get(&mut self, name: &str) -> Family {
        if let Some(known) = self.0.iter().find(|f| f.as_str() == name) {
            return known.clone();
        }
        self.0.push(Family::new(name));
        Family::new(name)
    }
}

fn reading(row: &Row<'_>, at: usize) -> rusqlite::Result<Reading> {
    let date = row.get_ref(at + 3)?.as_str_or_null()?.and_then(|d| d.parse().ok());
    Ok(Reading::new(load::id(row, at)?, row.get::<_, String>(at + 1)?, row.get::<_, String>(at + 2)?, date))
}

fn mention(row: &Row<'_>) -> rusqlite::Result<Mention> {
    mention_of(row, &mut Families::default())
}

fn mention_of(row: &Row<'_>, families: &mut Families) -> rusqlite::Result<Mention> {
    let place = Place { char: row.get(4)?, line: row.get(5)?, column: row.get(6)? };
    let family = families.get(row.get_ref(7)?.as_str()?);
    let mut mention = Mention::new(row.get(2)?, row.get(3)?, place, family, load::status(row, 8)?, Vec::new());
    mention.own = row.get(9)?;
    Ok(mention)
}
