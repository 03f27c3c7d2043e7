//! Documents and their citations, as they went in.

use super::{Index, IndexError};
use crate::{
    articles::Article,
    citation::{Candidate, Candidates, Citation, Status, Target},
    document::Document,
    engine::Extraction,
    family::Family,
    fields::Fields,
    id::Id,
    span::Span,
};
use rusqlite::{Row, params};
use serde::Deserialize;
use serde::de::value::{Error as ValueError, StrDeserializer};
use std::{borrow::Cow, collections::BTreeMap};

/// A document of the index with what was found in it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StoredDocument {
    /// Its number in this index, `document_id`.
    pub number: i64,
    /// The document, as it was read.
    pub document: Document<'static>,
    /// Its own identity and its citations.
    pub extraction: Extraction,
}

/// The documents of an index, one after another: sources by path, folder by folder as they are walked, and in each as it has them.
#[derive(Debug)]
pub struct Documents<'i> {
    index: &'i Index,
    numbers: std::vec::IntoIter<i64>,
}

impl Iterator for Documents<'_> {
    type Item = Result<StoredDocument, IndexError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.numbers.next().map(|number| self.index.document(number))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.numbers.size_hint()
    }
}

/// The order of sources: that of a walk, in which a folder's files stand before what sorts behind the folder.
pub(super) const ORDER: &str = "replace(s.path, '/', char(1)), d.n";

impl Index {
    /// All documents, in order. One at a time is in memory.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn documents(&self) -> Result<Documents<'_>, IndexError> {
        let sql = format!("SELECT d.document_id FROM documents d JOIN sources s USING (source_id) ORDER BY {ORDER}");
        self.numbers(&sql, []).map(|numbers| Documents { index: self, numbers: numbers.into_iter() })
    }

    /// The documents that go by a name: their id in the input, their own canonical identifier, or their path.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn named(&self, name: &str) -> Result<Documents<'_>, IndexError> {
        let sql = format!(
            "SELECT d.document_id FROM documents d JOIN sources s USING (source_id) JOIN ids i ON i.id_no = d.node_no
             WHERE i.id = ?1 OR d.own = ?1 OR d.doc = ?1 OR d.source_id IN (SELECT source_id FROM sources WHERE path = ?1) ORDER BY {ORDER}"
        );
        self.numbers(&sql, [name]).map(|numbers| Documents { index: self, numbers: numbers.into_iter() })
    }

    fn numbers(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<i64>, IndexError> {
        let read = || self.connection.prepare(sql)?.query_map(params, |row| row.get(0))?.collect::<rusqlite::Result<_>>();
        read().map_err(|e| self.fault(e))
    }

    /// The document with a number.
    ///
    /// # Errors
    /// There is none, or the database cannot be read.
    pub fn document(&self, number: i64) -> Result<StoredDocument, IndexError> {
        let fault = |e| self.fault(e);
        let mut found = self
            .connection
            .prepare_cached("SELECT d.given, d.layout, d.own, t.text FROM documents d JOIN texts t USING (document_id) WHERE d.document_id = ?1")
            .map_err(fault)?;
        let read =
            |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Option<Vec<u8>>>(1)?, row.get::<_, Option<String>>(2)?, row.get::<_, String>(3)?));
        let (given, layout, own, text) = found.query_row([number], read).map_err(fault)?;
        let mut document = super::rows::document(&given, layout.as_deref()).map_err(|e| self.broken(format!("document {number}: {e}")))?;
        document.text = Cow::Owned(text);
        let others = self.others(number).map_err(fault)?;
        let citations = self.citations(number).map_err(fault)?;
        let articles = self.articles(number, own.as_deref()).map_err(fault)?;
        Ok(StoredDocument { number, document, extraction: Extraction { own: own.as_deref().map(Id::new), others, citations, articles } })
    }

    /// The other identifiers of a document.
    pub(super) fn others(&self, number: i64) -> rusqlite::Result<Vec<Id>> {
        let sql = "SELECT i.id FROM other_ids JOIN ids i USING (id_no) WHERE document_id = ?1 ORDER BY k";
        self.connection.prepare_cached(sql)?.query_map([number], |row| id(row, 0))?.collect()
    }

    /// The articles of a document, by start.
    pub(super) fn articles(&self, number: i64, own: Option<&str>) -> rusqlite::Result<Vec<Article>> {
        let Some(own) = own else { return Ok(Vec::new()) };
        let mut found = self.connection.prepare_cached("SELECT number, start_byte, end_byte FROM articles WHERE document_id = ?1 ORDER BY start_byte")?;
        let read = |row: &Row<'_>| Ok(Article::new(own, row.get::<_, String>(0)?, Span::new(row.get(1)?, row.get(2)?)));
        let articles: Vec<Option<Article>> = found.query_map([number], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(articles.into_iter().flatten().collect())
    }

    /// The citations of a document, by start.
    fn citations(&self, number: i64) -> rusqlite::Result<Vec<Citation>> {
        let mut citations = self
            .connection
            .prepare_cached("SELECT start_byte, end_byte, family, status, self, rule, fields FROM citations WHERE document_id = ?1 ORDER BY n")?
            .query_map([number], citation)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let lost = || rusqlite::Error::QueryReturnedNoRows;
        let mut targets = self
            .connection
            .prepare_cached("SELECT n, i.id, start_byte, end_byte FROM targets JOIN ids i USING (id_no) WHERE document_id = ?1 ORDER BY n, m")?;
        let mut rows = targets.query([number])?;
        while let Some(row) = rows.next()? {
            let target = Target::new(id(row, 1)?, Span::new(row.get(2)?, row.get(3)?));
            citations.get_mut(row.get::<_, usize>(0)?.wrapping_sub(1)).ok_or_else(lost)?.targets.push(target);
        }
        let mut also = self.connection.prepare_cached("SELECT n, m, i.id FROM also JOIN ids i USING (id_no) WHERE document_id = ?1 ORDER BY n, m, k")?;
        let mut rows = also.query(params![number])?;
        while let Some(row) = rows.next()? {
            let citation = citations.get_mut(row.get::<_, usize>(0)?.wrapping_sub(1)).ok_or_else(lost)?;
            citation.targets.get_mut(row.get::<_, usize>(1)?.wrapping_sub(1)).ok_or_else(lost)?.also.push(id(row, 2)?);
        }
        let mut candidates =
            self.connection.prepare_cached("SELECT n, i.id, reason FROM candidates JOIN ids i USING (id_no) WHERE document_id = ?1 ORDER BY n, m")?;
        let mut rows = candidates.query([number])?;
        let mut candidates: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            candidates.entry(row.get(0)?).or_default().push(Candidate::new(id(row, 1)?, row.get::<_, String>(2)?));
        }
        for (number, candidates) in candidates {
            citations.get_mut(number.wrapping_sub(1)).ok_or_else(lost)?.candidates = candidates.into();
        }
        Ok(citations)
    }
}

fn citation(row: &Row<'_>) -> rusqlite::Result<Citation> {
    let fields = match row.get_ref(6)?.as_str_or_null()? {
        Some(json) => serde_json::from_str(json).map_err(|e| rusqlite::Error::FromSqlConversionFailure(6, rusqlite::types::Type::Text, Box::new(e)))?,
        None => Fields::default(),
    };
    Ok(Citation {
        span: Span::new(row.get(0)?, row.get(1)?),
        family: Family::new(row.get_ref(2)?.as_str()?),
        status: status(row, 3)?,
        targets: Vec::new(),
        candidates: Candidates::default(),
        fields,
        own: row.get(4)?,
        rule: row.get::<_, String>(5)?.into(),
    })
}

/// An identifier in a column.
pub(super) fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<Id> {
    Ok(Id::new(row.get_ref(column)?.as_str()?))
}

/// A status in a column.
pub(super) fn status(row: &Row<'_>, column: usize) -> rusqlite::Result<Status> {
    Status::deserialize(StrDeserializer::<ValueError>::new(row.get_ref(column)?.as_str()?))
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(e)))
}
