//! Components beside each other: the largest in the middle, the others in rings around it.

use super::Point;

/// Free room around a component.
const GAP: f32 = 1.5;

/// Moves a drawing so that the middle of its bounds is the origin.
pub fn centre(places: &mut [Point], radii: &[f32]) {
    for axis in 0..2 {
        let low = places.iter().zip(radii).fold(f32::INFINITY, |least, (p, r)| least.min(p[axis] - r));
        let high = places.iter().zip(radii).fold(f32::NEG_INFINITY, |most, (p, r)| most.max(p[axis] + r));
        places.iter_mut().for_each(|p| p[axis] -= (low + high) / 2.0);
    }
}

/// The radius of the circle around the origin that holds the nodes of these radii.
pub fn bound(radii: impl Iterator<Item = f32>, places: &[Point]) -> f32 {
    places.iter().zip(radii).fold(0.0, |most, (p, r)| most.max(p[0].hypot(p[1]) + r))
}

/// The middles of circles of these radii, the first at the origin, the others in rings.
pub fn rings(radii: &[f32]) -> Vec<Point> {
    let mut middles = Vec::with_capacity(radii.len());
    let Some((&first, rest)) = radii.split_first() else { return middles };
    middles.push([0.0; 2]);
    let mut inner = first + GAP;
    let mut at = 0;
    while at < rest.len() {
        let thick = rest[at..].iter().take(64).fold(0.0_f32, |most, r| most.max(*r)) + GAP;
        let far = inner + thick;
        let turn = |radius: f32| 2.0 * ((radius + GAP) / far).min(1.0).asin();
        let mut taken = 0;
        let mut sum = 0.0;
        // Components come by size, but a few nodes less can need more room.
        while let Some(&radius) = rest.get(at + taken).filter(|r| **r + GAP <= thick) {
            if taken > 0 && sum + turn(radius) > std::f32::consts::TAU {
                break;
            }
            sum += turn(radius);
            taken += 1;
        }
        let slack = (std::f32::consts::TAU - sum).max(0.0) / taken.max(1) as f32;
        let mut angle = 0.0;
        for &radius in &rest[at..at + taken] {
            let half = (turn(radius) + slack) / 2.0;
            angle += half;
            middles.push([far * angle.cos(), far * angle.sin()]);
            angle += half;
        }
        at += taken;
        inner = far + thick;
    }
    middles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_do_not_overlap() {
        let radii: Vec<f32> = std::iter::once(30.0).chain((0..200).map(|n| 8.0 / (1.0 + n as f32 / 9.0))).collect();
        let middles = rings(&radii);
        assert_eq!(middles.len(), radii.len());
        for a in 0..radii.len() {
            for b in 0..a {
                let far = (middles[a][0] - middles[b][0]).hypot(middles[a][1] - middles[b][1]);
                assert!(far >= radii[a] + radii[b] - 0.01, "{a} and {b}");
            }
        }
    }
}
