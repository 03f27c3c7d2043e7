//! What inputs are packed in: compression and archives, read as streams, nested up to a limit, and never
//! expanded beyond measure.

mod budget;
mod compress;
#[cfg(feature = "formats")]
mod tar;
#[cfg(feature = "formats")]
mod zip;

pub(super) use budget::Budget;
pub(super) use compress::{Packing, bare_name, unpacked};
#[cfg(feature = "formats")]
pub(super) use tar::{Tar, checks as is_tar};
#[cfg(feature = "formats")]
pub(super) use zip::{Office, Zip, office};

use super::Stream;
use std::sync::Arc;

/// A stream of bytes, and where it comes from.
pub(super) struct Input {
    /// Its path; of a member of an archive the archive's, `!`, and its own.
    pub path: String,
    pub stream: Stream,
    /// How many layers were taken off.
    pub layers: usize,
    /// What may still be expanded.
    pub budget: Arc<Budget>,
}

/// A member's path, as it may be shown: no way out of the archive, no control characters.
#[cfg(feature = "formats")]
pub(super) fn member(archive: &str, name: &str) -> String {
    let clean: String = name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    let parts: Vec<&str> = clean.split(['/', '\\']).filter(|p| !matches!(*p, "" | "." | "..")).collect();
    format!("{archive}!{}", parts.join("/"))
}

/// Whether a member is what systems put beside the files: hidden ones, resource forks.
#[cfg(feature = "formats")]
pub(super) fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\']).any(|p| p == "__MACOSX" || (p.starts_with('.') && !p.trim_matches('.').is_empty()))
}

#[cfg(all(test, feature = "formats"))]
mod tests {
    use super::*;

    #[test]
    fn no_member_climbs_out() {
        assert_eq!(member("a.zip", "../../etc/passwd"), "a.zip!etc/passwd");
        assert_eq!(member("a.zip", "/x//./y\n.txt"), "a.zip!x/y\u{fffd}.txt");
        assert!(is_hidden("a/.DS_Store") && is_hidden("__MACOSX/a") && !is_hidden("../a.txt") && !is_hidden("./a"));
    }
}
