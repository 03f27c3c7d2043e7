//! Components beside each other: the largest on top, the others on shelves below it.

use super::Point;

/// Free room around a component.
const GAP: f32 = 2.0;
/// Where no component is large, shelves are this many times as wide as they are together high.
const ASPECT: f32 = 1.6;

/// Turns a drawing so that it is wider than high, its longest way level, and its middle the origin.
pub fn level(places: &mut [Point]) {
    let count = places.len().max(1) as f32;
    let middle = places.iter().fold([0.0; 2], |sum: Point, p| [sum[0] + p[0] / count, sum[1] + p[1] / count]);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in places.iter() {
        let (x, y) = (p[0] - middle[0], p[1] - middle[1]);
        (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
    }
    // The direction in which the points vary most.
    let turn = 0.5 * (2.0_f32 * xy).atan2(xx - yy);
    let (sin, cos) = turn.sin_cos();
    for p in places.iter_mut() {
        let (x, y) = (p[0] - middle[0], p[1] - middle[1]);
        *p = [x * cos + y * sin, y * cos - x * sin];
    }
}

/// The box around nodes of these radii: its lower and its upper corner.
pub fn bounds(places: &[Point], radii: &[f32]) -> (Point, Point) {
    let empty = ([f32::INFINITY; 2], [f32::NEG_INFINITY; 2]);
    places.iter().zip(radii).fold(empty, |(low, high), (p, r)| ([low[0].min(p[0] - r), low[1].min(p[1] - r)], [high[0].max(p[0] + r), high[1].max(p[1] + r)]))
}

/// Where the lower corners of boxes of these widths and heights go: the first on top, the others in rows below.
pub fn shelves(sizes: &[Point]) -> Vec<Point> {
    let mut corners = Vec::with_capacity(sizes.len());
    let Some((first, rest)) = sizes.split_first() else { return corners };
    let area: f32 = sizes.iter().map(|[w, h]| (w + GAP) * (h + GAP)).sum();
    let width = first[0].max((area * ASPECT).sqrt());
    corners.push([(width - first[0]) / 2.0, 0.0]);
    let mut top = first[1] + 3.0 * GAP;
    let mut at = 0;
    while at < rest.len() {
        let (mut right, mut high, mut taken) = (0.0, 0.0_f32, 0);
        while let Some([w, h]) = rest.get(at + taken).filter(|[w, _]| taken == 0 || right + w <= width) {
            corners.push([right, top]);
            right += w + GAP;
            high = high.max(*h);
            taken += 1;
        }
        at += taken;
        top += high + GAP;
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_do_not_overlap() {
        let sizes: Vec<Point> = std::iter::once([60.0, 40.0]).chain((0..200).map(|n| [9.0 / (1.0 + n as f32 / 9.0), 2.0])).collect();
        let corners = shelves(&sizes);
        assert_eq!(corners.len(), sizes.len());
        for a in 0..sizes.len() {
            for b in 0..a {
                let apart = |axis: usize| corners[a][axis] >= corners[b][axis] + sizes[b][axis] || corners[b][axis] >= corners[a][axis] + sizes[a][axis];
                assert!(apart(0) || apart(1), "{a} and {b}");
            }
        }
    }

    #[test]
    fn the_longest_way_lies_level() {
        let mut line: Vec<Point> = (0..50).map(|n| [n as f32, 3.0 * n as f32 + (n % 2) as f32]).collect();
        level(&mut line);
        let (low, high) = bounds(&line, &[0.0; 50]);
        assert!(high[0] - low[0] > 20.0 * (high[1] - low[1]));
    }
}
