//! A quadtree over weighted points that answers what all of them together push at a place (Barnes-Hut).

use super::Point;
use rayon::prelude::*;

/// Points that stand together in a leaf.
const LEAF: usize = 8;
/// Bits of each coordinate in the order of the curve.
const BITS: u32 = 16;
/// A cell as seen under a smaller angle than this counts as one point; squared.
const ANGLE: f32 = 0.9;

/// A cell, before its children; `next` is the first cell outside it.
#[derive(Debug, Clone, Copy)]
struct Cell {
    middle: Point,
    mass: f32,
    /// The square of its width by the angle: nearer than that, one looks into it.
    near: f32,
    next: u32,
    first: u32,
    last: u32,
    leaf: bool,
}

/// The tree.
#[derive(Debug)]
pub struct Tree {
    cells: Vec<Cell>,
    points: Vec<(Point, f32)>,
}

impl Tree {
    /// A tree over points and their masses.
    pub fn new(places: &[Point], masses: &[f32]) -> Self {
        let (low, width) = square(places);
        let scale = ((1_u32 << BITS) - 1) as f32 / width;
        let cell = |v: f32, low: f32| ((v - low) * scale) as u32;
        let mut order: Vec<(u32, u32)> =
            places.par_iter().enumerate().map(|(at, p)| (curve(cell(p[0], low[0])) | curve(cell(p[1], low[1])) << 1, at as u32)).collect();
        order.par_sort_unstable();
        let points = order.iter().map(|&(_, at)| (places[at as usize], masses[at as usize])).collect();
        let codes: Vec<u32> = order.into_iter().map(|(code, _)| code).collect();
        let mut tree = Self { cells: Vec::with_capacity(places.len()), points };
        if !codes.is_empty() {
            tree.split(&codes, 0, codes.len(), BITS, width);
        }
        tree
    }

    /// Makes the cell of the points `first..last`, whose codes agree above `bits` pairs of bits.
    fn split(&mut self, codes: &[u32], first: usize, last: usize, bits: u32, width: f32) {
        let at = self.cells.len();
        let mut mass = 0.0;
        let mut sum = [0.0; 2];
        for &([x, y], m) in &self.points[first..last] {
            mass += m;
            sum = [sum[0] + x * m, sum[1] + y * m];
        }
        let leaf = last - first <= LEAF || bits == 0;
        let near = (width / ANGLE).powi(2);
        self.cells.push(Cell { middle: [sum[0] / mass, sum[1] / mass], mass, near, next: 0, first: first as u32, last: last as u32, leaf });
        if !leaf {
            let shift = 2 * (bits - 1);
            let mut from = first;
            while from < last {
                let quarter = codes[from] >> shift;
                let to = from + codes[from..last].partition_point(|c| c >> shift == quarter);
                self.split(codes, from, to, bits - 1, width / 2.0);
                from = to;
            }
        }
        self.cells[at].next = self.cells.len() as u32;
    }

    /// What all points push a point of mass 1 at `place`: inversely to the distance.
    pub fn push(&self, place: Point) -> Point {
        let mut force = [0.0; 2];
        let mut add = |[x, y]: Point, mass: f32| {
            let (dx, dy) = (place[0] - x, place[1] - y);
            let square = dx * dx + dy * dy;
            // The place itself pushes nothing.
            if square > 0.0 {
                let strength = mass / square.max(1e-6);
                force = [force[0] + dx * strength, force[1] + dy * strength];
            }
        };
        let mut at = 0;
        while let Some(cell) = self.cells.get(at) {
            let (dx, dy) = (place[0] - cell.middle[0], place[1] - cell.middle[1]);
            if dx * dx + dy * dy > cell.near {
                add(cell.middle, cell.mass);
                at = cell.next as usize;
            } else if cell.leaf {
                for &(point, mass) in &self.points[cell.first as usize..cell.last as usize] {
                    add(point, mass);
                }
                at = cell.next as usize;
            } else {
                at += 1;
            }
        }
        force
    }
}

/// The smallest square around the points: its lower corner and its width.
fn square(places: &[Point]) -> (Point, f32) {
    let mut low = [f32::INFINITY; 2];
    let mut high = [f32::NEG_INFINITY; 2];
    for p in places {
        for axis in 0..2 {
            low[axis] = low[axis].min(p[axis]);
            high[axis] = high[axis].max(p[axis]);
        }
    }
    (low, (high[0] - low[0]).max(high[1] - low[1]).max(1e-6))
}

/// Spreads the lower bits to every second place.
fn curve(value: u32) -> u32 {
    let v = value & 0xffff;
    let v = (v | v << 8) & 0x00ff_00ff;
    let v = (v | v << 4) & 0x0f0f_0f0f;
    let v = (v | v << 2) & 0x3333_3333;
    (v | v << 1) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_near_the_sum_over_all_pairs() {
        let places = super::super::force::spiral(700);
        let masses: Vec<f32> = (0..700).map(|n| 1.0 + (n % 5) as f32).collect();
        let tree = Tree::new(&places, &masses);
        for at in [0, 13, 350, 699] {
            let exact = places.iter().zip(&masses).fold([0.0_f32; 2], |sum, (p, m)| {
                let (dx, dy) = (places[at][0] - p[0], places[at][1] - p[1]);
                let square = dx * dx + dy * dy;
                if square == 0.0 { sum } else { [sum[0] + dx * m / square, sum[1] + dy * m / square] }
            });
            let read = tree.push(places[at]);
            let error = (read[0] - exact[0]).hypot(read[1] - exact[1]);
            assert!(error < 0.05 * exact[0].hypot(exact[1]).max(20.0), "{at}: {read:?} for {exact:?}");
        }
    }
}
