//! How much may be expanded: what grows without measure is no document.

use std::{
    io::{self, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// So much may always be expanded from one input.
const FREE: u64 = 1 << 30;
/// And so many times the bytes that were read of it.
const RATIO: u64 = 250;

/// What is said where too much is expanded.
const MESSAGE: &str = "it expands to more than 1 GiB and 250 times its size, as a zip bomb does; unpack it yourself if it is sound";

/// Bytes read of one input, and bytes that they were expanded to, all layers together.
#[derive(Debug, Default)]
pub(in crate::read) struct Budget {
    read: AtomicU64,
    expanded: AtomicU64,
}

impl Budget {
    /// Counts bytes of the input itself.
    pub fn read(&self, bytes: u64) {
        self.read.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Whether too much has been expanded: nothing more of this input is read.
    pub fn is_spent(&self) -> bool {
        self.expanded.load(Ordering::Relaxed) > FREE.saturating_add(RATIO.saturating_mul(self.read.load(Ordering::Relaxed)))
    }

    fn expand(&self, bytes: u64) -> io::Result<()> {
        self.expanded.fetch_add(bytes, Ordering::Relaxed);
        if self.is_spent() { Err(io::Error::new(io::ErrorKind::FileTooLarge, MESSAGE)) } else { Ok(()) }
    }
}

/// Counts what is read of an input.
pub(in crate::read) struct Counted<R> {
    pub inner: R,
    pub budget: Arc<Budget>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.budget.read(read as u64);
        Ok(read)
    }
}

/// Counts what comes out of a decompressor, and ends it where that is too much.
pub(in crate::read) struct Expanded<R> {
    pub inner: R,
    pub budget: Arc<Budget>,
}

impl<R: Read> Read for Expanded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.budget.expand(read as u64)?;
        Ok(read)
    }
}
