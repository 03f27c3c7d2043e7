//! What to say where nothing is found: how a thing stands in the corpus, and what is near to what was asked.

use std::collections::BTreeMap;
use verwijs::{Id, Kamerstuk, Level, ReferenceGraph, Verwijs, query};

/// How many near things are named.
const NEAR: usize = 4;
/// How alike words have to be, from 0 to 1.
const ALIKE: f64 = 0.75;

/// How `id`, which was asked for as `given`, stands in the graph, and whether it stands there at all.
pub fn standing(engine: &Verwijs, graph: &ReferenceGraph, level: Level, given: &str, id: &Id) -> (bool, String) {
    // An article is not told apart at most levels.
    let name = match level.target(id) {
        Some(whole) if whole != *id => format!("{} is a part of {}, which", named(engine, id), named(engine, &whole)),
        _ => named(engine, id),
    };
    let found = query::nodes(graph, level, id);
    if found.is_empty() {
        return (false, absent(engine, graph, given, id));
    }
    let cited: u64 = found.iter().flat_map(|&at| graph.graph().edges_directed(at, petgraph::Direction::Incoming)).map(|e| u64::from(e.weight().count)).sum();
    let times = match cited {
        0 => "not cited by anything else".to_owned(),
        1 => "cited once".to_owned(),
        many => format!("cited {many} times"),
    };
    let words = if found.iter().any(|&at| graph.graph()[at].in_corpus) {
        let cites = found.iter().flat_map(|&at| graph.graph().neighbors(at)).count();
        let cites = if cites == 0 { "cites nothing else".to_owned() } else { format!("cites {cites} others") };
        format!("{name} is in the corpus, {times}, and {cites}")
    } else {
        format!("{name} is not in the corpus, but {times} there: what it cites itself is not known")
    };
    (true, words)
}

/// That something is not there, and what is near it; `None` where it is.
pub fn missing(engine: &Verwijs, graph: &ReferenceGraph, level: Level, given: &str, id: &Id) -> Option<String> {
    query::nodes(graph, level, id).is_empty().then(|| absent(engine, graph, given, id))
}

fn named(engine: &Verwijs, id: &Id) -> String {
    match engine.cite(id).filter(|words| !words.contains(id.as_str())) {
        Some(words) => format!("{words} ({id})"),
        None => id.to_string(),
    }
}

fn absent(engine: &Verwijs, graph: &ReferenceGraph, given: &str, id: &Id) -> String {
    let unread = query::identifier(id.as_str()).is_none();
    let near = if unread { alike(engine, graph, given) } else { beside(graph, id) };
    let near = match near.len() {
        0 => String::new(),
        _ => format!("; {}: {}", if unread { "did you mean" } else { "nearest" }, near.join(", ")),
    };
    if unread {
        format!("{given:?} is no identifier, names nothing that verwijs knows, and no document goes by it{near}")
    } else {
        format!("{} is neither in the corpus nor cited there{near}", named(engine, id))
    }
}

/// Papers of the same dossier by the distance of their numbers; what else begins alike.
fn beside(graph: &ReferenceGraph, id: &Id) -> Vec<String> {
    let nodes = graph.graph().node_weights();
    let text = id.as_str();
    let mut near: Vec<(u64, &Id)> = match text.parse::<Kamerstuk>() {
        Ok(paper) => nodes
            .filter_map(|node| {
                let other: Kamerstuk = node.id.as_str().parse().ok()?;
                let far = |a: &str, b: &str| Some(a.parse::<u64>().ok()?.abs_diff(b.parse().ok()?));
                (other.dossier().number() == paper.dossier().number()).then(|| (far(paper.number(), other.number()).unwrap_or(u64::MAX), &node.id))
            })
            .collect(),
        // An article that nobody cites: its act may be there.
        Err(_) if text.contains('&') => {
            let act = text.split('&').next().unwrap_or(text);
            let act = Id::new(act.strip_prefix("jci1.3:c:").unwrap_or(act));
            return graph.node(&act).map(|at| format!("{act} ({})", graph.graph()[at].label)).into_iter().collect();
        }
        Err(_) => {
            let stem = |text: &str| text.rfind(['-', ':', '/']).map_or(0, |at| at + 1);
            let head = &text[..stem(text)];
            let same = nodes.filter(|node| !head.is_empty() && stem(node.id.as_str()) == head.len() && node.id.as_str().starts_with(head));
            same.map(|node| (u64::try_from(strsim::levenshtein(text, node.id.as_str())).unwrap_or(u64::MAX), &node.id)).collect()
        }
    };
    near.sort_unstable();
    near.into_iter().take(NEAR).map(|(_, id)| id.to_string()).collect()
}

/// Names of laws, and documents of the corpus, whose words are like these; those of the corpus before others.
fn alike(engine: &Verwijs, graph: &ReferenceGraph, given: &str) -> Vec<String> {
    let given = given.to_lowercase();
    let score = |name: &str| {
        let name = name.to_lowercase();
        let (a, b) = (given.chars().count(), name.chars().count());
        if a.min(b) * 3 < a.max(b) * 2 { 0.0 } else { strsim::normalized_damerau_levenshtein(&given, &name) }
    };
    let mut best: BTreeMap<String, (f64, bool)> = BTreeMap::new();
    let mut offer = |shown: String, score: f64, here: bool| {
        if score >= ALIKE {
            let known = best.entry(shown).or_insert((0.0, here));
            *known = (known.0.max(score), known.1 || here);
        }
    };
    for (name, id) in engine.names() {
        let here = graph.node(&Id::new(id)).is_some();
        offer(format!("{} ({id})", engine.label(&Id::new(id)).unwrap_or(name)), score(name), here);
    }
    for node in graph.graph().node_weights().filter(|node| node.in_corpus && query::identifier(node.id.as_str()).is_none()) {
        let last = node.id.as_str().rsplit('/').next().unwrap_or(node.id.as_str());
        offer(format!("{:?}", node.id.as_str()), score(last).max(score(node.id.as_str())), true);
    }
    let mut best: Vec<(String, (f64, bool))> = best.into_iter().collect();
    best.sort_by(|(a, x), (b, y)| y.1.cmp(&x.1).then_with(|| y.0.total_cmp(&x.0)).then_with(|| a.cmp(b)));
    best.into_iter().take(NEAR).map(|(shown, _)| shown).collect()
}
