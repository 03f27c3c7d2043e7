//! The links of a graph without direction, each node's beside each other.

/// Undirected links with their strengths, by node.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// Where the links of each node begin, and the end of the last.
    starts: Vec<u32>,
    /// The other end and the strength, by the number of the other end.
    ends: Vec<(u32, f32)>,
}

impl Links {
    /// The links between `nodes` nodes; what joins the same ends is added up.
    pub fn new(nodes: usize, links: &[(u32, u32, f32)]) -> Self {
        let real = links.iter().filter(|(a, b, _)| a != b && (*a as usize) < nodes && (*b as usize) < nodes);
        let mut both: Vec<(u32, u32, f32)> = real.flat_map(|&(a, b, w)| [(a, b, w), (b, a, w)]).collect();
        both.sort_by_key(|&(a, b, _)| (a, b));
        both.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        let mut starts = vec![0; nodes + 1];
        for &(a, _, _) in &both {
            starts[a as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Self { starts, ends: both.into_iter().map(|(_, b, w)| (b, w)).collect() }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The nodes that `node` has links with, and their strengths.
    pub fn of(&self, node: usize) -> &[(u32, f32)] {
        &self.ends[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// The strengths of a node's links together.
    pub fn strength(&self, node: usize) -> f32 {
        self.of(node).iter().map(|(_, w)| w).sum()
    }

    /// The connected components, the largest first, each with its nodes in order.
    pub fn components(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.len()];
        let mut components = Vec::new();
        for first in 0..self.len() {
            if std::mem::replace(&mut seen[first], true) {
                continue;
            }
            let mut members = vec![first as u32];
            let mut at = 0;
            while let Some(&node) = members.get(at) {
                at += 1;
                for &(other, _) in self.of(node as usize) {
                    if !std::mem::replace(&mut seen[other as usize], true) {
                        members.push(other);
                    }
                }
            }
            members.sort_unstable();
            components.push(members);
        }
        components.sort_by_key(|members| std::cmp::Reverse(members.len()));
        components
    }

    /// The links among some nodes, sorted, which are counted anew.
    pub fn part(&self, members: &[u32]) -> Self {
        let mut part = Self { starts: vec![0], ends: Vec::new() };
        for &member in members {
            let ends = self.of(member as usize).iter();
            part.ends.extend(ends.filter_map(|&(other, w)| Some((members.binary_search(&other).ok()? as u32, w))));
            part.starts.push(part.ends.len() as u32);
        }
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_add_up_in_both_directions() {
        let links = Links::new(5, &[(0, 1, 1.0), (1, 0, 2.0), (2, 2, 1.0), (3, 4, 1.0), (3, 9, 1.0)]);
        assert_eq!(links.of(0), [(1, 3.0)]);
        assert_eq!(links.of(1), [(0, 3.0)]);
        assert_eq!(links.components(), [vec![0, 1], vec![3, 4], vec![2]]);
        assert_eq!(links.part(&[3, 4]).of(1), [(0, 1.0)]);
    }
}
