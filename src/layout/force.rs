//! The forces of ForceAtlas2 and its adaptive speed: nodes of many links push more and stand apart,
//! links pull, a weak gravity holds all together.

use super::{Point, links::Links, tree::Tree};
use rayon::prelude::*;

/// The golden angle in radians: turned by it again and again, points never stand in one line.
pub const GOLDEN: f32 = 2.399_963;
/// How much gravity counts against the links.
const GRAVITY: f32 = 0.2;

/// Where `count` nodes may begin: on a spiral, evenly.
pub fn spiral(count: usize) -> Vec<Point> {
    (0..count)
        .map(|n| {
            let (far, turn) = (10.0 * (n as f32 + 0.5).sqrt(), n as f32 * GOLDEN);
            [far * turn.cos(), far * turn.sin()]
        })
        .collect()
}

/// How many rounds a level of so many nodes gets: large ones begin well and cost much.
pub fn rounds(nodes: usize) -> usize {
    match nodes {
        0..2_000 => 250,
        2_000..30_000 => 140,
        _ => 70,
    }
}

/// The gravity for nodes of these masses: what holds a drawing of so many nodes at the distances that links would give them.
pub fn gravity(masses: &[f32]) -> f32 {
    let mean = masses.iter().sum::<f32>() / masses.len().max(1) as f32;
    GRAVITY * mean.powf(-5.0 / 3.0)
}

/// Lets the nodes move for `rounds` rounds, the later ones ever calmer.
pub fn settle(places: &mut [Point], links: &Links, masses: &[f32], gravity: f32, rounds: usize) {
    let mut before = vec![[0.0_f32; 2]; places.len()];
    let mut speed = 1.0_f32;
    for round in 0..rounds {
        let tree = Tree::new(places, masses);
        let forces: Vec<Point> =
            (0..places.len()).into_par_iter().with_min_len(64).map(|node| force(node, places, links, (masses[node], gravity), &tree)).collect();
        let (mut swing, mut traction) = (0.0_f64, 0.0_f64);
        for ((now, was), mass) in forces.iter().zip(&before).zip(masses) {
            swing += f64::from(mass * (now[0] - was[0]).hypot(now[1] - was[1]));
            traction += f64::from(mass * (now[0] + was[0]).hypot(now[1] + was[1]) / 2.0);
        }
        let wanted = if swing > 0.0 { (traction / swing) as f32 } else { 1.0 };
        // It rises slowly, and towards the end the drawing comes to rest.
        speed = wanted.min(speed * 1.5).max(1e-4);
        let rest = 1.0 - 0.9 * round as f32 / rounds as f32;
        places.par_iter_mut().zip(&forces).zip(&before).zip(masses).with_min_len(1024).for_each(|(((place, now), was), mass)| {
            let swing = mass * (now[0] - was[0]).hypot(now[1] - was[1]);
            let factor = rest * speed / (1.0 + (speed * swing).sqrt());
            *place = [place[0] + now[0] * factor, place[1] + now[1] * factor];
        });
        before = forces;
    }
}

fn force(node: usize, places: &[Point], links: &Links, (mass, gravity): (f32, f32), tree: &Tree) -> Point {
    let [x, y] = places[node];
    let push = tree.push([x, y]);
    // Gravity grows with the distance: against a push that wanes with it, it spreads nodes evenly.
    let mut sum = [mass * (push[0] - gravity * x), mass * (push[1] - gravity * y)];
    for &(other, strength) in links.of(node) {
        let [dx, dy] = [places[other as usize][0] - x, places[other as usize][1] - y];
        let far = dx.hypot(dy);
        let pull = if far > 1e-6 { strength * far.sqrt() / far } else { 0.0 };
        sum = [sum[0] + dx * pull, sum[1] + dy * pull];
    }
    sum
}
