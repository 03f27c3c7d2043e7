//! The options that say which part of a corpus and its graph is meant.

use super::Stop;
use clap::Args;
use verwijs::{
    Family, Level, Period, Verwijs,
    query::{self, Direction, Filter, Selection},
};

#[derive(Debug, Args)]
pub struct Select {
    /// Only citations of these families: kamerstuk, regelgeving, eu …
    #[arg(long, value_name = "FAMILY", value_delimiter = ',')]
    family: Vec<String>,
    /// Only in documents from this time on: 2016, 2016-10-12, or a session, 2016/2017
    #[arg(long, value_name = "DATE")]
    since: Option<Period>,
    /// Only in documents up to this time
    #[arg(long, value_name = "DATE")]
    until: Option<Period>,
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
    /// How finely things are told apart
    #[arg(long, value_name = "LEVEL", default_value = "document", value_parser = ["document", "dossier", "regulation", "article"])]
    level: String,
}

impl Select {
    /// How finely things are told apart.
    pub fn level(&self) -> Level {
        self.level.parse().unwrap_or_default()
    }

    /// Which way references are followed.
    pub fn direction(&self) -> Direction {
        self.direction.parse().unwrap_or_default()
    }

    /// Which citations count.
    pub fn filter(&self) -> Filter {
        let mut filter = Filter::default();
        filter.families = self.family.iter().map(|f| Family::new(f)).collect();
        (filter.since, filter.until) = (self.since, self.until);
        filter
    }

    /// Which part of the graph is meant.
    pub fn selection(&self, engine: &Verwijs) -> Result<Selection, Stop> {
        let mut from = Vec::new();
        for name in &self.from {
            from.extend(query::identify(engine, name).map_err(|e| Stop::usage(format!("--from: {e}")))?);
        }
        let mut selection = Selection::default();
        (selection.from, selection.depth) = (from, self.depth);
        (selection.direction, selection.min_weight) = (self.direction(), self.min_weight);
        Ok(selection)
    }
}
