//! Where the nodes of a drawing stand: springs along the references, repulsion between all nodes.
//!
//! Each connected component is drawn by itself, coarse to fine ([`coarsen`]), with the forces of
//! ForceAtlas2 and a Barnes-Hut tree ([`force`], [`tree`]); overlaps are pushed apart ([`spread`]) and
//! the small components laid on shelves below the largest ([`pack`]). Each force is summed in a fixed
//! order, so that the picture is the same for any number of threads.

mod coarsen;
mod force;
mod links;
mod pack;
mod spread;
mod tree;

use links::Links;
use rayon::prelude::*;

/// A place in the plane of a drawing, in units of its nodes' radii.
pub type Point = [f32; 2];

/// A component is drawn coarse to fine down from about so many nodes.
const COARSEST: usize = 40;

/// Places nodes of the given radii so that those with a link stand near each other.
///
/// A link is its two ends and its strength, above zero; links between the same ends add up, in either
/// direction, and those of a node with itself or with ends that do not exist are left out. The middle
/// of the drawing is the origin.
///
/// ```
/// let places = verwijs::layout::place(&[1.0; 3], &[(0, 1, 1.0)]);
/// let far = |a: usize, b: usize| (places[a][0] - places[b][0]).hypot(places[a][1] - places[b][1]);
/// assert!(far(0, 1) < far(0, 2));
/// ```
pub fn place(radii: &[f32], links: &[(u32, u32, f32)]) -> Vec<Point> {
    let whole = Links::new(radii.len(), links);
    let components = whole.components();
    let drawn: Vec<Vec<Point>> = components
        .par_iter()
        .map(|members| {
            let radii: Vec<f32> = members.iter().map(|&m| radii[m as usize]).collect();
            component(&radii, &whole.part(members))
        })
        .collect();
    let boxes: Vec<(Point, Point)> =
        components.iter().zip(&drawn).map(|(members, at)| pack::bounds(at, &members.iter().map(|&m| radii[m as usize]).collect::<Vec<_>>())).collect();
    let sizes: Vec<Point> = boxes.iter().map(|(low, high)| [high[0] - low[0], high[1] - low[1]]).collect();
    let mut places = vec![[0.0; 2]; radii.len()];
    for (((members, at), (low, _)), corner) in components.iter().zip(&drawn).zip(&boxes).zip(pack::shelves(&sizes)) {
        for (&member, point) in members.iter().zip(at) {
            places[member as usize] = [point[0] - low[0] + corner[0], point[1] - low[1] + corner[1]];
        }
    }
    let (low, high) = pack::bounds(&places, radii);
    places.iter_mut().for_each(|p| *p = [p[0] - (low[0] + high[0]) / 2.0, p[1] - (low[1] + high[1]) / 2.0]);
    places
}

/// Draws one connected component around the origin.
fn component(radii: &[f32], links: &Links) -> Vec<Point> {
    let mut places = match radii.len() {
        0 => return Vec::new(),
        1 => return vec![[0.0; 2]],
        _ => multilevel(links),
    };
    spread::scale(&mut places, radii);
    pack::level(&mut places);
    spread::apart(&mut places, radii);
    places
}

fn multilevel(links: &Links) -> Vec<Point> {
    let masses: Vec<f32> = (0..links.len()).map(|n| 1.0 + links.strength(n)).collect();
    let gravity = force::gravity(&masses);
    let mut levels = vec![(links.clone(), masses)];
    let mut parents = Vec::new();
    while let Some((fine, masses)) = levels.last().filter(|(fine, _)| fine.len() > COARSEST) {
        let Some(clusters) = coarsen::clusters(fine) else { break };
        let coarse = coarsen::fold(fine, masses, &clusters);
        parents.push(clusters.of);
        levels.push(coarse);
    }
    let (coarsest, masses) = levels.pop().unwrap_or_default();
    let mut places = force::spiral(coarsest.len());
    force::settle(&mut places, &coarsest, &masses, gravity, 400);
    while let (Some((fine, masses)), Some(of)) = (levels.pop(), parents.pop()) {
        places = coarsen::unfold(&places, &of);
        force::settle(&mut places, &fine, &masses, gravity, force::rounds(fine.len()));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: Point, b: Point) -> f32 {
        (a[0] - b[0]).hypot(a[1] - b[1])
    }

    /// Two dense groups with one bridge, a pair and a node by itself.
    fn groups(size: u32) -> (usize, Vec<(u32, u32, f32)>) {
        let mut links = Vec::new();
        for group in [0, size] {
            for a in 0..size {
                for step in [1, 2, 5, 11] {
                    links.push((group + a, group + (a + step) % size, 1.0));
                }
            }
        }
        links.push((0, size, 1.0));
        links.push((2 * size, 2 * size + 1, 1.0));
        (2 * size as usize + 3, links)
    }

    #[test]
    fn the_same_for_any_number_of_threads() {
        let (nodes, links) = groups(120);
        let radii = vec![1.0; nodes];
        let run = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| place(&radii, &links));
        assert_eq!(run(1), run(4));
    }

    #[test]
    fn groups_stand_apart_and_nothing_overlaps_much() {
        let size = 60;
        let (nodes, links) = groups(size);
        let places = place(&vec![1.0; nodes], &links);
        let middle = |range: std::ops::Range<usize>| {
            let count = range.len() as f32;
            range.fold([0.0; 2], |sum: Point, n| [sum[0] + places[n][0] / count, sum[1] + places[n][1] / count])
        };
        let (one, other) = (middle(0..size as usize), middle(size as usize..2 * size as usize));
        let nearer = (0..size as usize).filter(|&n| distance(places[n], one) < distance(places[n], other)).count();
        assert!(nearer >= size as usize - 4, "{nearer} of {size} nodes stand by their group");
        let mut close = 0;
        for a in 0..nodes {
            assert!(places[a].iter().all(|v| v.is_finite()));
            close += (a + 1..nodes).filter(|&b| distance(places[a], places[b]) < 1.8).count();
        }
        assert!(close <= 2, "{close} pairs of nodes overlap");
    }

    #[test]
    fn odd_graphs_are_drawn_too() {
        assert!(place(&[], &[]).is_empty());
        assert_eq!(place(&[1.0], &[(0, 0, 1.0)]), [[0.0, 0.0]]);
        let star: Vec<_> = (1..500).map(|n| (n, 0, 1.0)).chain([(900, 0, 1.0)]).collect();
        assert!(place(&[1.0; 500], &star).iter().flatten().all(|v| v.is_finite()));
    }
}
