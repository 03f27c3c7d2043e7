//! Room for the nodes: the scale of a drawing, and overlaps pushed apart.

use super::Point;
use rustc_hash::FxHashMap;

/// The share of a drawing that its nodes may fill.
const FILLED: f32 = 0.16;
/// Free room around a node, in parts of its radius.
const MARGIN: f32 = 1.35;
const ROUNDS: usize = 40;

/// Scales a drawing so that its nodes fill a fit share of it.
pub fn scale(places: &mut [Point], radii: &[f32]) {
    let wanted: f32 = radii.iter().map(|r| r * r).sum::<f32>() / FILLED;
    let count = places.len() as f32;
    let middle = places.iter().fold([0.0; 2], |sum: Point, p| [sum[0] + p[0] / count, sum[1] + p[1] / count]);
    // The middle square distance stands for the extent: single nodes far out must not shrink the rest.
    let spread: f32 = places.iter().map(|p| (p[0] - middle[0]).powi(2) + (p[1] - middle[1]).powi(2)).sum::<f32>() / count;
    let factor = if spread > 0.0 { (wanted / (2.0 * spread)).sqrt() } else { 1.0 };
    places.iter_mut().flatten().for_each(|v| *v *= factor);
}

/// Pushes nodes that overlap apart, a little each round.
pub fn apart(places: &mut [Point], radii: &[f32]) {
    let largest = radii.iter().fold(0.0_f32, |most, r| most.max(*r));
    let mean = radii.iter().sum::<f32>() / radii.len().max(1) as f32;
    // Few nodes are large: they look over more cells instead of making all cells large.
    let cell = (2.0 * MARGIN * mean).max(1e-3);
    for _ in 0..ROUNDS {
        let mut grid: FxHashMap<(i32, i32), Vec<u32>> = FxHashMap::default();
        let key = |p: Point| ((p[0] / cell).floor() as i32, (p[1] / cell).floor() as i32);
        for (at, &p) in places.iter().enumerate() {
            grid.entry(key(p)).or_default().push(at as u32);
        }
        let mut moved = vec![[0.0_f32; 2]; places.len()];
        let mut any = false;
        for at in 0..places.len() {
            // Of a pair, the larger looks for the smaller.
            let reach = ((MARGIN * 2.0 * radii[at]).min(MARGIN * (radii[at] + largest)) / cell).ceil() as i32;
            let (cx, cy) = key(places[at]);
            for other in (cx - reach..=cx + reach).flat_map(|x| (cy - reach..=cy + reach).map(move |y| (x, y))).filter_map(|c| grid.get(&c)).flatten() {
                let other = *other as usize;
                if (radii[other], other) >= (radii[at], at) {
                    continue;
                }
                let room = MARGIN * (radii[at] + radii[other]);
                let (mut dx, mut dy) = (places[other][0] - places[at][0], places[other][1] - places[at][1]);
                let mut far = dx.hypot(dy);
                if far >= room {
                    continue;
                }
                if far < 1e-4 {
                    let turn = other as f32 * super::force::GOLDEN;
                    (dx, dy, far) = (turn.cos(), turn.sin(), 1.0);
                }
                any = true;
                // The smaller gives way more.
                let share = radii[at] / (radii[at] + radii[other]);
                let step = 0.6 * (room - far.min(room)) / far;
                moved[other] = [moved[other][0] + dx * step * share, moved[other][1] + dy * step * share];
                moved[at] = [moved[at][0] - dx * step * (1.0 - share), moved[at][1] - dy * step * (1.0 - share)];
            }
        }
        if !any {
            return;
        }
        for (place, step) in places.iter_mut().zip(moved) {
            *place = [place[0] + step[0], place[1] + step[1]];
        }
    }
}
