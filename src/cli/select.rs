//! The options that say which part of a corpus and its graph is meant.

use super::{Stop, complain, near};
use clap::Args;
use verwijs::{
    Family, Level, Period, ReferenceGraph, Verwijs,
    query::{self, Direction, Filter, Scope, Selection},
};

#[derive(Debug, Args)]
pub struct Select {
    /// Only citations of these families: kamerstuk, regelgeving, eu …
    #[arg(long, value_name = "FAMILY", value_delimiter = ',')]
    family: Vec<String>,
    /// Only in documents that are of these families themselves: kamerstuk, rechtspraak, regelgeving …
    #[arg(long, value_name = "FAMILY", value_delimiter = ',')]
    citing: Vec<String>,
    /// Only in documents from this time on: 2016, 2016-10-12, or a session, 2016/2017
    #[arg(long, value_name = "DATE")]
    since: Option<Period>,
    /// Only in documents up to this time
    #[arg(long, value_name = "DATE")]
    until: Option<Period>,
    /// Only in this document, or the documents that it holds: a paper, a dossier, a law, an article
    #[arg(long = "in", value_name = "ID")]
    within: Vec<String>,
    /// Only what can be reached from this, in words or as an identifier
    #[arg(long, value_name = "ID")]
    from: Vec<String>,
    /// In so many steps
    #[arg(long, value_name = "N", requires = "from")]
    depth: Option<usize>,
    /// Which way references are followed: to what is cited (out), to what cites (in), or both
    #[arg(long, value_name = "WAY", default_value = "out", value_parser = ["in", "out", "both"])]
    direction: String,
    /// Only references that stand for so many citations
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_weight: u32,
    /// How finely things are told apart: document where nothing is said
    #[arg(long, value_name = "LEVEL", value_parser = ["document", "dossier", "regulation", "article"])]
    level: Option<String>,
}

impl Select {
    /// How finely things are told apart.
    pub fn level(&self) -> Level {
        self.level_or(Level::default())
    }

    /// How finely things are told apart, `otherwise` where nothing is said.
    pub fn level_or(&self, otherwise: Level) -> Level {
        self.level.as_deref().and_then(|level| level.parse().ok()).unwrap_or(otherwise)
    }

    /// Which way references are followed.
    pub fn direction(&self) -> Direction {
        self.direction.parse().unwrap_or_default()
    }

    /// Which citations count.
    pub fn filter(&self, engine: &Verwijs) -> Result<Filter, Stop> {
        let mut within = Vec::new();
        for name in &self.within {
            within.extend(query::identify(engine, name).map_err(|e| Stop::usage(format!("--in: {e}")))?.into_iter().map(Scope::new));
        }
        Ok(Filter {
            families: families("--family", &self.family, engine)?,
            citing: families("--citing", &self.citing, engine)?,
            since: self.since,
            until: self.until,
            within,
        })
    }

    /// Says of what the selection starts from and the graph does not have that it is not there.
    pub fn warn(&self, engine: &Verwijs, graph: &ReferenceGraph, level: Level) -> Result<(), Stop> {
        for name in &self.from {
            for id in query::identify(engine, name).map_err(|e| Stop::usage(format!("--from: {e}")))? {
                if let Some(message) = near::missing(engine, graph, level, name, &id) {
                    complain(&format!("--from: {message}"));
                }
            }
        }
        Ok(())
    }

    /// Refuses what selects a part of a graph, for a question that asks the citations themselves.
    pub fn no_graph(&self, question: &str) -> Result<(), Stop> {
        if self.from.is_empty() && self.min_weight <= 1 {
            return Ok(());
        }
        Err(Stop::usage(format!("{question} asks all citations, not a part of the graph: --from and --min-weight do not select there; --in does")))
    }

    /// How many citations a reference has to stand for.
    pub fn min_weight(&self) -> usize {
        self.min_weight as usize
    }

    /// Which part of the graph is meant.
    pub fn selection(&self, engine: &Verwijs) -> Result<Selection, Stop> {
        let mut from = Vec::new();
        for name in &self.from {
            from.extend(query::identify(engine, name).map_err(|e| Stop::usage(format!("--from: {e}")))?);
        }
        Ok(Selection { from, depth: self.depth, direction: self.direction(), min_weight: self.min_weight })
    }
}

/// The families that an option names, each of which has to be one that a rule or an identifier has.
fn families(option: &str, names: &[String], engine: &Verwijs) -> Result<Vec<Family>, Stop> {
    let known = engine.families();
    for name in names {
        if known.iter().any(|family| family.as_str() == name) {
            continue;
        }
        let like = |family: &&Family| strsim::jaro_winkler(&name.to_lowercase(), family.as_str());
        let nearest = known.iter().max_by(|a, b| like(a).total_cmp(&like(b))).filter(|family| like(family) > 0.75);
        let hint = nearest.map_or_else(|| ".".to_owned(), |family| format!("; did you mean {family}?"));
        let all: Vec<&str> = known.iter().map(Family::as_str).collect();
        return Err(Stop::usage(format!("{option} {name}: there is no such family{hint} There are {}", all.join(", "))));
    }
    Ok(names.iter().map(|name| Family::new(name)).collect())
}
