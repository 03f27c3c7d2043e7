//! Tar archives, member by member, as the stream comes.

use super::{Budget, Input, is_hidden, member};
use crate::read::Stream;
use std::{
    io::{self, BufReader, Read},
    sync::{Arc, Mutex, PoisonError},
};
use tar::Header;

const BLOCK: usize = 512;
/// A longer name than any file has.
const LONGEST_NAME: u64 = 1 << 16;

/// The stream of an archive, and how much of its present member is left.
struct Shared {
    stream: Stream,
    left: u64,
    padding: u64,
}

impl Shared {
    /// Passes over what is left of the present member.
    fn skip(&mut self) -> io::Result<()> {
        let rest = self.left + self.padding;
        let skipped = io::copy(&mut self.stream.by_ref().take(rest), &mut io::sink())?;
        (self.left, self.padding) = (0, 0);
        if skipped == rest { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// The whole of a member that says something of the next one.
    fn value(&mut self) -> io::Result<Vec<u8>> {
        if self.left > LONGEST_NAME {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the tar archive has a name that is too long"));
        }
        let mut value = Vec::new();
        self.stream.by_ref().take(self.left).read_to_end(&mut value)?;
        self.left -= value.len() as u64;
        Ok(value)
    }
}

/// A tar archive.
pub(in crate::read) struct Tar {
    path: String,
    layers: usize,
    budget: Arc<Budget>,
    shared: Arc<Mutex<Shared>>,
    ended: bool,
}

/// One member, as far as it is not read yet.
struct Member(Arc<Mutex<Shared>>);

impl Read for Member {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let most = buffer.len().min(usize::try_from(shared.left).unwrap_or(usize::MAX));
        let read = shared.stream.read(&mut buffer[..most])?;
        if read == 0 && most > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        shared.left -= read as u64;
        Ok(read)
    }
}

/// What extensions say of the member that follows.
#[derive(Default)]
struct Extended {
    name: Option<String>,
    size: Option<u64>,
}

impl Extended {
    fn pax(&mut self, value: &[u8]) {
        for record in tar::PaxExtensions::new(value).filter_map(Result::ok) {
            match (record.key(), record.value()) {
                (Ok("path"), Ok(name)) => self.name = Some(name.to_owned()),
                (Ok("size"), Ok(size)) => self.size = size.parse().ok(),
                _ => {}
            }
        }
    }
}

impl Tar {
    pub fn new(input: Input) -> Self {
        let Input { path, stream, layers, budget } = input;
        Self { path, layers: layers + 1, budget, shared: Arc::new(Mutex::new(Shared { stream, left: 0, padding: 0 })), ended: false }
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    /// The next file of the archive.
    pub fn next(&mut self) -> Option<io::Result<Input>> {
        if self.ended {
            return None;
        }
        let next = self.advance();
        self.ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }

    fn advance(&mut self) -> io::Result<Option<Input>> {
        let mut extended = Extended::default();
        loop {
            let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            shared.skip()?;
            let Some(header) = read_header(&mut shared.stream)? else { return Ok(None) };
            let kind = header.entry_type();
            let is_file = kind.is_file() || kind.is_contiguous();
            let size = extended.size.filter(|_| is_file).map_or_else(|| header.entry_size(), Ok)?;
            if size > 1 << 62 {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the tar archive is damaged: a size is beyond measure"));
            }
            shared.left = size;
            shared.padding = size.next_multiple_of(BLOCK as u64) - size;
            if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
                let value = shared.value()?;
                if kind.is_gnu_longname() {
                    extended.name = Some(String::from_utf8_lossy(&value).trim_end_matches('\0').to_owned());
                } else {
                    extended.pax(&value);
                }
                continue;
            }
            let name = std::mem::take(&mut extended).name.unwrap_or_else(|| String::from_utf8_lossy(&header.path_bytes()).into_owned());
            // Old archives mark folders by their names only.
            if !is_file || name.ends_with('/') || is_hidden(&name) {
                continue;
            }
            let stream: Stream = Box::new(BufReader::with_capacity(1 << 14, Member(self.shared.clone())));
            return Ok(Some(Input { path: member(&self.path, &name), stream, layers: self.layers, budget: self.budget.clone() }));
        }
    }
}

/// The next header; none at the end of the archive.
fn read_header(stream: &mut Stream) -> io::Result<Option<Header>> {
    let mut block = [0; BLOCK];
    let mut filled = 0;
    while filled < BLOCK {
        match stream.read(&mut block[filled..])? {
            0 if filled == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => filled += read,
        }
    }
    if block.iter().all(|b| *b == 0) {
        return Ok(None);
    }
    if !checks(&block) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the tar archive is damaged: a header does not check"));
    }
    let mut header = Header::new_old();
    header.as_mut_bytes().copy_from_slice(&block);
    Ok(Some(header))
}

/// Whether a block is a header: its sum is the one that it names.
pub(in crate::read) fn checks(block: &[u8]) -> bool {
    let Some(block) = block.get(..BLOCK) else { return false };
    let header = Header::from_byte_slice(block);
    let sum: u32 = block.iter().enumerate().map(|(at, b)| u32::from(if (148..156).contains(&at) { b' ' } else { *b })).sum();
    block[0] != 0 && header.cksum().is_ok_and(|named| named == sum)
}
