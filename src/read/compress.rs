//! Takes off what an input is packed in: gzip, zstd, xz, by their first bytes.

use super::Stream;
use std::io::{self, BufReader};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
const XZ: &[u8] = &[0xfd, b'7', b'z', b'X', b'Z', 0];

/// The stream itself, or what is packed in it.
pub(super) fn unpacked(mut stream: Stream) -> io::Result<Stream> {
    let head = stream.fill_buf()?;
    if head.starts_with(GZIP) {
        return Ok(Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(stream))));
    }
    if head.starts_with(ZSTD) {
        return Ok(Box::new(BufReader::new(zstd::Decoder::with_buffer(stream)?)));
    }
    if head.starts_with(XZ) {
        return Ok(Box::new(BufReader::new(liblzma::bufread::XzDecoder::new_multi_decoder(stream))));
    }
    Ok(stream)
}
