//! A coarser graph of the same shape: neighbours become one node.

use super::{Point, links::Links};
use std::collections::BTreeMap;

const NONE: u32 = u32::MAX;
/// So many nodes at most become one in a single step, so that hubs don't swallow the shape.
const MEMBERS: u32 = 6;

/// Which node of the coarser graph each node is in.
#[derive(Debug)]
pub struct Clusters {
    /// By node.
    pub of: Vec<u32>,
    count: usize,
}

/// Clusters of neighbours; `None` where the graph would hardly get smaller.
pub fn clusters(links: &Links) -> Option<Clusters> {
    let nodes = links.len();
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    order.sort_by_key(|&n| links.of(n as usize).len());
    let mut of = vec![NONE; nodes];
    let mut sizes: Vec<u32> = Vec::new();
    // A leaf goes with its neighbour, others with the one that they are tied to most.
    for &node in &order {
        if of[node as usize] != NONE {
            continue;
        }
        let room = |other: u32| of[other as usize] == NONE || sizes[of[other as usize] as usize] < MEMBERS;
        let bond = |&&(other, w): &&(u32, f32)| w / links.strength(other as usize);
        let best = links.of(node as usize).iter().filter(|(other, _)| room(*other)).max_by(|a, b| bond(a).total_cmp(&bond(b)).then(b.0.cmp(&a.0)));
        let Some(&(other, _)) = best else { continue };
        if of[other as usize] == NONE {
            of[other as usize] = sizes.len() as u32;
            sizes.push(1);
        }
        of[node as usize] = of[other as usize];
        sizes[of[node as usize] as usize] += 1;
    }
    // What found no room goes with others that hang on the same neighbour.
    let mut hanging: BTreeMap<u32, u32> = BTreeMap::new();
    for node in 0..nodes {
        if of[node] != NONE {
            continue;
        }
        let hub = links.of(node).iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map_or(NONE, |&(other, _)| other);
        let cluster = *hanging
            .entry(hub)
            .and_modify(|c| {
                if sizes[*c as usize] >= MEMBERS {
                    *c = NONE
                }
            })
            .or_insert(NONE);
        let cluster = if cluster == NONE {
            sizes.push(0);
            sizes.len() as u32 - 1
        } else {
            cluster
        };
        hanging.insert(hub, cluster);
        of[node] = cluster;
        sizes[cluster as usize] += 1;
    }
    (sizes.len() * 10 <= nodes * 9).then_some(Clusters { of, count: sizes.len() })
}

/// The graph of the clusters, and their masses.
pub fn fold(links: &Links, masses: &[f32], clusters: &Clusters) -> (Links, Vec<f32>) {
    let mut folded = vec![0.0; clusters.count];
    let mut joined = Vec::new();
    for (node, &cluster) in clusters.of.iter().enumerate() {
        folded[cluster as usize] += masses[node];
        let onwards = links.of(node).iter().filter(|(other, _)| *other as usize > node);
        joined.extend(onwards.map(|&(other, w)| (cluster, clusters.of[other as usize], w)));
    }
    (Links::new(clusters.count, &joined), folded)
}

/// Places for the finer graph: around those of their clusters, for masses and pulls add up to the same.
pub fn unfold(places: &[Point], of: &[u32]) -> Vec<Point> {
    let extent = places.iter().flatten().fold(1e-3_f32, |most, v| most.max(v.abs()));
    let near = 0.3 * extent / (places.len() as f32).sqrt();
    let around = |(node, &cluster): (usize, &u32)| {
        let turn = node as f32 * super::force::GOLDEN;
        let [x, y] = places[cluster as usize];
        [x + near * turn.cos(), y + near * turn.sin()]
    };
    of.iter().enumerate().map(around).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_gets_smaller_fast_and_keeps_its_mass() {
        let star: Vec<_> = (1..1000).map(|n| (0, n, 1.0)).collect();
        let links = Links::new(1000, &star);
        let clusters = clusters(&links).unwrap();
        assert!(clusters.count < 300, "{}", clusters.count);
        let (coarse, masses) = fold(&links, &[1.0; 1000], &clusters);
        assert_eq!(coarse.len(), clusters.count);
        assert_eq!(masses.iter().sum::<f32>(), 1000.0);
    }
}
