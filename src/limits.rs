//! How much one input, and one document, may take.

use std::time::{Duration, Instant};

/// How much one input, and one document, may take: what goes beyond is refused by name, and harms no other.
///
/// How many members a range is counted out to is the engine's ([`Builder::max_range`](crate::Builder::max_range)).
///
/// ```
/// use std::time::Duration;
/// use verwijs::Limits;
///
/// let limits = Limits::default().size(64 << 20).time(Duration::from_secs(5));
/// assert_eq!(limits, limits.layers(Limits::default().layers));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of one document, unpacked; 256 MiB. Never more than 4 GiB.
    pub size: usize,
    /// How many layers of archives and compression are taken off; 8. `a.tar.gz` has two.
    pub layers: usize,
    /// How long finding the citations of one document may take; 60 seconds.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { size: 256 << 20, layers: 8, time: Duration::from_secs(60) }
    }
}

impl Limits {
    /// The same with another size, in bytes.
    #[must_use]
    pub fn size(mut self, bytes: usize) -> Self {
        self.size = bytes.min(u32::MAX as usize);
        self
    }

    /// The same with another number of layers.
    #[must_use]
    pub const fn layers(mut self, layers: usize) -> Self {
        self.layers = layers;
        self
    }

    /// The same with another time.
    #[must_use]
    pub const fn time(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }
}

/// So many things may one document name. Memory is the reason: each takes about a kilobyte until its document is done,
/// and a text of 256 MiB has room for twenty million, where the largest law names a few thousand.
pub(crate) const MOST_NAMES: usize = 1_000_000;

/// A document goes beyond what it may take. Nothing of what was found is given: how much that is would depend on
/// the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Exceeded {
    /// Finding its citations took longer than it may.
    #[error("finding its citations takes longer than {} s, the most that one document may take; split it, or allow more (--max-time)", limit.as_secs_f64())]
    Time {
        /// How long it might take.
        limit: Duration,
    },
    /// It names more things than memory should hold at once.
    #[error("it names more than {limit} things, the most that are held of one document; split it")]
    Names {
        /// How many it might name.
        limit: usize,
    },
}

/// When work is given up; never, where there is no time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    at: Option<Instant>,
    /// So many things may be named.
    pub most: usize,
}

impl Deadline {
    /// Work that may take as long as it takes.
    pub const NEVER: Self = Self { at: None, most: usize::MAX };

    /// So long from now; never, where that is longer than time can tell.
    pub fn after(limit: Duration) -> Self {
        Self { at: Instant::now().checked_add(limit), most: MOST_NAMES }
    }

    /// Whether it has passed.
    pub fn passed(self) -> bool {
        self.at.is_some_and(|at| Instant::now() >= at)
    }

    /// Looks at the clock now and then.
    pub const fn watch(self) -> Watch {
        Watch { deadline: self, left: 0 }
    }
}

/// A deadline that is looked at once in so many steps, for a look costs more than most steps do.
#[derive(Debug)]
pub(crate) struct Watch {
    deadline: Deadline,
    left: u32,
}

impl Watch {
    /// Takes a step; whether the deadline had passed at the last look.
    #[inline]
    pub fn passed(&mut self) -> bool {
        const STEPS: u32 = 128;
        if let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            return false;
        }
        self.left = STEPS;
        self.deadline.passed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_passes_once_it_is_there() {
        assert!(Deadline::after(Duration::ZERO).passed());
        assert!(Deadline::after(Duration::ZERO).watch().passed());
        let far = Deadline::after(Duration::from_secs(3600));
        assert!(!far.passed() && !Deadline::NEVER.passed() && !Deadline::after(Duration::MAX).passed());
        let mut watch = far.watch();
        assert!((0..1000).all(|_| !watch.passed()));
    }
}
