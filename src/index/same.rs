//! Which documents are sources of the same one, and which of them counts: worked out anew where one of them came,
//! went or moved, as [`Best`](crate::Best) does it for files.

use super::load::id;
use crate::{
    graph::{Sighting, groups},
    id::Id,
};
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

type Sql<T> = rusqlite::Result<T>;

/// What documents may share with others: numbers of identifiers, and openings.
#[derive(Debug, Default)]
pub(super) struct Keys {
    ids: FxHashSet<i64>,
    openings: FxHashSet<i64>,
}

impl Keys {
    /// Adds those of a document.
    pub fn add(&mut self, connection: &Connection, document: i64) -> Sql<()> {
        let mut found = connection.prepare_cached("SELECT self_no, opening FROM documents WHERE document_id = ?1")?;
        let mut rows = found.query([document])?;
        if let Some(row) = rows.next()? {
            self.ids.insert(row.get(0)?);
            self.openings.extend(row.get::<_, Option<i64>>(1)?);
        }
        self.ids.extend(others(connection, document)?);
        Ok(())
    }
}

/// The numbers of the other identifiers of a document.
fn others(connection: &Connection, document: i64) -> Sql<Vec<i64>> {
    connection.prepare_cached("SELECT id_no FROM other_ids WHERE document_id = ?1 ORDER BY k")?.query_map([document], |row| row.get(0))?.collect()
}

/// A document that other sources may be of too.
struct Member {
    document: i64,
    /// Itself.
    number: i64,
    node: i64,
    /// Its place in its file.
    n: i64,
    best: bool,
    sighting: Sighting,
}

/// Marks the sources that count among the documents that share `moved`, and gives each the node of its document;
/// the numbers of the nodes that they had.
pub(super) fn weigh(connection: &Connection, moved: Keys) -> Sql<Vec<i64>> {
    let (members, ids) = gather(connection, moved)?;
    if members.is_empty() {
        return Ok(Vec::new());
    }
    let numbers: FxHashMap<&Id, i64> = ids.iter().map(|(number, id)| (id, *number)).collect();
    let mut through: FxHashSet<&Id> = FxHashSet::default();
    let mut lines = connection.prepare_cached("SELECT 1 FROM documents WHERE self_no = ?1 AND loss = 0 AND own IS NOT NULL")?;
    for (number, id) in &ids {
        if lines.exists([number])? {
            through.insert(id);
        }
    }
    let mut update = connection.prepare_cached("UPDATE documents SET best = ?2, node_no = ?3 WHERE document_id = ?1")?;
    let mut left = Vec::new();
    let sightings: Vec<&Sighting> = members.iter().map(|member| &member.sighting).collect();
    for group in groups(&sightings, |id| through.contains(id)) {
        let node = group.standing.id.as_ref().and_then(|id| numbers.get(id)).copied();
        for at in group.members {
            let member = &members[at];
            let (best, node) = (group.best == Some(at), node.unwrap_or(member.number));
            if (best, node) != (member.best, member.node) {
                update.execute(params![member.document, best, node])?;
                left.push(member.node);
            }
        }
    }
    Ok(left)
}

/// The documents that share these keys, and those that share other keys with them, in order; and all identifiers among the keys.
fn gather(connection: &Connection, moved: Keys) -> Sql<(Vec<Member>, BTreeMap<i64, Id>)> {
    let mut by_id = connection.prepare_cached(
        "SELECT document_id FROM documents WHERE self_no = ?1 AND loss > 0 AND own IS NOT NULL
         UNION SELECT document_id FROM other_ids JOIN documents USING (document_id) WHERE id_no = ?1 AND loss > 0 AND own IS NOT NULL",
    )?;
    let mut by_opening = connection.prepare_cached("SELECT document_id FROM documents WHERE opening = ?1")?;
    let mut one = connection.prepare_cached("SELECT id FROM ids WHERE id_no = ?1")?;
    let (mut waiting_ids, mut waiting_openings): (Vec<i64>, Vec<i64>) = (moved.ids.into_iter().collect(), moved.openings.into_iter().collect());
    let (mut ids, mut openings): (BTreeMap<i64, Id>, FxHashSet<i64>) = Default::default();
    let mut members: BTreeMap<i64, Member> = BTreeMap::new();
    loop {
        let found: Vec<i64> = if let Some(number) = waiting_ids.pop() {
            if ids.contains_key(&number) {
                continue;
            }
            let Some(known) = one.query_row([number], |row| id(row, 0)).optional()? else { continue };
            ids.insert(number, known);
            by_id.query_map([number], |row| row.get(0))?.collect::<Sql<_>>()?
        } else if let Some(opening) = waiting_openings.pop() {
            if !openings.insert(opening) {
                continue;
            }
            by_opening.query_map([opening], |row| row.get(0))?.collect::<Sql<_>>()?
        } else {
            break;
        };
        for document in found {
            if members.contains_key(&document) {
                continue;
            }
            let others = others(connection, document)?;
            let (mut member, named) = read(connection, document)?;
            for other in &others {
                member.sighting.others.push(one.query_row([other], |row| id(row, 0))?);
            }
            waiting_ids.extend(others);
            if named {
                waiting_ids.push(member.number);
            }
            waiting_openings.extend(member.sighting.opening.map(u64::cast_signed));
            members.insert(document, member);
        }
    }
    // Of two with the same path the first in its file counts.
    let mut members: Vec<Member> = members.into_values().collect();
    members.sort_by_key(|member| member.n);
    Ok((members, ids))
}

/// A document without its other identifiers, and whether it has one of its own.
fn read(connection: &Connection, document: i64) -> Sql<(Member, bool)> {
    let mut found = connection.prepare_cached("SELECT self_no, node_no, best, loss, own, opening, path, n FROM documents WHERE document_id = ?1")?;
    found.query_row([document], |row| {
        let sighting = Sighting {
            loss: row.get(3)?,
            own: row.get::<_, Option<String>>(4)?.map(Id::from),
            others: Vec::new(),
            opening: row.get::<_, Option<i64>>(5)?.map(i64::cast_unsigned),
            path: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
        };
        let named = sighting.own.is_some();
        Ok((Member { document, number: row.get(0)?, node: row.get(1)?, best: row.get(2)?, n: row.get(7)?, sighting }, named))
    })
}
