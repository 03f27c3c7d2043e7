//! Compression: gzip, zstd, xz, bzip2, by their first bytes.

use super::{
    super::Stream,
    Input,
    budget::{Budget, Counted, Expanded},
};
use std::{
    io::{self, BufReader, Read},
    sync::Arc,
};

/// How a stream is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Packing {
    Gzip,
    Zstd,
    Xz,
    #[cfg(feature = "formats")]
    Bzip2,
}

impl Packing {
    /// By the first bytes.
    pub fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Zstd),
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Some(Self::Xz),
            #[cfg(feature = "formats")]
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..] | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, ..] => Some(Self::Bzip2),
            _ => None,
        }
    }
}

/// The endings that names of packed files have.
const ENDINGS: [&str; 8] = [".gz", ".zst", ".xz", ".bz2", ".tgz", ".txz", ".tbz2", ".tzst"];

/// What is packed in a stream.
pub(in crate::read) fn unpacked(input: Input, packing: Packing) -> io::Result<Input> {
    let Input { path, stream, layers, budget } = input;
    let stream: Stream = match packing {
        Packing::Gzip => expanded(flate2::bufread::MultiGzDecoder::new(stream), &budget),
        Packing::Zstd => expanded(zstd::Decoder::with_buffer(stream)?, &budget),
        Packing::Xz => expanded(liblzma::bufread::XzDecoder::new_multi_decoder(stream), &budget),
        #[cfg(feature = "formats")]
        Packing::Bzip2 => expanded(bzip2::bufread::MultiBzDecoder::new(stream), &budget),
    };
    Ok(Input { path, stream, layers: layers + 1, budget })
}

fn expanded(inner: impl Read + Send + 'static, budget: &Arc<Budget>) -> Stream {
    Box::new(BufReader::with_capacity(1 << 16, Expanded { inner, budget: budget.clone() }))
}

impl Budget {
    /// A stream whose bytes are counted as read of the input.
    pub fn counted(self: &Arc<Self>, inner: impl Read + Send + 'static) -> Stream {
        Box::new(BufReader::with_capacity(1 << 16, Counted { inner, budget: self.clone() }))
    }
}

/// A name without the endings of compression.
pub(in crate::read) fn bare_name(mut name: &str) -> &str {
    while let Some(bare) = ENDINGS.iter().find_map(|e| name.strip_suffix(e)) {
        name = bare;
    }
    name
}
